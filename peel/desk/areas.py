"""An inspection as the desk reads it: every question in the inspectorate's order, and what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from peel import rules
from peel.dates import PartialDate, of_day
from peel.models import Cycle, Inspection, Judgement, Question, Summary, Totals
from peel.results import counts_in_words
from peel.words import Grade, Graded


def grades_to_choose(question: Question, cycle: Cycle) -> list[tuple[str, Any]]:
    """The grades that the inspectorate could give to the question, best first, then “Not graded”."""
    graded = () if question.graded == Graded.NO else rules.GRADES_OF_SCALE[cycle.scale_id]
    return [("", "–"), *((grade.value, grade.label) for grade in (*graded, Grade.NOT_GRADED))]


@dataclass(frozen=True)
class Row:
    """One question, with its grade if it has one, and what it said before, the newest first."""

    question: Question
    current: Judgement | None
    earlier: tuple[Judgement, ...]
    report_published: PartialDate | None

    @property
    def since(self) -> PartialDate | None:
        return self.since_of(self.current) if self.current else None

    def since_of(self, judgement: Judgement) -> PartialDate | None:
        return judgement.dated or self.report_published

    @property
    def basis(self) -> str:
        if self.current is None:
            return ""
        words = capfirst(self.current.get_basis_display())
        if self.current.carried_from:
            words = _("Carried over from %s") % self.current.carried_from.label
        return (
            words
            if self.current.evidence_class == "sourced"
            else f"{words}; {self.current.get_evidence_class_display()}"
        )

    @property
    def history(self) -> list[str]:
        """What was said before, in sentences."""
        return [self._was(one) for one in self.earlier]

    def _was(self, one: Judgement) -> str:
        said = {
            "grade": one.get_value_display(),
            "until": of_day(one.superseded_on).in_words() if one.superseded_on else "–",
            "reason": one.reason,
            "source": one.source.title,
        }
        return _("%(grade)s until %(until)s. Then it was changed: %(reason)s (Source: %(source)s)") % said

    @property
    def without(self) -> str:
        """What stands where there is no row."""
        match self.question.graded:
            case Graded.NO:
                return _("Inspected, not graded")
            case Graded.SOME:
                return _("No grade here; only some forces have one")
        return _("No grade yet")


def rows_of(inspection: Inspection) -> list[Row]:
    """Two statements."""
    found: dict[int, list[Judgement]] = defaultdict(list)
    judgements = Judgement.desk.filter(inspection=inspection).select_related("source", "carried_from")
    for one in judgements.order_by("-pk"):
        found[one.question_id].append(one)
    return [_row(question, found[question.pk], inspection) for question in inspection.cycle.questions.all()]


def _row(question: Question, judgements: list[Judgement], inspection: Inspection) -> Row:
    current = next((one for one in judgements if one.superseded_on is None), None)
    earlier = tuple(one for one in judgements if one is not current)
    return Row(question, current, earlier, inspection.report_published)


def counts(rows: Iterable[Row], cycle: Cycle) -> dict[str, int]:
    """Of areas: a pillar as a whole is none."""
    counted = Counter(row.current.value for row in rows if row.current and not row.question.is_pillar_overall)
    return {grade: counted[grade] for grade in rules.GRADES_OF_SCALE[cycle.scale_id]}


def warnings(inspection: Inspection, rows: list[Row], totals: list[Totals]) -> Iterator[str]:
    """Where numbers differ that several places give. All of them are kept."""
    ours = counts(rows, inspection.cycle)
    n = sum(ours.values())
    for one in totals:
        theirs = {grade: one.counts()[grade] for grade in ours}
        if theirs != ours:
            yield _("Grades in our data: %(ours)s. The published totals: %(theirs)s. Both are kept.") % {
                "ours": counts_in_words(ours),
                "theirs": counts_in_words(theirs),
            }
    counted = {
        _("the report’s page"): inspection.areas_graded_on_page,
        _("the press release"): inspection.areas_in_press_release,
        **{_("the published totals"): one.areas_graded for one in totals},
    }
    for who, count in counted.items():
        if count is not None and count != n:
            said = {"n": n, "who": who, "count": count}
            yield _("We have %(n)d graded areas, and %(who)s %(count)d. Both numbers are kept.") % said


def missing(inspection: Inspection, rows: list[Row], totals: list[Totals]) -> Iterator[str]:
    published = inspection.report_published
    points = {
        _("The title of the report."): not inspection.title,
        _("The address of the report."): not inspection.url,
        _(
            "The day of the report. Without it nobody knows when the answer under section 55 is due."
        ): published is None or published.day is None,
        _("From when it is public. Until somebody says so, nobody sees it without its summary."): (
            inspection.public_from is None
        ),
    }
    yield from (words for words, is_missing in points.items() if is_missing)
    for row in rows:
        if row.current is None and row.question.graded == Graded.YES:
            yield _("A grade for “%s”.") % row.question.short_name
    if not totals:
        yield _("The published totals.")
    if (
        inspection.force_id == settings.FORCE_ID
        and not Summary.objects.filter(inspection=inspection).exists()
    ):
        yield _("A summary: what we say about it ourselves. It is written under “PEEL summaries”.")
