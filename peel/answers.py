"""How the local policing body answered reports about the force, under section 55 of the Police Act 1996.

That an answer is due is public with the report. What it says is public once it is published: a reply that the desk
has ready before that is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from peel.dates import PartialDate, london_day
from peel.models import Finding, Inspection, PolicingBody, Reply, Response
from peel.models.responses import due_on
from peel.models.sources import NOWHERE
from peel.words import FindingKind


@dataclass(frozen=True)
class Replied:
    """`reply` is empty where none is in our data."""

    recommendation: Finding
    reply: str


@dataclass(frozen=True)
class Answer:
    """`due_on` is None where the day of the report is not in our data. Not published: neither date nor links."""

    inspection: Inspection
    due_on: date | None
    body: PolicingBody | None = None
    published_on: date | None = None
    url: str = ""
    force_comments_url: str = ""
    replies: tuple[Replied, ...] = ()

    @property
    def is_invented(self) -> bool:
        return self.url.startswith(NOWHERE)

    @property
    def report_published(self) -> PartialDate | None:
        return self.inspection.report_published


def read(moment: datetime, force: str) -> list[Answer]:
    """The newest inspection first; it is there even if nothing is known of an answer to it. Four statements."""
    inspections = list(
        Inspection.public.at(moment)
        .filter(force=force)
        .select_related("cycle")
        .order_by("-cycle__position", "-pk")
    )
    responses = {one.inspection_id: one for one in _responses(moment, force)}
    asked = _recommendations(moment, force)
    replies = _replies(moment, force)
    return [
        _answer(one, responses.get(one.pk), asked, replies, london_day(moment))
        for one in inspections
        if one.pk in responses or one is inspections[0]
    ]


def _responses(moment: datetime, force: str) -> Iterable[Response]:
    rows = Response.public.at(moment).filter(inspection__force=force).select_related("body__force")
    return rows.order_by(F("published_on").asc(nulls_first=True), "pk")


def _recommendations(moment: datetime, force: str) -> list[Finding]:
    rows = Finding.public.at(moment).filter(force=force, kind=FindingKind.RECOMMENDATION)
    return list(rows.select_related("parent", "question").order_by("reference"))


def _replies(moment: datetime, force: str) -> dict[int, dict[int, str]]:
    """By response and recommendation, of what was published by the day of `moment`."""
    published = Response.public.at(moment).filter(
        published_on__lte=london_day(moment), inspection__force=force
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for reply in Reply.desk.filter(response__in=published):
        found[reply.response_id][reply.recommendation_id] = reply.text
    return found


def _answer(
    inspection: Inspection,
    response: Response | None,
    recommendations: list[Finding],
    replies: dict[int, dict[int, str]],
    day: date,
) -> Answer:
    said = replies.get(response.pk, {}) if response else {}
    asked = [one for one in recommendations if _is_of(one, inspection) or one.pk in said]
    due = due_on(inspection.publication_day)
    listed = tuple(Replied(one, said.get(one.pk, "")) for one in asked)
    if response is None or response.published_on is None or response.published_on > day:
        return Answer(inspection, due, response.body if response else None, replies=listed)
    return Answer(
        inspection,
        due,
        response.body,
        response.published_on,
        response.url,
        response.force_comments_url,
        listed,
    )


def _is_of(recommendation: Finding, inspection: Inspection) -> bool:
    parent = recommendation.parent
    return inspection.pk in (recommendation.inspection_id, parent.inspection_id if parent else None)
