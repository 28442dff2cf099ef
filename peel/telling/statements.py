"""What a sentence states: an area's grade, how many areas got a grade or were graded, or a grade of the whole force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from peel.telling import counting, grades
from peel.telling.areas import Lexicon, Named
from peel.telling.counting import Counted
from peel.telling.grades import MASK, Mention
from peel.telling.reading import Sentence
from peel.words import Grade

FORWARD = re.compile(
    rf"^[\"”’')]*\s*(?:ratings?|grades?|gradings?|judge?ments?)?\s*(?:(?:in|for|at|on|across|when it comes to)\s+"
    rf"(?:\w+ )?(?:the |its |our |their )?(?:(?:work|performance) (?:in|on) )?(?:areas? of |areas? |how \w+ )?"
    rf"|[:(]\s*|[–—-]\s+){MASK}",
    re.IGNORECASE,
)
BETWEEN_AREAS = re.compile(
    r"^[\s,;“”\"‘’'()]*(?:"
    r"(?:and|or|as well as|along with|&|for|in|at|the|its|our|their|also|both|to|how|it|we)\b[\s,“”\"‘’']*){0,4}$",
    re.IGNORECASE,
)
# What may stand between an area and the grade that is said of it.
LINK_WORD = (
    r"is|are|was|were|be|been|being|has|have|had|now|also|still|again|both|all|each|these|those|with|areas?|"
    r"remains?|remained|stays?|stayed|rated|graded|judged|assessed|as|received|got|gets|given|a|an|the|grades?|"
    r"gradings?|ratings?|judge?ments?|of|to|that|which|and|by|it|we|us|our|force|in|at|this|time|year|found|"
    r"improved|moved|rose|risen|went|up|down|from|HMICFRS|HMIC|inspectorate|inspectors?|PEEL|inspection|report|"
    r"latest|only|just|once|more|two|three|four|five|six|seven|eight|nine|ten|requiring|now|level|mark|20\d\d|\d{1,2}|"
    r"outstanding|good|adequate|inadequate|requires?|improvements?|or|last|previous|previously|formerly|on|January|"
    r"gone|come|climbed|slipped|reached|not|but|any|no|longer|yet|February|March|April|May|June|July|August|September|October|November|December|having|policing|police"
)
LINK = re.compile(rf"^(?:,[^,;:.]{{1,60}},|\s\([^)]{{1,60}}\))?(?:\W|\b(?:{LINK_WORD})\b)*$", re.IGNORECASE)
AS_WELL = re.compile(
    rf"^[\"”’')]*,?\s*(?:as|and so|so)\s+(?:is|was|are|were)\s+(?:the |its |our )?{MASK}", re.IGNORECASE
)
CLAUSES = re.compile(
    rf";|,?\s+\b(?:while|whereas|though|although|but(?!\s+[\"“‘']?{grades.WORD.pattern}))\b", re.IGNORECASE
)
ONLY_A_GRADE = re.compile(
    r"^\W*(?:(?:areas?|what|where|we|were|was|are|is|it|the|force|HMICFRS|rated|graded|judged|us|as|in|for)\W+)*$",
    re.IGNORECASE,
)
FAR = 110


@dataclass(frozen=True)
class Given:
    """An area has a grade."""

    area: Named
    mention: Mention


@dataclass(frozen=True)
class Said:
    """A sentence with what is found in it."""

    sentence: Sentence
    areas: tuple[Named, ...]
    mentions: tuple[Mention, ...]
    text: str  # masked

    @cached_property
    def given(self) -> tuple[Given, ...]:
        return tuple(dict.fromkeys([*self._in_clauses(), *self._under_its_head()]))

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        return tuple(counting.counts(self.text, self.mentions))

    @cached_property
    def overall(self) -> Mention | None:
        bound = {one.mention for one in self.given} | {one.mention for one in self.counted if one.mention}
        return counting.overall(self.text, [one for one in self.mentions if one not in bound], self.mentions)

    def _in_clauses(self) -> Iterator[Given]:
        starts = [0, *(one.start() for one in CLAUSES.finditer(self.text))]
        for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True):
            areas = [one for one in self.areas if start <= one.start < end]
            yield from self._in_clause(areas, [one for one in self.mentions if start <= one.start < end])

    def _in_clause(self, areas: list[Named], mentions: list[Mention]) -> Iterator[Given]:
        for mention in mentions:
            if not mention.is_sure:
                continue
            following = [one for one in areas if one.start >= mention.end]
            preceding = [one for one in areas if one.end <= mention.start]
            if FORWARD.match(self.text[mention.end :]):
                stop = min(
                    [one.start for one in mentions if one.start > mention.start], default=len(self.text)
                )
                run = self._run([one for one in following if one.start < stop])
            elif preceding and self._is_linked(preceding[-1], mention):
                run = list(reversed(self._run(preceding[::-1])))
                if following and AS_WELL.match(self.text[mention.end :]):
                    run.append(following[0])
            else:
                continue
            yield from (Given(area, mention) for area in run)

    def _is_linked(self, area: Named, mention: Mention) -> bool:
        between = self.text[area.end : mention.start]
        return len(between) <= FAR and bool(LINK.match(between))

    def _run(self, areas: list[Named]) -> list[Named]:
        """The areas that are listed together, beginning with the first."""
        run = areas[:1]
        for one in areas[1:]:
            first, second = sorted([run[-1], one], key=lambda named: named.start)
            if not BETWEEN_AREAS.match(self.text[first.end : second.start]):
                break
            run.append(one)
        return run

    def _under_its_head(self) -> Iterator[Given]:
        """A list under “Requires improvement”, or after “We were rated Good in:”."""
        short = len(self.text) - sum(one.end - one.start for one in self.areas) <= 40
        if self.mentions or not self.areas or not short:
            return
        grade = of_head(self.sentence.head)
        if grade:
            yield from (Given(area, grade) for area in self.areas)


def of_head(head: str) -> Mention | None:
    """The grade that is said of all that stands under `head`: if it says one, and little else."""
    found = list(grades.WORD.finditer(head))
    if len(found) != 1 or not head:
        return None
    word = found[0]
    rest = f"{head[: word.start()]} {head[word.end() :]}"
    is_lead = head.endswith(":") and grades.RATED.search(head)
    if not is_lead and not ONLY_A_GRADE.match(re.sub(r"20\d\d(?:[/–-]\d\d)?", "", rest)):
        return None
    if grades.NOT.search(head[: word.start()]) or grades.MAYBE.search(head[: word.start()]):
        return None
    return Mention(grades.grade_of(word.group()), 0, 0, is_sure=True)


def read(sentence: Sentence, names: Lexicon) -> Said:
    if not grades.speaks_of_grades(f"{sentence.head} {sentence.text}") or not grades.is_said(sentence.text):
        return Said(sentence, (), (), "")
    areas = names.find(sentence.text)
    text = grades.masked(sentence.text, areas)
    return Said(sentence, tuple(areas), tuple(grades.mentions(text)), text)


__all__ = ["Given", "Grade", "Said", "read"]
