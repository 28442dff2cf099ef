"""The force's colour and logo as files. Their addresses hold a digest, so that they may be kept for a year."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pages import brand
from pages.logo import Logo
from publishing.freshness import keep_briefly

FOR_EVER = "public, max-age=31536000, immutable"
# A picture is shown, and never run, even when somebody opens it by itself.
NOTHING_RUNS = "default-src 'none'; sandbox"


@require_safe
def sheet(request: HttpRequest, colour: str, digest: str) -> HttpResponse:
    """Asks no database. A digest of before an upgrade is answered too: pages that are kept still ask for it."""
    colour = f"#{colour}"
    if brand.failing(colour):
        raise Http404
    response = HttpResponse(brand.sheet(colour), content_type="text/css; charset=utf-8")
    if digest != brand.digest(colour):
        return keep_briefly(response)
    response.headers["Cache-Control"] = FOR_EVER
    return response


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    png = get_object_or_404(Logo, digest=digest).png
    return HttpResponse(
        bytes(png),
        content_type="image/png",
        headers={"Cache-Control": FOR_EVER, "Content-Security-Policy": NOTHING_RUNS},
    )
