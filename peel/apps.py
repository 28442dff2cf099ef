from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeelConfig(AppConfig):
    name = "peel"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        # They register themselves with the kernel.
        from peel import edges, glance, offered, places, summary_checks, ways  # noqa: F401
        from peel.api import version  # noqa: F401
        from peel.telling import checking  # noqa: F401
