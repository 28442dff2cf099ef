"""On the desk's first page: actions that are overdue, and notes that wait for somebody's approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from peel import noting
from peel.dates import london_day
from peel.desk.actions import in_days
from peel.models import Action, ProgressNote
from publishing.desk.times import shortly
from publishing.desk.waiting import MOST, Row, Waiting, section

EXCERPT = 80


@section
def overdue(person: Any, now: datetime) -> Iterator[Waiting]:
    """Worst first. Nothing is said where nothing is late."""
    if not person.has_perm("peel.view_action"):
        return
    today = london_day(now)
    late: Any = Action.desk.filter(finding__force=settings.FORCE_ID).overdue(today).select_related("finding")
    found = list(late.order_by("due_now", "pk")[: MOST + 1])
    if found:
        links = [(_("See all in the list"), reverse("admin:peel_action_changelist") + "?overdue=yes")]
        rows = [
            Row(
                f"{one.reference}: {Truncator(one.text).chars(EXCERPT)}",
                reverse("admin:peel_action_change", args=[one.pk]),
                f"{in_days(one, today)}, {one.owner_role}",
            )
            for one in found
        ]
        yield Waiting(_("Overdue actions on findings"), rows, links=links)


@section
def notes(person: Any, now: datetime) -> Iterator[Waiting]:
    """What this person can approve; for others, what waits for somebody."""
    if not person.has_perm("peel.view_progressnote"):
        return
    approves = person.has_perm(noting.APPROVE)
    waiting = ProgressNote.desk.filter(approved_by=None).select_related("action", "written_by")
    if approves and settings.TWO_PEOPLE:
        waiting = waiting.exclude(written_by=person)
    found = list(waiting.order_by("written_at")[: MOST + 1])
    if found:
        title = (
            _("Notes on progress for your approval")
            if approves
            else _("Notes on progress that wait for approval")
        )
        links = [(_("See all in the list"), reverse("admin:peel_progressnote_changelist") + "?state=waiting")]
        screen = "approve" if approves else "change"
        rows = [
            Row(
                f"{one.action.reference}: {Truncator(one.text).chars(EXCERPT)}",
                reverse(f"admin:peel_progressnote_{screen}", args=[one.pk]),
                f"{one.written_by}, {shortly(one.written_at)}",
            )
            for one in found
        ]
        yield Waiting(title, rows, links=links, main=approves)
