"""Areas of policing by the names that people give them: the inspectorate's own, short ones and paraphrases."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from peel.models import Question
from peel.record import Reference
from peel.words import Pillar


@dataclass(frozen=True)
class Area:
    """One thing that cycles asked about, under whatever name. `codes` are its questions, by cycle."""

    name: str
    codes: tuple[tuple[str, tuple[str, ...]], ...]
    is_pillar: bool = False

    def questions(self, known: Reference, cycle: str) -> list[Question]:
        asked = (known.question(cycle, code) for code in dict(self.codes).get(cycle, ()))
        return [one for one in asked if one is not None]


@dataclass(frozen=True)
class Named:
    """An area where a text names it."""

    area: Area
    start: int
    end: int


# Under a key: the codes of questions since 2021, short names of those before, and what else people say.
PARAPHRASES: dict[str, tuple[set[str], set[str], tuple[str, ...]]] = {
    "responding": (
        {"responding"},
        set(),
        (
            "responding to the public",
            "response to the public",
            "responds to the public",
            "respond to the public",
        ),
    ),
    "investigating": (
        {"investigating"},
        {"Investigating crime", "Investigating crime and managing offenders", "Investigating offending"},
        (
            *("investigating crimes", "investigates crime", "investigate crime", "investigating offences"),
            *(
                "investigation of crime",
                "crime investigation",
                "crime investigations",
                "investigations into crime",
            ),
        ),
    ),
    "protecting": (
        {"protecting-vulnerable"},
        {"Protecting vulnerable people", "Protecting those at greatest risk"},
        (
            *("protection of vulnerable people", "protects vulnerable people", "protect vulnerable people"),
            *(
                "protecting the vulnerable",
                "protecting people who are vulnerable",
                "protecting those at risk",
            ),
        ),
    ),
    "preventing": (
        {"preventing-crime"},
        {"Preventing crime", "Reducing crime and preventing offending"},
        (
            *("crime prevention", "prevention of crime", "preventing and deterring crime", "prevents crime"),
            *("deterring crime", "prevent crime", "preventing crime and reducing vulnerability"),
            *("preventing and deterring crime and antisocial behaviour", "reducing vulnerability"),
        ),
    ),
    "treatment": (
        {"police-powers", "treatment-of-public"},
        {"Treating the public fairly", "Treating people fairly"},
        (
            *("treating the public fairly", "treating the public with fairness and respect", "police powers"),
            *("treatment of the public", "treats the public fairly", "engaging with the public"),
            *("treating the public with respect", "using police powers", "use of police powers"),
        ),
    ),
    "offenders": (
        {"managing-offenders"},
        set(),
        ("managing offenders", "managing suspects", "management of offenders", "offender management"),
    ),
    "organised": (
        {"serious-organised-crime"},
        {"Serious and organised crime"},
        ("serious organised crime", "serious and organised crime", "tackling serious and organised crime"),
    ),
    "workforce": (
        {"workforce"},
        set(),
        (
            *("workforce", "supporting the workforce", "protecting the workforce", "building the workforce"),
            *(
                "supporting and protecting the workforce",
                "supporting its workforce",
                "supporting our workforce",
            ),
            *(
                "building supporting and protecting its workforce",
                "building supporting and protecting our workforce",
            ),
        ),
    ),
    "leadership": ({"leadership"}, set(), ("leadership", "force management", "leadership and management")),
    "resources": (
        {"resources"},
        set(),
        ("use of resources", "value for money", "strategic planning", "organisational management"),
    ),
    "recording": (
        {"crime-recording"},
        {"Crime recording"},
        ("crime recording", "recording crime", "recording of crime", "crime data integrity"),
    ),
    "victims": ({"victims"}, set(), ("service to victims", "service for victims", "victim service")),
}


@dataclass(frozen=True)
class Lexicon:
    pattern: re.Pattern[str]
    by_group: tuple[Area, ...]

    def find(self, text: str) -> list[Named]:
        """In order; the longest name at each place, and the same area said twice in a row once."""
        found: list[Named] = []
        for one in self.pattern.finditer(text):
            area = self.by_group[int((one.lastgroup or "a0")[1:])]
            if found and found[-1].area == area and one.start() - found[-1].end <= 6:
                found[-1] = Named(area, found[-1].start, one.end())
            else:
                found.append(Named(area, *one.span()))
        return found


@lru_cache(maxsize=2)
def _lexicon(named: tuple[tuple[Area, tuple[str, ...]], ...]) -> Lexicon:
    phrases = sorted(
        ((phrase, number) for number, (_area, names) in enumerate(named) for phrase in names),
        key=lambda pair: -len(pair[0]),
    )
    groups: list[str] = []
    areas: list[Area] = []
    for phrase, number in phrases:
        groups.append(f"(?P<a{len(areas)}>{regex(phrase)})")
        areas.append(named[number][0])
    any_of_them = "|".join(groups) or "(?!)"
    return Lexicon(re.compile(rf"\b(?:{any_of_them})\b", re.IGNORECASE), tuple(areas))


def lexicon(known: Reference) -> Lexicon:
    """Every area of every cycle. The same object as long as the questions stay the same."""
    codes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, set[str]] = defaultdict(set)
    for question in (one for asked in known.questions.values() for one in asked):
        key = _key(question)
        codes[key][question.cycle_id].append(question.code)
        names[key] |= _names(question)
    for key, (_codes, _short, said) in PARAPHRASES.items():
        names[key] |= set(said)
    found = []
    for key, by_cycle in codes.items():
        held = tuple((cycle, tuple(these)) for cycle, these in by_cycle.items())
        found.append((Area(key, held, key in Pillar.values), tuple(sorted(names[key]))))
    return _lexicon(tuple(found))


def _key(question: Question) -> str:
    if question.is_pillar_overall:
        return question.pillar
    for key, (codes, short, _said) in PARAPHRASES.items():
        if question.code in codes or question.short_name in short:
            return key
    return f"{question.cycle_id} {question.code}"


def _names(question: Question) -> set[str]:
    """A question's names; of a pillar its own. One common word alone is no name."""
    if question.is_pillar_overall:
        return {question.pillar, f"overall {question.pillar}"}
    return {name for name in (question.official_name, question.short_name) if " " in name.strip()}


def regex(phrase: str) -> str:
    """A phrase however it is written: other commas, “&”, “anti-social” in one word or two, with or without “the”."""
    words = re.findall(r"[\w’']+(?:-\w+)?", phrase.lower())
    parts = []
    for word in words:
        if word in ("anti-social", "antisocial"):
            parts.append(r"anti[-\s]?social")
        elif word == "and":
            parts.append(r"(?:and|&)")
        elif word == "the":
            parts.append(r"(?:the|its|our|their)")
        else:
            parts.append(re.escape(word))
    return r"[\s,]+".join(parts)
