"""Where a sentence gives a grade, and where it only uses the same word: “good news”, “outstanding warrants”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peel.telling.areas import Named
from peel.words import Grade

# Stands for an area's name, so that “Good use of resources” is not read as a grade.
MASK = "¤"
WORD = re.compile(
    r"\b(?:outstanding|good|adequate|inadequate|requir(?:es|ed|ing|e)[ -]improvements?)\b", re.IGNORECASE
)
INSPECTORS = re.compile(r"\b(?:HMICFRS|HMIC|PEEL|inspect(?:or|ors|orate|ion|ions|ed))\b", re.IGNORECASE)
RATED = re.compile(
    r"\b(?:rated|ratings?|graded|grades?|gradings?|judged|judge?ments?|assessed)\b", re.IGNORECASE
)
OVERALL = re.compile(r"\boverall\b", re.IGNORECASE)
OF_AREAS = re.compile(r"\b(?:areas?|grades|gradings)\b", re.IGNORECASE)
# What may follow a grade. After “good work” or “adequate supply” it is none.
AFTER = re.compile(
    rf"^[\"”’')]*\s*(?:$|[.,;:!?)(/|{MASK}]|[–—-]\s|(?:in|at|for|by|and|or|but|while|whereas|with|across|on|overall|"
    r"after|again|now|this|last|since|than|from|to|too|as well|following|compared|ratings?|grades?|gradings?|"
    r"judge?ments?|marks?|when|where|because|which|is|are|was|were|under|up|down|previously|before|twice|two)\b)",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|never|no longer|neither|nor|rather than|instead of|short of|below|less than|\w+n[’']t)\b[^,;:.]{0,40}$",
    re.IGNORECASE,
)
# What is hoped for, asked or defined is not said to be so. “may” only as a verb: there is a month of that name.
MAYBE = re.compile(
    r"\b(?:[Aa]im(?:s|ed|ing)?|[Hh]op(?:e|es|ed|ing)|wants?|ambitions?|goals?|targets?|striv(?:e|ing)|towards|would|"
    r"could|should|might|may|can|[Ii]f|[Uu]ntil|[Uu]nless|need(?:s|ed)? to|become|will|"
    r"to (?:be (?:rated|graded|judged)|achieve|reach|get)|expects?|[Ww]hether|[Ww]hat|[Hh]ow to|journey)\b"
)
# Whoever else grades or praises, and HMICFRS's own inspections that are no part of PEEL.
OTHERS = re.compile(
    r"\b(?:Ofsted|CQC|Care Quality Commission|Estyn|food hygiene|surveys?|surveyed|poll|Tripadvisor|awards?|"
    r"Investors in People|accreditation|HMI Prisons|fire service|fire (?:and|&) rescue service|"
    r"(?:child protection|custody|vetting|integrity|counter-corruption|regional|thematic) inspections?)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:\bfrom(?: an?| the| its| our)?(?: (?:grade|rating|judge?ment))?(?: of)?|\b(?:previously|formerly|earlier|"
    r"beforehand|last time|used to be|had been|compared (?:with|to)|than|was then|were then|once)\b[^,;.]{0,30})"
    r"[\s\"“‘'(]*$",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"^[\"”’')]*,?\s*(?:last time|previously|before(?: that)?\b|"
    r"in (?:the|our|its) (?:last|previous|earlier) inspection|"
    r"(?:two|three|four|\d) years (?:ago|earlier|before))",
    re.IGNORECASE,
)
BY_INSPECTORS = re.compile(
    r"[\"”’']*\s+(?:(?:ratings?|gradings?|judge?ments?)\b|by (?:HMICFRS|HMIC|the inspectorate|inspectors)\b)",
    re.IGNORECASE,
)
COPULA = re.compile(rf"{MASK}\W{{0,3}}(?:(?:is|was|are|were|remains?|as)\s+(?:now |still |also |again )?)?$")
SAYS_GRADE = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "adequate": Grade.ADEQUATE,
    "inadequate": Grade.INADEQUATE,
}


@dataclass(frozen=True)
class Mention:
    """A grade at a place of a sentence. `was`: it is said of an earlier time. `is_sure`: it is plainly a grade."""

    grade: Grade
    start: int
    end: int
    is_sure: bool
    was: bool = False
    is_lower: bool = False


def grade_of(word: str) -> Grade:
    return SAYS_GRADE.get(word.lower(), Grade.REQUIRES_IMPROVEMENT)


def masked(text: str, areas: list[Named]) -> str:
    for one in areas:
        text = text[: one.start] + MASK * (one.end - one.start) + text[one.end :]
    return text


def could_say_a_grade(text: str) -> bool:
    """Without asking the database, and so without the areas' names: whether anything here could be a grade."""
    if any(_could_be(text, one) for one in WORD.finditer(text)):
        return True
    return bool(RATED.search(text) and (INSPECTORS.search(text) or OF_AREAS.search(text)))


def _could_be(text: str, word: re.Match[str]) -> bool:
    if (
        word.group().lower().startswith("requir")
        or OVERALL.search(text)
        or INSPECTORS.search(text)
        or RATED.search(text)
    ):
        return True
    opens = word.group()[0].isupper() and re.match(r"\s*(?:in|for|at|on)\b", text[word.end() :])
    return bool(opens) or _is_sure(text, word)


ANY_FORCE = re.compile(
    r"\b(?:a force|any force|every force|each force|forces) (?:that|which|whose|with|is|are|graded|rated)\b",
    re.IGNORECASE,
)


def speaks_of_grades(text: str) -> bool:
    """Quickly: whether it is worth looking for areas here."""
    return bool(WORD.search(text) or RATED.search(text))


def is_said(text: str) -> bool:
    """Whether the sentence states something of our kind of inspection at all."""
    return not ANY_FORCE.search(text) and not text.rstrip("\"”’')").endswith("?") and not OTHERS.search(text)


def mentions(text: str) -> list[Mention]:
    """text: masked. What is denied, hoped for or defined is left out."""
    found = []
    for word in WORD.finditer(text):
        before, after = text[: word.start()], text[word.end() :]
        clause = re.split(r"[;:]|\bbut\b", before)[-1]
        if not AFTER.match(after) or NOT.search(clause) or MAYBE.search(clause):
            continue
        was = bool(BEFORE.search(before) or SINCE.match(after))
        sure = _is_sure(text, word) or (RATED.search(before) is not None and _is_near(before))
        lower = word.group()[0].islower()
        found.append(Mention(grade_of(word.group()), *word.span(), sure, was, lower))
    return found


def _is_near(before: str) -> bool:
    last = list(RATED.finditer(before))[-1]
    return len(before) - last.end() <= 160


def _is_sure(text: str, word: re.Match[str]) -> bool:
    """By capital letter, quotation marks, the noun after it, or its place after an area's name."""
    before, after = text[: word.start()], text[word.end() :]
    if not AFTER.match(after):
        return False
    if re.search(r"[\"“‘']$", before) and re.match(r"[\"”’']", after):
        return True
    if word.group()[0].isupper() and (_stands_in_a_sentence(text, before) or _opens_a_list(before, after)):
        return True
    if word.group().lower().startswith("requir") and COPULA.search(before):
        return True
    if COPULA.search(before) and (INSPECTORS.search(text) or RATED.search(text)):
        return True
    return bool(BY_INSPECTORS.match(after))


def _stands_in_a_sentence(text: str, before: str) -> bool:
    """A capital letter means something where it need not be one: not at the start, nor where every word has one."""
    if not re.search(rf"[\w{MASK}]", before):
        return False
    words = re.findall(r"\b[A-Za-z]{4,}\b", WORD.sub(" ", text.replace(MASK, " ")))
    return len(words) < 3 or sum(word[0].isupper() for word in words) <= len(words) * 0.6


def _opens_a_list(before: str, after: str) -> bool:
    """“Good: …”, “Good in …” or the word alone."""
    return not re.search(r"\w", before) and bool(
        re.match(rf"\s*(?:$|:|\(|(?:in|for|at)\s+{MASK}|[–—-]\s)", after)
    )
