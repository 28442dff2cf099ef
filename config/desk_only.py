"""Sessions, sign-in and messages exist at the desk and nowhere else.

A public page cannot look at who is asking: there `request.session` and `request.user` do not exist, no cookie
is read, and none is answered. The bytes are the same for everyone by construction.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin

DESK = "/admin/"


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(DESK)


def nobody_outside_the_desk(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Takes the desk's cookies off a public request. Even Django's own page for a missing address reads one
    otherwise, and answers an odd one with a new one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_desk(request):
            for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
                request.COOKIES.pop(name, None)
        return get_response(request)

    return middleware


class DeskOnly(MiddlewareMixin):
    """Before one of Django's middlewares: outside the desk it is passed by."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_desk(request):
            return super().__call__(request)  # type: ignore[return-value]
        return self.get_response(request)  # type: ignore[return-value]


class DeskSessionMiddleware(DeskOnly, SessionMiddleware):
    pass


class DeskAuthenticationMiddleware(DeskOnly, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(DeskOnly, MessageMiddleware):
    pass


class DeskCsrfMiddleware(DeskOnly, CsrfViewMiddleware):
    """Outside the desk it neither reads nor sets its cookie, and refuses every POST to a view that has not
    said how it protects itself (`csrf_exempt`)."""
