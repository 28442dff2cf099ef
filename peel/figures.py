"""Figures beside the grades of an area, such as how soon 999 is answered. They are no grades. The table comes first;
the picture says the same again, and is drawn here, without a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peel.dates import london_day
from peel.models import MetricPoint, MetricSeries, Source

# Which series say something about which area, by the start of their codes.
ABOUT = {"responding": ("999-", "101-")}
# As many as fit beside each other in the picture, the newest: two years of months.
SHOWN = 24
# The picture's width, and how far down from its top 0 per cent stands.
WIDTH, FOOT = 320, 140


class Bar(NamedTuple):
    """Written as in SVG, whatever the language of the page."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Figures:
    """One series of a force, oldest first."""

    series: MetricSeries
    points: tuple[MetricPoint, ...]

    @property
    def id(self) -> str:
        return f"figures-{self.series.pk}"

    @property
    def period(self) -> str:
        return _spell(self.points[0].period_from, self.points[-1].period_to)

    @property
    def first(self) -> str:
        return date_format(self.points[0].period_from, "M Y")

    @property
    def last(self) -> str:
        return date_format(self.points[-1].period_to, "M Y")

    @property
    def rows(self) -> list[tuple[str, str, int, int]]:
        """Period, the share in words, so many, of so many; newest first."""
        return [
            (period(one), share(one.share), one.numerator, one.denominator) for one in reversed(self.points)
        ]

    @property
    def sources(self) -> list[Source]:
        """Each once, the newest first."""
        return list({one.source_id: one.source for one in reversed(self.points)}.values())

    @property
    def standard(self) -> str:
        return "" if self.series.national_standard is None else share(float(self.series.national_standard))

    @property
    def line(self) -> str:
        """How high the national standard stands in the picture."""
        return _y(float(self.series.national_standard or 0))

    @property
    def bars(self) -> list[Bar]:
        step = WIDTH / len(self.points)
        return [
            Bar(f"{(number + 0.1) * step:.1f}", _y(one.share), f"{step * 0.8:.1f}", f"{FOOT * one.share:.1f}")
            for number, one in enumerate(self.points)
        ]

    @property
    def in_words(self) -> str:
        """What the picture shows, for those who do not see it."""
        words = _("%(first)s in the first period shown, %(last)s in the last; the lowest is %(lowest)s.")
        lowest = min(one.share for one in self.points)
        first, last = self.points[0].share, self.points[-1].share
        return words % {"first": share(first), "last": share(last), "lowest": share(lowest)}


def share(of: float) -> str:
    return f"{of:.1%}".replace(".0%", "%")


def period(point: MetricPoint) -> str:
    return _spell(point.period_from, point.period_to)


def _spell(first: date, last: date) -> str:
    """A whole month by its name."""
    if first.day == 1 and last + timedelta(days=1) == (first + timedelta(days=31)).replace(day=1):
        return date_format(first, "F Y")
    said = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    return _("%(first)s to %(last)s") % said


def _y(of: float) -> str:
    return f"{FOOT * (1 - of):.1f}"


def read(moment: datetime, force: str, area: str) -> list[Figures]:
    """The figures whose period was over at `moment`. One statement, or none where none are about the area."""
    if area not in ABOUT:
        return []
    rows: Iterable[MetricPoint] = (
        MetricPoint.objects.filter(force=force, period_to__lt=london_day(moment))
        .select_related("series", "source")
        .order_by("-series", "period_from", "period_to")
    )
    about = (one for one in rows if one.series_id.startswith(ABOUT[area]))
    return [
        Figures(group[0].series, tuple(group[-SHOWN:]))
        for _code, found in groupby(about, lambda one: one.series_id)
        if (group := list(found))
    ]
