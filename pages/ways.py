"""The pages that ask for a place in the navigation or the footer of every page. One query each, kept in the frame."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from pages.documents import PageEdition
from pages.paths import first_of
from publishing import frame
from publishing.destinations import current_slug
from publishing.ways import Link


@frame.part("pages_in_navigation")
def in_navigation(moment: datetime) -> list[Link]:
    return links("navigation_position", moment)


@frame.part("footer")
def in_footer(moment: datetime) -> list[Link]:
    return links("footer_position", moment)


def links(position: str, moment: datetime) -> list[Link]:
    placed = PageEdition.public.at(moment).filter(**{f"{position}__isnull": False})
    rows = placed.annotate(address=current_slug(PageEdition)).order_by(position, "title", "pk")
    told = rows.values_list("title", "navigation_title", "address", "document__language")
    return [_link(short or title, address, language) for title, short, address, language in told]


def taken(moment: datetime) -> dict[str, str]:
    """Who has which place now, in words: "1 About us, 2 Contact"."""
    placed = PageEdition.public.at(moment).exclude(navigation_position=None, footer_position=None)
    rows = list(placed.defer("body").order_by("title", "pk"))
    return {name: _in_order(rows, name) for name in ("navigation_position", "footer_position")}


def _in_order(rows: list[PageEdition], name: str) -> str:
    placed = [(getattr(row, name), row.short_title) for row in rows if getattr(row, name) is not None]
    return ", ".join(f"{position} {title}" for position, title in sorted(placed))


def _link(words: str, address: str, language: str) -> Link:
    lang = "" if language == settings.LANGUAGE_CODE else language
    return Link(words, reverse("pages:page", args=[address]), first_of(address), lang)
