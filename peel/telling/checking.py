"""The check that the desk runs before a release, about every kind of edition that has words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from peel import record as records
from peel.models import Inspection
from peel.record import Record, Reference
from peel.shown import cycles_of
from peel.telling import about, areas, comparing, grades, judging, praise, reading
from peel.telling.reading import Sentence
from peel.telling.scope import Names, readings
from peel.telling.statements import read
from publishing import clock, frame
from publishing.checks import Finding, register_at

if TYPE_CHECKING:
    from publishing.editions import Edition


@register_at
def grades_are_as_in_the_data(edition: Edition, at: datetime | None) -> Iterator[Finding]:
    """Nothing is read from the database for a text in which no word could be a grade or a claim."""
    text = reading.sentences(edition)
    if any(grades.could_say_a_grade(one.text) or praise.praise(one.text) for one in text):
        yield from check(text, edition, at or clock.now())


def check(text: list[Sentence], edition: Edition, moment: datetime) -> Iterator[Finding]:
    named = _named(edition)
    known = _reference(named)
    names: Names = tuple((one.pk, one.official_name, one.short_name) for one in known.forces.values())
    us = named.force_id if named else settings.FORCE_ID
    forces = {us, settings.FORCE_ID, *(force for one in text for force in about.forces(one.text, names))}
    moment = _when(named, moment)
    early = [named.pk] if named else []
    record = records.read_at_desk(moment, early=early, forces=sorted(forces & set(known.forces)), known=known)
    base = frozenset([named.cycle_id]) if named else _base(text, record, us)
    if not base:
        return
    links = reading.links(edition)
    linked = praise.claims(links, moment)
    words = areas.lexicon(known)
    whole = " ".join(one.text for one in text)
    said = [read(one, words) for one in text]
    told: set[str] = set()
    for one in readings(said, record, us, base, names):
        yield from judging.judge(one)
        yield from praise.judge(one, linked, links_any=any(praise.CLAIM.search(link) for link in links))
        if not comparing.has_caveat(whole):
            for finding in comparing.judge(one):
                if finding.known not in told:
                    told.add(finding.known)
                    yield finding


def _named(edition: Edition) -> Inspection | None:
    """The inspection that the edition is about, also under embargo: the desk is the one who asks."""
    named: Inspection | None = getattr(edition, "inspection", None)
    return named


def _when(named: Inspection | None, moment: datetime) -> datetime:
    """Not before the end of the embargo of what the text is written for."""
    if named is None:
        return moment
    ends = [named.public_from, named.report_published.known_from if named.report_published else None]
    return max([moment, *(one for one in ends if one)])


def _reference(named: Inspection | None) -> Reference:
    """As this process read it last, if it did: it changes with a new cycle, and then is read again."""
    kept: Reference | None = frame.last_parts().get("peel_reference")
    if kept and kept.cycles and (named is None or named.cycle_id in kept.cycles):
        return kept
    return records.reference()


def _base(text: list[Sentence], record: Record, us: str) -> frozenset[str]:
    """The inspection that the title, or else the summary, names; else our newest."""
    for one in text:
        if one.field in ("title", "summary"):
            named = {cycle for marker in about.markers(one.text, record, us) for cycle in marker.cycles}
            if len(named) == 1:
                return frozenset(named)
    return frozenset(cycles_of(record, us)[:1])
