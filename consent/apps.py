from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "consent"
    verbose_name = _("Cookies")

    def ready(self) -> None:
        # They register themselves with the kernel.
        from consent import checks, code, in_force, mirror, ways  # noqa: F401

        code.digest()
