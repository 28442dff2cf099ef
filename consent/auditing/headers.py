"""Reading Set-Cookie, also where the browser refused what it says (RFC 6265, section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple


class Cookie(NamedTuple):
    """domain: "" for the host that answered alone. lasts: seconds, or None until the browser is closed."""

    name: str
    domain: str
    path: str
    lasts: float | None


def cookies(header: str, now: datetime) -> Iterator[Cookie]:
    """header: as Chromium joins several, a line each. What takes a cookie away is left out."""
    for line in header.splitlines():
        pair, *rest = line.split(";")
        told = {
            name.strip().lower(): value.strip() for name, _eq, value in (one.partition("=") for one in rest)
        }
        lasts = _lasts(told, now)
        if pair.strip() and (lasts is None or lasts > 0):
            name = pair.partition("=")[0].strip()
            yield Cookie(name, told.get("domain", "").lstrip(".").lower(), told.get("path") or "/", lasts)


def _lasts(told: dict[str, str], now: datetime) -> float | None:
    try:
        if "max-age" in told:
            return float(int(told["max-age"]))
        ends = parsedate_to_datetime(told["expires"]) if told.get("expires") else None
    except ValueError:  # browsers pass over what they cannot read
        return None
    return ((ends if ends.tzinfo else ends.replace(tzinfo=UTC)) - now).total_seconds() if ends else None
