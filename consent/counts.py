"""How visitors answered, added up from the hours: what a data protection officer shows to whoever asks for proof.

The database adds up. What comes back grows with the versions of the policy and the code that asked, not with the hours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min, Q, Sum

from consent.in_force import Version
from consent.models import AnswerCount
from consent.wording import Place
from publishing.clock import LONDON

# Days with answers that are shown one by one, and more than so many hours cannot be theirs.
DAYS = 30
HOURS = DAYS * 25
HAS_YES, HAS_NO = Q(choices__contains="=yes"), Q(choices__contains="=no")


@dataclass
class Tally:
    """How many answers there are, and of which sort."""

    answers: int = 0
    yes: int = 0
    no: int = 0

    @property
    def mixed(self) -> int:
        return self.answers - self.yes - self.no


@dataclass
class Total(Tally):
    """Of one version: how each group was answered too, and by which way. groups: numbers of "yes" and "no" by key."""

    groups: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ways: Counter[str] = field(default_factory=Counter)

    def add(self, row: dict[str, Any]) -> None:
        said = dict(part.partition("=")[::2] for part in row["choices"].split())
        self.answers += row["answers"]
        self.yes += row["answers"] if set(said.values()) == {"yes"} else 0
        self.no += row["answers"] if "yes" not in said.values() else 0
        for key, choice in said.items():
            self.groups[key][choice] += row["answers"]
        self.ways.update({name: row[name] for name in WAYS})


@dataclass(frozen=True)
class Code:
    """One state of the code that asked, and the hours of its first and last answer."""

    digest: str
    answers: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Day:
    day: date
    tally: Tally


def _sum(**of: Any) -> Sum:
    return Sum("number", filter=Q(**of), default=0)


WAYS = {
    **{str(place): _sum(place=place) for place in Place},
    "script": _sum(by_script=True),
    "gpc": _sum(gpc=True),
}


def totals() -> dict[int, Total]:
    """By version. One statement."""
    found: dict[int, Total] = defaultdict(Total)
    rows = AnswerCount.objects.order_by().values("version", "choices")
    for row in rows.annotate(answers=Sum("number"), **WAYS):
        found[row["version"]].add(row)
    return dict(found)


def codes() -> dict[int, list[Code]]:
    """By version, the first that asked first. One statement."""
    found: dict[int, list[Code]] = defaultdict(list)
    rows = AnswerCount.objects.order_by().values_list("version", "code")
    added = rows.annotate(answers=Sum("number"), first=Min("hour"), last=Max("hour"))
    for version, *told in added.order_by("first", "code"):
        found[version].append(Code(*told))
    return dict(found)


def days(version: Version) -> list[Day]:
    """The last days in London on which `version` was answered, newest first. One statement, that reads back from now
    no further than it has to, and never beyond the release.
    """
    released: Any = version.edition.released_at
    since = released.replace(minute=0, second=0, microsecond=0)
    rows = AnswerCount.objects.filter(version=version.number, hour__gte=since).values("hour")
    added = rows.annotate(
        answers=Sum("number"),
        yes=Sum("number", filter=HAS_YES & ~HAS_NO, default=0),
        no=Sum("number", filter=~HAS_YES, default=0),
    )
    return list(_by_day(added.order_by("-hour")[:HOURS]))[:DAYS]


def _by_day(hours: Iterable[dict[str, Any]]) -> Iterator[Day]:
    found: dict[date, Tally] = defaultdict(Tally)
    for hour in hours:
        tally = found[hour["hour"].astimezone(LONDON).date()]
        tally.answers += hour["answers"]
        tally.yes += hour["yes"]
        tally.no += hour["no"]
    return (Day(day, tally) for day, tally in found.items())
