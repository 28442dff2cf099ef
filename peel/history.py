"""One force through all cycles: two tables, with the break of 2021 between them, since no row goes across it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from django.utils.translation import gettext_lazy as _

from peel.comparison import caveat
from peel.models import Cycle, Question
from peel.record import Record, Reference
from peel.results import Cell, cell
from peel.words import Graded, Relation

NOT_ASKED = _("not asked")
NEAREST = (Relation.SAME, Relation.RENAMED, Relation.OVERLAPS)


@dataclass(frozen=True)
class HistoryRow:
    """A question and what it grew out of. In a cycle it can stand for several questions, or for none."""

    question: Question
    cells: dict[str, tuple[Cell, ...]]

    def words(self, cycle: str) -> str:
        """What stands in the table: never blank."""
        return " / ".join(one.words for one in self.cells[cycle]) or str(NOT_ASKED)

    @property
    def newest(self) -> Cell:
        """What the last cycle that asked gave."""
        return next(cells[0] for cells in reversed(list(self.cells.values())) if cells)

    @property
    def was_ever_graded(self) -> bool:
        every = (one for group in self.cells.values() for one in group)
        return any(one.question.graded != Graded.NO for one in every)


@dataclass(frozen=True)
class HistoryTable:
    """Cycles of one scale. `caveats` has one for each cycle but the first: how it stands beside the one before."""

    cycles: tuple[Cycle, ...]
    rows: tuple[HistoryRow, ...]
    caveats: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """`breaks` has one text fewer than there are tables: what is said between them."""

    tables: tuple[HistoryTable, ...]
    breaks: tuple[str, ...]


def history(record: Record, force: str) -> History:
    """All cycles, up to the last in which the record knows an inspection."""
    known = record.reference
    inspected = {cycle for _force, cycle in record.inspections}
    order = list(known.cycles)
    last = max((order.index(cycle) for cycle in inspected), default=-1)
    groups = [
        list(group) for _scale, group in groupby(order[: last + 1], lambda one: known.cycles[one].scale_id)
    ]
    return History(
        tables=tuple(_table(record, force, cycles) for cycles in groups),
        breaks=tuple(caveat(known, before[-1], after[0]) for before, after in pairwise(groups)),
    )


def _table(record: Record, force: str, cycles: list[str]) -> HistoryTable:
    known = record.reference
    rows = linked(known, cycles)
    return HistoryTable(
        cycles=tuple(known.cycles[cycle] for cycle in cycles),
        rows=tuple(_row(record, force, questions, cycles) for questions in rows),
        caveats={after: caveat(known, before, after) for before, after in pairwise(cycles)},
    )


def _row(record: Record, force: str, questions: list[Question], cycles: list[str]) -> HistoryRow:
    cells = {
        cycle: tuple(cell(record, force, one) for one in questions if one.cycle_id == cycle)
        for cycle in cycles
    }
    return HistoryRow(questions[0], cells)


def linked(known: Reference, cycles: list[str]) -> Iterable[list[Question]]:
    """The questions of cycles of one scale, each row one that grew out of the other, the newest first.

    From the newest cycle back: each question joins the row of the question that followed it."""
    rows: list[list[Question]] = []
    row_of: dict[int, list[Question]] = {}
    for cycle in reversed(cycles):
        for question in known.questions[cycle]:
            row = _row_that_follows(known, question, row_of)
            if row is None:
                row = []
                rows.append(row)
            row.append(question)
            row_of[question.pk] = row
    return rows


def _row_that_follows(
    known: Reference, question: Question, row_of: dict[int, list[Question]]
) -> list[Question] | None:
    links = [link for link in known.links if link.earlier_id == question.pk and link.later_id in row_of]
    nearest = min(links, key=lambda link: NEAREST.index(Relation(link.relation)), default=None)
    return row_of[nearest.later_id] if nearest and nearest.later_id else None
