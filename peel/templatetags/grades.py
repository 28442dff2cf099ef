"""A grade as it stands on every page: a word in a border, with a shape."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.text import capfirst, slugify

from peel.results import Cell, CellState
from peel.words import SHAPES, Grade

register = template.Library()


@register.inclusion_tag("components/grade.html")
def grade(value: str) -> dict[str, Any]:
    """The label of a grade by its official word."""
    known = Grade(value)
    return {"words": known.label, "tone": slugify(known.value), "shape": SHAPES.get(known, "")}


@register.inclusion_tag("components/grade.html")
def grade_of(cell: Cell) -> dict[str, Any]:
    """The label of a cell, with a dagger if it was carried over and an R if it was changed after publication."""
    label = (
        grade(cell.grade) if cell.has_grade else {"words": capfirst(cell.words), "tone": "none", "shape": ""}
    )
    return {
        **label,
        "is_carried_over": cell.state == CellState.CARRIED_OVER,
        "is_derived": cell.state == CellState.DERIVED,
        "is_revised": bool(cell.earlier),
    }


@register.inclusion_tag("components/tally.html")
def tally_of(counts: dict[str, int]) -> dict[str, Any]:
    """counts: by official word, in the order of the scale, zeros included."""
    return {"boxes": [(Grade(word).label, slugify(word), count) for word, count in counts.items()]}
