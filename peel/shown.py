"""What the pages about one force's inspections show, worked out from a Record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from peel import sentences
from peel.comparison import Comparison, compare
from peel.models import Comparability, Cycle, Force, Inspection, MonitoringSpell, ScalePoint, Source
from peel.monitoring import Standing, standing
from peel.record import Record
from peel.results import Cell, CellState, Tally, cells, tally
from peel.words import Pillar

MARKED = (CellState.CARRIED_OVER, CellState.DERIVED)


@dataclass(frozen=True)
class Area:
    """An answer, with those of the cycle before that its question is linked to. Each says whether it stayed.

    `code` is of the area's own page, `actions` how many are not complete, and `is_invented` whether any of them answers
    a finding of the demonstration: see areas.with_pages.
    """

    cell: Cell
    earlier: tuple[tuple[Cell, bool], ...]
    code: str = ""
    actions: int = 0
    is_invented: bool = False


@dataclass(frozen=True)
class Group:
    """Areas under one heading: a pillar's, or since 2021 all of them."""

    title: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Told:
    force: Force
    cycle: Cycle
    tally: Tally
    summary: str
    groups: tuple[Group, ...]
    not_graded: tuple[Cell, ...]
    revised: tuple[Cell, ...]
    meanings: tuple[ScalePoint, ...]
    comparison: Comparison | None
    sources: tuple[Source, ...]
    cycles: tuple[Cycle, ...]

    @property
    def changed(self) -> str:
        """Only where HMICFRS asked a linked question by another test; between older cycles nothing is counted."""
        if self.comparison and self.comparison.comparability == Comparability.TEST_CHANGED:
            return sentences.changed(self.comparison)
        return ""

    @property
    def inspection(self) -> Inspection | None:
        return self.tally.inspection

    @property
    def has_marks(self) -> bool:
        """Whether a grade has a dagger, an R or a D beside it."""
        shown = [area.cell for group in self.groups for area in group.areas]
        return any(one.earlier or one.state in MARKED for one in shown)


def cycles_of(record: Record, force: str) -> list[str]:
    """The codes of the cycles in which the force has a public inspection, newest first."""
    return [one for one in reversed(list(record.reference.cycles)) if (force, one) in record.inspections]


def newer_than_ours(record: Record, force: str) -> Cycle | None:
    """The newest cycle with reports by then, where our data have no inspection of the force in it."""
    begun = [
        one
        for one in record.reference.cycles.values()
        if one.starts and one.starts.known_from <= record.moment
    ]
    newest = begun[-1] if begun else None
    return newest if newest and (force, newest.code) not in record.inspections else None


def told(record: Record, force: str, cycle: str, *, ours: bool) -> Told:
    known, counted = record.reference, tally(record, force, cycle)
    every = cells(record, force, cycle)
    comparison = _comparison(record, force, cycle)
    shown = [one for one in every if one.state != CellState.NOT_GRADED]
    return Told(
        force=known.forces[force],
        cycle=known.cycles[cycle],
        tally=counted,
        summary=_summary(counted, every, ours=ours),
        groups=_groups(shown, comparison),
        not_graded=tuple(one for one in every if one.state == CellState.NOT_GRADED),
        revised=tuple(one for one in every if one.earlier),
        meanings=tuple(
            point
            for grade, point in known.points[known.cycles[cycle].scale_id].items()
            if any(one.grade == grade for one in every) or counted.counts[grade]
        ),
        comparison=comparison,
        sources=_sources(every, counted),
        cycles=tuple(known.cycles[one] for one in cycles_of(record, force)),
    )


def _summary(counted: Tally, every: list[Cell], *, ours: bool) -> str:
    whole = [one for one in every if one.question.is_pillar_overall]
    if counted.cycle.has_pillars and whole:
        return sentences.pillars(whole, counted, ours=ours)
    return sentences.graded(counted, ours=ours)


def _comparison(record: Record, force: str, cycle: str) -> Comparison | None:
    """With the very cycle before; None for the first."""
    order = list(record.reference.cycles)
    place = order.index(cycle)
    return compare(record, force, order[place - 1], cycle) if place else None


def _groups(shown: list[Cell], comparison: Comparison | None) -> tuple[Group, ...]:
    pairs = _pairs(comparison) if comparison else {}
    return tuple(
        Group(
            str(Pillar(pillar).label) if pillar else "",
            tuple(Area(one, tuple(pairs.get(one.question.pk, ()))) for one in group),
        )
        for pillar, group in groupby(shown, lambda one: one.question.pillar)
    )


def _pairs(comparison: Comparison) -> dict[int, list[tuple[Cell, bool]]]:
    """By the later question: what stood before, where the inspectorate lets the two stand side by side."""
    pairs: dict[int, list[tuple[Cell, bool]]] = {}
    for change in comparison.changes:
        pairs.setdefault(change.later.question.pk, []).append((change.earlier, change.stayed))
    for out in comparison.left_out:
        if out.earlier and out.later:
            pairs.setdefault(out.later.question.pk, []).append((out.earlier, True))
    return pairs


def _sources(every: list[Cell], counted: Tally) -> tuple[Source, ...]:
    """Each once, in the order of the areas; the totals' too where they are what is shown."""
    found = [one.judgement.source for one in every if one.judgement]
    if counted.published and counted.is_from_totals:
        found.append(counted.published.source)
    return tuple({one.pk: one for one in found}.values())


@dataclass(frozen=True)
class Watched:
    """Where a force stands in monitoring, and the spells behind that, newest first."""

    standing: Standing
    spells: tuple[tuple[MonitoringSpell, bool], ...]


def watched(record: Record, spells: list[MonitoringSpell]) -> Watched:
    known = [(spell, spell.left_by(record.moment)) for spell in reversed(spells)]
    return Watched(standing(spells, record.moment), tuple(known))
