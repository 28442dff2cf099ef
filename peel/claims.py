"""Testing what is claimed about grades: the rule, the rows, the result with ties, and what it cannot show."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel import record as records
from peel.comparison import caveat, compare
from peel.measures import Rule, ranked, rule_in_words
from peel.models import Claim, ClaimKind, ClaimStatus, Comparators, Force
from peel.ranking import Ranking
from peel.record import Record
from peel.words import Grade


@dataclass(frozen=True)
class Result:
    """`caveat` is part of the answer, and never empty."""

    rule: Rule
    status: ClaimStatus
    answer: str
    caveat: str
    ranking: Ranking
    version: str


def rule_of(claim: Claim, chosen: Collection[str] | None = None) -> Rule:
    return Rule(
        force=claim.force_id,
        kind=claim.kind,
        measure=claim.measure,
        later=claim.to_cycle_id,
        earlier=claim.from_cycle_id or "",
        comparators=tuple(comparators(claim, chosen)),
        places=claim.places or 0,
        floor=claim.floor,
    )


def comparators(claim: Claim, chosen: Collection[str] | None = None) -> list[str]:
    """The forces that the claim compares with, its own among them. chosen: those named, if not stored yet."""
    if claim.comparators == Comparators.CHOSEN:
        if chosen is None:
            chosen = claim.chosen.values_list("pk", flat=True) if claim.pk else ()
        return sorted({*chosen, claim.force_id})
    forces = Force.objects.inspected()
    if claim.comparators == Comparators.REGION:
        forces = forces.filter(region=claim.force.region)
    elif claim.comparators != Comparators.ALL:
        forces = forces.filter(country=claim.comparators)
    return sorted({*forces.values_list("pk", flat=True), claim.force_id})


def work_out(record: Record, rule: Rule) -> Result:
    """Work the claim out with what was known at the record's moment."""
    words = _caveat(record, rule)
    if rule.earlier and _is_not_comparable(record, rule):
        return _untested(record, rule, words, words)
    order = ranked(record, rule)
    place = order.of(rule.force)
    if place is None:
        why = next((why for force, why in order.left_out if force.pk == rule.force), "")
        return _untested(record, rule, _("It cannot be tested: %(why)s") % {"why": why}, words, order)
    status = JUDGED[ClaimKind(rule.kind)](record, rule, order)
    answer = _answer(record, rule, order)
    return Result(
        rule,
        status,
        answer,
        f"{words} {_coverage(order)}{_undone_by(rule, order, status)}",
        order,
        record.version(),
    )


def _untested(record: Record, rule: Rule, answer: str, words: str, order: Ranking | None = None) -> Result:
    empty = order or Ranking(rule_in_words(record, rule), (), ())
    return Result(rule, ClaimStatus.CANNOT_BE_TESTED, answer, words, empty, record.version())


def _is_not_comparable(record: Record, rule: Rule) -> bool:
    return not compare(record, rule.force, rule.earlier, rule.later).is_comparable


# --- the verdicts ---


def _improved(record: Record, rule: Rule, order: Ranking) -> ClaimStatus:
    place = order.of(rule.force)
    return ClaimStatus.CAVEAT if place and place.value > 0 else ClaimStatus.NOT_SUPPORTED


def _most(record: Record, rule: Rule, order: Ranking) -> ClaimStatus:
    """First and alone. If somebody is not in our data, only that it is not the first can be known."""
    place = order.of(rule.force)
    if place is None or place.rank > 1 or place.is_tied or place.value <= 0:
        return ClaimStatus.NOT_SUPPORTED
    return ClaimStatus.CANNOT_BE_TESTED if order.left_out or order.compared == 1 else ClaimStatus.CAVEAT


def _among_most(record: Record, rule: Rule, order: Ranking) -> ClaimStatus:
    """Among the first so many, of at least twice as many."""
    place = order.of(rule.force)
    if place is None or place.rank > rule.places or place.value <= 0:
        return ClaimStatus.NOT_SUPPORTED
    return ClaimStatus.CAVEAT if order.compared >= 2 * rule.places else ClaimStatus.CANNOT_BE_TESTED


def _none_below(record: Record, rule: Rule, order: Ranking) -> ClaimStatus:
    place, floor = order.of(rule.force), record.reference.rank(rule.later, rule.floor)
    holds = place is not None and floor is not None and place.value >= floor
    return ClaimStatus.SUPPORTED if holds else ClaimStatus.NOT_SUPPORTED


JUDGED: dict[ClaimKind, Callable[[Record, Rule, Ranking], ClaimStatus]] = {
    ClaimKind.IMPROVED: _improved,
    ClaimKind.MOST: _most,
    ClaimKind.AMONG_MOST: _among_most,
    ClaimKind.NONE_BELOW: _none_below,
}


# --- the words ---


def _caveat(record: Record, rule: Rule) -> str:
    if rule.earlier:
        return caveat(record.reference, rule.earlier, rule.later)
    return _("Forces were inspected at different times, up to two years apart.")


def _coverage(order: Ranking) -> str:
    said = {"compared": order.compared, "forces": order.compared + len(order.left_out)}
    return (
        _("Compared are %(compared)d of %(forces)d forces: of the others too little is in our data.") % said
    )


def _undone_by(rule: Rule, order: Ranking, status: ClaimStatus) -> str:
    """What “one of the most” hangs on while forces are left out: how many of them would push ours out."""
    place = order.of(rule.force)
    if (
        place is None
        or rule.kind != ClaimKind.AMONG_MOST
        or status != ClaimStatus.CAVEAT
        or not order.left_out
    ):
        return ""
    ahead = rule.places - place.rank + 1
    words = ngettext(
        " If %(ahead)d force that is left out stood before %(force)s, the claim would not hold.",
        " If %(ahead)d forces that are left out stood before %(force)s, the claim would not hold.",
        ahead,
    )
    return words % {"ahead": ahead, "force": place.force}


def _answer(record: Record, rule: Rule, order: Ranking) -> str:
    place = order.of(rule.force)
    if place is None:
        return ""
    if rule.kind == ClaimKind.NONE_BELOW:
        return _answer_none_below(record, rule, order)
    said = {"force": place.force, "value": place.shown, "rank": place.rank, "compared": order.compared}
    if place.is_tied:
        words = _(
            "%(force)s: %(value)s, rank %(rank)d, shared, of the %(compared)d forces that can be compared."
        )
    else:
        words = _("%(force)s: %(value)s, rank %(rank)d of the %(compared)d forces that can be compared.")
    if place.rank > 1:
        first = order.places[0]
        ahead = _("First is %(force)s with %(value)s.") % {"force": first.force, "value": first.shown}
        return f"{words % said} {ahead}"
    return words % said


def _answer_none_below(record: Record, rule: Rule, order: Ranking) -> str:
    floor = record.reference.rank(rule.later, rule.floor) or 0
    like_it = sum(place.value >= floor for place in order.places)
    said = {"count": like_it, "compared": order.compared, "grade": Grade(rule.floor).label}
    return (
        _("No area below %(grade)s: that holds for %(count)d of the %(compared)d forces known here.") % said
    )


# --- keeping the result ---


def settle(claim: Claim, *, chosen: Collection[str] | None = None) -> Result:
    """Work the claim out as of its date, and put the result into its row. Not saved."""
    record = records.read(claim.as_of, cycles=_cycles(claim))
    result = work_out(record, rule_of(claim, chosen))
    place = result.ranking.of(claim.force_id)
    claim.result, claim.data_version, claim.status = as_data(result), result.version, result.status
    claim.rank, claim.compared = (place.rank if place else None), result.ranking.compared
    return result


def as_data(result: Result) -> dict[str, Any]:
    """The rows that were used, for the claim's own page and for open data."""
    return {
        "rule": result.ranking.rule,
        "answer": result.answer,
        "caveat": result.caveat,
        "places": [
            {"rank": one.rank, "force": one.force.pk, "value": one.shown, "tied": one.is_tied}
            for one in result.ranking.places
        ],
        "left_out": [{"force": force.pk, "why": why} for force, why in result.ranking.left_out],
    }


def still_holds(claim: Claim, known: records.Reference | None = None) -> bool:
    """Whether the data still say of its date what they said then. What was corrected since changes no past."""
    result = work_out(records.read(claim.as_of, cycles=_cycles(claim), known=known), rule_of(claim))
    return result.status == claim.status and as_data(result)["places"] == claim.result["places"]


def _cycles(claim: Claim) -> list[str]:
    return [cycle for cycle in (claim.from_cycle_id, claim.to_cycle_id) if cycle]
