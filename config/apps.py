from django.apps import AppConfig


class WiringConfig(AppConfig):
    """An app only so that the system checks are found."""

    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401
