from django.urls import path

from peel import views

app_name = "peel"
urlpatterns = [
    path("", views.ours, name="ours"),
    path("history/", views.our_history, name="history"),
    path("compare/", views.compare, name="compare"),
    path("grades/", views.grades, name="grades"),
    path("forces/<slug:force>/", views.force, name="force"),
    path("<slug:cycle>/", views.our_cycle, name="cycle"),
]
