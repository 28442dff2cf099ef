"""The inspectorate's words, as it writes them. The stored value is the official word itself, in English.

HMICFRS: His Majesty's Inspectorate of Constabulary and Fire & Rescue Services. peel.md A1–A6 has the sources.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Grade(models.TextChoices):
    """A judgement. In the order in which counts are given; the last is no grade."""

    OUTSTANDING = "Outstanding", _("Outstanding")
    GOOD = "Good", pgettext_lazy("grade", "Good")
    ADEQUATE = "Adequate", _("Adequate")
    REQUIRES_IMPROVEMENT = "Requires improvement", _("Requires improvement")
    INADEQUATE = "Inadequate", _("Inadequate")
    NOT_GRADED = "Not graded", _("Not graded")


FIVE_POINTS = (
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.ADEQUATE,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.INADEQUATE,
)
FOUR_POINTS = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


class Symbol(models.TextChoices):
    """The shape beside the word, so that a grade can be told without colour."""

    STAR = "star", _("star")
    TICK = "tick", _("tick")
    DASH = "dash", _("dash")
    TRIANGLE = "triangle", _("triangle")
    CROSS = "cross", _("cross")


# The shapes of the scales, which are the same in both.
SHAPES = {
    Grade.OUTSTANDING: Symbol.STAR,
    Grade.GOOD: Symbol.TICK,
    Grade.ADEQUATE: Symbol.DASH,
    Grade.REQUIRES_IMPROVEMENT: Symbol.TRIANGLE,
    Grade.INADEQUATE: Symbol.CROSS,
}


class Pillar(models.TextChoices):
    """What questions were grouped under until 2018/19. Since 2021 there are none, and no overall grade."""

    EFFECTIVENESS = "effectiveness", _("Effectiveness")
    EFFICIENCY = "efficiency", _("Efficiency")
    LEGITIMACY = "legitimacy", _("Legitimacy")
    LEADERSHIP = "leadership", _("Leadership")


class Graded(models.TextChoices):
    """Whether a question of a cycle is graded: for every force, for some, for none."""

    YES = "yes", _("graded")
    NO = "no", _("not graded")
    SOME = "some", _("graded for some forces")


class Relation(models.TextChoices):
    """What became of a question in the next cycle."""

    SAME = "same", _("the same question")
    RENAMED = "renamed", _("the same question under another name")
    OVERLAPS = "overlaps", _("the questions overlap")
    NONE = "none", _("no question follows it")


class Basis(models.TextChoices):
    """What a judgement rests on."""

    INSPECTED = "inspected", _("inspected")
    CARRIED_OVER = "carried over", _("carried over from an earlier inspection")
    REVISIT = "revisit", _("inspected again")
    CORRECTION = "correction", _("corrected by the inspectorate")


class EvidenceClass(models.TextChoices):
    """Whether a source says it, or it was worked out from what sources say."""

    SOURCED = "sourced", _("a source says it")
    DERIVED = "derived", _("worked out from what sources say")


class FrameworkVersion(models.TextChoices):
    """2021/22 had two: the first eight forces were inspected by the original one, the others since March 2022."""

    ORIGINAL = "original", _("original")
    REVISED = "revised", _("revised")


class Stage(models.TextChoices):
    """How closely the inspectorate monitors a force. Scan is where every force is by default."""

    SCAN = "Scan", _("Scan")
    ENGAGE = "Engage", _("Engage")


class BodyKind(models.TextChoices):
    """Who holds the chief constable to account: the local policing body of the Police Act 1996."""

    PCC = "pcc", _("Police and Crime Commissioner")
    PFCC = "pfcc", _("Police, Fire and Crime Commissioner")
    MAYOR = "mayor", _("Mayor")
    COMMON_COUNCIL = "common_council", _("Common Council of the City of London")


class FindingKind(models.TextChoices):
    AREA = "area for improvement", _("area for improvement")
    CAUSE = "cause of concern", _("cause of concern")
    ACCELERATED = "accelerated cause of concern", _("accelerated cause of concern")
    RECOMMENDATION = "recommendation", _("recommendation")
    INNOVATIVE = "innovative practice", _("innovative practice")
    PROMISING = "promising practice", _("promising practice")


CAUSES = (FindingKind.CAUSE, FindingKind.ACCELERATED)
PRACTICE = (FindingKind.INNOVATIVE, FindingKind.PROMISING)


class FindingStatus(models.TextChoices):
    """What HMICFRS says: it discharges areas for improvement, and closes causes of concern. Practice has none."""

    OPEN = "open", _("open")
    DISCHARGED = "discharged", _("discharged")
    CLOSED = "closed", _("closed")


class ForceStatus(models.TextChoices):
    """What the force says of an action. Never a percentage, and never “closed”: that is HMICFRS's word."""

    NOT_STARTED = "not started", _("not started")
    IN_PROGRESS = "in progress", _("in progress")
    COMPLETE = "complete – awaiting HMICFRS", _("complete – awaiting HMICFRS")
    BLOCKED = "blocked", _("blocked")
