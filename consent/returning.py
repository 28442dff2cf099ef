"""Where somebody goes on after an answer, and whether it is script that waits for it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from consent.shown import back
from consent.wording import Place

LONGEST = 2000


def is_script(request: HttpRequest) -> bool:
    """consent.js says so; a browser that sends a form cannot."""
    return request.headers.get("X-Requested-With") == "fetch"


def address(request: HttpRequest, outcome: str) -> str:
    """The page that the answer was given on, at the place that confirms it."""
    if request.POST.get("place") == Place.PAGE:
        page = back(request)
        query = f"?{urlencode({'from': page})}" if page else ""
        return f"{reverse('consent:notice')}{query}#cookies-saved"
    return f"{_came_from(request)}#cookies-{outcome}"


def _came_from(request: HttpRequest) -> str:
    """What the browser says, with filters and searches; else what the form says, which is the path alone."""
    said = urlsplit(_referrer(request))
    is_here = f"{said.scheme}://{said.netloc}" == f"{request.scheme}://{request.get_host()}"
    asked = f"{said.path}?{said.query}" if said.query else said.path
    possible = [asked if is_here else "", str(request.POST.get("path", ""))]
    return iri_to_uri(next((one for one in possible if is_of_this_site(one)), "/"))


def _referrer(request: HttpRequest) -> str:
    said = request.headers.get("Referer", "")
    try:
        urlsplit(said)
    except ValueError:
        return ""
    return said


def is_of_this_site(address: str) -> bool:
    own = reverse("consent:preferences")
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    plain = address.isprintable() and "#" not in address  # no header may hold a line break
    return safe and plain and len(address) <= LONGEST and not address.startswith(own)
