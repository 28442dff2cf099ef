"""Which inspections a sentence speaks of: the cycles and the forces that it names, or that were named before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from peel.record import Record

CYCLE = re.compile(r"\b(20\d\d)\s*[/–—-]\s*((?:20)?\d\d)\b")
YEARS = re.compile(r"(20\d\d)(?:-(\d\d))?")  # a cycle's code
YEAR = re.compile(r"\b(20\d\d)\b")
LAST_TIME = re.compile(
    r"\b(?:last time|at the time|back then|(?:last|previous|earlier) (?:full )?(?:PEEL )?(?:inspection|report|cycle)|"
    r"(?:two|three|four|\d) years (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(?:we|us|our|ours|the force|this force|the constabulary)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Marker:
    """A cycle or a year at a place of a sentence, and the cycles that it can mean."""

    start: int
    end: int
    cycles: frozenset[str]


def markers(text: str, record: Record, force: str) -> list[Marker]:
    """A year means the report of that year, or a cycle that it falls into; a year that fits nothing is passed over."""
    found, taken = [], []
    for one in CYCLE.finditer(text):
        code = f"{one[1]}-{one[2][-2:]}"
        taken.append(one.span())
        if code in record.reference.cycles:
            found.append(Marker(*one.span(), frozenset([code])))
    for one in YEAR.finditer(text):
        within = any(start <= one.start() < end for start, end in taken)
        cycles = of_year(record, force, int(one[1]))
        if not within and cycles:
            found.append(Marker(*one.span(), cycles))
    return sorted(found, key=lambda marker: marker.start)


def of_year(record: Record, force: str, year: int) -> frozenset[str]:
    found = {code for code in record.reference.cycles if _spans(code, year)}
    for (whose, code), inspection in record.inspections.items():
        published = inspection.report_published
        if whose == force and published and published.first_day.year == year:
            found.add(code)
    return frozenset(found)


def _spans(code: str, year: int) -> bool:
    years = YEARS.fullmatch(code)
    if years is None:
        return False
    return int(years[1]) <= year <= int(f"20{years[2]}" if years[2] else years[1])


def before(record: Record, cycles: Iterable[str]) -> frozenset[str]:
    order = list(record.reference.cycles)
    places = [order.index(code) for code in cycles if code in order]
    return frozenset(order[place - 1] for place in places if place)


@lru_cache(maxsize=2)
def _names(forces: tuple[tuple[str, str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    by_name = {name.lower(): pk for pk, official, short in forces for name in (official, short) if name}
    every = sorted(by_name, key=lambda name: -len(name))
    # A place of that name is no force: “Kent” alone means one only beside a word about inspections.
    pattern = re.compile(rf"\b({'|'.join(re.escape(name) for name in every)})\b", re.IGNORECASE)
    return pattern, by_name


def forces(text: str, names: tuple[tuple[str, str, str], ...]) -> list[str]:
    """The ids of the forces that are named, in order. names: id, official name and short name of each."""
    if not names:
        return []
    pattern, by_name = _names(names)
    return list(dict.fromkeys(by_name[one[1].lower()] for one in pattern.finditer(text)))
