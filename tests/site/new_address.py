"""A URL configuration with an address that tests/site/addresses.py does not know."""

from django.urls import path
from django.views.generic import RedirectView

from config.urls import urlpatterns as known

urlpatterns = [*known, path("brand-new/", RedirectView.as_view(url="/"))]
