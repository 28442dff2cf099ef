"""What a list says about itself: the filters in use, each with the address without it, and its heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import Kind
from news.shown import Page
from news.ways import KINDS


@dataclass(frozen=True)
class Chip:
    """A filter in use. `without` is the address of the list without it."""

    words: str
    without: str


@dataclass(frozen=True)
class Choice:
    """A kind that the list can be narrowed to, whatever else narrows it."""

    words: str
    url: str
    is_shown: bool


class Unknown(NamedTuple):
    """How a topic or an area is spoken of that nothing public is filed under."""

    chip: Any
    sentence: Any


UNKNOWN = {
    "topic": Unknown(gettext_lazy("Topic without news"), gettext_lazy("There is no news under that topic.")),
    "area": Unknown(gettext_lazy("Area without news"), gettext_lazy("There is no news under that area.")),
}


def kinds(page: Page) -> list[Choice]:
    shown, address = page.filters.kind, page.filters.from_the_start
    return [Choice(str(words), address(kind=kind.value), kind == shown) for kind, words in KINDS.items()]


def chips(page: Page) -> list[Chip]:
    filters = page.filters
    found = [Chip(words, filters.from_the_start(**{name: ""})) for name, words in words_of(page).items()]
    if filters.month or filters.is_year:
        words = date_format(filters.month, "F Y") if filters.month else str(filters.year)
        return [*found, Chip(words, filters.from_the_start(first_day=None, last_day=None))]
    if filters.first_day:
        words = _("From %s") % in_words(filters.first_day)
        found.append(Chip(words, filters.from_the_start(first_day=None)))
    if filters.last_day:
        words = _("Until %s") % in_words(filters.last_day)
        found.append(Chip(words, filters.from_the_start(last_day=None)))
    return found


def words_of(page: Page) -> dict[str, str]:
    """The kind, topic and area asked for, by the name of their filter. What the address calls them is not shown:
    anybody can write anything there."""
    kind = {"kind": str(Kind(page.filters.kind).label)} if page.filters.kind else {}
    unknown = {name: str(UNKNOWN[name].chip) for name in page.unknown}
    return {**kind, **page.names, **unknown}


def mistakes(page: Page) -> list[str]:
    return [*page.filters.mistakes, *(str(UNKNOWN[name].sentence) for name in page.unknown)]


def heading(page: Page) -> str:
    """Tells this list from every other: “News: Appeal, Exampleton, May 2026, page 2”."""
    words = [chip.words for chip in chips(page)]
    if page.filters.page > 1:
        words.append(_("page %d") % page.filters.page)
    elif page.filters.by_key:
        words.append(_("older"))
    return f"{_('News')}: {', '.join(words)}" if words else _("News")


def in_words(day: date) -> str:
    return date_format(day, "j F Y")
