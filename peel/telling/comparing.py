"""“Up from Good in 2019”, “our grades improved”: what the inspectorate says about comparing, where a text does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from peel.comparison import CAVEATS
from peel.models import Comparability
from peel.telling.about import OURS
from peel.telling.counting import OF_US
from peel.telling.grades import RATED, WORD
from peel.telling.judging import advice
from peel.telling.scope import Reading
from publishing.checks import Finding

CHANGED = re.compile(
    r"\b(?:improve(?:d|ment|ments|s)|improving|up from|down from|ris(?:e|en|es)|rose|better than|higher than|"
    r"worse than|higher grades?|better grades?|fall(?:en|s)?|fell|dropped|declined|progress(?:ed)?)\b",
    re.IGNORECASE,
)
GRADES = re.compile(r"\b(?:graded?|grades|gradings?|rated|ratings?)\b", re.IGNORECASE)
HAS_CAVEAT = re.compile(
    r"\b(?:cannot|can[’']t|not|never|no)\b[^.!?]{0,80}\bcompar|\bcompar\w*\b[^.!?]{0,60}\b(?:not|cannot|difficult|hard)\b|"
    r"\b(?:hard|difficult) to compare\b",
    re.IGNORECASE,
)


def has_caveat(text: str) -> bool:
    return bool(HAS_CAVEAT.search(text))


def compares(reading: Reading) -> Comparability | None:
    """How far the grades may be compared that the sentence sets side by side; None if it sets none."""
    said = reading.said
    past = [one for one in said.mentions if one.was and (one.is_sure or len(said.mentions) > 1)]
    plain = WORD.sub(" ", said.text)
    speaks = CHANGED.search(plain) and GRADES.search(plain) and (said.areas or OF_US.search(plain))
    is_of_somebody = said.areas or OURS.search(said.text)
    if not (past and is_of_somebody) and not (speaks and (said.mentions or RATED.search(plain))):
        return None
    cycles = {cycle for one in said.mentions for cycle in reading.scope(one).cycles}
    cycles |= {cycle for marker in reading.markers for cycle in marker.cycles} | set(reading.base)
    older = {one for one in cycles if reading.record.reference.cycles[one].has_pillars}
    if not cycles - older:
        return None
    return Comparability.NOT_COMPARABLE if older else Comparability.TEST_CHANGED


def judge(reading: Reading) -> Iterator[Finding]:
    found = compares(reading)
    if found:
        sentence = _("This compares grades. Say beside it what the inspectorate says about comparing them.")
        yield advice(reading, sentence, str(CAVEATS[found]), _source(reading, found))


def _source(reading: Reading, found: Comparability) -> tuple[str, str]:
    """Where the inspectorate says so: at the cycle that differs in this way from the one before it."""
    for cycle in reading.record.reference.cycles.values():
        if cycle.comparability == found and cycle.comparability_url:
            return _("What is said of %s") % cycle, cycle.comparability_url
    return "", ""
