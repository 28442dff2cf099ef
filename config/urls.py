from django.contrib import admin
from django.urls import include, path

from config import health, machines
from config.styleguide import styleguide

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("news/", include("news.urls")),
    path("peel/", include("peel.urls")),
    path("api/", include("peel.api.urls")),
    path("admin/", include("accounts.urls")),
    path("admin/styleguide/", admin.site.admin_view(styleguide), name="styleguide"),
    path("admin/", admin.site.urls),
    path("brand/", include("pages.brand_urls")),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path(".well-known/security.txt", machines.security, name="security"),
    path(".well-known/gpc.json", machines.privacy_control, name="privacy_control"),
    path("cookies/", include("consent.urls")),
    path("feedback/", include("feedback.urls")),
    path("", include("home.urls")),
    path("", include("pages.urls")),
]

handler400 = "config.errors.not_understood"
handler403 = "config.errors.not_allowed"
handler404 = "config.errors.not_found"
handler500 = "config.errors.failed"
