"""What every page about inspections is answered with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from peel import moments, record, structured
from publishing import frame
from publishing.freshness import keep


def of_one(seen: frame.Frame, force: str, as_of: moments.AsOf) -> record.Record:
    return record.read(as_of.or_now(seen.moment), forces=[force], known=seen.parts["peel_reference"])


def asked_as_of(request: HttpRequest) -> moments.AsOf:
    seen = frame.of(request)
    return moments.read(request.GET, seen.moment, seen.parts["peel_reference"])


def crumbs(*between: tuple[str, str]) -> list[tuple[str, str]]:
    """between: the words and the name of each list that the page stands in."""
    return [(_("Inspections"), reverse("peel:ours")), *((words, reverse(name)) for words, name in between)]


def page(request: HttpRequest, name: str, path: str, *, title: str, **context: Any) -> HttpResponse:
    """path: the canonical address. Beside what the template takes, `context` may have:
    as_of, what was asked, on a page that can be shown as of a day; keep, the other names of its address;
    until, when the page changes by itself, if the site's next change is not sooner.
    """
    seen = frame.of(request)
    as_of = context.get("as_of")
    plain = structured.page(seen.parts["details"], title=title, path=path)
    summary = getattr(context.get("told"), "summary", "")
    context = {
        "section": "peel",
        "title": title,
        "description": summary or _("How HMICFRS graded police forces in its PEEL inspections."),
        "path": path,
        "schema": plain,
        "past": moments.Asking(as_of, context.get("keep")) if as_of else None,
        **context,
    }
    soonest = min((one for one in (seen.until, context.get("until")) if one is not None), default=None)
    return keep(request, render(request, f"peel/{name}.html", context), at=seen.moment, until=soonest)
