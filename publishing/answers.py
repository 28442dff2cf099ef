"""What an address answers with: the public edition there, or what became of it.

The two public reads that go past `public.at(moment)` stand here, since they are about editions that have
ended. They take how a page ended, and what its readers were told had changed: the columns named below, and
never a title or a text.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery
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

from publishing.freshness import keep, keep_briefly
from publishing.intervals import begin
from publishing.states import Ending, Notice, Outcome, Update

if TYPE_CHECKING:
    from publishing.editions import Edition

ENDED = ("ended_at", "outcome", "redirect_to", "notice")
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


def current_slug(model: Any) -> Subquery:
    """For an annotation: where the document of an edition is now."""
    addresses = model._meta.get_field("document").related_model._meta.get_field("addresses").related_model
    return Subquery(
        addresses.objects.filter(document=OuterRef("document"), is_current=True).values("slug")[:1]
    )


def answer_without(
    request: HttpRequest, model: Any, slug: str, moment: datetime, *, url_name: str
) -> HttpResponse:
    """The answer where nothing is public: a redirect, a page that says what ended, or Http404."""
    ended = (
        model.desk.filter(document__addresses__slug=slug, released_at__lte=moment)
        .order_by("-released_at")
        .values(*ENDED, address=current_slug(model))
        .first()
    )
    if ended is None:
        raise Http404
    if ended["address"] != slug:
        return moved(request, reverse(url_name, args=[ended["address"]]), moment)
    if ended["outcome"] == Outcome.REDIRECT and leads_elsewhere(request, ended["redirect_to"]):
        return keep_briefly(HttpResponseRedirect(ended["redirect_to"]))
    return gone(request, ended)


def moved(request: HttpRequest, url: str, moment: datetime) -> HttpResponse:
    """An old address leads to the new one for good, whatever is or is not public there."""
    return keep(request, HttpResponsePermanentRedirect(url), at=moment, until=None)


def leads_elsewhere(request: HttpRequest, url: str) -> bool:
    """Only to another page of this site: whoever may withdraw must not be able to send readers anywhere."""
    same_site = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return same_site and url.partition("?")[0] != request.path


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
