"""The history of a force as tables: a row for each question and what it grew out of, the newest cycle first."""

from __future__ import annotations

from dataclasses import dataclass

from peel.history import HistoryRow, HistoryTable, history
from peel.models import Cycle, Question
from peel.record import Record
from peel.results import Cell


@dataclass(frozen=True)
class Row:
    """`columns` has the cells of each cycle; none where nothing like it was asked."""

    question: Question
    columns: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    id: str
    since_2021: bool
    cycles: tuple[Cycle, ...]
    rows: tuple[Row, ...]
    never_graded: tuple[Question, ...]
    caveats: tuple[tuple[Cycle, str], ...]
    # What is said between this table and the one before it in time. Empty for the first in time.
    break_before: str


@dataclass(frozen=True)
class Years:
    """`tables` newest first."""

    tables: tuple[Table, ...]
    revised: tuple[Cell, ...]
    has_carried_over: bool


def years(record: Record, force: str) -> Years:
    found = history(record, force)
    breaks = ["", *found.breaks]
    tables = [_table(one, said) for one, said in zip(found.tables, breaks, strict=True)]
    every = [cell for table in tables for row in table.rows for column in row.columns for cell in column]
    return Years(
        tables=tuple(reversed(tables)),
        revised=tuple(one for one in every if one.earlier),
        has_carried_over=any(one.state == one.state.CARRIED_OVER for one in every),
    )


def _table(table: HistoryTable, break_before: str) -> Table:
    cycles = tuple(reversed(table.cycles))
    return Table(
        id=f"grades-{cycles[-1].code}",
        since_2021=not cycles[0].has_pillars,
        cycles=cycles,
        rows=tuple(_row(row, cycles) for row in table.rows if row.was_ever_graded),
        never_graded=tuple(row.question for row in table.rows if not row.was_ever_graded),
        caveats=tuple((one, table.caveats[one.code]) for one in cycles if one.code in table.caveats),
        break_before=break_before,
    )


def _row(row: HistoryRow, cycles: tuple[Cycle, ...]) -> Row:
    return Row(row.question, tuple(row.cells[cycle.code] for cycle in cycles))
