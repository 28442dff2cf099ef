"""Signing in by email address, and what happens after too many tries (django-axes asks these functions)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class SignInForm(AdminAuthenticationForm):
    """The desk's sign-in form: says "Email address", and phones show the keyboard for one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "username", "autofocus": True, "maxlength": 254}
        self.fields["username"].widget = forms.EmailInput(attrs=attributes)
        self.fields["username"].label = _("Email address")


def email_tried(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """One counter for one person, however the address is written."""
    tried = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return str(tried).strip().lower()[:254]


def client_address(request: HttpRequest) -> str:
    """The visitor's address as the outermost trusted proxy saw it; what the visitor sent himself is to its left."""
    count = settings.PROXY_COUNT
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return str(seen[-count] if 0 < count <= len(seen) else request.META.get("REMOTE_ADDR", ""))


def locked(request: HttpRequest, *args: Any) -> HttpResponse:
    """Too many tries. The same answer whether or not such an account exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {**admin.site.each_context(request), "title": _("Too many tries"), "minutes": minutes}
    response = render(request, "accounts/locked.html", context, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
