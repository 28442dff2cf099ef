"""Of which force and which inspection a grade in a text is said. Where it could be several, it is right if one fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peel.record import Record
from peel.telling import about
from peel.telling.about import OURS, Marker
from peel.telling.grades import Mention
from peel.telling.statements import Said

SINCE = re.compile(r"\b[Ss]ince (?:\w+ )?$")
Names = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Scope:
    forces: tuple[str, ...]
    cycles: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A sentence with what it can speak of: its own forces and cycles, and those named before it."""

    said: Said
    record: Record
    us: str
    base: frozenset[str]
    forces: tuple[str, ...]
    markers: tuple[Marker, ...]
    carried: frozenset[str]

    def scope(self, mention: Mention | None, at: int = 0) -> Scope:
        order = list(self.record.reference.cycles)
        cycles = self._cycles(mention, mention.start if mention else at)
        return Scope(self.forces, tuple(sorted(cycles, key=order.index, reverse=True)))

    def _cycles(self, mention: Mention | None, at: int) -> frozenset[str]:
        if mention is not None and mention.was:
            following = [
                one for one in self.markers if one.start >= at and not self._grade_between(at, one.start)
            ]
            leading = [one for one in self.markers if 0 <= at - one.end <= 20]
            named = following[:1] or leading[-1:]
            return named[0].cycles if named else about.before(self.record, self.base | self.carried)
        free = [one for one in self.markers if not self._belongs_to_the_past(one) and not self._is_since(one)]
        if free:
            return frozenset().union(*(one.cycles for one in free))
        if about.LAST_TIME.search(self.said.text):
            earlier = about.before(self.record, self.base | self.carried)
            return earlier | self.base if any(one.was for one in self.said.mentions) else earlier
        return self.base | self.carried

    def _grade_between(self, start: int, end: int) -> bool:
        return any(start < one.start < end for one in self.said.mentions)

    def _is_since(self, marker: Marker) -> bool:
        return bool(SINCE.search(self.said.sentence.text[: marker.start]))

    def _belongs_to_the_past(self, marker: Marker) -> bool:
        """“up from Inadequate in 2022”: the year is that of the earlier grade, not of the other one."""
        leading = [one for one in self.said.mentions if one.end <= marker.start]
        return bool(leading) and leading[-1].was


def readings(
    every: Sequence[Said], record: Record, us: str, base: frozenset[str], names: Names
) -> Iterator[Reading]:
    """Each sentence, with what the ones before it in its section, and the forces in its paragraph, have named."""
    section: tuple[str, int] | None = None
    block: int | None = None
    carried: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    for said in every:
        here = said.sentence
        if (here.field, here.section) != section:
            section, carried = (here.field, here.section), frozenset()
        if here.block != block:
            block, others = here.block, ()
        named = [force for force in about.forces(here.text, names) if force != us]
        others = tuple(dict.fromkeys([*others, *named]))
        forces = _forces(said, us, tuple(named), others)
        found = tuple(about.markers(here.text, record, forces[0]))
        yield Reading(said, record, us, base, forces, found, carried | _of_head(said, record, us))
        if found:
            carried = frozenset().union(*(one.cycles for one in found))


def _forces(said: Said, us: str, named: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    if named and not OURS.search(said.sentence.text):
        return named
    return (us, *others)


def _of_head(said: Said, record: Record, us: str) -> frozenset[str]:
    return frozenset().union(*(one.cycles for one in about.markers(said.sentence.head, record, us)))
