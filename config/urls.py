from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # Until there is a home page.
    path("", RedirectView.as_view(pattern_name="news:posts"), name="home"),
    path("news/", include("news.urls")),
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]

handler403 = "config.errors.not_allowed"
handler404 = "config.errors.not_found"
