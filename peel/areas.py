"""One area of our force's work through all inspections: its question now, and what that grew out of.

An area has the code of the newest question in its row since 2021. What was asked until 2018/19 stands below the
break, in tables of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from peel.history import History, HistoryRow, HistoryTable, history, linked
from peel.models import Cycle, Question, ScalePoint
from peel.record import Record, Reference
from peel.results import Cell
from peel.shown import MARKED, Told
from peel.shown import Area as Answer
from peel.work import Doing


@dataclass(frozen=True)
class Line:
    """What was asked of the area in one cycle. Nothing, in some."""

    cycle: Cycle
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Cycles of one scale, newest first. `break_before` is said between it and the table before it in time."""

    id: str
    since_2021: bool
    lines: tuple[Line, ...]
    caveats: tuple[str, ...]
    break_before: str


@dataclass(frozen=True)
class Area:
    """`cell` is the newest answer. `questions` are the keys of all that its row since 2021 stands for."""

    question: Question
    cell: Cell
    meaning: ScalePoint | None
    tables: tuple[Table, ...]
    questions: frozenset[int]

    @property
    def every(self) -> list[Cell]:
        return [cell for table in self.tables for line in table.lines for cell in line.cells]

    @property
    def revised(self) -> list[Cell]:
        return [cell for cell in self.every if cell.earlier]

    @property
    def has_marks(self) -> bool:
        return any(is_marked(cell) for cell in self.every)


def is_marked(cell: Cell) -> bool:
    """Whether the grade has a dagger, an R or a D beside it."""
    return bool(cell.earlier) or cell.state in MARKED


def codes(known: Reference, cycles: list[str]) -> dict[int, str]:
    """By question, the code of its area's page. cycles: our force's, newest first."""
    return {one.pk: row[0].code for row in _rows(known, cycles) for one in row}


def _rows(known: Reference, cycles: list[str]) -> list[list[Question]]:
    """Those of the newest scale, if that is one without pillars."""
    if not cycles or known.cycles[cycles[0]].has_pillars:
        return []
    order = list(known.cycles)
    until = order[: order.index(cycles[0]) + 1]
    scale = known.cycles[cycles[0]].scale_id
    return list(linked(known, [one for one in until if known.cycles[one].scale_id == scale]))


def with_pages(shown: Told, known: Reference, doing: Doing) -> Told:
    """`shown` with the areas' own pages, and how many actions there, not complete yet, answer open findings.

    In the newest inspection an area has those of earlier ones too; in an earlier one only its own.
    """
    pages = codes(known, [one.code for one in shown.cycles])
    is_newest = shown.cycle == shown.cycles[0]
    by_code: Counter[str] = Counter()
    for question, count in doing.counts.items():
        by_code[pages.get(question, "")] += count
    invented = {pages.get(question, "") for question in doing.invented}

    def linked_to(one: Answer) -> Answer:
        key = one.cell.question.pk
        code = pages.get(key, "")
        counted = by_code[code] if is_newest else doing.counts.get(key, 0)
        return replace(one, code=code, actions=counted if code else 0, is_invented=code in invented)

    groups = (replace(group, areas=tuple(map(linked_to, group.areas))) for group in shown.groups)
    return replace(shown, groups=tuple(groups))


def area(public: Record, force: str, code: str) -> Area | None:
    """code: of any question in the area's row; where two rows have it, the one whose newest question it is."""
    found = history(public, force)
    newest = found.tables[-1] if found.tables else None
    row = _row(public.reference, newest, code) if newest and not newest.cycles[0].has_pillars else None
    if newest is None or row is None:
        return None
    cell = next(cells[0] for cycle in reversed(newest.cycles) if (cells := row.cells[cycle.code]))
    points = public.reference.points[newest.cycles[-1].scale_id]
    return Area(
        question=row.question,
        cell=cell,
        meaning=points.get(cell.grade),
        tables=tuple(_tables(public.reference, found, row)),
        questions=frozenset(_questions([row])),
    )


def listed(public: Record, force: str) -> list[tuple[Cycle, list[HistoryRow]]]:
    """The areas that have a page, by the inspection that asked about them last: the newest first."""
    found = history(public, force)
    newest = found.tables[-1] if found.tables else None
    if newest is None or newest.cycles[0].has_pillars:
        return []
    last = [(next(one for one in reversed(newest.cycles) if row.cells[one.code]), row) for row in newest.rows]
    by_cycle = [(cycle, [row for when, row in last if when == cycle]) for cycle in reversed(newest.cycles)]
    return [(cycle, rows) for cycle, rows in by_cycle if rows]


def _row(known: Reference, table: HistoryTable, code: str) -> HistoryRow | None:
    """The row of the table that `code` names, also by the name that its question has had since."""
    scale = table.cycles[0].scale_id
    rows = list(linked(known, [one for one in known.cycles if known.cycles[one].scale_id == scale]))
    named = [row for row in rows if row[0].code == code]
    named += [row for row in rows if any(one.code == code for one in row)]
    for row in named:
        keys = {one.pk for one in row}
        if found := next((one for one in table.rows if _questions([one]) & keys), None):
            return found
    return None


def _tables(known: Reference, found: History, row: HistoryRow) -> list[Table]:
    """Newest first: those of the years before have the rows that this one grew out of."""
    rows, tables, breaks = [row], list[Table](), ["", *found.breaks]
    for table, break_before in reversed(list(zip(found.tables, breaks, strict=True))):
        if tables:
            rows = _before(known, table, rows)
        if rows:
            tables.append(_table(table, rows, break_before))
    return tables


def _before(known: Reference, table: HistoryTable, rows: list[HistoryRow]) -> list[HistoryRow]:
    later = _questions(rows)
    earlier = {link.earlier_id for link in known.links if link.later_id in later}
    return [row for row in table.rows if _questions([row]) & earlier]


def _questions(rows: list[HistoryRow]) -> set[int]:
    return {cell.question.pk for row in rows for cells in row.cells.values() for cell in cells}


def _table(table: HistoryTable, rows: list[HistoryRow], break_before: str) -> Table:
    cycles = tuple(reversed(table.cycles))
    return Table(
        id=f"grades-{cycles[-1].code}",
        since_2021=not cycles[0].has_pillars,
        lines=tuple(Line(one, tuple(cell for row in rows for cell in row.cells[one.code])) for one in cycles),
        caveats=tuple(dict.fromkeys(table.caveats[one.code] for one in cycles if one.code in table.caveats)),
        break_before=break_before,
    )
