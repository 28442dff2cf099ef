from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
