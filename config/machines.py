"""Files that machines ask for by a fixed name: robots.txt, security.txt, gpc.json, favicon.ico."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from publishing import clock, frame
from publishing.freshness import keep

TEXT = "text/plain; charset=utf-8"
# The desk and previews are nobody's to list; a form with a page's address in it is the same form again.
KEPT_OUT = ("/admin/", "/preview/", "/feedback/?")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """A demonstration lets them in too: kept out, they would never read on its pages that they are not to be found."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_OUT)]
    response = HttpResponse("\n".join([*lines, *_sitemap()]) + "\n", content_type=TEXT)
    return keep(request, response, at=clock.now(), until=None)


def _sitemap() -> list[str]:
    try:
        return ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    except NoReverseMatch:
        return []


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without somebody to tell there is no file: it would be no valid one."""
    seen = frame.of(request)
    contact = seen.parts["details"].security_contact
    if not contact:
        raise Http404
    lines = [
        f"Contact: {iri_to_uri(contact)}",
        f"Expires: {_expiry(seen.moment):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
    return keep(request, response, at=seen.moment, until=seen.until)


@require_safe
def privacy_control(request: HttpRequest) -> HttpResponse:
    """That this site honours Global Privacy Control, and since when (globalprivacycontrol.org)."""
    response = JsonResponse({"gpc": True, "lastUpdate": "2026-11-27"})
    return keep(request, response, at=clock.now(), until=None)


def _expiry(moment: datetime) -> datetime:
    """The first of a month, ten to eleven months ahead: within the year that the RFC advises, and the same bytes
    for weeks. Whoever asks again gets a later one, for as long as the site runs."""
    month = moment.astimezone(UTC).month + 10
    year = moment.astimezone(UTC).year + month // 12
    return datetime(year, month % 12 + 1, 1, tzinfo=UTC)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Pages name their icon; some programs ask for this one whatever a page says."""
    return keep(request, HttpResponseRedirect(static("lamp.svg")), at=clock.now(), until=None)
