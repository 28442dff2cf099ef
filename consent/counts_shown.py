"""The counted answers as a page of the desk: for each version its words, numbers, shares and bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consent import counts
from consent.counts import Code, Day, Tally, Total
from consent.in_force import Version
from consent.wording import Place

# Units across a bar's picture, which has a little more room: what is seldom is drawn wider than it is.
WIDTH = 1000


@dataclass(frozen=True)
class Row:
    """One line of a table. `tone`: by which the bar beside it shows the same."""

    words: str
    number: str
    share: str
    tone: str = ""


@dataclass(frozen=True)
class Part:
    """One piece of a bar."""

    tone: str
    x: int
    width: int


@dataclass(frozen=True)
class Report:
    """One version of the policy and how it was answered. version: None where such a number was never released."""

    number: int
    version: Version | None
    total: Total
    codes: list[Code]

    @property
    def answers(self) -> str:
        return amount(self.total.answers)

    @property
    def rows(self) -> list[Row]:
        said = [("yes", _("Yes to all")), ("no", _("No to all")), ("mixed", _("Yes to some, no to others"))]
        return [self._row(words, getattr(self.total, tone), tone) for tone, words in said]

    @property
    def bar(self) -> list[Part]:
        return list(bar(self.total, self.total.answers))

    @property
    def in_words(self) -> str:
        return "; ".join(f"{row.words}: {row.share}" for row in self.rows)

    @property
    def ways(self) -> list[Row]:
        ways, every = self.total.ways, self.total.answers
        found = [self._row(str(place.label), ways[place]) for place in Place if ways[place]]
        return [
            *found,
            self._row(_("With script"), ways["script"]),
            self._row(_("Without script"), every - ways["script"]),
            self._row(_("From a browser that asks for privacy (GPC)"), ways["gpc"]),
        ]

    @property
    def groups(self) -> list[tuple[str, str, str]]:
        """In the register's order, each with its yes and its no; then those that this version does not hold, by key."""
        names = {group.key: group.name for group in self.version.groups} if self.version else {}
        found = self.total.groups
        keys = [key for key in names if key in found] + sorted(set(found) - set(names))
        return [(names.get(key, key), amount(found[key]["yes"]), amount(found[key]["no"])) for key in keys]

    @property
    def asking(self) -> list[tuple[Code, str]]:
        return [(code, amount(code.answers)) for code in self.codes]

    def _row(self, words: str, number: int, tone: str = "") -> Row:
        return Row(words, amount(number), share(number, self.total.answers), tone)


@dataclass(frozen=True)
class DayRow:
    day: Day
    parts: list[Part]

    @property
    def numbers(self) -> list[str]:
        tally = self.day.tally
        return [amount(number) for number in (tally.answers, tally.yes, tally.no, tally.mixed)]


def reports(versions: Iterable[Version]) -> list[Report]:
    """Newest first. Two statements."""
    known = {version.number: version for version in versions}
    totals, codes = counts.totals(), counts.codes()
    numbers = sorted({*known, *totals}, reverse=True)
    return [Report(one, known.get(one), totals.get(one, Total()), codes.get(one, [])) for one in numbers]


def by_day(version: Version | None) -> list[DayRow]:
    days = counts.days(version) if version else []
    most = max((day.tally.answers for day in days), default=0)
    return [DayRow(day, list(bar(day.tally, most))) for day in days]


def bar(tally: Tally, whole: int) -> Iterator[Part]:
    """Side by side, in the order of the table. What is there is seen, however little it is."""
    x = 0
    for tone in ("yes", "no", "mixed"):
        if number := getattr(tally, tone):
            width = max(round(WIDTH * number / whole), 4)
            yield Part(tone, x, width)
            x += width


def amount(number: int) -> str:
    return number_format(number, force_grouping=True)


def share(number: int, whole: int) -> str:
    """To a tenth. A few are never nobody, and nearly all are not all."""
    if not whole:
        return "–"
    rounded = round(100 * number / whole, 1)  # `number_format` only cuts off
    if number and not rounded:
        return _("under 0.1%")
    return _("over 99.9%") if number < whole and rounded == 100 else f"{number_format(rounded, 1)}%"
