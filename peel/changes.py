"""What has changed in the grades that this site holds: what was added, and what the inspectorate changed.

Each change has two dates: when it happened, by the inspectorate's own publication, and when this site knew of it.
It is listed by the later one: whoever asks again and again for what is new misses nothing. What came together is
one line. Nothing here is known before it is public.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F

from peel import visible
from peel.models import Judgement, Source

Cell = tuple[int, int]


@dataclass(frozen=True)
class Revised:
    """The grade of one cell became another. `after` is None if nothing took its place."""

    at: datetime
    happened_on: date
    force: str
    cycle: str
    question: str
    before: str
    after: str | None
    basis: str
    reason: str
    source: Source


@dataclass
class Added:
    """Grades that came to be known here at the same moment: how many, of each force and cycle."""

    at: datetime
    grades: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.grades.total()

    @property
    def forces(self) -> list[str]:
        return sorted({force for force, _cycle in self.grades})

    @property
    def cycles(self) -> list[str]:
        return sorted({cycle for _force, cycle in self.grades})

    def of(self, force: str) -> Added:
        mine = {key: number for key, number in self.grades.items() if key[0] == force}
        return Added(self.at, Counter(mine))


Change = Revised | Added


def changes(moment: datetime, *, force: str = "", since: datetime | None = None) -> list[Change]:
    """All of them, newest first. One statement."""
    added: dict[datetime, Added] = {}
    found: list[Change] = []
    for rows in _cells(moment):
        told, revised = _revisions(rows, moment)
        found += revised
        for one in rows:
            if one.pk not in told:
                at = _seen_from(one)
                added.setdefault(at, Added(at)).grades[one.inspection.force_id, one.inspection.cycle_id] += 1
    found += added.values()
    mine = _of(found, force) if force else found
    return sorted((one for one in mine if since is None or one.at >= since), key=_newest_first)


def _of(found: Iterable[Change], force: str) -> list[Change]:
    kept = [one.of(force) if isinstance(one, Added) else one for one in found]
    return [one for one in kept if (one.count if isinstance(one, Added) else one.force == force)]


def _newest_first(one: Change) -> tuple[Any, ...]:
    """What happened later comes first where both were known at once; what was added stands under it."""
    if isinstance(one, Added):
        return (-one.at.timestamp(), 1)
    return (-one.at.timestamp(), 0, -one.happened_on.toordinal(), one.force, one.cycle, one.question)


def _cells(moment: datetime) -> Iterable[list[Judgement]]:
    """Each cell's rows, oldest first."""
    cells: dict[Cell, list[Judgement]] = defaultdict(list)
    rows = Judgement.public.ever(moment).select_related("inspection", "question", "source")
    rows = rows.annotate(shown_since=visible.since(moment, "inspection"))
    for one in rows.order_by(F("known_until").asc(nulls_last=True), "pk"):
        cells[one.inspection_id, one.question_id].append(one)
    return cells.values()


def _revisions(rows: list[Judgement], moment: datetime) -> tuple[set[int], list[Revised]]:
    """The changes of a cell, and the rows that they tell of: of each pair the one that came here last."""
    told, found = set[int](), []
    for old, new in zip(rows, [*rows[1:], None], strict=True):
        if old.known_until is None or old.known_until > moment:
            continue
        found.append(_revised(old, new))
        told.add(new.pk if new and new.recorded_at > old.recorded_at else old.pk)
    return told, found


def _revised(old: Judgement, new: Judgement | None) -> Revised:
    assert old.superseded_on is not None and old.known_until is not None  # noqa: S101, PT018 - the caller asked
    return Revised(
        at=max(old.known_until, _seen_from(old), _seen_from(new or old)),
        happened_on=old.superseded_on,
        force=old.inspection.force_id,
        cycle=old.inspection.cycle_id,
        question=old.question.code,
        before=old.value,
        after=new.value if new else None,
        basis=new.basis if new else "",
        reason=old.reason,
        source=(new or old).source,
    )


def _seen_from(one: Judgement) -> datetime:
    """From when on a reader of this site could see it."""
    shown_since: datetime = one.shown_since  # type: ignore[attr-defined]
    moments = (one.recorded_at, one.known_from, shown_since)
    return max(moment for moment in moments if moment is not None)
