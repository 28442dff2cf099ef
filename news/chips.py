"""What a list says about itself: the filters in use, each with the address without it, and its heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from news.models import Kind
from news.shown import Page


@dataclass(frozen=True)
class Chip:
    """A filter in use. `without` is the address of the list without it."""

    words: str
    without: str


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
    """The kind, topic and area asked for, as far as they have a name, by the name of their filter."""
    kind = {"kind": str(Kind(page.filters.kind).label)} if page.filters.kind else {}
    return {**kind, **page.names}


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
