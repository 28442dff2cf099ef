"""The home page. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home import structured
from home.shown import read_home
from news import glance
from peel import glance as inspections
from publishing import clock, frame
from publishing.freshness import keep


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    context = page_of(seen.moment, seen.parts["latest"]) | {"inspection": seen.parts["inspection"]}
    context["schema"] = structured.website(seen.parts["details"])
    return keep(request, render(request, "home/home.html", context), at=seen.moment, until=seen.until)


def preview_home(request: HttpRequest, moment: datetime) -> HttpResponse:
    """The desk's look at the home page as it will be at `moment`, by all that is decided now."""
    later = moment > clock.now()
    context = page_of(moment, glance.latest(moment))
    context |= {"preview": moment if later else None, "inspection": inspections.newest(moment)}
    return render(request, "home/home_preview.html", context)


def page_of(moment: datetime, newest: list[Any]) -> dict[str, Any]:
    return {"home": read_home(moment, newest), "path": "/"}
