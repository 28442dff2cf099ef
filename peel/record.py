"""What the public knew at a moment, read in few statements: the one way from the tables to results.

`Reference` (forces, cycles, questions, links) is the same for everybody and may be kept in the frame;
a `Record` is the grades, totals and inspections that were public at its moment: three statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Q

from peel import dates
from peel.models import Cycle, Force, Inspection, Judgement, Question, QuestionLink, ScalePoint, Totals
from peel.visible import is_known, is_public
from peel.words import EvidenceClass
from publishing import clock
from publishing.hashing import sha256_of


@dataclass(frozen=True)
class Reference:
    """What does not change with an inspection. `forces` are the 43, by short name; `cycles` in order."""

    forces: dict[str, Force]
    cycles: dict[str, Cycle]
    points: dict[str, dict[str, ScalePoint]]
    questions: dict[str, tuple[Question, ...]]
    links: tuple[QuestionLink, ...]

    def question(self, cycle: str, code: str) -> Question | None:
        return next((one for one in self.questions.get(cycle, ()) if one.code == code), None)

    def grades(self, cycle: str) -> list[str]:
        """The grades of the cycle's scale, best first."""
        return list(self.points[self.cycles[cycle].scale_id])

    def rank(self, cycle: str, grade: str) -> int | None:
        """How high a grade stands, the lowest being 0. None for what is no grade."""
        point = self.points[self.cycles[cycle].scale_id].get(grade)
        return point.rank if point else None

    def links_between(self, earlier: str, later: str) -> list[QuestionLink]:
        """The links of two cycles, in the order of the later one; then those of questions that none follows."""
        before = {question.pk for question in self.questions[earlier]}
        after = {question.pk: question.position for question in self.questions[later]}
        mine = [link for link in self.links if link.earlier_id in before]
        following = [link for link in mine if link.later_id in after]
        ended = [link for link in mine if link.later_id is None and self.follows(earlier, later)]
        return sorted(following, key=lambda link: after[link.later_id or 0]) + ended

    def follows(self, earlier: str, later: str) -> bool:
        """Whether `later` is the very next cycle."""
        order = list(self.cycles)
        return order.index(later) - order.index(earlier) == 1


def reference() -> Reference:
    """Read in four statements."""
    points: dict[str, dict[str, ScalePoint]] = defaultdict(dict)
    for point in ScalePoint.objects.select_related("scale").order_by("scale", "-rank"):
        points[point.scale_id][point.grade] = point
    questions: dict[str, list[Question]] = defaultdict(list)
    cycles: dict[str, Cycle] = {}
    for question in Question.objects.select_related("cycle").order_by("cycle__position", "position"):
        cycles.setdefault(question.cycle_id, question.cycle)
        questions[question.cycle_id].append(question)
    return Reference(
        forces={force.pk: force for force in Force.objects.inspected().order_by("short_name", "pk")},
        cycles=cycles,
        points=dict(points),
        questions={cycle: tuple(asked) for cycle, asked in questions.items()},
        links=tuple(QuestionLink.objects.order_by("earlier", "later")),
    )


@dataclass(frozen=True)
class Record:
    """What was public at `moment`. Look-ups only: nothing here asks the database.

    `forces` and `cycles` are those that were read; both empty means all. To ask for others is an error, since
    the answer would be “not in our data” and untrue.
    """

    reference: Reference
    moment: datetime
    forces: frozenset[str]
    cycles: frozenset[str]
    inspections: dict[tuple[str, str], Inspection]
    judgements: dict[tuple[int, int], Judgement]
    revisions: dict[tuple[int, int], tuple[Judgement, ...]]
    totals: dict[int, Totals]

    def inspection(self, force: str, cycle: str) -> Inspection | None:
        if (self.forces and force not in self.forces) or (self.cycles and cycle not in self.cycles):
            raise LookupError(f"This record was not read for {force} in {cycle}.")
        return self.inspections.get((force, cycle))

    def judgement(self, force: str, question: Question) -> Judgement | None:
        inspection = self.inspection(force, question.cycle_id)
        return self.judgements.get((inspection.pk, question.pk)) if inspection else None

    def earlier_readings(self, force: str, question: Question) -> tuple[Judgement, ...]:
        """What the cell said before, oldest first: rows that had been superseded by the moment."""
        inspection = self.inspection(force, question.cycle_id)
        return self.revisions.get((inspection.pk, question.pk), ()) if inspection else ()

    def published(self, force: str, cycle: str) -> Totals | None:
        """The newest published totals."""
        inspection = self.inspection(force, cycle)
        return self.totals.get(inspection.pk) if inspection else None

    def version(self) -> str:
        """A digest of every grade and total in it: two records with the same one say the same."""
        codes = {one.pk: one.code for asked in self.reference.questions.values() for one in asked}
        grades = [
            [one.inspection.force_id, one.inspection.cycle_id, codes[one.question_id], one.value, one.basis]
            for one in self.judgements.values()
        ]
        counts = [
            [one.inspection.force_id, one.inspection.cycle_id, *one.counts().values()]
            for one in self.totals.values()
        ]
        return sha256_of([sorted(grades), sorted(counts)])


def as_of(day: date, seen: datetime) -> datetime:
    """The moment that “as of `day`” means on a page that is about `seen`: never later than that."""
    return min(dates.end_of(day), seen)


def read(
    moment: datetime,
    *,
    forces: Collection[str] = (),
    cycles: Collection[str] = (),
    sourced_only: bool = False,
    known: Reference | None = None,
) -> Record:
    """What the public knew at `moment`, of some forces and cycles or of all. Never of a moment to come.

    sourced_only: leave out grades that were worked out rather than said by a source.
    known: the reference data, if the caller has it already.
    """
    moment = min(moment, clock.now())
    rows = Rows(Inspection.public.at(moment), Judgement.public.ever(moment), Totals.public.at(moment))
    if sourced_only:
        rows = rows._replace(judgements=rows.judgements.filter(evidence_class=EvidenceClass.SOURCED))
    return _record(moment, rows, forces, cycles, known or reference())


def read_at_desk(
    moment: datetime, *, early: Collection[int], forces: Collection[str], known: Reference | None = None
) -> Record:
    """What the public will know at `moment`, with the inspections `early` (by key) although their embargo holds.

    For a text that is written before publication, and for no public page.
    """
    then, shown = is_known(moment), is_public(moment, "inspection") | Q(inspection__in=early)
    rows = Rows(
        Inspection.desk.filter(is_public(moment) | Q(pk__in=early)),
        # A row that was closed before its inspection is public is a slip of the desk's, and no earlier reading.
        Judgement.desk.filter(then, shown).exclude(known_until__lte=F("inspection__public_from")),
        Totals.desk.filter(then, shown),
    )
    return _record(moment, rows, forces, (), known or reference())


class Rows(NamedTuple):
    """What may be read, of all forces."""

    inspections: Any
    judgements: Any
    totals: Any


def _record(
    moment: datetime, rows: Rows, forces: Collection[str], cycles: Collection[str], known: Reference
) -> Record:
    where = Q(force__in=forces) if forces else Q()
    where &= Q(cycle__in=cycles) if cycles else Q()
    newest_last = (
        rows.inspections.filter(where)
        .select_related("force", "cycle")
        .order_by(F("public_from").asc(nulls_last=True), "pk")
    )
    inspections = {(one.force_id, one.cycle_id): one for one in newest_last}
    of_these = {one.pk: one for one in inspections.values()}
    judgements, revisions = _judgements(moment, _within(rows.judgements, forces, cycles), of_these)
    return Record(
        reference=known,
        moment=moment,
        forces=frozenset(forces),
        cycles=frozenset(cycles),
        inspections=inspections,
        judgements=judgements,
        revisions=revisions,
        totals=_totals(_within(rows.totals, forces, cycles), of_these),
    )


def _within(rows: Any, forces: Collection[str], cycles: Collection[str]) -> Any:
    """By force and cycle rather than by a list of keys, which could be longer than a statement may be."""
    rows = rows.filter(inspection__force__in=forces) if forces else rows
    return rows.filter(inspection__cycle__in=cycles) if cycles else rows


def _judgements(
    moment: datetime, rows: Any, inspections: dict[int, Inspection]
) -> tuple[dict[tuple[int, int], Judgement], dict[tuple[int, int], tuple[Judgement, ...]]]:
    now: dict[tuple[int, int], Judgement] = {}
    before: dict[tuple[int, int], tuple[Judgement, ...]] = defaultdict(tuple)
    for one in rows.select_related("source").order_by("known_until", "pk"):
        if one.inspection_id not in inspections:
            continue
        one.inspection = inspections[one.inspection_id]
        cell = one.inspection_id, one.question_id
        if one.known_until is None or one.known_until > moment:
            now[cell] = one
        else:
            before[cell] += (one,)
    return now, dict(before)


def _totals(rows: Any, inspections: dict[int, Inspection]) -> dict[int, Totals]:
    found: dict[int, Totals] = {}
    for one in rows.select_related("source").order_by("pk"):
        if one.inspection_id in inspections:
            one.inspection = inspections[one.inspection_id]
            newest = found.get(one.inspection_id)
            if newest is None or _since(one) >= _since(newest):
                found[one.inspection_id] = one
    return found


def _since(totals: Totals) -> datetime:
    return totals.known_from or totals.inspection.public_from or clock.BEGINNING
