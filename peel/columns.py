"""One question of one cycle for all forces, with how many of them are known, which comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.dates import PartialDate
from peel.models import Question
from peel.record import Record
from peel.results import Cell, CellState, cell


@dataclass(frozen=True)
class Column:
    """One question of one cycle for all forces: who got which grade, and of how many we do not know."""

    question: Question
    by_grade: dict[str, tuple[Cell, ...]]
    not_graded: tuple[Cell, ...]
    unknown: tuple[Cell, ...]

    @property
    def cells(self) -> list[Cell]:
        """All of them, by the force's name."""
        graded = [one for group in self.by_grade.values() for one in group]
        return sorted([*graded, *self.not_graded, *self.unknown], key=lambda one: one.force.short_name)

    @property
    def counts(self) -> dict[str, int]:
        return {grade: len(group) for grade, group in self.by_grade.items()}

    @property
    def graded(self) -> int:
        return sum(self.counts.values())

    @property
    def forces(self) -> int:
        return self.graded + len(self.not_graded) + len(self.unknown)

    @property
    def first_and_last(self) -> tuple[PartialDate, PartialDate] | None:
        """Between which dates the reports were published: they can be two years apart."""
        dated = sorted(one.dated for group in self.by_grade.values() for one in group if one.dated)
        return (dated[0], dated[-1]) if dated else None

    @property
    def coverage(self) -> str:
        """What comes first beside every comparison of forces."""
        said = _("In our data %(graded)d of %(forces)d forces have a grade for this question.")
        words = said % {"graded": self.graded, "forces": self.forces}
        if self.first_and_last is None or self.first_and_last[0] == self.first_and_last[1]:
            return words
        spans = _("Their reports were published between %(first)s and %(last)s.")
        first, last = (one.in_words() for one in self.first_and_last)
        return " ".join([words, spans % {"first": first, "last": last}, *_span(*self.first_and_last)])

    def within(self, forces: Iterable[str]) -> Column:
        """The same of some forces only."""
        some = frozenset(forces)

        def of(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(one for one in cells if one.force.pk in some)

        graded = {grade: of(group) for grade, group in self.by_grade.items()}
        return replace(self, by_grade=graded, not_graded=of(self.not_graded), unknown=of(self.unknown))


def _span(first: PartialDate, last: PartialDate) -> list[str]:
    """How long the inspectorate took from force to force, since forces are compared that were seen so far apart."""
    months = _months(last.last_day) - _months(first.first_day)
    if months < 1:
        return []
    words = ngettext(
        "The reports span %(months)d month, so the forces were not inspected at one time.",
        "The reports span %(months)d months, so the forces were not inspected at one time.",
        months,
    )
    return [words % {"months": months}]


def _months(day: date) -> int:
    return 12 * day.year + day.month


def column(record: Record, question: Question) -> Column:
    every = [cell(record, force, question) for force in record.reference.forces]
    return Column(
        question=question,
        by_grade={
            grade: tuple(one for one in every if one.grade == grade)
            for grade in record.reference.grades(question.cycle_id)
        },
        not_graded=tuple(one for one in every if one.state == CellState.NOT_GRADED),
        unknown=tuple(one for one in every if one.state == CellState.UNKNOWN),
    )
