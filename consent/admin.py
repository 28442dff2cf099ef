"""Cookies at the press desk."""

from __future__ import annotations

from cookie_consent.models import Cookie, CookieGroup
from django.contrib import admin

from consent import counts_admin  # noqa: F401 - registers itself
from consent.models import PolicyEdition
from publishing.desk.editing import EditionAdmin

# The package's tables are a copy of the policy in force (mirror.py): nobody edits them.
admin.site.unregister([Cookie, CookieGroup])


@admin.register(PolicyEdition)
class PolicyAdmin(EditionAdmin):
    """A beginning: the register is written in JSON."""
