"""Whether a POST was sent from a page of this site. This takes the place of Django's CSRF token here.

A token has to be tied to something that only the visitor's browser holds: a cookie. Public pages set none, and a
token without one could be fetched by anybody and put into any page. There is also no sign-in that a forged POST
could ride on; what is left to prevent is that other sites make their visitors' browsers write to our desk, past
the limit for each address. For that the browser's own word is enough, which no page can write:

- Sec-Fetch-Site, from every browser since 2023. "none" is the visitor, reloading by hand.
- Origin, before that. "null" is said for a page that hides where it is from: not ours.
- Referer, from older ones still.

Nothing at all is said by very old browsers and by some that hide everything. Nor is it said by such a browser when
another site makes it send: so nothing is done at once. The form comes back to be read and sent a second time, with
what tells the second time from a first: for whom it came back (`reader_at`), a keyed hash of their address.
Another site can have that for its own address, but not for its visitors': it cannot read what we answer them. With one
for an address that they share it gains nothing, since it may send from there as often itself.
"""

from __future__ import annotations

import ipaddress
from enum import Enum, auto
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


class Origin(Enum):
    OURS = auto()
    ELSEWHERE = auto()
    UNSAID = auto()


def of(request: HttpRequest) -> Origin:
    if site := request.headers.get("Sec-Fetch-Site"):
        return Origin.OURS if site in {"same-origin", "none"} else Origin.ELSEWHERE
    said = request.headers.get("Origin") or request.headers.get("Referer")
    if not said:
        return Origin.UNSAID
    return Origin.OURS if _origin_of(said) == f"{request.scheme}://{request.get_host()}" else Origin.ELSEWHERE


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def reader_at(address: str, salt: str) -> str:
    """For whom a form comes back. It travels with the form, and is stored nowhere. salt: which form it is."""
    return salted_hmac(salt, neighbourhood(address)).hexdigest()


def neighbourhood(address: str) -> str:
    """One line to a house: of an IPv6 address the first half, since a house has the second half to itself."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
