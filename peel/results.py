"""Results as they may honestly be told. Everything is worked out from a Record; nothing asks the database.

A cell is one force's answer to one question. It is graded, carried over, derived, not graded, or not in our
data: five things that are never taken for each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peel.dates import PartialDate, of_day
from peel.models import Cycle, Force, Inspection, Judgement, Question, Totals
from peel.record import Record
from peel.words import Basis, EvidenceClass, Grade, Graded


class CellState(models.TextChoices):
    GRADED = "graded", _("graded")
    CARRIED_OVER = "carried over", _("carried over from an earlier inspection")
    DERIVED = "derived", _("worked out from what sources say")
    NOT_GRADED = "not graded", _("not graded")
    UNKNOWN = "not in our data", _("not in our data")


WITH_A_GRADE = (CellState.GRADED, CellState.CARRIED_OVER, CellState.DERIVED)


@dataclass(frozen=True)
class Cell:
    """`grade` and `rank` are there in the first three states only."""

    force: Force
    question: Question
    state: CellState
    grade: str = ""
    rank: int | None = None
    judgement: Judgement | None = None
    earlier: tuple[Judgement, ...] = ()
    inspection: Inspection | None = None

    @property
    def has_grade(self) -> bool:
        return self.state in WITH_A_GRADE

    @property
    def dated(self) -> PartialDate | None:
        """When the report was published: as the source of the grade first said, else as its inspection does."""
        first = self.earlier[0] if self.earlier else self.judgement
        if first is not None and first.dated:
            return first.dated
        return self.inspection.report_published if self.inspection else None

    @property
    def revised_on(self) -> date | None:
        """When the grade was last changed after publication."""
        return self.earlier[-1].superseded_on if self.earlier else None

    @property
    def words(self) -> str:
        """What stands in the cell: always a word, never blank and never a number."""
        return str(Grade(self.grade).label if self.has_grade else self.state.label)


def cell(record: Record, force: str, question: Question) -> Cell:
    body = record.reference.forces[force]
    judgement, earlier = record.judgement(force, question), record.earlier_readings(force, question)
    inspection = record.inspection(force, question.cycle_id)
    state = _state_of(judgement) if judgement else _state_without_row(record, force, question)
    grade, rank = "", None
    if judgement and state != CellState.NOT_GRADED:
        grade, rank = judgement.value, record.reference.rank(question.cycle_id, judgement.value)
    return Cell(body, question, state, grade, rank, judgement, earlier, inspection)


def _state_of(judgement: Judgement) -> CellState:
    if judgement.value == Grade.NOT_GRADED:
        return CellState.NOT_GRADED
    if judgement.basis == Basis.CARRIED_OVER:
        return CellState.CARRIED_OVER
    return CellState.DERIVED if judgement.evidence_class == EvidenceClass.DERIVED else CellState.GRADED


def _state_without_row(record: Record, force: str, question: Question) -> CellState:
    """No row means that we do not know, unless the question had no grade, or all that were given are here."""
    if record.inspection(force, question.cycle_id) is None:
        return CellState.UNKNOWN
    if question.graded == Graded.NO:
        return CellState.NOT_GRADED
    if question.graded == Graded.SOME and is_complete(record, force, question.cycle_id):
        return CellState.NOT_GRADED
    return CellState.UNKNOWN


def cells(record: Record, force: str, cycle: str) -> list[Cell]:
    """Every question of the cycle, in the inspectorate's order."""
    return [cell(record, force, question) for question in record.reference.questions.get(cycle, ())]


def is_complete(record: Record, force: str, cycle: str) -> bool:
    """Whether every grade that was given is here, by the largest number of areas that anybody counts.

    Where nobody counts, that is only known of cycles in which every force was graded on the same questions.
    """
    graded = _grades(record, force, cycle)
    counted = areas_graded(record, force, cycle)
    if counted is not None:
        return len(graded) >= counted
    asked = record.reference.questions.get(cycle, ())
    if any(one.graded == Graded.SOME for one in asked):
        return False
    return all(record.judgement(force, one) for one in asked if one.graded == Graded.YES)


def areas_graded(record: Record, force: str, cycle: str) -> int | None:
    """How many areas were graded, by the largest count of totals, report page and press release."""
    inspection, totals = record.inspection(force, cycle), record.published(force, cycle)
    counts = [totals.areas_graded if totals else None]
    if inspection is not None:
        counts += [inspection.areas_graded_on_page, inspection.areas_in_press_release]
    return max((count for count in counts if count is not None), default=None)


def _grades(record: Record, force: str, cycle: str) -> list[str]:
    """The grades of areas, without those of whole pillars."""
    areas = (one for one in record.reference.questions.get(cycle, ()) if not one.is_pillar_overall)
    rows = (record.judgement(force, question) for question in areas)
    return [row.value for row in rows if row is not None and row.value != Grade.NOT_GRADED]


@dataclass(frozen=True)
class Tally:
    """How many areas got which grade: `by_area` from the grades in our data, `published` as HMICFRS or others count.

    There is no sum of grades, no mean and no overall grade.
    """

    force: Force
    cycle: Cycle
    inspection: Inspection | None
    by_area: dict[str, int]
    published: Totals | None
    areas_graded: int | None
    is_complete: bool
    # When a grade was changed after the published totals were counted.
    revised_since: date | None

    @property
    def counts(self) -> dict[str, int]:
        """The counts to show, in the order of the scale, zeros included: of the areas if all are here."""
        if self.is_complete or self.published is None:
            return self.by_area
        return {grade: self.published.counts()[grade] for grade in self.by_area}

    @property
    def graded(self) -> int:
        """How many areas `counts` counts."""
        return sum(self.counts.values())

    @property
    def is_from_totals(self) -> bool:
        """Whether `counts` are published totals, of areas that are not all in our data."""
        return self.counts is not self.by_area

    @property
    def words(self) -> str:
        return counts_in_words(self.counts)

    @property
    def sentence(self) -> str:
        """The first sentence about an inspection. It says when the grades in our data are not all of them."""
        said = {"cycle": self.cycle.label, "count": self.graded, "words": self.words}
        if not self.graded:
            return _now("No grade of an area from the inspection %(cycle)s is in our data.") % said
        if not self.is_complete and not self.is_from_totals:
            return (
                _now("Of the areas graded in the inspection %(cycle)s, %(count)d are in our data: %(words)s.")
                % said
            )
        words = _now("In its inspection %(cycle)s HMICFRS graded %(count)d areas: %(words)s.") % said
        if self.is_from_totals and self.revised_since:
            since = {"date": of_day(self.revised_since).in_words()}
            return f"{words} {_now('A grade was changed on %(date)s, after these were counted.') % since}"
        return words

    @property
    def other_counts(self) -> dict[str, int]:
        """Who counts another number of graded areas than `graded`: the report’s page, the press release."""
        if self.inspection is None:
            return {}
        counts = {
            _now("the report’s page"): self.inspection.areas_graded_on_page,
            _now("the press release"): self.inspection.areas_in_press_release,
        }
        return {who: n for who, n in counts.items() if n is not None and n != self.graded}


def tally(record: Record, force: str, cycle: str) -> Tally:
    counted = Counter(_grades(record, force, cycle))
    return Tally(
        force=record.reference.forces[force],
        cycle=record.reference.cycles[cycle],
        inspection=record.inspection(force, cycle),
        by_area={grade: counted[grade] for grade in record.reference.grades(cycle)},
        published=record.published(force, cycle),
        areas_graded=areas_graded(record, force, cycle),
        is_complete=is_complete(record, force, cycle),
        revised_since=_revised_since(record, force, cycle),
    )


def _revised_since(record: Record, force: str, cycle: str) -> date | None:
    """The last day on which a grade was superseded after the newest totals."""
    totals = record.published(force, cycle)
    if totals is None or totals.known_from is None:
        return None
    asked = record.reference.questions.get(cycle, ())
    old = (one for question in asked for one in record.earlier_readings(force, question))
    days = [one.superseded_on for one in old if one.known_until and one.known_until > totals.known_from]
    return max((day for day in days if day), default=None)


def counts_in_words(counts: dict[str, int]) -> str:
    """“1 Good, 4 Adequate, 3 Requires improvement”: what there is, in the order of the scale."""
    said = [
        _now("%(count)d %(grade)s") % {"count": n, "grade": Grade(grade).label}
        for grade, n in counts.items()
        if n
    ]
    return ", ".join(said) or _now("no area graded in our data")
