"""What every page about inspections is answered with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from peel import record, structured
from publishing import frame
from publishing.freshness import keep


def of_one(seen: frame.Frame, force: str) -> record.Record:
    return record.read(seen.moment, forces=[force], known=seen.parts["peel_reference"])


def crumbs() -> list[tuple[str, str]]:
    return [(_("Inspections"), reverse("peel:ours"))]


def page(request: HttpRequest, name: str, path: str, *, title: str, **context: Any) -> HttpResponse:
    seen = frame.of(request)
    plain = structured.page(seen.parts["details"], title=title, path=path)
    summary = getattr(context.get("told"), "summary", "")
    context = {
        "section": "peel",
        "title": title,
        "description": summary or _("How HMICFRS graded police forces in its PEEL inspections."),
        "path": path,
        "schema": plain,
        **context,
    }
    return keep(request, render(request, f"peel/{name}.html", context), at=seen.moment, until=seen.until)
