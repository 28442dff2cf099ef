"""The desk's look at a policy: what visitors would be asked and told, with buttons that do nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent import register
from consent.models import PolicyEdition
from publishing.richtext import shown


def preview_policy(request: HttpRequest, edition: PolicyEdition) -> HttpResponse:
    groups = register.read(edition.register)
    context = {
        "section": "cookies",
        "asks_itself": True,
        "path": reverse("consent:notice"),
        "edition": edition,
        "introduction": shown(edition.introduction),
        "groups": groups,
        "asked": register.optional(groups),
    }
    return render(request, "admin/consent/policy_preview.html", context)
