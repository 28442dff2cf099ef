"""Files about monitoring, and about figures such as how soon 999 is answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from peel import dates, rules
from peel.loading.files import Row, RowFault
from peel.loading.shapes import Shape
from peel.models import MetricPoint, MetricSeries, MonitoringSpell
from peel.words import Stage
from publishing import clock


class Monitoring(Shape):
    names = ("monitoring.csv",)
    required = ("force_id", "stage", "entered", "left", "source_title", "source_url")
    # `precision` says in words what the dates themselves show.
    optional = ("precision", "reason")
    model = MonitoringSpell
    key = ("force_id", "stage", "entered")
    compared = ("left", "reason", "source")

    def existing(self) -> Any:
        self.spells: dict[str, list[MonitoringSpell]] = defaultdict(list)
        for spell in (found := list(super().existing())):
            self.spells[spell.force_id].append(spell)
        return found

    def read(self, row: Row) -> MonitoringSpell:
        row.needed("entered")
        spell = MonitoringSpell(
            force=self.known.force(row),
            stage=row.choice("stage", Stage),
            entered=row.partial_date("entered"),
            left=row.partial_date("left"),
            reason=row.text("reason"),
            source=self.known.source(row),
        )
        spell.settle()
        return spell

    def compare(self, old: MonitoringSpell | None, thing: MonitoringSpell, row: Row) -> None:
        others = [spell for spell in self.spells[thing.force_id] if spell is not old]
        fault = rules.spell_fault(thing, others)
        if fault:
            raise RowFault(fault)
        super().compare(old, thing, row)
        if old is None:
            self.spells[thing.force_id].append(thing)


class Series(Shape):
    names = ("metric_series.csv",)
    required = ("series", "name", "explanation", "national_standard", "comparable", "basis")
    model = MetricSeries
    key = ("pk",)
    compared = ("name", "explanation", "national_standard", "is_comparable", "provenance")
    changes = ("series",)

    def read(self, row: Row) -> MetricSeries:
        return MetricSeries(
            pk=row.needed("series"),
            name=row.needed("name"),
            explanation=row.text("explanation"),
            national_standard=_share(row),
            is_comparable=row.flag("comparable"),
            provenance=row.text("basis"),
        )


def _share(row: Row) -> Decimal | None:
    text = row.text("national_standard")
    try:
        share = Decimal(text) if text else None
    except InvalidOperation:
        share = Decimal(-1)
    if share is not None and not 0 <= share <= 1:
        raise RowFault(_("national_standard is a share between 0 and 1, such as 0.9."))
    return share


class Metrics(Shape):
    names = ("metrics.csv",)
    required = (
        *("series", "force_id", "period_from", "period_to", "numerator", "denominator"),
        *("source_title", "source_url"),
    )
    model = MetricPoint
    key = ("series_id", "force_id", "period_from", "period_to")
    compared = ("numerator", "denominator", "source")

    def key_of(self, thing: MetricPoint) -> Hashable:
        return super().key_of(thing)

    def read(self, row: Row) -> MetricPoint:
        code = row.needed("series")
        series = self.known.series.get(code)
        if series is None:
            raise RowFault(_("“%(text)s” is no series of figures.") % {"text": code[:40]})
        begins, ends = row.day("period_from"), row.day("period_to")
        row.needed("numerator")
        part, whole = row.number_in("numerator") or 0, row.number_in("denominator") or 0
        if begins is None or ends is None or ends < begins:
            raise RowFault(_("A period has two days, the first no later than the last."))
        if ends > dates.london_day(clock.now()):
            raise RowFault(_("The period is not over yet."))
        if not whole or part > whole:
            raise RowFault(_("So many of so many: the first is no more than the second, which is not 0."))
        return MetricPoint(
            series=series,
            force=self.known.force(row),
            period_from=begins,
            period_to=ends,
            numerator=part,
            denominator=whole,
            source=self.known.source(row),
        )
