"""The pages that residents read. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages import around, structured
from pages.documents import PageEdition
from pages.paths import first_of
from publishing import answers, clock, frame, languages, leaving
from publishing.freshness import keep
from publishing.richtext import shown


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    seen = frame.of(request)
    moment = seen.moment
    edition = answers.public_edition(PageEdition, path, moment)
    if edition is None:
        return answers.answer_without(request, PageEdition, path, moment)
    url = reverse("pages:page", args=[edition.address])
    if edition.address != path:
        return answers.moved(request, url, moment)
    near = around.of_public(edition, path, moment)
    context = page_of(edition, path, near, answers.changes(edition, moment))
    context |= {
        "path": url,
        "schema": structured.page(seen.parts["details"], edition, url, context["crumbs"]),
    }
    response = render(request, "pages/page_detail.html", context)
    if edition.is_sensitive:
        leaving.tell_nobody(response)
    return keep(request, response, at=moment, until=seen.until)


def preview_page(request: HttpRequest, edition: PageEdition) -> HttpResponse:
    """The desk's look at an edition as readers see it, will see it, or would if it were released now."""
    moment = max(clock.now(), edition.released_at or clock.now())
    told = answers.changes(edition, moment)
    if edition.is_open():
        told = answers.as_if_released(edition, moment) + told
    path = edition.document.slug
    context = page_of(edition, path, around.of_draft(edition, path, moment), told)
    return render(request, "pages/page_preview.html", context)


def page_of(edition: Any, path: str, near: around.Around, changes: list[answers.Change]) -> dict[str, Any]:
    return {
        "section": first_of(path),
        "page": edition,
        "body": shown(edition.body),
        "near": near,
        "changes": changes,
        "language": languages.unless_english(edition.document.language),
        "crumbs": [(row.short_title, reverse("pages:page", args=[row.address])) for row in near.above],
        "is_beta": edition.is_beta,
        "is_sensitive": edition.is_sensitive,
    }
