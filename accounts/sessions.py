"""How long a sign-in lasts at the desk: 30 minutes unused, 12 hours at most."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

STARTED, SEEN = "signed_in_at", "seen_at"
# The idle limit is the session's own age. Moving it on costs a write, so that is done once a minute at most.
MOVE_ON_AFTER = 60


class AbsoluteLimitMiddleware:
    """After authentication. Acts where there is a session (the desk) and somebody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if hasattr(request, "session") and request.user.is_authenticated:
            keep_or_end(request)
        return self.get_response(request)


def keep_or_end(request: HttpRequest) -> None:
    now = timezone.now().timestamp()
    started = request.session.setdefault(STARTED, now)
    if now - started >= settings.SESSION_ABSOLUTE_LIMIT.total_seconds():
        logout(request)
    elif now - request.session.get(SEEN, 0) >= MOVE_ON_AFTER:
        request.session[SEEN] = now
