"""What one inspection's screen shows beside its form: where it stands, its grades, what is missing, where to go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel import monitoring
from peel.dates import london_day
from peel.desk import answers, areas
from peel.desk.deciding import url_of
from peel.desk.embargo import sentence, usual
from peel.models import Action, Finding, Inspection, MonitoringSpell, Response, Totals
from peel.results import counts_in_words
from peel.words import FindingStatus
from publishing import clock
from publishing.desk.times import in_words

Act = dict[str, Any]


def of(inspection: Inspection, user: Any) -> dict[str, Any]:
    """Nine statements, however many questions there are."""
    now = clock.now()
    rows = areas.rows_of(inspection)
    newest_first = F("published_on").desc(nulls_last=True), "-pk"
    totals = list(Totals.desk.filter(inspection=inspection).select_related("source").order_by(*newest_first))
    ours = areas.counts(rows, inspection.cycle)
    return {
        "standing": list(_standing(inspection, counts_in_words(ours), now)),
        "acts": list(_acts(inspection, rows, user)),
        "rows": rows,
        "totals": totals,
        "count_warnings": list(areas.warnings(inspection, rows, totals)),
        "missing": list(areas.missing(inspection, rows, totals)),
        "may_revise": user.has_perms(("peel.add_judgement", "peel.change_judgement")),
        "monitoring": _monitoring(inspection, now),
        "answer": _answer(inspection, user, now),
        "work": _work(inspection),
    }


def _standing(inspection: Inspection, ours: str, now: datetime) -> Iterator[str]:
    yield sentence(inspection, now)
    by_date = usual(inspection)
    if inspection.public_from and by_date and inspection.public_from != by_date:
        yield _("That is not 00:01 on the report’s date: by that it would be %s.") % in_words(by_date)
    yield _("Grades in our data: %s.") % ours


def _acts(inspection: Inspection, rows: list[areas.Row], user: Any) -> Iterator[Act]:
    """The usual next step leads: first the grades, then the moment."""
    has_gaps, has_none = any(not row.current for row in rows), not any(row.current for row in rows)
    screens = [
        ("grades", _("Enter grades"), "peel.add_judgement", has_none),
        ("totals", _("Published totals"), "peel.change_totals", False),
        ("embargo", _("When it is public"), "peel.change_inspection", inspection.public_from is None),
    ]
    is_led = False
    for name, words, permission, leads in screens:
        if user.has_perm(permission) and (name != "grades" or has_gaps):
            url = url_of(f"inspection_{name}", inspection.pk)
            yield {"title": words, "url": url, "leads": leads and not is_led}
            is_led = is_led or leads


def _monitoring(inspection: Inspection, now: datetime) -> str:
    spells = MonitoringSpell.desk.filter(force=inspection.force_id).order_by("known_from")
    return monitoring.standing([one for one in spells if one.known_from <= now], now).words


def _answer(inspection: Inspection, user: Any, now: datetime) -> dict[str, Any]:
    today = london_day(now)
    response = (
        Response.desk.filter(inspection=inspection).select_related("body__force").order_by("pk").first()
    )
    words = answers.state(inspection.publication_day, response.published_on if response else None, today)
    if response is None:
        url = f"{reverse('admin:peel_response_add')}?inspection={inspection.pk}"
        may = user.has_perm("peel.add_response")
        return {"words": words, "link": _("Begin the answer") if may else "", "url": url}
    return {"words": words, "link": _("Open the answer"), "url": url_of("response_change", response.pk)}


def _work(inspection: Inspection) -> list[tuple[str, str]]:
    """How many findings and actions, each with its list where the desk has one."""
    of_it = Q(inspection=inspection) | Q(parent__inspection=inspection)
    found = Finding.desk.filter(of_it).aggregate(
        every=Count("pk"), open=Count("pk", filter=Q(hmicfrs_status=FindingStatus.OPEN))
    )
    about = Q(finding__inspection=inspection) | Q(finding__parent__inspection=inspection)
    actions = Action.desk.filter(about).count()
    findings = ngettext(
        "%(every)d finding, %(open)d open", "%(every)d findings, %(open)d open", found["every"]
    )
    query = f"?force={inspection.force_id}&cycle={inspection.cycle_id}"
    return [
        (findings % found, _list(Finding, query) if found["every"] else ""),
        (ngettext("%d action", "%d actions", actions) % actions, _list(Action, "")),
    ]


def _list(model: Any, query: str) -> str:
    if not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:peel_{model._meta.model_name}_changelist") + query
