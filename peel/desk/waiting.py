"""On the desk's first page: answers that are due, and inspections that are still under embargo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from peel.dates import london_day
from peel.desk import answers
from peel.desk.deciding import inspection_words, url_of
from peel.models import Inspection, Judgement, Response
from peel.models.responses import due_on
from peel.visible import is_public
from publishing.desk.times import in_words
from publishing.desk.waiting import MOST, Row, Waiting, section


@section
def embargoes(person: Any, now: datetime) -> Iterator[Waiting]:
    """Ours and everybody's: whoever knows of one must know until when it is nobody else's business."""
    if not person.has_perm("peel.view_inspection"):
        return
    unsaid = Q(public_from=None, force=settings.FORCE_ID) & ~is_public(now)
    hidden = Inspection.desk.filter(Q(public_from__gt=now) | unsaid)
    found = list(hidden.select_related("force", "cycle").order_by("public_from", "pk")[: MOST + 1])
    if found:
        graded = set(Judgement.desk.filter(inspection__in=found).values_list("inspection", flat=True))
        rows = [_embargo(one, one.pk in graded) for one in found]
        links = [(_("See all inspections"), reverse("admin:peel_inspection_changelist") + "?force=all")]
        yield Waiting(_("Inspections under embargo"), rows, links=links)


def _embargo(inspection: Inspection, has_grades: bool) -> Row:
    words = (
        _("public from %s") % in_words(inspection.public_from) if inspection.public_from else _("not public")
    )
    if not has_grades:
        words = _("%s; no grade is entered") % words
    return Row(inspection_words(inspection), url_of("inspection_change", inspection.pk), words)


@section
def due(person: Any, now: datetime) -> Iterator[Waiting]:
    """What is not answered, soonest first: also where nobody has begun, as long as it is in time."""
    if not person.has_perm("peel.view_response"):
        return
    waiting = Response.desk.filter(published_on=None, inspection__force=settings.FORCE_ID)
    found = [
        (one.inspection, url_of("response_change", one.pk), "")
        for one in waiting.select_related("inspection__cycle", "inspection__force")[: MOST + 1]
    ]
    begin = reverse("admin:peel_response_add")
    found += [(one, f"{begin}?inspection={one.pk}", _("; nobody has begun it")) for one in _not_begun(now)]
    found.sort(key=lambda row: (due_on(row[0].publication_day) is None, due_on(row[0].publication_day)))
    if found:
        rows = [Row(inspection_words(one), url, _state(one, now) + more) for one, url, more in found]
        links = [(_("See all answers"), reverse("admin:peel_response_changelist"))]
        yield Waiting(_("Answers due under section 55, soonest first"), rows, links=links, main=True)


def _not_begun(now: datetime) -> list[Inspection]:
    """Those whose 56 days are not over: what is older was answered before anybody wrote it down here."""
    begun = Response.desk.values("inspection")
    ours = (
        Inspection.desk.filter(force=settings.FORCE_ID).exclude(pk__in=begun).select_related("force", "cycle")
    )
    today = london_day(now)
    return [one for one in ours if (last := due_on(one.publication_day)) is not None and today <= last]


def _state(inspection: Inspection, now: datetime) -> str:
    return answers.state(inspection.publication_day, None, london_day(now))
