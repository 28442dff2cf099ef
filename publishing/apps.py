from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from publishing.desk import mail  # noqa: F401 - it registers itself as a follower

        post_migrate.connect(_begin_state, sender=self)


def _begin_state(using: str, **kwargs: Any) -> None:
    """The one row that counts public changes. A migration would lose it at every flush of a test database."""
    from publishing.models import SiteState

    SiteState.objects.using(using).get_or_create(pk=1)


class DeskConfig(AdminConfig):
    """Django's admin, with the press desk as its site."""

    default_site = "publishing.desk.site.Desk"
