"""Where answers under section 55 stand: for lists, for the first page, for the screens of an inspection."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.dates import london_day, of_day
from peel.models import Finding, Inspection, Response
from peel.models.responses import DAYS, due_on
from peel.words import FindingKind


def with_answers(inspections: Any) -> Any:
    """The inspections, each with what `state_in_list` asks."""
    of_it = Response.desk.filter(inspection=OuterRef("pk"))
    return inspections.annotate(
        answered_on=Subquery(
            of_it.exclude(published_on=None).order_by("published_on").values("published_on")[:1]
        ),
        has_response=Exists(of_it),
    )


def state_in_list(inspection: Any, now: datetime) -> str:
    if inspection.answered_on or inspection.has_response:
        return state(inspection.publication_day, inspection.answered_on, london_day(now))
    published = inspection.publication_day
    if published and london_day(now) <= (due_on(published) or published):
        return state(published, None, london_day(now))
    return _("none in our data")


def state_in_list_of(inspection: Inspection, now: datetime) -> str:
    """Of an inspection that no answer is begun for."""
    return state(inspection.publication_day, None, london_day(now))


def state(published: date | None, answered_on: date | None, today: date) -> str:
    """In a few words: when it was given, which of the 56 days this is, or how late it is."""
    due = due_on(published)
    if answered_on and answered_on <= today:
        late = (answered_on - due).days if due else 0
        words = _("answered on %s") % of_day(answered_on).in_words()
        return f"{words}, {_days_late(late)}" if late > 0 else words
    if published is None or due is None:
        return _("the day of the report is not known")
    if today < published:
        return _("due %s") % of_day(due).in_words()
    if today > due:
        return _("overdue: %s") % _days_late((today - due).days)
    number = (today - published).days + 1
    said = {"number": number, "days": DAYS, "due": of_day(due).in_words()}
    return _("day %(number)d of %(days)d, due %(due)s") % said


def _days_late(days: int) -> str:
    return ngettext("%d day late", "%d days late", days) % days


def recommendations(inspection: Inspection) -> list[Finding]:
    """What section 55(5B) asks an answer to: those of the report, and those under its causes of concern."""
    of_it = Q(inspection=inspection) | Q(parent__inspection=inspection)
    rows = Finding.desk.filter(of_it, kind=FindingKind.RECOMMENDATION)
    return list(rows.select_related("question").order_by("reference"))


def missing(response: Response, asked: list[Finding], replied: set[int]) -> list[str]:
    """What an answer still lacks."""
    words = []
    if response.published_on is None:
        words.append(_("The day on which the answer was published, and its address."))
    if not response.force_comments_url:
        words.append(_("The address of the chief officer’s comments."))
    for one in asked:
        if one.pk not in replied:
            said = _("A reply to recommendation %s: what is done, or why nothing is (section 55(5B)).")
            words.append(said % one.reference)
    return words
