"""The measures by which claims are tested: a number for each force, or why there is none.

The mean of grades is here, for a claim's workings, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from django.utils.translation import gettext as _

from peel.comparison import Comparison, compare
from peel.models import Measure
from peel.ranking import Ranking, Value, ranking, signed
from peel.record import Record
from peel.results import tally


@dataclass(frozen=True)
class Rule:
    """What is claimed, in the terms in which it can be tested."""

    force: str
    kind: str
    measure: str
    later: str
    earlier: str = ""
    comparators: tuple[str, ...] = ()
    places: int = 0
    floor: str = ""


class Unknown(Exception):
    """A force cannot be measured. `str()` says why."""


def rule_in_words(record: Record, rule: Rule) -> str:
    cycles = record.reference.cycles
    said = {"measure": Measure(rule.measure).label, "later": cycles[rule.later].label}
    if not rule.earlier:
        return _("By %(measure)s in %(later)s.") % said
    return _("By %(measure)s, from %(earlier)s to %(later)s.") % {
        **said,
        "earlier": cycles[rule.earlier].label,
    }


def ranked(record: Record, rule: Rule) -> Ranking:
    values: dict[str, Value] = {}
    left_out: dict[str, str] = {}
    for force in _compared(record, rule.comparators):
        try:
            values[force] = MEASURED[Measure(rule.measure)](record, rule, force)
        except Unknown as unknown:
            left_out[force] = str(unknown)
    words, show = rule_in_words(record, rule), partial(_shown, record, rule)
    return ranking(words, values, record.reference.forces, left_out, show)


def _shown(record: Record, rule: Rule, value: Value) -> str:
    """A grade as its word, a number of areas without a sign, everything else as a change."""
    if rule.measure == Measure.LOWEST:
        return next(
            g for g in record.reference.grades(rule.later) if record.reference.rank(rule.later, g) == value
        )
    return str(value) if rule.measure == Measure.AREAS_HIGHER else signed(value)


def _compared(record: Record, forces: Collection[str]) -> list[str]:
    return [force for force in record.reference.forces if not forces or force in forces]


def _whole(record: Record, rule: Rule, force: str) -> Comparison:
    """A comparison in which no grade is missing: else a force with few known areas would look steady."""
    found = compare(record, force, rule.earlier, rule.later)
    counted = found.all_links.linked if found.all_links else 0
    if found.unknown or not counted:
        said = _("%(unknown)d of its linked areas are not in our data.")
        raise Unknown(said % {"unknown": found.unknown})
    return found


def _net_steps(record: Record, rule: Rule, force: str) -> Value:
    found = _whole(record, rule, force).all_links
    return found.net if found else 0


def _net_steps_same(record: Record, rule: Rule, force: str) -> Value:
    found = _whole(record, rule, force).same_questions
    return found.net if found else 0


def _areas_higher(record: Record, rule: Rule, force: str) -> Value:
    found = _whole(record, rule, force).all_links
    return found.higher if found else 0


def _published_counts(record: Record, force: str, cycle: str) -> dict[str, int]:
    totals = record.published(force, cycle)
    if totals is None:
        label = record.reference.cycles[cycle].label
        raise Unknown(_("No published totals of %(cycle)s are in our data.") % {"cycle": label})
    return totals.counts()


def _mean(record: Record, force: str, cycle: str) -> Fraction:
    counts = _published_counts(record, force, cycle)
    ranked = [(record.reference.rank(cycle, grade) or 0, number) for grade, number in counts.items()]
    graded = sum(number for _rank, number in ranked)
    return Fraction(sum(rank * number for rank, number in ranked), graded)


def _mean_change(record: Record, rule: Rule, force: str) -> Value:
    return _mean(record, force, rule.later) - _mean(record, force, rule.earlier)


def _lowest(record: Record, rule: Rule, force: str) -> Value:
    found = tally(record, force, rule.later)
    if not found.is_complete and found.published is None:
        raise Unknown(_("Not all of its grades are in our data, and no published totals."))
    return min(
        record.reference.rank(rule.later, grade) or 0 for grade, number in found.counts.items() if number
    )


MEASURED: dict[Measure, Callable[[Record, Rule, str], Value]] = {
    Measure.NET_STEPS: _net_steps,
    Measure.NET_STEPS_SAME: _net_steps_same,
    Measure.AREAS_HIGHER: _areas_higher,
    Measure.MEAN_CHANGE: _mean_change,
    Measure.LOWEST: _lowest,
}
