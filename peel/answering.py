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


def crumbs() -> list[tuple[str, str]]:
    return [(_("Inspections"), reverse("peel:ours"))]


def page(request: HttpRequest, name: str, path: str, *, title: str, **context: Any) -> HttpResponse:
    """path: the canonical address. A page that takes `as_of` hands over what was asked, as `as_of`, and the other
    names of its address, as `keep`.
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
    return keep(request, render(request, f"peel/{name}.html", context), at=seen.moment, until=seen.until)
