from django.urls import path

from news import views

app_name = "news"
urlpatterns = [
    path("", views.posts, name="posts"),
    path("<slug:slug>/", views.post, name="post"),
]
