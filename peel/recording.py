"""Writing down, for the first time, what the inspectorate graded; and mending what was typed wrongly before anybody
outside saw it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from peel import revising
from peel.dates import PartialDate, london_day
from peel.models import Cycle, Inspection, Judgement, Question, Source
from peel.words import Basis
from publishing import clock
from publishing.decisions import record_change


@transaction.atomic
def record_grades(
    inspection: Inspection,
    values: Mapping[Question, str],
    *,
    source: Source,
    by: Any,
    basis: str = Basis.INSPECTED,
    carried_from: Cycle | None = None,
    published_on: PartialDate | None = None,
) -> list[Judgement]:
    """First grades, all or none. Refuses with ValidationError, a message for each question by its code.

    published_on: for cycles whose reports came one after the other; otherwise the grades are known with their
    inspection, whenever that is.
    """
    # Two people who type the same inspection wait for each other here.
    inspection = Inspection.desk.select_for_update().get(pk=inspection.pk)
    now = timezone.now()
    rows = [
        Judgement(
            inspection=inspection,
            question=question,
            value=value,
            basis=basis,
            carried_from=carried_from,
            published_on=published_on,
            source=source,
            recorded_at=now,
        )
        for question, value in values.items()
    ]
    faults = _faults(inspection, rows)
    if faults:
        raise ValidationError(faults)
    for row in rows:
        row.settle(inspection.cycle)
    Judgement.desk.bulk_create(rows)
    said = "; ".join(f"“{row.question.short_name}”: {row.value}" for row in rows)
    record_change(inspection, by=by, changed=_("Grades entered: %s.") % said)
    return rows


def _faults(inspection: Inspection, rows: list[Judgement]) -> dict[str, Any]:
    there = set(Judgement.desk.current().filter(inspection=inspection).values_list("question", flat=True))
    found: dict[str, Any] = {}
    for row in rows:
        try:
            row.clean()
        except ValidationError as refusal:
            found[row.question.code] = refusal.messages
        if row.question_id in there:
            found[row.question.code] = [_("It has a grade already. Revise it, with a date and a reason.")]
    return found


@transaction.atomic
def retype(
    inspection: Inspection, old: Judgement, *, value: str, source: Source, reason: str, by: Any
) -> Judgement:
    """Put right a grade that was typed wrongly and that nobody outside has seen: no correction by the inspectorate.

    The wrong row is closed before its inspection is public, so that it is in no history but the desk's.
    """
    inspection = Inspection.desk.select_for_update().get(pk=inspection.pk)
    now = clock.now()
    if Inspection.public.at(now).filter(pk=inspection.pk).exists():
        raise ValidationError(_("The public has seen this grade. Correct it, with a date and a reason."))
    if not reason.strip():
        raise ValidationError(_("Say why the grade is superseded."))
    new = Judgement(
        inspection=inspection,
        question=old.question,
        value=value,
        basis=old.basis,
        carried_from=old.carried_from,
        published_on=old.published_on,
        source=source,
        recorded_at=timezone.now(),
    )
    new.clean()
    new.settle(inspection.cycle)
    revising.close(old, on=_before_it_is_public(inspection, london_day(now)), reason=reason)
    revising.store([old], [new])
    said = _("“%(question)s”: typed %(before)s, meant %(after)s. Nobody outside saw it.")
    names = {"question": old.question.short_name, "before": old.value, "after": value}
    record_change(inspection, by=by, changed=said % names, reason=reason)
    return new


def _before_it_is_public(inspection: Inspection, today: date) -> date:
    published = inspection.report_published
    return min(today, published.first_day) if published else today
