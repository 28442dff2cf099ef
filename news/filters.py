"""What a visitor asks the news list for, read from the address. What is odd is left out, and said."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from news.models import Kind, Listing
from publishing.clock import LONDON

# Only ASCII digits: `\d` and int() also take Arabic ones, and int() takes 1_0.
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
KEY = re.compile(r"((?:19|20|21)[0-9]{6}T[0-9]{6}\.[0-9]{6})Z-([0-9]{1,18})")
KEY_TIME = "%Y%m%dT%H%M%S.%f"

T = TypeVar("T")


class Key(NamedTuple):
    """Where a post stands in the list: nothing stands in two places, however many share a moment."""

    listed_at: datetime
    edition: int

    def __str__(self) -> str:
        return f"{self.listed_at.astimezone(UTC):{KEY_TIME}}Z-{self.edition}"


@dataclass(frozen=True)
class Filters:
    """What was asked for and understood. `mistakes` are sentences about the rest."""

    kind: str = ""
    topic: str = ""
    area: str = ""
    first_day: date | None = None
    last_day: date | None = None
    page: int = 1
    before: Key | None = None
    after: Key | None = None
    mistakes: tuple[str, ...] = ()

    def scopes(self) -> list[tuple[str, str]]:
        """(scope, kind or slug), the one that is likely to have the fewest posts first."""
        asked = [
            (Listing.Scope.AREA.value, self.area),
            (Listing.Scope.TOPIC.value, self.topic),
            (Listing.Scope.KIND.value, self.kind),
        ]
        return [(scope, value) for scope, value in asked if value]

    @property
    def is_narrow(self) -> bool:
        return bool(self.scopes() or self.first_day or self.last_day)

    @property
    def is_paged(self) -> bool:
        return self.page > 1 or self.by_key

    @property
    def by_key(self) -> bool:
        return bool(self.before or self.after)

    @property
    def month(self) -> date | None:
        """The first day of the month, if the days asked for are exactly one month."""
        whole = self.first_day and (self.first_day, self.last_day) == month_of(self.first_day)
        return self.first_day if whole else None

    @property
    def year(self) -> int | None:
        """The year that the days asked for lie in, if they lie in one."""
        if self.first_day and self.last_day and self.first_day.year == self.last_day.year:
            return self.first_day.year
        return None

    @property
    def is_year(self) -> bool:
        """Whether the days asked for are exactly one year."""
        year = self.year
        return year is not None and (self.first_day, self.last_day) == (date(year, 1, 1), date(year, 12, 31))

    def interval(self) -> dict[str, datetime]:
        """The days asked for, London's, both included, as a condition on `listed_at`."""
        found = {}
        if self.first_day:
            found["listed_at__gte"] = datetime.combine(self.first_day, time(), LONDON)
        if self.last_day:
            found["listed_at__lt"] = datetime.combine(self.last_day + timedelta(days=1), time(), LONDON)
        return found

    def address(self, **changes: Any) -> str:
        """The address of this list, or of one that differs by `changes`, always written the same way."""
        asked = replace(self, **changes)
        parts = {
            "kind": asked.kind,
            "topic": asked.topic,
            "area": asked.area,
            "from": asked.first_day,
            "to": asked.last_day,
            "page": asked.page if asked.page > 1 else None,
            "before": asked.before,
            "after": asked.after,
        }
        query = urlencode({name: str(value) for name, value in parts.items() if value})
        return reverse("news:posts") + (f"?{query}" if query else "")

    def from_the_start(self, **changes: Any) -> str:
        """As `address`, on its first page."""
        return self.address(**{"page": 1, "before": None, "after": None, **changes})


def read(query: QueryDict) -> Filters:
    mistakes: list[str] = []

    def take(name: str, parse: Callable[[str], T | None], sentence: str) -> T | None:
        text = query.get(name, "").strip()
        value = parse(text) if text else None
        if text and value is None:
            mistakes.append(sentence)
        return value

    first_day = take("from", day, _("The first day is not a date, so it was left out."))
    last_day = take("to", day, _("The last day is not a date, so it was left out."))
    if first_day and last_day and last_day < first_day:
        mistakes.append(_("The last day is before the first, so both were left out."))
        first_day = last_day = None
    before = take("before", key, _("The place in the list was not understood: this is its beginning."))
    return Filters(
        kind=take("kind", kind, _("There is no such kind of news, so all kinds are shown.")) or "",
        topic=take("topic", slug, _("There is no such topic, so all topics are shown.")) or "",
        area=take("area", slug, _("There is no such area, so all areas are shown.")) or "",
        first_day=first_day,
        last_day=last_day,
        before=before,
        after=None
        if before
        else take("after", key, _("The place in the list was not understood: this is its beginning.")),
        page=1
        if before
        else take("page", number, _("The page number was not understood: this is the first page.")) or 1,
        mistakes=tuple(mistakes),
    )


def kind(text: str) -> str | None:
    return text if text in Kind.values else None


def slug(text: str) -> str | None:
    return text if SLUG.fullmatch(text) else None


def number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def key(text: str) -> Key | None:
    found = KEY.fullmatch(text)
    try:
        return (
            Key(datetime.strptime(found[1], KEY_TIME).replace(tzinfo=UTC), int(found[2])) if found else None
        )
    except ValueError:
        return None


def month_of(found: date) -> tuple[date, date]:
    """The first and the last day of the month that `found` is in."""
    return found.replace(day=1), found.replace(day=calendar.monthrange(found.year, found.month)[1])
