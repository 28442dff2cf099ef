from django.urls import re_path

from pages import brand_views

app_name = "brand"
urlpatterns = [
    re_path(r"^(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{8})\.css$", brand_views.sheet, name="sheet"),
    re_path(r"^logo-(?P<digest>[0-9a-f]{64})\.png$", brand_views.logo, name="logo"),
]
