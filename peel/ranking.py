"""Putting forces in an order: by a stated rule, with everybody in it shown, and ties shown as ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from peel.models import Force

Value = int | Fraction


@dataclass(frozen=True)
class Place:
    """`rank` is shared by those who are tied, and the next one counts them all: 1, 2, 2, 4."""

    rank: int
    force: Force
    value: Value
    # The value as it is told.
    shown: str
    is_tied: bool


@dataclass(frozen=True)
class Ranking:
    rule: str
    places: tuple[Place, ...]
    # Those who cannot be placed, each with why.
    left_out: tuple[tuple[Force, str], ...]

    def of(self, force: str) -> Place | None:
        return next((place for place in self.places if place.force.pk == force), None)

    @property
    def compared(self) -> int:
        return len(self.places)


def signed(value: Value) -> str:
    """Steps, or the change of a mean with two decimals, always with its sign."""
    return f"{value:+d}" if isinstance(value, int) else f"{float(value):+.2f}"


def ranking(
    rule: str,
    values: Mapping[str, Value],
    forces: Mapping[str, Force],
    left_out: Mapping[str, str],
    show: Callable[[Value], str] = signed,
) -> Ranking:
    """Highest first; the tied by name."""
    order = sorted(values, key=lambda force: (-values[force], forces[force].short_name))
    places = tuple(
        Place(
            rank=1 + sum(other > values[force] for other in values.values()),
            force=forces[force],
            value=values[force],
            shown=show(values[force]),
            is_tied=sum(other == values[force] for other in values.values()) > 1,
        )
        for force in order
    )
    return Ranking(rule, places, tuple((forces[force], why) for force, why in left_out.items()))
