"""What the address of a page looks like: its whole path, such as "about/accessibility"."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

LENGTH = 200
LEVELS = 5
WORDS = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PATTERN = rf"{WORDS}(?:/{WORDS}){{0,{LEVELS - 1}}}"
# First words of addresses that are somebody else's: now, by the site's public contract, or in what is planned.
RESERVED = frozenset(
    {
        "admin",
        "api",
        "areas",
        "brand",
        "cookies",
        "cy",
        "en",
        "feedback",
        "feeds",
        "healthz",
        "media",
        "news",
        "peel",
        "preview",
        "readyz",
        "search",
        "static",
        "topics",
    }
)
# Files for machines: a page called so would be taken for one.
RESERVED_BEGINNINGS = ("sitemap", "robots", "favicon", "manifest", "security", "well-known")


def misshapen(path: str) -> str:
    """Why `path` is no page's address, in a sentence; empty when it can be one."""
    if len(path) > LENGTH:
        return _("An address has at most %d letters.") % LENGTH
    if path.count("/") >= LEVELS:
        return _("An address has at most %d levels.") % LEVELS
    if not re.fullmatch(PATTERN, path):
        return _("Each part of an address has small letters and digits, in words joined by hyphens.")
    if is_reserved(path):
        return _("Addresses that begin with “%s” belong to another part of the site.") % first_of(path)
    return ""


def is_reserved(path: str) -> bool:
    first = first_of(path)
    return first in RESERVED or first.startswith(RESERVED_BEGINNINGS)


def first_of(path: str) -> str:
    return path.partition("/")[0]


def above(path: str) -> str:
    """The path of the page above, or "" at the top level."""
    return path.rpartition("/")[0]


def all_above(path: str) -> list[str]:
    """The paths of the pages above, from the top down."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:number]) for number in range(1, len(parts) + 1)]


class PathConverter:
    """For URL patterns: only what can be the address of a page, and nothing that is reserved."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        if misshapen(value):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value
