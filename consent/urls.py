from django.urls import include, path

from consent import views

ours = [path("", views.notice, name="notice")]
urlpatterns = [path("", include((ours, "consent")))]
