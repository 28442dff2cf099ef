from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home page")

    def ready(self) -> None:
        from home.models import Campaign, Feature
        from publishing import clock

        clock.register_edge(Feature, "ends_at")
        clock.register_edge(Campaign, "starts_at")
        clock.register_edge(Campaign, "ends_at")
