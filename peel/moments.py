"""“As of” a day: what a visitor asks for in the address, so that a statement can be checked again later with what
was known then. What is odd is left out, and said. The sentences never repeat what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from peel import dates, record
from peel.record import Reference
from publishing.clock import LONDON

NAME = "as_of"
# Only ASCII digits, and only years that a form or a link of ours can mean.
DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class AsOf:
    """`day` and `moment` are there together: what was asked for and understood. `mistake` is a sentence about
    what was not. All empty where nothing was asked.
    """

    day: date | None = None
    moment: datetime | None = None
    mistake: str = ""

    def or_now(self, seen: datetime) -> datetime:
        """The moment that the page is about."""
        return self.moment or seen

    @property
    def was_asked(self) -> bool:
        return bool(self.day or self.mistake)


def read(query: QueryDict, seen: datetime, known: Reference) -> AsOf:
    """seen: the moment of the page without `as_of`. No moment is later than that."""
    text = query.get(NAME, "").strip()
    if not text:
        return AsOf()
    day = _day(text)
    mistake = _mistake(day, seen, known)
    return AsOf(mistake=mistake) if mistake or day is None else AsOf(day, record.as_of(day, seen))


def begins(known: Reference) -> date | None:
    """The first day of which anything is known: when the first cycle's first report was published."""
    starts = [cycle.starts.first_day for cycle in known.cycles.values() if cycle.starts]
    return min(starts, default=None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _mistake(day: date | None, seen: datetime, known: Reference) -> str:
    if day is None:
        return _("We could not read that date. Write it like this: 2024-06-01.")
    if day > dates.london_day(seen):
        return _("That date is still to come.")
    first = begins(known)
    if first and day < first:
        words = _("Nothing is known of that date: the first report was published on %(day)s.")
        return words % {"day": dates.of_day(first).in_words()}
    return ""


def next_midnight(moment: datetime) -> datetime:
    """When the day changes in London: pages that say what is past or still to come are true until then."""
    return datetime.combine(dates.london_day(moment) + timedelta(days=1), time.min, LONDON)


class Asking(forms.Form):
    """The date at a page's foot. `keep` are the other names of the page's address, with their values."""

    def __init__(self, asked: AsOf, keep: dict[str, str] | None = None) -> None:
        super().__init__(initial={NAME: asked.day})
        self.fields[NAME] = forms.DateField(
            label=_("Show what was known on"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.keep = keep or {}
