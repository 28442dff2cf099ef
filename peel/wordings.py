"""Phrases about grades for use again: written by one person, approved by another, retired when they no longer fit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from peel.claiming import MAY_APPROVE, was_worked_on_by
from peel.models import Wording
from publishing import clock
from publishing.decisions import record_change
from publishing.hashing import sha256_of
from publishing.rules import refuse_if


def seal(wording: Wording) -> str:
    """Of what whoever approves has read."""
    return sha256_of([wording.cycle_id, wording.grade, wording.text])


@transaction.atomic
def keep(wording: Wording, *, by: Any) -> None:
    refuse_if(
        _("An approved wording is never changed. Retire it, and write another.")
        if wording.is_approved
        else ""
    )
    words = _("Wording changed: “%s”") if wording.pk else _("Wording written: “%s”")
    wording.save()
    record_change(wording, by=by, changed=words % wording.text)


def refusal_to_approve(wording: Wording, by: Any) -> str:
    if not by.has_perm(MAY_APPROVE):
        return _("Your role does not allow this.")
    if settings.TWO_PEOPLE and was_worked_on_by(wording, by):
        return _("You worked on this, so somebody else has to approve it.")
    return ""


@transaction.atomic
def approve(wording: Wording, *, by: Any, seen: str) -> bool:
    """False: it had been approved before."""
    wording = Wording.desk.select_for_update().get(pk=wording.pk)
    if wording.is_approved:
        return False
    refuse_if(refusal_to_approve(wording, by))
    refuse_if(
        "" if seal(wording) == seen else _("This was changed since you opened it. Read it, and decide again.")
    )
    wording.approved_by, wording.approved_at = by, clock.now()
    wording.save()
    record_change(wording, by=by, changed=_("Wording approved: “%s”") % wording.text)
    return True


@transaction.atomic
def retire(wording: Wording, *, by: Any, reason: str) -> bool:
    """False: it had been retired before."""
    wording = Wording.desk.select_for_update().get(pk=wording.pk)
    refuse_if("" if by.has_perm(MAY_APPROVE) else _("Your role does not allow this."))
    refuse_if("" if wording.is_approved else _("Only an approved wording can be retired."))
    if wording.retired_at:
        return False
    refuse_if("" if reason.strip() else _("Say why it is retired."))
    wording.retired_at = clock.now()
    wording.save()
    record_change(wording, by=by, changed=_("Wording retired: “%s”") % wording.text, reason=reason.strip())
    return True
