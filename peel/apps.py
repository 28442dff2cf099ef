from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeelConfig(AppConfig):
    name = "peel"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        from peel import edges, glance, offered, places, ways  # noqa: F401 - they register themselves with the kernel
