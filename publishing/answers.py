"""What an address answers with: the public edition there, or what became of it.

The two public reads that go past `public.at(moment)` are about editions that have ended. They take how a page
ended (destinations.py), and what its readers were told had changed: the columns named there and below, and
never a title or a text.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from publishing.destinations import current_slug, end_of, last_public
from publishing.freshness import keep, keep_briefly
from publishing.intervals import begin
from publishing.states import Ending, Notice, Outcome, Update

if TYPE_CHECKING:
    from publishing.editions import Edition

TOLD = ("listed_at", "change_note")


class Change(NamedTuple):
    """What readers were told had changed, and when it did."""

    at: datetime
    note: str


def public_edition(model: Any, slug: str, moment: datetime) -> Any:
    """What a visitor sees at this address, or None. Its `address` is where its document is now."""
    return (
        model.public.at(moment)
        .filter(document__addresses__slug=slug)
        .select_related("document")
        .annotate(address=current_slug(model))
        .first()
    )


def answer_without(request: HttpRequest, model: Any, slug: str, moment: datetime) -> HttpResponse:
    """The answer where nothing is public: a redirect, a page that says what ended, or Http404."""
    ended = last_public(model, slug, moment)
    if ended is None:
        raise Http404
    if ended["outcome"] == Outcome.REDIRECT:
        end = end_of(ended["redirect_to"], moment, leaving=(model, ended["address"]))
        if is_of_this_site(end):
            return keep_briefly(HttpResponseRedirect(end))
    if ended["address"] != slug:
        return moved(request, reverse(model.url_name, args=[ended["address"]]), moment)
    return gone(request, ended)


def moved(request: HttpRequest, url: str, moment: datetime) -> HttpResponse:
    """An old address leads to the new one for good, whatever is or is not public there."""
    return keep(request, HttpResponsePermanentRedirect(url), at=moment, until=None)


def is_of_this_site(url: str) -> bool:
    """Whoever may withdraw must not be able to send readers anywhere else."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def gone(request: HttpRequest, ended: dict[str, Any]) -> HttpResponse:
    """410, with a set wording and a date if a notice was chosen. Names nothing of what was there."""
    notice = Notice(ended["notice"]).label if ended["outcome"] == Outcome.NOTICE else ""
    context = {"notice": notice, "ended_at": ended["ended_at"]}
    response = keep_briefly(render(request, "410.html", context, status=410))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def changes(edition: Edition, moment: datetime) -> list[Change]:
    """What readers were told had changed, newest first. Minor updates are not told; nor is what was withdrawn.

    A restored text stands for the withdrawn one: its note keeps the date by which it is listed.
    """
    withdrawn = Q(ended_at__lte=moment, ending=Ending.WITHDRAWN)
    every: Any = type(edition)
    told = (
        every.desk.filter(document=edition.document_id, released_at__lte=moment, update=Update.MAJOR)
        .exclude(withdrawn)
        .order_by("-listed_at", "-released_at")
    )
    return [Change(*row) for row in told.values_list(*TOLD)]


def as_if_released(edition: Edition, moment: datetime) -> list[Change]:
    """Date an open edition as a release at `moment` would, unsaved. Returns what readers would be told."""
    begin(edition, moment, by=edition.edited_by, after=edition.document.answering(moment))
    return [Change(moment, edition.change_note)] if edition.update == Update.MAJOR else []
