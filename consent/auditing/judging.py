"""Holding what was seen against the register: what it does not list, what came without a yes, what stays too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase

from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.auditing.seen import REQUEST, Sighting, Thing
from consent.register import Entry, Group, Kind, Unit, entries

ONE_DAY = timedelta(days=1)


class Problem(models.TextChoices):
    UNKNOWN = "unknown", _("Kept, but not in the register")
    ELSEWHERE = "elsewhere", _("Asked of another host that the register does not list")
    UNASKED = "unasked", _("Without consent")
    TOO_LONG = "too-long", _("Kept for longer than the register says")
    LEFT = "left", _("Still there after consent was withdrawn")


ADVICE = {
    Problem.UNKNOWN: _("List it in the cookie policy, or take out what stores it."),
    Problem.ELSEWHERE: _("Take it out, or list it in the cookie policy with its host as the domain."),
    Problem.UNASKED: _("Let what does this wait for a yes: put it between {% gated %} and {% endgated %}."),
    Problem.TOO_LONG: _(
        "Shorten its life where it is set, or publish the true duration in the cookie policy."
    ),
    Problem.LEFT: _("See that its name, domain and path in the register are those with which it is set."),
}


@dataclass(frozen=True)
class Finding:
    """One problem with one thing. The sightings are one for each state in which it was so."""

    problem: Problem
    sightings: tuple[Sighting, ...]
    entry: Entry | None = None

    @property
    def thing(self) -> Thing:
        return self.sightings[0].thing

    @property
    def advice(self) -> str:
        return str(ADVICE[self.problem])


def judge(seen: Iterable[Sighting], groups: Iterable[Group], host: str) -> list[Finding]:
    """host: of the audited site. Sorted by problem."""
    known = list(groups)
    found: dict[tuple[Problem, Thing], list[Sighting]] = {}
    rules: dict[tuple[Problem, Thing], Entry | None] = {}
    for sighting in seen:
        for problem, entry in _problems(sighting, known, host):
            key = (problem, _same(sighting.thing))
            found.setdefault(key, []).append(sighting)
            rules.setdefault(key, entry)
    every = [Finding(key[0], _one_a_state(found[key]), rules[key]) for key in found]
    return sorted(every, key=lambda finding: list(Problem).index(finding.problem))


def listed(thing: Thing, groups: Iterable[Group], host: str) -> list[tuple[Group, Entry]]:
    """Where the register names it."""
    return [(group, entry) for group, entry in entries(groups) if _is(entry, thing, host)]


def _problems(sighting: Sighting, groups: list[Group], host: str) -> Iterator[tuple[Problem, Entry | None]]:
    found = listed(sighting.thing, groups, host)
    if not found:
        yield Problem.ELSEWHERE if sighting.thing.kind == REQUEST else Problem.UNKNOWN, None
        return
    if not any(not group.is_optional or group.key in sighting.state.says for group, _entry in found):
        yield Problem.LEFT if sighting.state.is_withdrawn else Problem.UNASKED, found[0][1]
    if all(_outlives(sighting, entry) for _group, entry in found):
        yield Problem.TOO_LONG, found[0][1]


def _outlives(sighting: Sighting, entry: Entry) -> bool:
    """With one day of grace, and one per cent at most: clocks differ, and a month is not always of 30 days."""
    if sighting.thing.kind in {Kind.LOCAL, Kind.INDEXED}:  # which end when somebody deletes them
        return entry.unit != Unit.DELETING
    longest = entry.longest()
    if sighting.lasts is None or entry.unit == Unit.DELETING:
        return False
    return longest is None or sighting.lasts > (longest + min(ONE_DAY, longest / 100)).total_seconds()


def _is(entry: Entry, thing: Thing, host: str) -> bool:
    if thing.kind == REQUEST:
        return not entry.is_ours and _is_asked(entry, thing)
    return entry.kind == thing.kind and entry.covers(thing.name) and _is_kept_there(entry, thing.where, host)


def _is_asked(entry: Entry, thing: Thing) -> bool:
    """A third party is listed with its domain, or a pixel by the address that it is asked for at."""
    if entry.domain:
        return _is_within(thing.where, entry.domain.lstrip("."))
    return entry.kind == Kind.PIXEL and any(
        fnmatchcase(address, entry.name) for address in (thing.name, thing.where)
    )


def _is_kept_there(entry: Entry, where: str, host: str) -> bool:
    """Ours stand on this host, or on one above it; a third party's wherever the register puts them."""
    if entry.domain:
        return _is_within(where, entry.domain.lstrip("."))
    return not entry.is_ours or _is_within(host, where)


def _is_within(host: str, domain: str) -> bool:
    return f".{host}".endswith(f".{domain}")


def _same(thing: Thing) -> Thing:
    """One host is one finding, however much it is asked for."""
    return Thing(thing.kind, "", thing.where) if thing.kind == REQUEST else thing


def _one_a_state(sightings: list[Sighting]) -> tuple[Sighting, ...]:
    first: dict[str, Sighting] = {}
    for sighting in sightings:
        first.setdefault(sighting.state.key, sighting)
    return tuple(first.values())
