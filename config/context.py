"""What every template knows about the site. It looks at nobody: no session, no user, no cookie.

Read only when a template asks: most pages of the desk do not.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.desk_only import is_desk
from consent.in_force import Version
from consent.register import Entry
from pages.details import SiteDetails
from pages.site import Site, as_shown
from publishing import frame
from publishing.ways import Link

# The frame's parts that make the navigation, in its order: strangers to each other, so joined here.
NAVIGATION = ("news_in_navigation", "peel_in_navigation", "pages_in_navigation")
# Those that make the links at the foot.
FOOTER = ("footer", "cookies_in_footer")
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
    "asks_itself": False,
    "way_out": WAY_OUT,
}


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        **UNSAID,
        "site": SimpleLazyObject(partial(details, request)),
        "navigation": SimpleLazyObject(partial(navigation, request)),
        "footer": SimpleLazyObject(partial(footer, request)),
        "asking": SimpleLazyObject(partial(asking, request)),
        "cookies_gone": SimpleLazyObject(partial(cookies_gone, request)),
    }


def navigation(request: HttpRequest) -> list[Link]:
    parts = frame.of(request).parts
    return [link for name in NAVIGATION for link in parts[name]]


def footer(request: HttpRequest) -> list[Link]:
    parts = frame.of(request).parts
    return [link for name in FOOTER for link in parts[name]]


def asking(request: HttpRequest) -> Version | None:
    """The cookie policy, where visitors are asked something by it. The desk's own looks at pages ask nobody."""
    version: Version | None = None if is_desk(request) else frame.of(request).parts["cookies"]
    return version if version and version.is_asking else None


def cookies_gone(request: HttpRequest) -> tuple[Entry, ...]:
    return () if is_desk(request) else frame.of(request).parts["cookies_gone"]


def details(request: HttpRequest) -> Site:
    return frame.of(request).parts["details"]


def last_details() -> Site:
    """The site as this process saw it last, or as it is at first: for pages that must not ask the database."""
    return frame.last_parts().get("details") or as_shown(SiteDetails())
