"""Pages that somebody may have to leave without a trace of what was read."""

from __future__ import annotations

from django.http import HttpResponse


def tell_nobody(response: HttpResponse) -> HttpResponse:
    """No other site is told that this one was read. Our own is: a form is refused that comes from nowhere."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
