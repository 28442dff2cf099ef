"""What inspectors found and what the force does about it, as the public knew both at a moment.

What HMICFRS says and what the force says are two statuses, kept apart. What the force said at an earlier moment
is not kept: as of a day, only HMICFRS's side can be told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peel.dates import PartialDate, london_day
from peel.models import Action, Evidence, Finding, ProgressNote, Source
from peel.moments import next_midnight
from peel.words import CAUSES, PRACTICE, FindingStatus, ForceStatus


class Stand(models.TextChoices):
    """Where a finding stands by both words taken together: only HMICFRS closes it."""

    OPEN = "open", _("Open")
    COMPLETE = "complete", _("Complete – awaiting HMICFRS")
    CLOSED = "closed", _("Closed or discharged by HMICFRS")


@dataclass(frozen=True)
class Step:
    """One action with its notes, newest first, and what may be seen of its evidence."""

    action: Action
    notes: tuple[ProgressNote, ...]
    evidence: tuple[Evidence, ...]
    today: date
    finding_is_open: bool

    @property
    def is_complete(self) -> bool:
        return self.action.force_status == ForceStatus.COMPLETE

    @property
    def words(self) -> str:
        """What we say. Nothing awaits HMICFRS once it has closed the finding."""
        if self.is_complete and not self.finding_is_open:
            return _now("Complete")
        return capfirst(str(ForceStatus(self.action.force_status).label))

    @property
    def due(self) -> date | None:
        """The date that holds, revised or not."""
        return self.action.revised_due or self.action.due

    @property
    def is_late(self) -> bool:
        done = self.is_complete or not self.finding_is_open
        return self.due is not None and self.due < self.today and not done


@dataclass(frozen=True)
class Found:
    """A finding; a cause of concern with the recommendations under it."""

    finding: Finding
    status: str
    closed_on: PartialDate | None
    closing_source: Source | None
    steps: tuple[Step, ...] = ()
    recommendations: tuple[Found, ...] = ()
    # Whether the date that HMICFRS set is over and it has not closed the finding.
    target_has_passed: bool = False

    @property
    def status_words(self) -> str:
        return str(FindingStatus(self.status).label) if self.status else ""

    @property
    def all_steps(self) -> list[Step]:
        return [*self.steps, *(step for one in self.recommendations for step in one.all_steps)]

    @property
    def stand(self) -> Stand:
        if self.status != FindingStatus.OPEN:
            return Stand.CLOSED
        steps = self.all_steps
        return Stand.COMPLETE if steps and all(one.is_complete for one in steps) else Stand.OPEN

    @property
    def asks_or_tells(self) -> bool:
        """Whether something is to be said of what we do: of what is closed, only what was done."""
        return self.stand != Stand.CLOSED or bool(self.all_steps)

    @property
    def questions(self) -> set[int]:
        """The keys of the questions that it and its recommendations are about."""
        every = [self.finding, *(one.finding for one in self.recommendations)]
        return {one.question_id for one in every if one.question_id is not None}

    @property
    def is_cause(self) -> bool:
        return self.finding.kind in CAUSES

    @property
    def is_practice(self) -> bool:
        return self.finding.kind in PRACTICE


@dataclass(frozen=True)
class Work:
    """`found` are findings that stand by themselves, in the order of the areas, the newest inspection first.

    with_steps: whether what the force does about it was asked for. holds_until: when what is said here changes by
    itself, if it does so before the site's next change.
    """

    found: tuple[Found, ...]
    with_steps: bool
    holds_until: datetime | None

    @property
    def to_do(self) -> list[Found]:
        """Without practice, which asks for nothing."""
        return [one for one in self.found if not one.is_practice]

    @property
    def practice(self) -> list[Found]:
        return [one for one in self.found if one.is_practice]

    @property
    def every(self) -> list[Found]:
        return [each for one in self.to_do for each in (one, *one.recommendations)]

    def about(self, questions: frozenset[int]) -> Work:
        """What concerns these questions, or has a recommendation that does: what is open first."""
        found = (one for one in self.found if one.questions & questions)
        order = list(Stand)
        return replace(self, found=tuple(sorted(found, key=lambda one: order.index(one.stand))))

    def until(self, moment: datetime) -> datetime:
        """Until when a page of this is true at the latest: it says which dates have passed."""
        return min(next_midnight(moment), self.holds_until or datetime.max.replace(tzinfo=UTC))


def read(moment: datetime, force: str, *, steps: bool = True, evidence: bool = True) -> Work:
    """steps: what the force does about it, which is only known of now. Four statements; one without steps."""
    rows = list(
        Finding.public.at(moment)
        .filter(force=force)
        .select_related("question__cycle", "inspection__cycle", "source", "letter", "closing_source")
        .order_by(F("question__position").asc(nulls_last=True), "reference")
    )
    doing = _steps(moment, force, evidence=evidence) if steps and rows else {}
    under: dict[int, list[Found]] = defaultdict(list)
    for row in rows:
        if row.parent_id is not None:
            under[row.parent_id].append(_found(row, moment, doing))
    there = {row.pk for row in rows}
    alone = [row for row in rows if row.parent_id not in there]
    found = [_found(row, moment, doing, tuple(under[row.pk])) for row in alone]
    return Work(tuple(sorted(found, key=_order)), steps, _holds_until(rows, moment))


class Doing(NamedTuple):
    """How many actions that are not complete answer open findings, by the finding's question or its cause's;
    of which questions a finding is invented; and until when that holds.
    """

    counts: Counter[int]
    invented: frozenset[int]
    holds_until: datetime | None


NOTHING = Doing(Counter(), frozenset(), None)


def under_way(moment: datetime, force: str) -> Doing:
    """One statement."""
    rows = list(
        Action.public.at(moment)
        .filter(finding__force=force)
        .exclude(force_status=ForceStatus.COMPLETE)
        .select_related("finding__parent", "finding__source")
    )
    found = [one.finding for one in rows if one.finding.status_at(moment) == FindingStatus.OPEN]
    about = [(one.question_id or (one.parent.question_id if one.parent else None), one) for one in found]
    return Doing(
        Counter(question for question, _one in about if question is not None),
        frozenset(question for question, one in about if question is not None and one.is_invented),
        _holds_until((one.finding for one in rows), moment),
    )


def _found(
    row: Finding, moment: datetime, doing: dict[int, list[Step]], under: tuple[Found, ...] = ()
) -> Found:
    status = row.status_at(moment)
    closed = (None, None) if status == FindingStatus.OPEN else (row.closed_on, row.closing_source)
    is_open = status == FindingStatus.OPEN
    steps = tuple(replace(step, finding_is_open=is_open) for step in doing.get(row.pk, ()))
    is_late = is_open and row.target is not None and row.target.last_day < london_day(moment)
    return Found(row, status, *closed, steps, under, is_late)


def _order(found: Found) -> tuple[int, int]:
    """Causes of concern first, then by inspection; what came before stays in its order."""
    inspection = found.finding.inspection
    return (not found.is_cause, -inspection.cycle.position if inspection else 0)


def _steps(moment: datetime, force: str, *, evidence: bool) -> dict[int, list[Step]]:
    """By finding, what is due soonest first."""
    notes = _by_action(ProgressNote.public.at(moment).filter(action__finding__force=force))
    shown: dict[int, list[Any]] = {}
    if evidence:
        rows = Evidence.public.at(moment).filter(action__finding__force=force)
        shown = _by_action(rows.order_by("dated", "pk"))
    steps: dict[int, list[Step]] = defaultdict(list)
    for action in Action.public.at(moment).filter(finding__force=force).soonest_first():
        found = tuple(notes.get(action.pk, ())), tuple(shown.get(action.pk, ()))
        steps[action.finding_id].append(Step(action, *found, london_day(moment), finding_is_open=True))
    return steps


def _by_action(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found


def _holds_until(rows: Iterable[Finding], moment: datetime) -> datetime | None:
    """When HMICFRS's word that a finding is closed is known, if that is still to come."""
    closings = (row.closed_on.known_from for row in rows if row.closed_on)
    return min((one for one in closings if one > moment), default=None)
