"""Rules about inspections that look at more than one table, so that no constraint can hold them.

Each answers with a sentence, or with nothing. The models' clean() and every loader ask here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peel.dates import PartialDate
from peel.words import CAUSES, FIVE_POINTS, FOUR_POINTS, FindingKind, Grade, Graded

if TYPE_CHECKING:
    from peel.models import Cycle, Finding, Inspection, MonitoringSpell, Question, Source

GRADES_OF_SCALE = {"four": FOUR_POINTS, "five": FIVE_POINTS}
INSPECTORATE_HOSTS = ("hmicfrs.justiceinspectorates.gov.uk", "www.justiceinspectorates.gov.uk")


def grade_fault(value: str, question: Question, cycle: Cycle) -> str:
    """A grade must be one that the cycle could give, to a question that it graded."""
    if value == Grade.NOT_GRADED:
        return ""
    if question.graded == Graded.NO:
        return _("“%(question)s” was inspected in %(cycle)s and not graded, so it has no grade.") % {
            "question": question.short_name,
            "cycle": cycle.label,
        }
    if value not in GRADES_OF_SCALE.get(cycle.scale_id, ()):
        return _("%(grade)s was not a grade in %(cycle)s.") % {"grade": value, "cycle": cycle.label}
    return ""


def question_fault(cycle: Cycle, pillar: str) -> str:
    if pillar and not cycle.has_pillars:
        return _("%(cycle)s has no pillars: the grades of pillars ended with 2018/19.") % {
            "cycle": cycle.label
        }
    return ""


def link_fault(earlier: Cycle, later: Cycle | None) -> str:
    if later is not None and later.position <= earlier.position:
        return _("A question is followed by one of a later cycle.")
    return ""


def cell_fault(inspection: Inspection, question: Question) -> str:
    if question.cycle_id != inspection.cycle_id:
        return _("The question is not of the cycle of this inspection.")
    return ""


def carried_fault(carried_from: Cycle | None, cycle: Cycle) -> str:
    if carried_from is not None and carried_from.position >= cycle.position:
        return _("A grade is carried over from an earlier cycle.")
    return ""


def totals_fault(counts: Iterable[int], areas_graded: int) -> str:
    parts = list(counts)
    if sum(parts) != areas_graded:
        return _("The counts add up to %(sum)d, and areas_graded says %(total)d.") % {
            "sum": sum(parts),
            "total": areas_graded,
        }
    return ""


def spell_fault(spell: MonitoringSpell, others: Collection[MonitoringSpell]) -> str:
    """A force is in one stage at a time, and leaves it after it entered it."""
    if spell.left_known_from is not None and spell.left_known_from <= spell.known_from:
        return _(
            "The force left before it entered, as far as these dates tell. Within one month, give the days."
        )
    for other in others:
        begins_before_it_ends = other.left_known_from is None or other.left_known_from > spell.known_from
        ends_after_it_begins = spell.left_known_from is None or spell.left_known_from > other.known_from
        if other is not spell and begins_before_it_ends and ends_after_it_begins:
            return _("It overlaps with %(stage)s from %(entered)s.") % {
                "stage": other.stage,
                "entered": other.entered,
            }
    return ""


def closing_fault(closing_source: Source | None) -> str:
    """Only HMICFRS closes a finding, so its own publication or letter is named."""
    if closing_source is not None and not is_inspectorates(closing_source.url):
        return _("A finding is closed by HMICFRS: name its publication or letter as the source.")
    return ""


def is_inspectorates(url: str) -> bool:
    return url.split("//", 1)[-1].split("/", 1)[0].lower() in INSPECTORATE_HOSTS


def parent_fault(kind: str, parent: Finding | None, force_id: str) -> str:
    if parent is None:
        return ""
    if kind != FindingKind.RECOMMENDATION or parent.kind not in CAUSES:
        return _("Only a recommendation stands under another finding, and that is a cause of concern.")
    if parent.force_id != force_id:
        return _("The cause of concern is another force’s.")
    return ""


def cause_fault(kind: str, recommendations: int) -> str:
    """HMICFRS never issues a cause of concern without telling the force what to do (peel.md A5)."""
    if kind in CAUSES and not recommendations:
        return _("A cause of concern has at least one recommendation.")
    return ""


def order_fault(first: PartialDate | None, last: PartialDate | None, sentence: str) -> str:
    """Two dates in the wrong order, as far as they are exact enough to tell."""
    if first is not None and last is not None and last.last_day < first.first_day:
        return sentence
    return ""
