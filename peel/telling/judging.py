"""Each statement against the data: a finding where it is not so, with the sentence, what is so, and the source."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from peel import sentences
from peel.models import Source
from peel.results import Cell, CellState, Tally, cell, tally
from peel.telling.counting import Counted
from peel.telling.scope import Reading, Scope
from peel.telling.statements import Given
from peel.words import Grade
from publishing.checks import Finding, Level

Held = tuple[str, str]  # a source: what it is called, and where it is


def judge(reading: Reading) -> Iterator[Finding]:
    for given in reading.said.given:
        yield from _area(reading, given)
    for counted in reading.said.counted:
        yield from _count(reading, counted)
    if reading.said.overall:
        yield from _overall(reading)


def false(reading: Reading, sentence: str, known: str, source: Held) -> Finding:
    """A statement that is not so: it holds a release up, unless somebody overrules it."""
    return _finding(Level.STOP, reading, sentence, known, source, overrulable=True)


def advice(reading: Reading, sentence: str, known: str = "", source: Held = ("", "")) -> Finding:
    return _finding(Level.ADVICE, reading, sentence, known, source)


def _finding(
    level: Level, reading: Reading, sentence: str, known: str, source: Held, *, overrulable: bool = False
) -> Finding:
    said = reading.said.sentence
    quote = f"{said.head} … {said.text}" if said.head and said.is_item else said.text
    return Finding(level, sentence, said.field, quote, known, *source, overrulable=overrulable)


# --- an area's grade ---


def _area(reading: Reading, given: Given) -> Iterator[Finding]:
    scope = reading.scope(given.mention)
    cells = list(_cells(reading, given, scope))
    if any(_agrees(one, given) for one in cells):
        return
    words = {"area": _named(reading, given, cells), "grade": Grade(given.mention.grade).label}
    invented = _invented_pillar(reading, given, scope)
    if invented:
        yield false(
            reading, _("Since 2021/22 there is no grade of “%(area)s” as a whole.") % words, *invented
        )
        return
    graded = [one for one in cells if one.state != CellState.UNKNOWN]
    if graded and len(graded) == len(cells):
        sentence = _("The data do not give “%(area)s” the grade %(grade)s.") % words
        yield false(
            reading, sentence, " ".join(_in_words(one) for one in graded), _source_of(reading, graded[0])
        )
    else:
        sentence = _(
            "Our data cannot tell whether “%(area)s” was graded %(grade)s. Look it up in the report."
        )
        yield advice(reading, sentence % words, " ".join(_in_words(one) for one in graded))


def _cells(reading: Reading, given: Given, scope: Scope) -> Iterator[Cell]:
    known = reading.record.reference
    for force in scope.forces:
        for cycle in scope.cycles:
            for question in given.area.area.questions(known, cycle):
                yield cell(reading.record, force, question)


def _agrees(one: Cell, given: Given) -> bool:
    said = given.mention.grade
    return one.grade == said or (given.mention.was and any(row.value == said for row in one.earlier))


def _named(reading: Reading, given: Given, cells: list[Cell]) -> str:
    if cells:
        return cells[0].question.short_name
    return reading.said.sentence.text[given.area.start : given.area.end]


def _in_words(one: Cell) -> str:
    words = _("%(cycle)s, %(force)s: %(area)s is %(grade)s.")
    if one.state == CellState.NOT_GRADED:
        words = _("%(cycle)s, %(force)s: %(area)s was not graded.")
    elif one.dated:
        words = _("%(cycle)s, %(force)s: %(area)s is %(grade)s (%(date)s).")
    return words % {
        "cycle": one.question.cycle,
        "force": one.force,
        "area": one.question.short_name,
        "grade": one.words,
        "date": one.dated.in_words() if one.dated else "",
    }


def _source_of(reading: Reading, one: Cell) -> Held:
    if one.judgement:
        return _held(one.judgement.source)
    return _report(reading, Scope((one.force.pk,), (one.question.cycle_id,)))


def _invented_pillar(reading: Reading, given: Given, scope: Scope) -> tuple[str, Held] | None:
    cycles = [reading.record.reference.cycles[code] for code in scope.cycles]
    if given.area.area.is_pillar and cycles and not any(one.has_pillars for one in cycles):
        return _what_there_is(reading, scope), _report(reading, scope)
    return None


# --- counts, and a grade of the whole ---


def _count(reading: Reading, counted: Counted) -> Iterator[Finding]:
    scope = reading.scope(counted.mention, counted.at)
    tallies = _tallies(reading, scope)
    known = [one for one in tallies if one.is_complete or one.published is not None]
    if not known or len(known) < len(tallies) or any(_adds_up(one, counted) for one in known):
        return
    if counted.mention is None:
        sentence = _("HMICFRS did not grade %(areas)s.") % {"areas": sentences.areas(counted.number or 0)}
    else:
        number = _("all") if counted.number is None else sentences.in_words(counted.number)
        words = {"number": number, "grade": Grade(counted.mention.grade).label}
        sentence = _("The count does not add up: %(number)s %(grade)s.") % words
    yield false(reading, sentence, _what_there_is(reading, scope), _totals(reading, known[0], scope))


def _adds_up(one: Tally, counted: Counted) -> bool:
    """By any count that somebody published: the report's page and the press release may differ from each other."""
    totals = {one.graded, sum(one.by_area.values()) if one.is_complete else one.graded}
    if one.published is not None:
        totals.add(one.published.areas_graded)
    totals |= set(one.other_counts.values())
    if counted.mention is None:
        return counted.number in totals
    grade = counted.mention.grade
    numbers = {
        one.counts.get(grade, 0),
        one.by_area.get(grade, 0) if one.is_complete else one.counts.get(grade, 0),
    }
    if one.published is not None:
        numbers.add(one.published.counts().get(grade, 0))
    fits = bool(numbers & totals) if counted.number is None else counted.number in numbers
    return fits and (counted.of is None or counted.of in totals)


def _overall(reading: Reading) -> Iterator[Finding]:
    scope = reading.scope(reading.said.overall)
    cycles = [reading.record.reference.cycles[code] for code in scope.cycles]
    if cycles and not any(one.has_pillars for one in cycles):
        sentence = _("Since 2021/22 HMICFRS gives no grade to a force as a whole.")
        yield false(reading, sentence, _what_there_is(reading, scope), _report(reading, scope))


def _tallies(reading: Reading, scope: Scope) -> list[Tally]:
    return [tally(reading.record, force, cycle) for force in scope.forces for cycle in scope.cycles]


def _what_there_is(reading: Reading, scope: Scope) -> str:
    """The counts of the first inspection that is meant and that our data has."""
    for one in _tallies(reading, scope):
        if one.inspection is not None:
            return sentences.graded(one, ours=one.force.pk == reading.us)
    return ""


def _totals(reading: Reading, one: Tally, scope: Scope) -> Held:
    return _held(one.published.source) if one.published else _report(reading, scope)


def _report(reading: Reading, scope: Scope) -> Held:
    """The report itself, or failing its address the source of one of its grades."""
    for force in scope.forces:
        for code in scope.cycles:
            inspection = reading.record.inspections.get((force, code))
            if inspection and inspection.url:
                return inspection.title or str(inspection), inspection.url
            for row in reading.record.judgements.values():
                if inspection and row.inspection_id == inspection.pk:
                    return _held(row.source)
    cycle = reading.record.reference.cycles[scope.cycles[0]] if scope.cycles else None
    return (_("The inspectorate’s framework"), cycle.framework_url) if cycle else ("", "")


def _held(source: Source) -> Held:
    return source.title, source.url
