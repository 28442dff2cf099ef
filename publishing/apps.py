from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")


class DeskConfig(AdminConfig):
    """Django's admin, with the press desk as its site."""

    default_site = "publishing.desk.Desk"
