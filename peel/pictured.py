"""The grades of forces as a picture: a row for each grade, a shape for each force. It says what the table above it
says, and is drawn here, without a script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.columns import Column
from peel.results import Cell
from peel.sentences import joined
from peel.words import SHAPES, Grade

# In the picture's own units: a shape is 16 wide, its place a little more; a row of words, then rows of shapes.
PITCH, ACROSS, WORDS, BETWEEN = 21, 20, 30, 18
WIDTH = PITCH * ACROSS


class Dot(NamedTuple):
    x: int
    y: int
    force: str
    is_ours: bool


class Row(NamedTuple):
    """`tone` is of the colours and shapes of grades (templates/components/grade.html)."""

    words: str
    tone: str
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Picture:
    rows: tuple[Row, ...]
    height: int
    title: str
    in_words: str
    width: int = WIDTH

    @property
    def shapes(self) -> list[tuple[str, str]]:
        return [(slugify(grade), shape) for grade, shape in SHAPES.items()]


def picture(column: Column, us: str, title: str) -> Picture:
    """The rows are those of the scale, those without a force too; then those without a grade, if there are any."""
    groups = [(str(Grade(value).label), slugify(value), cells) for value, cells in column.by_grade.items()]
    for words, cells in ((_("Not graded"), column.not_graded), (_("Not in our data"), column.unknown)):
        groups += [(words, "none", cells)] if cells else []
    rows, y = [], 0
    for label, tone, cells in groups:
        y += WORDS
        rows.append(Row(f"{label}: {len(cells)}", tone, y - 8, _dots(cells, us, y)))
        y += -(-len(cells) // ACROSS) * PITCH + BETWEEN
    return Picture(tuple(rows), y, title, _in_words(groups, column, us))


def _dots(cells: tuple[Cell, ...], us: str, top: int) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            2 + PITCH * (number % ACROSS),
            top + PITCH * (number // ACROSS),
            one.force.short_name,
            one.force.pk == us,
        )
        for number, one in enumerate(cells)
    )


def _in_words(groups: list[tuple[str, str, tuple[Cell, ...]]], column: Column, us: str) -> str:
    """What the picture shows, for those who do not see it."""
    counted = [_forces(len(cells), label) for label, _tone, cells in groups if cells]
    ours = next((one for one in column.cells if one.force.pk == us), None)
    words = _("%(counts)s.") % {"counts": joined(counted)} if counted else ""
    if ours is None:
        return words
    marked = _("The outlined shape is %(force)s: %(grade)s.")
    return f"{words} {marked % {'force': ours.force, 'grade': ours.words}}"


def _forces(number: int, label: str) -> str:
    words = ngettext("%(grade)s: %(number)d force", "%(grade)s: %(number)d forces", number)
    return words % {"grade": label, "number": number}
