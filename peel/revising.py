"""Superseding a judgement: the one way in which a grade changes after it was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from peel import dates
from peel.models import Inspection, Judgement, Question, Source
from peel.words import Basis
from publishing import decisions

BATCH = 200
CLOSING = ["superseded_on", "known_until", "reason"]


def close(old: Judgement, *, on: date, reason: str) -> None:
    """Say of `old` that it holds no longer. Not saved."""
    old.superseded_on, old.reason = on, reason
    old.known_until = dates.of_day(on).known_from


def fault(old: Judgement, new: Judgement, reason: str) -> str:
    """Why `new` cannot supersede `old`, in a sentence; empty when it can."""
    if not reason.strip():
        return _("Say why the grade is superseded.")
    if new.basis not in (Basis.REVISIT, Basis.CORRECTION):
        return _("Say whether it is superseded after a revisit, or as a correction.")
    if new.effective_from is None:
        return _("Say from which day the new grade holds.")
    if old.dated is not None and new.effective_from < old.dated.first_day:
        return _("The new grade holds from before the old one did.")
    return ""


def store(closed: Sequence[Judgement], added: Sequence[Judgement]) -> None:
    """First close, then add: a cell has one current row at every moment, in the database too."""
    Judgement.desk.bulk_update(closed, CLOSING, BATCH)
    Judgement.desk.bulk_create(added, BATCH)


@transaction.atomic
def supersede(
    inspection: Inspection,
    question: Question,
    *,
    value: str,
    basis: str,
    reason: str,
    effective_from: date,
    source: Source,
    by: Any,
) -> Judgement:
    """Correct one grade at the desk. Refuses with ValidationError. Logged, and seen at once or on its day."""
    old = Judgement.desk.select_for_update().current().get(inspection=inspection, question=question)
    new = Judgement(
        inspection=inspection,
        question=question,
        value=value,
        basis=basis,
        effective_from=effective_from,
        source=source,
        recorded_at=timezone.now(),
    )
    sentence = fault(old, new, reason)
    if sentence:
        raise ValidationError(sentence)
    new.clean()
    new.settle(inspection.cycle)
    close(old, on=effective_from, reason=reason)
    store([old], [new])
    said = _("“%(question)s”: %(before)s became %(after)s.")
    changed = said % {"question": question.short_name, "before": old.value, "after": value}
    decisions.record_change(inspection, by=by, changed=changed, reason=reason)
    return new
