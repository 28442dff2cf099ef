"""The news that residents read. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import labels, structured
from news.chips import chips, heading, kinds, mistakes
from news.filters import read
from news.models import PostEdition
from news.paging import read_page
from publishing import answers, clock, frame, languages
from publishing.freshness import keep
from publishing.richtext import shown


@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    filters = read(request.GET)
    page = read_page(filters, seen.moment)
    title, path = heading(page), filters.address()
    context = {
        "section": "news",
        "filters": filters,
        "page": page,
        "chips": chips(page),
        "mistakes": mistakes(page),
        "kinds": kinds(page),
        "title": title,
        "path": path,
        "schema": structured.listing(seen.parts["details"], title=title, path=path),
    }
    if page.is_beyond:
        # 404, or crawlers would find a page at every number; and kept by nobody, as what is missing everywhere.
        return render(request, "news/post_list.html", context, status=404)
    return keep(request, render(request, "news/post_list.html", context), at=seen.moment, until=seen.until)


@require_safe
def post(request: HttpRequest, slug: str) -> HttpResponse:
    seen = frame.of(request)
    moment = seen.moment
    edition = answers.public_edition(PostEdition, slug, moment)
    if edition is None:
        return answers.answer_without(request, PostEdition, slug, moment)
    path = reverse("news:post", args=[edition.address])
    if edition.address != slug:
        return answers.moved(request, path, moment)
    context = page_of(edition, labels.of_post(edition, moment), answers.changes(edition, moment))
    context |= {"path": path, "schema": structured.article(seen.parts["details"], edition, path)}
    response = render(request, "news/post_detail.html", context)
    return keep(request, response, at=moment, until=seen.until)


def preview_post(request: HttpRequest, edition: PostEdition) -> HttpResponse:
    """The desk's look at an edition as readers see it, will see it, or would if it were released now."""
    moment = max(clock.now(), edition.released_at or clock.now())
    told = answers.changes(edition, moment)
    if edition.is_open():
        told = answers.as_if_released(edition, moment) + told
    context = page_of(edition, labels.of_draft(edition), told)
    return render(request, "news/post_preview.html", context)


def page_of(edition: Any, filed: labels.Labels, changes: list[answers.Change]) -> dict[str, Any]:
    crumbs = [(_("News"), reverse("news:posts"))]
    return {
        "section": "news",
        "post": edition,
        "body": shown(edition.body),
        "labels": filed,
        "changes": changes,
        "language": languages.unless_english(edition.document.language),
        "crumbs": crumbs,
    }
