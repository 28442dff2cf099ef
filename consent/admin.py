"""Cookies at the press desk."""

from __future__ import annotations

from cookie_consent.models import Cookie, CookieGroup
from django.contrib import admin

# The package's tables are a copy of the policy in force (mirror.py): nobody edits them.
admin.site.unregister([Cookie, CookieGroup])
