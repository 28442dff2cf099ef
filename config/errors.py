"""What is said when something is not there, not allowed, too much, or broken: to the public, and at the desk.

A page that may be asked for by any scanner, or that is shown because the database does not answer, asks nothing
of the database: it shows the site's details as this process saw them last.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from config.context import last_details
from config.desk_only import is_desk
from publishing import frame
from publishing.desk import carrying

NO_DATABASE = (OperationalError, InterfaceError)
# Seconds after which another try is worth it: a database that is started again needs no longer.
RETRY_AFTER = "30"
LATEST = 3
# Where not even a template can be read.
LAST_WORDS = (
    "Something went wrong on our side. Please try again in a few minutes.\n"
    "In an emergency, call 999. When it is not an emergency, call 101.\n"
)
# The page of a missing address, and the parts of the frame that it was written with.
_missing: tuple[Any, str] = (None, "")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, RequestDataTooBig)
    if somebody_at_the_desk(request):
        said = _("That was too large to send. Press “Back”, shorten it, and try again.")
        return at_the_desk(
            request, said if too_large else _("This request was not understood."), 413 if too_large else 400
        )
    return plain(413 if too_large else 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    if somebody_at_the_desk(request):
        return at_the_desk(request, _("Your role does not allow this."), 403)
    return plain(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if somebody_at_the_desk(request):
        return at_the_desk(request, _("There is nothing at this address of the desk."), 404)
    return HttpResponse(missing_page(request), status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Whatever nobody expected. Called within `except`, so that what it was can still be told."""
    status = 503 if isinstance(sys.exc_info()[1], NO_DATABASE) else 500
    try:
        response = desk_failed(request, status) if is_desk(request) else plain(status)
    except Exception:
        # The templates may be what is broken; what broke first is what Django logs.
        response = HttpResponse(LAST_WORDS, status=status, content_type="text/plain; charset=utf-8")
    if status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def say_why(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], Any]:
    """A view that only answers questions refuses the rest without a word (405): here are the words."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == 405 and isinstance(response, HttpResponse) and not response.content:
            if somebody_at_the_desk(request):
                response.content = at_the_desk(request, _("This cannot be done here."), 405).content
            else:
                response.content = plain(405).content
        return response

    return middleware


def plain(status: int) -> HttpResponse:
    """A page that asks the database nothing."""
    return HttpResponse(render_to_string(f"{status}.html", {"site": last_details()}), status=status)


def missing_page(request: HttpRequest) -> str:
    """The same bytes for every address; written anew when the frame is read anew, since scanners ask for many."""
    global _missing
    parts = frame.of(request).parts
    if _missing[0] is not parts:
        _missing = parts, render_to_string("404.html", {"latest": parts["latest"][:LATEST]}, request)
    return _missing[1]


def somebody_at_the_desk(request: HttpRequest) -> bool:
    """A request may fail before anybody looked who is asking."""
    return is_desk(request) and hasattr(request, "user") and request.user.is_authenticated


def at_the_desk(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": sentence}
    return render(request, "admin/publishing/dead_end.html", context, status=status)


def desk_failed(request: HttpRequest, status: int) -> HttpResponse:
    """In the desk's frame, which here knows nobody: who is signed in stands in the database."""
    carried = carrying.carry_on_later(request, is_database=status == 503, status=status)
    if carried is not None:
        return carried
    said = (
        _("The desk’s database does not answer.") if status == 503 else _("Something went wrong on our side.")
    )
    context = {
        **carrying.bare_frame(),
        "title": said,
        "advice": _(
            "Nothing that you just sent was stored. Wait a minute, press “Back”, and try again. What the public "
            "sees has not changed."
        ),
    }
    return HttpResponse(render_to_string("admin/publishing/dead_end.html", context), status=status)
