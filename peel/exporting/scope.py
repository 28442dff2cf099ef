"""What is written: the rows that are public at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F

from peel import visible
from peel.models import Force, Inspection, Judgement, MetricSeries
from peel.record import Reference

SOURCE = ("source__title", "source__url")


@dataclass
class Scope:
    """Rows that two files need are read once."""

    moment: datetime
    known: Reference
    forces: tuple[Force, ...]

    @cached_property
    def inspections(self) -> list[Inspection]:
        """Each with `shown_since`: one that its summary made public has no moment of its own."""
        rows = Inspection.public.at(self.moment).annotate(shown_since=visible.since(self.moment))
        return list(rows.order_by("force", "cycle__position", "framework_version"))

    @cached_property
    def judgements(self) -> list[Any]:
        """Those that had been superseded by then, too."""
        rows = Judgement.public.ever(self.moment).select_related("inspection", "question", "source")
        first = F("known_until").asc(nulls_last=True)
        order = ("inspection__force", "question__cycle__position", "question__position")
        return list(rows.order_by(*order, "inspection__framework_version", first, "pk"))

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """Every series with each of its points; a series without any once, with nothing beside it."""
        points = ("force", "period_from", "period_to", "numerator", "denominator", *SOURCE)
        own = ("pk", "name", "explanation", "national_standard", "is_comparable", "provenance")
        rows = MetricSeries.objects.order_by(
            "pk", "points__force", "points__period_from", "points__period_to"
        )
        return list(rows.values(*own, *(f"points__{name}" for name in points)))

    def is_current(self, one: Judgement) -> bool:
        return one.known_until is None or one.known_until > self.moment
