from django.urls import path, register_converter

from pages import views
from pages.paths import PathConverter

register_converter(PathConverter, "page")

app_name = "pages"
# Last in the site's list: a page may have any path that nothing else has.
urlpatterns = [path("<page:path>/", views.page, name="page")]
