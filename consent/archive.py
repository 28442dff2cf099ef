"""Every version of the policy that visitors were ever asked by, word for word, for good."""

from __future__ import annotations

from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consent import changes, in_force
from publishing import frame, structured
from publishing.freshness import keep
from publishing.richtext import shown
from publishing.states import Update


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    versions = in_force.versions(seen.moment)
    path, title = reverse("consent:policies"), _("What we asked about cookies, and when")
    context = {
        "section": "cookies",
        "path": path,
        "title": title,
        "versions": versions[::-1],
        "schema": structured.page(seen.parts["details"], title=title, path=path, kind="CollectionPage"),
    }
    response = render(request, "consent/policies.html", context)
    return keep(request, response, at=seen.moment, until=seen.until)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    seen = frame.of(request)
    versions = in_force.versions(seen.moment)
    if not 1 <= number <= len(versions):
        raise Http404
    version = versions[number - 1]
    path, title = reverse("consent:policy", args=[number]), _("Version %d of our cookie policy") % number
    context = {
        "section": "cookies",
        "path": path,
        "title": title,
        "version": version,
        "is_in_force": version.edition.is_public(seen.moment),
        "changes": _changes(versions, number),
        "introduction": shown(version.edition.introduction),
        "schema": structured.page(seen.parts["details"], title=title, path=path),
    }
    response = render(request, "consent/policy.html", context)
    return keep(request, response, at=seen.moment, until=seen.until)


def _changes(versions: list[in_force.Version], number: int) -> list[changes.Change]:
    """What differs from the version before, for readers; better words are left out where nothing else was meant."""
    for before, after in pairwise(versions):
        if after.number == number:
            found = changes.between(before.groups, after.groups)
            is_minor = after.edition.update == Update.MINOR
            return [one for one in found if not (one.wording and is_minor)]
    return []
