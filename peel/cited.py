"""An approved claim as it stands at its address, for whoever reads, checks or cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peel import claims
from peel.dates import london_day
from peel.models import Claim, ClaimKind, ClaimStatus, Force, Measure
from peel.record import Reference
from peel.words import Grade, Symbol

# Beside the word, so that a verdict can be told without colour.
VERDICTS = {
    ClaimStatus.SUPPORTED: Symbol.TICK,
    ClaimStatus.CAVEAT: Symbol.TRIANGLE,
    ClaimStatus.NOT_SUPPORTED: Symbol.CROSS,
    ClaimStatus.CANNOT_BE_TESTED: Symbol.DASH,
}


@dataclass(frozen=True)
class Place:
    rank: int
    force: Force
    value: str
    is_tied: bool


@dataclass(frozen=True)
class Cited:
    """`caveat` is part of every answer, and never empty. `holds`: whether the data still say so of that day."""

    claim: Claim
    verdict: str
    shape: str
    rule: str
    measured: str
    compared_with: str
    answer: str
    caveat: str
    places: tuple[Place, ...]
    left_out: tuple[tuple[Force, str], ...]
    holds: bool

    @property
    def as_of(self) -> str:
        return date_format(london_day(self.claim.as_of), "j F Y")

    @property
    def headline(self) -> str:
        return without_mean(self.claim)

    @property
    def path(self) -> str:
        return reverse("peel:claim", args=[self.claim.pk])

    @property
    def has_ties(self) -> bool:
        return any(one.is_tied for one in self.places)

    def to_cite(self, site: str) -> str:
        """site: the address of the site. The caveat is in it, so that nobody cites the one without the other."""
        said = _("“%(wording)s” – %(verdict)s. %(rule)s %(answer)s As of %(day)s. %(caveat)s")
        words = said % {
            "wording": self.claim.wording,
            "verdict": self.verdict,
            "rule": self.rule,
            "answer": self.headline,
            "day": self.as_of,
            "caveat": self.caveat,
        }
        gone = _("This claim was withdrawn.")
        return f"{gone + ' ' if self.claim.is_withdrawn else ''}{words} {site}{self.path}"


def cited(claim: Claim, known: Reference) -> Cited:
    """From what was stored when it was approved: later data change no word of it."""
    result, forces = claim.result, known.forces
    return Cited(
        claim=claim,
        verdict=str(claim.get_status_display()),
        shape=VERDICTS[ClaimStatus(claim.status)],
        rule=rule_in_words(claim),
        measured=result["rule"],
        compared_with=compared_with(claim, [one["force"] for one in _everybody(result)], known),
        answer=result["answer"],
        caveat=result["caveat"],
        places=tuple(
            Place(one["rank"], forces[one["force"]], one["value"], one["tied"]) for one in result["places"]
        ),
        left_out=tuple((forces[one["force"]], one["why"]) for one in result["left_out"]),
        holds=claims.still_holds(claim, known),
    )


def without_mean(claim: Claim) -> str:
    """The answer in short. A mean of grades is in the workings of a claim alone, and nobody is to quote it."""
    if claim.measure != Measure.MEAN_CHANGE or claim.rank is None:
        return str(claim.result["answer"])
    tied = any(one["tied"] for one in claim.result["places"] if one["force"] == claim.force_id)
    words = (
        _("%(force)s: rank %(rank)d, shared, of the %(compared)d forces that can be compared.")
        if tied
        else _("%(force)s: rank %(rank)d of the %(compared)d forces that can be compared.")
    )
    return words % {"force": claim.force, "rank": claim.rank, "compared": claim.compared}


def _everybody(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [*result["places"], *result["left_out"]]


def rule_in_words(claim: Claim) -> str:
    """When the wording would be supported, without the measure."""
    rules = {
        ClaimKind.IMPROVED: _("It holds if the force’s number is above zero."),
        ClaimKind.MOST: _(
            "It holds if the force is first, alone, with a number above zero, and no force is left out."
        ),
        ClaimKind.AMONG_MOST: _(
            "It holds if the force is among the first %(places)d, with a number above zero, and at least twice as "
            "many forces can be compared."
        ),
        ClaimKind.NONE_BELOW: _("It holds if no area of the force was graded below %(grade)s."),
    }
    grade = Grade(claim.floor).label if claim.floor else ""
    return rules[ClaimKind(claim.kind)] % {"places": claim.places, "grade": grade}


def compared_with(claim: Claim, forces: list[str], known: Reference) -> str:
    words = str(claim.get_comparators_display())
    if claim.comparators == "region":
        words = f"{words}: {claim.force.region}"
    elif claim.comparators == "chosen" and forces:
        words = ", ".join(known.forces[one].short_name for one in forces)
    return words
