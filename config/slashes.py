"""The slash at the end of an address, added for whoever left it out: where something is there, and nowhere else."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.middleware.common import CommonMiddleware
from django.urls import resolve

from config.desk_only import DESK


class SlashMiddleware(CommonMiddleware):
    """A page may have any path, so Django would add a slash to every word, for good, and then find nothing there.

    The desk keeps Django's way: it answers nobody who is not signed in.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        if not super().should_redirect_with_slash(request):
            return False
        return f"{request.path_info}/".startswith(DESK) or is_answered(request)


def is_answered(request: HttpRequest) -> bool:
    """Whether the address with a slash has an answer: a page, or where it moved, or that it is gone. Its own view is
    asked, since nobody else knows all of these; but never to take what was sent."""
    if request.method not in ("GET", "HEAD"):
        return False
    match = resolve(f"{request.path_info}/")
    try:
        answer = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return False
    return bool(answer.status_code != 404)
