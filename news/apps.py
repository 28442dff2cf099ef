from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        # They register themselves with the kernel.
        from news import checks, glance, listing, places, ways  # noqa: F401
