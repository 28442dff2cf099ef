"""The report: for people in sentences, for machines as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent.auditing.judging import Finding
from consent.auditing.seen import REQUEST, Notes, Sighting, Thing
from consent.register import Kind

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Report:
    """What was audited, when and by which version of the policy (0: none is in force), and what came of it."""

    site: str
    at: datetime
    version: int
    pages: list[str]
    is_all: bool
    notes: list[Notes]
    findings: list[Finding]

    def lines(self) -> Iterator[str]:
        yield from self._what_was_done()
        for problem, found in groupby(self.findings, key=lambda finding: finding.problem):
            every = list(found)
            yield f"\n{problem.label} ({len(every)})"
            for finding in every:
                yield from _of(finding)
            yield "  " + _("What to do: %s") % every[0].advice
        if not self.findings:
            yield "\n" + _("Nothing was found that should not be: the site keeps to its register.")

    def _what_was_done(self) -> Iterator[str]:
        policy = (
            _("version %d of the cookie policy") % self.version if self.version else _("no cookie policy")
        )
        yield _("Audited %(site)s against %(policy)s.") % {"site": self.site, "policy": policy}
        if not self.is_all:
            yield _("There are more pages than these: raise --limit to audit them all.")
        for notes in self.notes:
            pages = ngettext("%d page", "%d pages", notes.pages) % notes.pages
            yield f"  {notes.state.words}: {pages}"

    def as_json(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "at": self.at.isoformat(),
            "policy": self.version,
            "pages": self.pages,
            "all_pages": self.is_all,
            "states": [_state(notes) for notes in self.notes],
            "findings": [_finding(finding) for finding in self.findings],
        }


def name(thing: Thing) -> str:
    told = {"kind": str(Kind(thing.kind).label), "name": thing.name, "where": thing.where}
    if thing.kind == REQUEST:
        return _("Request to %(where)s, such as %(name)s") % told
    return _("%(kind)s “%(name)s” of %(where)s") % told


def lasting(seconds: float) -> str:
    for length, one, many in (
        (DAY, "%d day", "%d days"),
        (HOUR, "%d hour", "%d hours"),
        (MINUTE, "%d minute", "%d minutes"),
    ):
        if seconds >= length:
            return ngettext(one, many, round(seconds / length)) % round(seconds / length)
    return _("less than a minute")


def _of(finding: Finding) -> Iterator[str]:
    told = name(finding.thing)
    longest = max((one.lasts for one in finding.sightings if one.lasts is not None), default=None)
    if longest is not None:
        told += ", " + _("kept for %s") % lasting(longest)
    if finding.entry and finding.problem == finding.problem.TOO_LONG:
        told += ", " + _("in the register: %s") % finding.entry.duration()
    yield f"  {told}."
    for one in finding.sightings:
        yield "    " + _("%(state)s: first on %(page)s") % {"state": one.state.words, "page": one.page}


def _state(notes: Notes) -> dict[str, Any]:
    return {
        "state": notes.state.key,
        "name": notes.state.words,
        "pages": notes.pages,
        "seen": _seen(notes.sightings),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    thing = finding.thing
    return {
        "problem": finding.problem.value,
        "kind": str(thing.kind),
        "name": thing.name,
        "host": thing.where,
        "advice": finding.advice,
        "where": [{"state": one.state.key, "page": one.page} for one in finding.sightings],
    }


def _seen(sightings: Iterable[Sighting]) -> list[dict[str, Any]]:
    return [
        {
            "kind": str(one.thing.kind),
            "name": one.thing.name,
            "host": one.thing.where,
            "path": one.path,
            "seconds": None if one.lasts is None else round(one.lasts),
            "page": one.page,
        }
        for one in sightings
    ]
