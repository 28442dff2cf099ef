"""Findings, actions, notes and answers for the demonstration. Invented by us: neither HMICFRS nor the force, nor
anybody else, ever wrote them. Every text says so in its first word, and every source in its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from peel.dates import PartialDate, london_day
from peel.demonstration.texts import ANSWERED, DONE, FOUND, REPLIES, Done, Found
from peel.models import (
    Action,
    Finding,
    Inspection,
    PolicingBody,
    Question,
    Reply,
    Response,
    Source,
)
from peel.models.sources import INVENTOR, NOWHERE
from publishing import clock

FORCE = "staffordshire"
REPORT = ("Demonstration: an invented finding, of no report", f"{NOWHERE}demonstration/findings/")
# Only HMICFRS closes a finding, so its address stands here; the name says that the letter is invented.
LETTER = ("Demonstration: an invented letter, of nobody", "https://hmicfrs.justiceinspectorates.gov.uk/")
ANSWERS = f"{NOWHERE}demonstration/answers/"


@transaction.atomic
def load(writer: User, approver: User, now: datetime) -> int:
    """Once: where our force has any finding, nothing is added. Returns how many findings are new."""
    inspections = {one.cycle_id: one for one in Inspection.desk.filter(force=FORCE)}
    if Finding.desk.filter(force=FORCE).exists() or not inspections.keys() >= ANSWERED.keys():
        return 0
    found: dict[str, Finding] = {}
    for one in FOUND:
        found[one.reference] = _finding(one, inspections[one.cycle], found)
    for done in DONE:
        _action(done, found[done.finding], writer, approver, now)
    for cycle, day in ANSWERED.items():
        _response(inspections[cycle], day, found)
    clock.public_changed()
    return len(found)


def _source(named: tuple[str, str]) -> Source:
    title, url = named
    return Source.objects.get_or_create(title=title, url=url, defaults={"publisher": INVENTOR})[0]


def _finding(one: Found, inspection: Inspection, known: Mapping[str, Finding]) -> Finding:
    finding = Finding(
        force_id=FORCE,
        inspection=inspection,
        question=Question.objects.get(cycle=one.cycle, code=one.question),
        kind=one.kind,
        reference=one.reference,
        text=one.text,
        parent=known.get(one.parent),
        target=PartialDate(one.target) if one.target else None,
        hmicfrs_status=one.status,
        closed_on=PartialDate(one.closed_on) if one.closed_on else None,
        closing_source=_source(LETTER) if one.closed_on else None,
        source=_source(REPORT),
    )
    finding.save()
    return finding


def _action(done: Done, finding: Finding, writer: User, approver: User, now: datetime) -> None:
    def day(days: int | None) -> date | None:
        return None if days is None else london_day(now) + timedelta(days=days)

    action = Action.desk.create(
        finding=finding,
        reference=done.reference,
        text=done.text,
        owner_role=done.owner,
        due=day(done.due),
        revised_due=day(done.revised_due),
        revision_reason=done.reason,
        force_status=done.status,
    )
    for ago, text, is_public in done.notes:
        by: dict[str, Any] = {"written_by": writer, "approved_by": approver if is_public else None}
        action.notes.create(text=text, written_at=now - timedelta(days=ago), is_public=is_public, **by)
    for title, is_public in done.evidence:
        url = f"{NOWHERE}demonstration/evidence/{done.reference.lower()}/"
        action.evidence.create(
            title=title, url=url, dated=day(done.due) or london_day(now), is_public=is_public
        )


def _response(inspection: Inspection, day: date, found: Mapping[str, Finding]) -> None:
    body = PolicingBody.objects.get(force=FORCE, ends=None)
    url = f"{ANSWERS}{inspection.cycle_id}/"
    response = Response.desk.create(
        inspection=inspection, body=body, published_on=day, url=url, force_comments_url=f"{url}comments/"
    )
    for reference, text in REPLIES.items():
        if found[reference].inspection_id == inspection.pk:
            Reply.desk.create(response=response, recommendation=found[reference], text=text)
