"""The pages of this room, each with what all of them need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.forms import FeedbackForm
from feedback.retention import MONTHS
from feedback.tickets import Ticket
from publishing import frame, leaving, places, structured


def page(
    request: HttpRequest, name: str, ticket: Ticket, *, path: str = "", status: int = 200, **further: Any
) -> HttpResponse:
    title, path = _("What do you think of this website?"), path or reverse("feedback:feedback")
    context = {
        "title": title,
        "path": path,
        "schema": structured.page(frame.of(request).parts["details"], title=title, path=path),
        "ticket": ticket,
        "is_sensitive": ticket.is_sensitive,
        **further,
    }
    response = render(request, f"feedback/feedback_{name}.html", context, status=status)
    return leaving.tell_nobody(response) if ticket.is_sensitive else response


def form(request: HttpRequest, filled: FeedbackForm, ticket: Ticket, *, status: int = 200) -> HttpResponse:
    """The page that it is about is called by its title as everybody reads it now, which is never in the ticket: it
    may have been taken back since."""
    place = places.at(ticket.page, frame.of(request).moment) if ticket.page else None
    about = place.edition if place else None
    return page(request, "form", ticket, form=filled, about=about, months=MONTHS, status=status)


def is_closed(request: HttpRequest) -> bool:
    return not frame.of(request).parts["details"].takes_feedback
