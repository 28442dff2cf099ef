"""Inspections without reference data, for tests that are not about grades."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from peel.models import Cycle, ScalePoint, SummaryEdition
from peel.words import Grade, Symbol
from tests.factories import make_summary_edition
from tests.peel.desk.factories import make_cycle, make_inspection, make_question

LONG_AGO = datetime(2014, 1, 1, tzinfo=UTC)
GRADES = [one for one in Grade.values if one != Grade.NOT_GRADED]


def make_summary(*state: Any, **fields: Any) -> SummaryEdition:
    """Of an inspection of its own that is public, in a cycle of its own: one has one summary."""
    position = 100 + Cycle.objects.count()
    cycle = make_cycle(f"cycle-{position}", position)
    make_question(cycle)
    for rank, grade in enumerate(reversed(GRADES)):
        told = {"grade": grade, "meaning": grade, "symbol": Symbol.values[rank]}
        ScalePoint.objects.get_or_create(scale=cycle.scale, rank=rank, defaults=told)
    return make_summary_edition(make_inspection(cycle=cycle, public_from=LONG_AGO), *state, **fields)
