"""Taking back what was stored with a consent that is gone: each cookie, on every level at which it can have been set.

A browser removes a cookie only if name, domain and path are named as they were set; a request says the name alone.
Web storage cannot be reached from here: frontend/consent.js clears it, and cookies once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http.cookies import CookieError, Morsel

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from consent.register import Entry, Kind

# A browser may hold any number of cookies of one shape, and what stands between reads the head of a response only up to
# some kilobytes: longer, the answer itself would be lost. Script removes what is left.
MOST_BYTES = 3_000
LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT"


def expire(request: HttpRequest, response: HttpResponse, entries: Iterable[Entry]) -> None:
    """Let the browser remove what these entries stand for. What is no cookie is passed over."""
    host = request.get_host().partition(":")[0]
    cookies = [entry for entry in entries if entry.kind == Kind.COOKIE]
    where = [
        (name, domain, path)
        for entry in cookies
        for name in names(entry, request.COOKIES)
        for domain in domains(entry, host)
        for path in dict.fromkeys((entry.path, "/"))
    ]
    left = MOST_BYTES
    for place in dict.fromkeys(where):
        left -= _set(request, response, *place) if left > 0 else 0


def expire_elsewhere(request: HttpRequest, response: HttpResponse) -> None:
    """Remove answers of the same name that another host of the same domain may have set: one is to be read."""
    host = request.get_host().partition(":")[0]
    for domain in above(host):
        _set(request, response, settings.COOKIE_CONSENT_NAME, domain, "/")


def names(entry: Entry, present: Iterable[str]) -> Iterator[str]:
    """What to remove: what the browser sent, and what it keeps for other pages and so did not send here."""
    if entry.path != "/" and not entry.is_pattern:
        yield entry.name
    else:
        yield from (name for name in present if entry.covers(name))


def domains(entry: Entry, host: str) -> list[str]:
    """This host alone (""), what the register names, and everything above."""
    return list(dict.fromkeys(["", *([entry.domain.lstrip(".")] if entry.domain else []), *above(host)]))


def above(host: str) -> list[str]:
    """The host as a domain, and those above it that have a dot. Browsers pass over a public suffix by themselves."""
    labels = host.split(".")
    if labels[-1].isdigit():  # an address, not a name
        return []
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _set(request: HttpRequest, response: HttpResponse, name: str, domain: str, path: str) -> int:
    """How many bytes it takes. Django keeps one cookie a name: under a key of its own each is sent."""
    morsel: Morsel[str] = Morsel()
    try:
        morsel.set(name, "", "")
    except CookieError:  # a name that no server can write, such as one with a bracket: script removes it
        return 0
    morsel["expires"], morsel["max-age"], morsel["path"] = LONG_AGO, 0, path
    morsel["secure"] = request.is_secure()  # else a name that begins with __Secure- could not be named at all
    if domain:
        morsel["domain"] = domain
    dict.__setitem__(response.cookies, f"{name} {domain} {path}", morsel)
    return len(morsel.OutputString())
