"""What a page of the news list shows, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.utils.translation import ngettext

from news.filters import Filters, Key, month_of
from publishing.clock import LONDON

SIZE = 20
PAGES = 50
COUNTED = SIZE * PAGES  # more than this many are not counted


def key_of(post: Any) -> Key:
    return Key(post.listed_at, post.pk)


@dataclass(frozen=True)
class Card:
    """A post as the list shows it."""

    post: Any
    areas: list[str]

    @property
    def place(self) -> str:
        """Two areas by name and how many more, or three if that is all."""
        if len(self.areas) <= 3:
            return ", ".join(self.areas)
        more = len(self.areas) - 2
        words = ngettext("%(areas)s and %(more)d more", "%(areas)s and %(more)d more", more)
        return words % {"areas": ", ".join(self.areas[:2]), "more": more}


class Month(NamedTuple):
    """A month that there may be news from, as its first day."""

    day: date
    url: str
    is_shown: bool


class Year(NamedTuple):
    """A year that there may be news from. Only the one that is looked at has its months: a list is read often."""

    number: int
    url: str
    months: list[Month]
    is_shown: bool


@dataclass(frozen=True)
class Page:
    """A page of the list and what its links need. `names` are of the topic and the area asked for."""

    filters: Filters
    cards: list[Card]
    total: int  # COUNTED + 1 means more
    oldest: datetime | None
    newest: datetime | None
    has_more: bool
    names: dict[str, str]

    @property
    def numbers(self) -> int:
        return min(PAGES, -(-self.total // SIZE))

    @property
    def is_beyond(self) -> bool:
        """Whether a number was asked for that the list does not have, or not any more."""
        return self.filters.page > 1 and not self.cards

    @property
    def unknown(self) -> list[str]:
        """The filters, "topic" or "area", that nothing public is filed under. Nobody is told whether there is one."""
        return [name for name in ("topic", "area") if getattr(self.filters, name) and name not in self.names]

    @property
    def is_uncounted(self) -> bool:
        return self.total > COUNTED

    @property
    def first(self) -> str:
        """The address of the beginning, for pages that have no number."""
        return self.filters.from_the_start() if self.filters.by_key else ""

    @property
    def older(self) -> str:
        """The address of the next page, or ""."""
        if not self.filters.by_key and self.filters.page < self.numbers:
            return self.filters.address(page=self.filters.page + 1)
        if not self.cards or not (self.has_more or self.filters.after):
            return ""
        return self.filters.from_the_start(before=key_of(self.cards[-1].post))

    @property
    def newer(self) -> str:
        if not self.filters.by_key:
            return self.filters.address(page=self.filters.page - 1) if self.filters.page > 1 else ""
        if self.filters.after and not self.has_more:
            return ""
        edge = key_of(self.cards[0].post) if self.cards else None
        return self.filters.from_the_start(after=edge) if edge else ""

    @property
    def links(self) -> list[tuple[int | str, str]]:
        """The numbered pages around this one as (number, address), and gaps as ("…", "")."""
        if self.filters.by_key or self.numbers < 2:
            return []
        elided = Paginator(range(self.numbers), 1).get_elided_page_range
        shown = elided(self.filters.page, on_each_side=1, on_ends=1)
        return [(n, self.filters.address(page=n) if isinstance(n, int) else "") for n in shown]

    @cached_property
    def years(self) -> list[Year]:
        """The years from the newest post to the oldest; the one that is looked at, or the newest, with months."""
        if self.oldest is None or self.newest is None:
            return []
        first, last = (at.astimezone(LONDON).date().replace(day=1) for at in (self.oldest, self.newest))
        opened = self.filters.year or last.year
        months = [day for day in months_of(opened) if first <= day <= last]
        return [
            self.year(number, [self.month(day) for day in months] if number == opened else [])
            for number in range(last.year, first.year - 1, -1)
        ]

    def year(self, number: int, months: list[Month]) -> Year:
        days = {"first_day": date(number, 1, 1), "last_day": date(number, 12, 31)}
        is_shown = self.filters.is_year and number == self.filters.year
        return Year(number, self.filters.from_the_start(**days), months, is_shown)

    def month(self, first_day: date) -> Month:
        url = self.filters.from_the_start(first_day=first_day, last_day=month_of(first_day)[1])
        return Month(first_day, url, first_day == self.filters.month)


def months_of(year: int) -> list[date]:
    return [date(year, month, 1) for month in range(12, 0, -1)]
