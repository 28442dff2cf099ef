from django.urls import path

from peel.api import views

app_name = "peel_api"
urlpatterns = [
    path("peel/v1", views.slashed),
    path("peel/v1/", views.index, name="index"),
    path("peel/v1/openapi.json", views.description, name="openapi"),
    path("peel/v1/datapackage.json", views.datapackage, name="datapackage"),
    path("peel/v1/peel.zip", views.whole, name="zip"),
    path("peel/v1/csv/<slug:name>.csv", views.file, name="file"),
    path("peel/v1/claims/<slug:claim>", views.claim, name="claim"),
    path("peel/v1/claims/<slug:claim>.<slug:form>", views.claim),
    path("peel/v1/<slug:name>", views.resource, name="resource"),
    path("peel/v1/<slug:name>.<slug:form>", views.resource, name="resource_as"),
    path("", views.nowhere),
    path("<path:rest>", views.nowhere),
]
