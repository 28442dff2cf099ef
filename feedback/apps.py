from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("What visitors say")

    def ready(self) -> None:
        from feedback import waiting  # noqa: F401 - it registers itself with the desk
