"""How many areas a sentence says got a grade, or were graded; and whether it grades the force as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peel.telling.grades import INSPECTORS, MASK, RATED, WORD, Mention
from peel.telling.numbers import NUMBER, value
from peel.words import Grade

AREAS = r"(?:areas?|categories|core questions|questions)"
FILLER = (
    r"(?:is|are|was|were|be|been|being|as|rated|graded|judged|assessed|that|which|HMICFRS|the|inspectorate|inspectors|"
    r"it|we|have|has|had|now|found|to|policing|of|our|its|work|by|marked|scored|still|also|with|a|an|received|given|"
    r"grades?|ratings?|us|force)"
)
VAGUE = re.compile(
    r"\b(?:at least|more than|most|some|several|fewer than|over|nearly|almost|up to|about|around|these|those|other|"
    r"another|first|last|further|of)\s*$",
    re.IGNORECASE,
)
BEFORE_GRADE = re.compile(
    rf"(?P<n>{NUMBER}|\ball\b|\bevery\b)(?:\s+(?:out )?of (?:the |our |its |their )?(?P<of>{NUMBER}))?"
    rf"(?P<noun>\s+(?:of the |of our |of its )?(?:graded |policing |core )?{AREAS})?"
    rf"(?P<filler>(?:[\s,“\"‘']+{FILLER}\b){{0,9}})[\s“\"‘':–-]*$",
    re.IGNORECASE,
)
AFTER_GRADE = re.compile(
    rf"^[\"”’')]*\s*(?:ratings?|grades?)?\s*(?:in|for|across|on)\s+(?:only |just |a total of )?"
    rf"(?P<n>{NUMBER}|all|every)(?:\s+(?:out )?of (?:the |our |its |their )?(?P<of>{NUMBER}))?"
    rf"(?P<noun>\s+(?:of the |of our )?(?:core |graded |policing )*{AREAS})?\b",
    re.IGNORECASE,
)
GRADED = re.compile(
    rf"\b(?:graded|grades (?:of|for)|gave grades (?:to|for|in))\s+(?:(?:us|it|the force|our force|\w+ Police|"
    rf"\w+ Constabulary)\s+)?(?:in |on |across |for )?(?:a total of |all )?(?P<n>{NUMBER})\s+"
    rf"(?:core |different )?{AREAS}\b(?! that\b| which\b)|"
    rf"(?P<m>{NUMBER})\s+{AREAS}(?: of (?:our |its )?(?:work|policing))?\s+(?:were |was |are |have been )?"
    rf"(?:graded|given a grade)(?!\s+as\b)(?=\s*(?:$|[.,;:)]|by\b|in\b|this\b))",
    re.IGNORECASE,
)
US = r"(?:we|us|our force|this force|the force|force|the constabulary|constabulary|police|(?:[A-Z][\w-]+ )?Police)"
HELPERS = r"(?:(?:has|have|had|is|are|was|were|been|being|now|again|once|also)\s+)*"
ALL_OF_IT = re.compile(
    rf"\b{US}\s+(?:overall\s+)?{HELPERS}(?:rated|graded|judged|assessed)\s+(?:overall\s+)?(?:as |to be |a |an )*"
    rf"(?:overall )?[“\"‘']?$|"
    rf"\b(?:rated|graded|judged|assessed|rates|grades|judges)\s+{US}\s+(?:as |to be |to be an? |an? )*(?:overall )?"
    rf"[“\"‘']?$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"^[\"”’')]*\s*(?:$|[.,;:!?–—-]|\b(?:overall|after|following|again|once more|this (?:year|time)|"
    r"by (?:HMICFRS|HMIC|the inspectorate|inspectors|the police watchdog|the watchdog|watchdog|government inspectors|"
    r"His Majesty)|in (?:its|our|the|a)?\s*(?:\w+ )?(?:\d{4}\S* )?"
    r"(?:HMICFRS |PEEL )?(?:inspection|report|assessment))\b)",
    re.IGNORECASE,
)
OVERALL_BEFORE = re.compile(
    r"\boverall(?:\W+(?:ratings?|grades?|gradings?|judge?ments?|verdict|assessment|of|as|is|was|a|an|the|force|police|it|"
    r"we|were|are|rated|graded|judged|been|has|have|had|PEEL|inspection|HMICFRS|inspectors|inspectorate|us|for)\b){0,9}\W*$",
    re.IGNORECASE,
)
OVERALL_AFTER = re.compile(r"^[\"”’')]*,?\s+overall\b(?!\s+(?:effect|effici|legit|\w+ing))", re.IGNORECASE)
OF_US = re.compile(r"\b(?:we|us|our|force|police|constabulary)\b", re.IGNORECASE)


# “Good or Adequate”, “Adequate or better”: a count of more than one grade.
OR_ANOTHER = re.compile(
    rf"^[\"”’']*\s+(?:or|and)\s+(?:better|above|higher|worse|below|{WORD.pattern})", re.IGNORECASE
)
# “The five grades are Outstanding, Good …”
SCALE = re.compile(r"^[\s,]*(?:grades|ratings)\b(?! of)", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """So many areas: with a grade (`mention`), or graded at all. `number` None means all of them."""

    number: int | None
    mention: Mention | None
    of: int | None = None
    at: int = 0


def counts(text: str, mentions: Sequence[Mention]) -> Iterator[Counted]:
    had_noun = False
    used = [(0, 0)]
    for mention in mentions:
        before, after = text[used[-1][1] : mention.start], text[mention.end :]
        if OR_ANOTHER.match(after):
            continue
        start = used[-1][1]
        found = BEFORE_GRADE.search(before)
        if found and not VAGUE.search(before[: found.start()]) and not SCALE.search(_filler(found)):
            is_count = bool(found["noun"] or found["of"] or (had_noun and found["n"].lower() != "all"))
            if is_count or (mention.is_sure and _is_number(found["n"])):
                had_noun = had_noun or bool(found["noun"])
                used.append((start + found.start(), mention.end))
                yield _counted(found, mention, start + found.start())
                continue
        found = AFTER_GRADE.match(after)
        if found and (mention.is_sure or not mention.is_lower) and (found["noun"] or found["of"]):
            used.append((mention.start, mention.end + found.end()))
            yield _counted(found, mention, mention.start)
    for found in GRADED.finditer(text):
        if not any(start <= found.end() - 1 < end or start < found.end() < end for start, end in used):
            yield Counted(value(found["n"] or found["m"]), None, at=found.start())


def _is_number(word: str) -> bool:
    return word.lower() not in ("all", "every", "no", "none")


def _counted(found: re.Match[str], mention: Mention, at: int) -> Counted:
    word, of = found["n"].lower(), found["of"]
    number = None if word in ("all", "every") else value(word)
    total = value(of) if of else None
    if number == 1 and total is not None and not re.match(r"\s*(?:is|was|are|were)\b", _filler(found)):
        # “one of three areas that HMICFRS graded Good”: there are three.
        return Counted(total, mention, at=at)
    return Counted(number, mention, total, at)


def _filler(found: re.Match[str]) -> str:
    return found.groupdict().get("filler") or ""


def overall(text: str, free: Sequence[Mention], every: Sequence[Mention]) -> Mention | None:
    """A grade of the force as a whole. free: the mentions that belong to no area and no count."""
    for mention in free:
        before, after = text[: mention.start], text[mention.end :]
        is_of_inspectors = bool(INSPECTORS.search(text) or RATED.search(text))
        if OVERALL_BEFORE.search(before) or OVERALL_AFTER.match(after):
            at_home = OF_US.search(text) and mention.grade not in (Grade.GOOD, Grade.OUTSTANDING)
            if is_of_inspectors or at_home or (mention.is_sure and not mention.is_lower):
                return mention
        alone = len(every) == 1 and MASK not in text
        if alone and mention.is_sure and ALL_OF_IT.search(before) and ENDS.match(after):
            return mention
    return None
