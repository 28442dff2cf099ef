"""What open data may be asked for: each parameter declared once, with what it means and which values it has."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from peel.api.asking import A_PAGE, MOST_A_PAGE, Asked, Param, a_day, a_moment, a_number
from peel.words import EvidenceClass, FindingStatus, Stage

DAY_SCHEMA = {"type": "string", "format": "date"}


def words_of(choices: Any) -> Callable[[Asked], Collection[str]]:
    return lambda asked: choices.values


FORCE = Param(
    "force",
    _("Only of this force, by its id on police.uk."),
    {"type": "string"},
    "staffordshire",
    words=lambda asked: asked.known.forces,
)
CYCLE = Param(
    "cycle", _("Only of this cycle."), {"type": "string"}, "2023-25", words=lambda asked: asked.known.cycles
)


def _codes(asked: Asked) -> list[str]:
    """The questions of the cycle that is asked for, else of all."""
    wanted = [one for one in asked.known.questions if asked.get("cycle") in (None, one)]
    return list({one.code: one for cycle in wanted for one in asked.known.questions[cycle]})


QUESTION = Param("question", _("Only of this question."), {"type": "string"}, "responding", words=_codes)
AS_OF = Param(
    "as_of",
    _("What was known at the end of this day in London. Without it: what is known now."),
    DAY_SCHEMA,
    "2024-06-01",
    read=a_day("as_of"),
)
CLASS = Param(
    "class",
    _("sourced: only what a source says. derived: only what was worked out from what sources say."),
    {"type": "string", "enum": EvidenceClass.values},
    "sourced",
    words=words_of(EvidenceClass),
)
HISTORY = Param(
    "history",
    _("yes: with the grades that had been superseded."),
    {"type": "string", "enum": ["yes"]},
    "yes",
    words=lambda asked: ("yes",),
)
STATUS = Param(
    "status",
    _("Only with this status, in HMICFRS’s word."),
    {"type": "string", "enum": FindingStatus.values},
    "open",
    words=words_of(FindingStatus),
)
STAGE = Param(
    "stage",
    _("Only this stage. A force in Scan needs no row: that is where every force is by default."),
    {"type": "string", "enum": Stage.values},
    "Engage",
    words=words_of(Stage),
)
ON = Param(
    "on", _("Only what lasted on this day, by what is known."), DAY_SCHEMA, "2023-01-31", read=a_day("on")
)
SINCE = Param(
    "since",
    _("Only from this day, or this moment with its offset, on."),
    {"type": "string"},
    "2024-06-01",
    read=a_moment("since"),
)
PAGE = Param(
    "page",
    _("Which page of a JSON answer. CSV is always whole."),
    {"type": "integer", "minimum": 1},
    "1",
    read=a_number("page", 100_000),
)
PER_PAGE = Param(
    "per_page",
    _("How many rows a page has."),
    {"type": "integer", "minimum": 1, "maximum": MOST_A_PAGE, "default": A_PAGE},
    "200",
    read=a_number("per_page", MOST_A_PAGE),
)
PAGED = (PAGE, PER_PAGE)
