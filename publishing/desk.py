"""The press desk: the admin site on which everything is written and released."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Desk(admin.AdminSite):
    site_header = _("Press desk")
    site_title = _("Press desk")
    index_title = _("What is waiting")
