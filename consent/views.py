"""The pages about cookies. Like every public page they look at nobody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from publishing import frame
from publishing.freshness import keep


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    response = render(request, "consent/notice.html", {"version": seen.parts["cookies"]})
    return keep(request, response, at=seen.moment, until=seen.until)
