"""Putting the grades of two cycles beside each other, as far as the inspectorate's own words allow.

HMICFRS says that 2021/22 cannot be compared with what came before: then there is no number at all. It says that
2023–25 cannot be compared directly with 2021/22 either: then steps are counted on linked questions, twice (all
links, and only those whose question stayed), and its caveat travels with every result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from peel.models import Comparability, Cycle, Force, Question
from peel.record import Record, Reference
from peel.results import Cell, CellState, cell
from peel.words import Relation

# What HMICFRS says about comparing, in our words: with every result, on every surface.
CAVEATS: dict[str, Any] = {
    Comparability.TEST_CHANGED: _(
        "HMICFRS says that grades of 2023–25 cannot be compared directly with those of 2021/22: the words are the "
        "same, but results for the public count for more, and some areas of policing have changed. "
        "A higher or a lower grade need not mean better or worse performance."
    ),
    Comparability.NOT_COMPARABLE: _(
        "Not comparable. HMICFRS says that grades since 2021/22 cannot be compared directly with earlier ones: "
        "Adequate was added to the scale, and a lower grade need not mean lower performance."
    ),
    Comparability.COMPARABLE: _(
        "Until 2018/19 HMICFRS treated its grades as comparable from year to year, and noted that its questions "
        "change. Grades alone do not show in which direction a force is going."
    ),
}
ONE_STEP = _("Not comparable. Only a cycle and the next one are put beside each other.")
SAME_QUESTION = (Relation.SAME, Relation.RENAMED)


class Direction(StrEnum):
    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"


class Why(models.TextChoices):
    """Why a linked question is not counted."""

    NOT_GRADED_LATER = "not graded this time", _("not graded this time")
    NOT_GRADED_EARLIER = "not graded before", _("not graded before")
    UNKNOWN_LATER = "not in our data", _("this time’s grade is not in our data")
    UNKNOWN_EARLIER = "earlier not in our data", _("the earlier grade is not in our data")
    CARRIED_OVER = "carried over", _("carried over from an earlier inspection, so it is no change")
    NO_SUCCESSOR = "no question follows it", _("no question follows it")
    NEW = "new question", _("no question came before it")


@dataclass(frozen=True)
class Change:
    """One linked question with a grade on both sides."""

    earlier: Cell
    later: Cell
    relation: Relation
    note: str
    steps: int

    @property
    def direction(self) -> Direction:
        if self.steps == 0:
            return Direction.SAME
        return Direction.HIGHER if self.steps > 0 else Direction.LOWER

    @property
    def stayed(self) -> bool:
        """Whether the question is the same one; else it overlaps, and is shown as such."""
        return self.relation in SAME_QUESTION

    @property
    def is_pillar(self) -> bool:
        return self.later.question.is_pillar_overall


@dataclass(frozen=True)
class LeftOut:
    """A question that is not counted, and why."""

    earlier: Cell | None
    later: Cell | None
    why: Why

    @property
    def question(self) -> Question:
        found = self.later or self.earlier
        assert found is not None  # noqa: S101 - one of the two is always there
        return found.question


@dataclass(frozen=True)
class Count:
    linked: int
    higher: int
    same: int
    lower: int
    net: int


def count(changes: Iterable[Change]) -> Count:
    steps = [change.steps for change in changes]
    return Count(
        linked=len(steps),
        higher=sum(one > 0 for one in steps),
        same=sum(one == 0 for one in steps),
        lower=sum(one < 0 for one in steps),
        net=sum(steps),
    )


@dataclass(frozen=True)
class Comparison:
    """`all_links` and `same_questions` are given together or not at all; without them nothing is to be counted."""

    force: Force
    earlier: Cycle
    later: Cycle
    comparability: Comparability
    caveat: str
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    all_links: Count | None = None
    same_questions: Count | None = None
    pillars: Count | None = None

    @property
    def is_comparable(self) -> bool:
        return self.comparability != Comparability.NOT_COMPARABLE

    @property
    def unknown(self) -> int:
        """How many links are not counted because a grade is not in our data."""
        return sum(one.why in (Why.UNKNOWN_EARLIER, Why.UNKNOWN_LATER) for one in self.left_out)


def comparability(reference: Reference, earlier: str, later: str) -> Comparability:
    """A cycle is put beside the very next one, if that is on the same scale and says so."""
    first, second = reference.cycles[earlier], reference.cycles[later]
    if not reference.follows(earlier, later) or first.scale_id != second.scale_id or not second.comparability:
        return Comparability.NOT_COMPARABLE
    return Comparability(second.comparability)


def caveat(reference: Reference, earlier: str, later: str) -> str:
    """The words that stand beside whatever is said of these two cycles. Never empty."""
    found = comparability(reference, earlier, later)
    same_scale = reference.cycles[earlier].scale_id == reference.cycles[later].scale_id
    if found == Comparability.NOT_COMPARABLE and same_scale:
        return str(ONE_STEP)
    return str(CAVEATS[found])


def compare(record: Record, force: str, earlier: str, later: str) -> Comparison:
    """One force, two cycles. Not comparable: no change, no count, no number."""
    known = record.reference
    beside = {
        "force": known.forces[force],
        "earlier": known.cycles[earlier],
        "later": known.cycles[later],
        "comparability": comparability(known, earlier, later),
        "caveat": caveat(known, earlier, later),
    }
    if beside["comparability"] == Comparability.NOT_COMPARABLE:
        return Comparison(**beside)  # type: ignore[arg-type]
    changes, left_out = _changes(record, force, earlier, later)
    areas = [change for change in changes if not change.is_pillar]
    return Comparison(
        **beside,  # type: ignore[arg-type]
        changes=tuple(changes),
        left_out=tuple(left_out),
        all_links=count(areas),
        same_questions=count(change for change in areas if change.stayed),
        pillars=count(change for change in changes if change.is_pillar),
    )


def _changes(record: Record, force: str, earlier: str, later: str) -> tuple[list[Change], list[LeftOut]]:
    known, changes, left_out = record.reference, list[Change](), list[LeftOut]()
    questions = {one.pk: one for cycle in (earlier, later) for one in known.questions[cycle]}
    linked = set()
    for link in known.links_between(earlier, later):
        before = cell(record, force, questions[link.earlier_id])
        after = cell(record, force, questions[link.later_id]) if link.later_id else None
        linked.add(link.later_id)
        why = _why(before, after)
        if after is None or why is not None:
            left_out.append(LeftOut(before, after, why or Why.NO_SUCCESSOR))
            continue
        steps = (after.rank or 0) - (before.rank or 0)
        changes.append(Change(before, after, Relation(link.relation), link.note, steps))
    new = [cell(record, force, one) for one in known.questions[later] if one.pk not in linked]
    return changes, left_out + [LeftOut(None, one, Why.NEW) for one in new]


def _why(before: Cell, after: Cell | None) -> Why | None:
    """Why a link cannot be counted; None if it can."""
    if after is None:
        return Why.NO_SUCCESSOR
    reasons = {
        (True, CellState.NOT_GRADED): Why.NOT_GRADED_LATER,
        (False, CellState.NOT_GRADED): Why.NOT_GRADED_EARLIER,
        (True, CellState.UNKNOWN): Why.UNKNOWN_LATER,
        (False, CellState.UNKNOWN): Why.UNKNOWN_EARLIER,
        (True, CellState.CARRIED_OVER): Why.CARRIED_OVER,
        (False, CellState.CARRIED_OVER): Why.CARRIED_OVER,
    }
    return reasons.get((True, after.state)) or reasons.get((False, before.state))
