"""How far the answers to an inspection have come, in counts and in groups. Never a percentage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from peel.words import FindingKind
from peel.work import Found, Stand, Work


@dataclass(frozen=True)
class Row:
    """How many findings of one kind stand where, in the order of Stand."""

    kind: str
    counts: tuple[int, ...]


def counts(work: Work) -> list[Row]:
    """A row for each kind that is there. A cause of concern and its recommendations are counted each by itself."""
    counted = Counter((one.finding.kind, one.stand) for one in work.every)
    kinds = [kind for kind in FindingKind if any(key[0] == kind for key in counted)]
    return [Row(str(kind.label), tuple(counted[kind, stand] for stand in Stand)) for kind in kinds]


def groups(work: Work) -> list[tuple[Stand, list[Found]]]:
    """Those that stand by themselves, by where they stand; groups without any are left out."""
    found = [(stand, [one for one in work.to_do if one.stand == stand]) for stand in Stand]
    return [(stand, members) for stand, members in found if members]
