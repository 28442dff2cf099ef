"""What every template knows about the site. It looks at nobody: no session, no user, no cookie.

Read only when a template asks: most pages of the desk do not.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages.details import SiteDetails
from pages.site import Site, as_shown
from publishing import frame
from publishing.ways import Link

# The frame's parts that make the navigation, in its order: strangers to each other, so joined here.
NAVIGATION = ("news_in_navigation", "peel_in_navigation", "pages_in_navigation")
# Where "leave this page" leads: nothing about a weather page tells what was read before it.
WAY_OUT = "https://www.bbc.co.uk/weather"
# What a view may say about its page, for templates that ask whether it did.
UNSAID: dict[str, Any] = {
    "section": "",
    "path": "",
    "crumbs": (),
    "languages": (),
    "language": "",
    "is_beta": False,
    "is_sensitive": False,
    "way_out": WAY_OUT,
}


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        **UNSAID,
        "site": SimpleLazyObject(partial(details, request)),
        "navigation": SimpleLazyObject(partial(navigation, request)),
        "footer": SimpleLazyObject(lambda: frame.of(request).parts["footer"]),
    }


def navigation(request: HttpRequest) -> list[Link]:
    parts = frame.of(request).parts
    return [link for name in NAVIGATION for link in parts[name]]


def details(request: HttpRequest) -> Site:
    return frame.of(request).parts["details"]


def last_details() -> Site:
    """The site as this process saw it last, or as it is at first: for pages that must not ask the database."""
    return frame.last_parts().get("details") or as_shown(SiteDetails())
