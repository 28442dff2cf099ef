"""The site with pages that keep what they must not: one defect of each kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls

DAY = 86_400
PAGE = "<!doctype html><title>Rogue</title><h1>Rogue</h1>{}"
STORES = """
localStorage.setItem("strange_local", "1");
sessionStorage.setItem("strange_session", "1");
indexedDB.open("strange_database");
if (/statistics=2/.test(document.cookie)) document.cookie = "kept_on=1; max-age=60; path=/rogue/";
"""


def headers(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(PAGE.format("<p>Sets cookies.</p>"))
    response.set_cookie("strange_cookie", "1")
    response.set_cookie("statistics_id", "1", max_age=60)
    response.set_cookie("load_balancer", "1", max_age=60 * DAY)
    return response


def stores(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.format('<script src="/rogue/stores.js"></script>'))


def elsewhere(request: HttpRequest) -> HttpResponse:
    """The other host is this machine under its other name."""
    picture = f"http://127.0.0.1:{request.get_port()}/rogue/pixel.gif?who=you"
    response = HttpResponse(PAGE.format(f'<img src="{picture}" alt="">'))
    response["Content-Security-Policy"] = "img-src *"
    return response


urlpatterns = [
    path("rogue/", headers),
    path("rogue/stores/", stores),
    path("rogue/elsewhere/", elsewhere),
    path("rogue/stores.js", lambda request: HttpResponse(STORES, "text/javascript")),
    path("rogue/pixel.gif", lambda request: HttpResponse(b"", "image/gif")),
    *urls.urlpatterns,
]
for handler in ("handler400", "handler403", "handler404", "handler500"):
    if hasattr(urls, handler):
        globals()[handler] = getattr(urls, handler)
