"""“Most improved”, “best in the country”, “top force”, “passed”: claims, each to be one that was tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from peel.models import Claim, ClaimKind, ClaimStatus
from peel.telling.grades import INSPECTORS, MAYBE, NOT, RATED
from peel.telling.judging import false
from peel.telling.scope import Reading
from publishing.checks import Finding

CLAIM = re.compile(r"/peel/claims/(\d+)/")
PEOPLE = r"(?:player|athlete|school|garden|street|road|pupil|student|cadet|officer|team|club|town|park|award|recruit)"
MOST = re.compile(
    rf"\b(?P<among>(?:one of|among(?:st)?)\s+(?:the\s+)?)?(?:\w+[- ])?most[- ]improved\b(?!\s+(?:\w+\s+)?{PEOPLE})",
    re.IGNORECASE,
)
BEST = re.compile(
    r"\b(?:(?:best|top|number one|highest)(?:[- ](?:rated|graded|performing|scoring))?)\s+(?:police\s+)?"
    r"(?:forces?|constabular(?:y|ies))\b|"
    r"\bbest(?:[- ](?:rated|graded|performing))?\s+(?:in|across)\s+"
    r"(?:the\s+(?:country|UK|land|nation)|England|Britain)\b",
    re.IGNORECASE,
)
PASSED = re.compile(
    r"\bpass(?:ed|es)?\s+(?:(?:its|our|the|their|this|a|an|latest|recent|full|new|HMICFRS|PEEL|annual|police|government)"
    r"[’']?s?\s+)*inspections?\b(?!\s+(?:report|findings|results|on|to|team))|"
    r"\binspection\b[^.]{0,40}\bpassed with flying colours|\bpassed with flying colours\b[^.]{0,40}\binspect",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(?:HMICFRS|PEEL)\b")
FORCES = re.compile(r"\b(?:force|forces|police|constabulary|constabularies|we|us|our)\b", re.IGNORECASE)
GOOD_ENOUGH = (ClaimStatus.SUPPORTED, ClaimStatus.CAVEAT)


@dataclass(frozen=True)
class Praise:
    """What is said, and the kinds of claim that could support it: none for what no claim can."""

    words: str
    kinds: tuple[ClaimKind, ...]


def praise(text: str) -> Praise | None:
    for pattern in (MOST, BEST, PASSED):
        found = pattern.search(text)
        if not found or _is_denied(text[: found.start()]):
            continue
        if pattern is PASSED and not (FORCES.search(text) or OURS.search(text)):
            continue
        if pattern is PASSED:
            return Praise(found.group(), ())
        if not (FORCES.search(text) if pattern is MOST else _is_of_forces(found.group(), text)):
            continue
        among = pattern is MOST and found.groupdict().get("among")
        most = (ClaimKind.MOST, ClaimKind.AMONG_MOST) if among else (ClaimKind.MOST,)
        return Praise(found.group(), most if pattern is MOST else tuple(ClaimKind))
    return None


def _is_denied(before: str) -> bool:
    clause = re.split(r"[;:]", before)[-1]
    return bool(NOT.search(clause) or MAYBE.search(clause) or re.search(r"\bno\s*$", clause, re.IGNORECASE))


def _is_of_forces(words: str, text: str) -> bool:
    """“Best in the country” is also said of dogs and of cakes."""
    names_forces = re.search(r"force|constabular", words, re.IGNORECASE)
    return bool(names_forces or INSPECTORS.search(text) or RATED.search(text))


def claims(links: Iterable[str], moment: datetime) -> list[Claim]:
    """The approved claims that the text links, in one query; none if it links none."""
    numbers = {int(one[1]) for link in links for one in CLAIM.finditer(link)}
    return list(Claim.desk.at(moment).filter(pk__in=numbers)) if numbers else []


def judge(reading: Reading, linked: list[Claim], *, links_any: bool) -> Iterator[Finding]:
    said = praise(reading.said.sentence.text)
    if said is None:
        return
    words = {"words": said.words}
    if not said.kinds:
        yield false(reading, _("An inspection is not passed or failed: each area has a grade."), "", ("", ""))
    elif not linked:
        sentence = _("“%(words)s” compares forces. Link the claim that tests it, or leave it out.")
        if links_any:
            sentence = _("“%(words)s” is linked to a claim that nobody has approved.")
        yield false(reading, sentence % words, "", ("", ""))
    elif not any(_supports(one, said, reading) for one in linked):
        claim = linked[0]
        sentence = _("“%(words)s” is not what the linked claim supports.") % words
        words = {"wording": claim.wording, "status": claim.get_status_display()}
        known = _("Claim: “%(wording)s” is %(status)s.") % words
        if _is_withdrawn(claim):
            known = _("Claim: “%(wording)s” was withdrawn.") % words
        yield false(reading, sentence, known, (claim.wording, _address(claim)))


def _supports(claim: Claim, said: Praise, reading: Reading) -> bool:
    """Of the force that the sentence speaks of, of what it says, and not withdrawn since."""
    is_of_it = claim.force_id in reading.forces and claim.kind in said.kinds
    return is_of_it and claim.status in GOOD_ENOUGH and not _is_withdrawn(claim)


def _is_withdrawn(claim: Claim) -> bool:
    return getattr(claim, "withdrawn_at", None) is not None


def _address(claim: Claim) -> str:
    try:
        return reverse("peel:claim", args=[claim.pk])
    except NoReverseMatch:
        return ""
