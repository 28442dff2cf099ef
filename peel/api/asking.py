"""What a machine asks for, read from the address. What is odd is refused (400), and every mistake is named at once.

The sentences never repeat a value; a name is repeated only if it is made of letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from peel import dates, moments, record
from peel.record import Reference
from publishing.clock import LONDON

NAME = re.compile(r"[A-Za-z_]{1,30}")
NUMBER = re.compile(r"[1-9][0-9]{0,5}")
SINCE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2}))?")
MOST_A_PAGE, A_PAGE = 1000, 200


@dataclass(frozen=True)
class Mistake:
    """`allowed` are the values that would be understood; empty where that is no list."""

    parameter: str
    why: str
    allowed: tuple[str, ...] = ()


class Refused(Exception):
    """The question cannot be answered as it was asked."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(" ".join(one.why for one in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Asked:
    """`values` are those that were given, as the parameter reads them. `moment` is what the answer is about."""

    seen: datetime
    known: Reference
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        day = self.values.get("as_of")
        return record.as_of(day, self.seen) if day else self.seen

    @property
    def day(self) -> date:
        """The London day of which the answer tells what was known."""
        return self.values.get("as_of") or dates.london_day(self.seen)

    @property
    def is_of_the_past(self) -> bool:
        return "as_of" in self.values

    def get(self, name: str) -> Any:
        return self.values.get(name)


Read = Callable[[str, Asked], Any]


@dataclass(frozen=True)
class Param:
    """One parameter: `words` are the values that it may have, or `read` understands the text (or raises Refused)."""

    name: str
    meaning: Any
    schema: dict[str, Any]
    example: str
    words: Callable[[Asked], Collection[str]] | None = None
    read: Read | None = None

    def value(self, written: str, asked: Asked) -> Any:
        if self.read is not None:
            return self.read(written, asked)
        allowed = tuple(self.words(asked)) if self.words else ()
        if written not in allowed:
            raise Refused(Mistake(self.name, _("This is none of the values that are known here."), allowed))
        return written


def read(query: QueryDict, params: Sequence[Param], seen: datetime, known: Reference) -> Asked:
    """Raises Refused with every mistake that there is."""
    asked, mistakes = Asked(seen, known), _strangers(query, params)
    for param in params:
        given = query.getlist(param.name)
        if len(given) > 1:
            mistakes.append(Mistake(param.name, _("It is there more than once. Ask once for each value.")))
        elif given:
            try:
                asked.values[param.name] = param.value(given[0], asked)
            except Refused as refused:
                mistakes += refused.mistakes
    if mistakes:
        raise Refused(*mistakes)
    return asked


def _strangers(query: QueryDict, params: Sequence[Param]) -> list[Mistake]:
    known = tuple(one.name for one in params)
    why = _("There is no parameter of this name here.")
    return [
        Mistake(name if NAME.fullmatch(name) else _("(a name that is not one)"), why, known)
        for name in query
        if name not in known
    ]


def a_day(name: str) -> Read:
    def read_day(written: str, asked: Asked) -> date:
        query = QueryDict(mutable=True)
        query[moments.NAME] = written
        found = moments.read(query, asked.seen, asked.known)
        if found.day is None or written != written.strip():
            why = found.mistake or _("We could not read that date. Write it like this: 2024-06-01.")
            raise Refused(Mistake(name, why))
        return found.day

    return read_day


def a_number(name: str, most: int) -> Read:
    def read_number(written: str, asked: Asked) -> int:
        if not NUMBER.fullmatch(written) or int(written) > most:
            raise Refused(Mistake(name, _("Give a whole number from 1 to %(most)d.") % {"most": most}))
        return int(written)

    return read_number


def a_moment(name: str) -> Read:
    """A day, which begins at midnight in London, or a moment with its offset."""

    def read_moment(written: str, asked: Asked) -> datetime:
        found = _moment(written) if SINCE.fullmatch(written) else None
        if found is None:
            raise Refused(Mistake(name, _("Write a day, 2024-06-01, or a moment, 2024-06-01T09:30:00Z.")))
        if found > asked.seen:
            raise Refused(Mistake(name, _("That date is still to come.")))
        return found

    return read_moment


def _moment(written: str) -> datetime | None:
    try:
        if "T" in written:
            return parse_datetime(written)
        return datetime.combine(date.fromisoformat(written), datetime.min.time(), LONDON)
    except ValueError:
        return None
