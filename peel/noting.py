"""Notes on progress: one person writes, another approves, and what was public is never written anew."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from peel.models import ProgressNote
from publishing import clock
from publishing.decisions import record_change
from publishing.rules import refuse_if

if TYPE_CHECKING:
    from accounts.models import User

APPROVE = "peel.approve_progressnote"


def is_open(note: ProgressNote) -> bool:
    """Whether it still waits. What was approved and is not public any more was withdrawn."""
    return note.approved_by_id is None


def why_not_written(note: ProgressNote, by: User) -> str:
    """Why `by` may not change its text; empty if they may."""
    if not is_open(note):
        return _("It was approved, so its text stays as it is. Write another note.")
    if note.written_by_id != by.pk:
        return _("Only its writer changes it before it is approved. Write another note.")
    return ""


def why_not_approved(note: ProgressNote, by: User) -> str:
    """Superusers have the permission, and are bound by the rest."""
    if not by.has_perm(APPROVE):
        return _("Your role does not approve notes.")
    if not is_open(note):
        return _("It was approved already.")
    if settings.TWO_PEOPLE and note.written_by_id == by.pk:
        return _("You wrote it, so somebody else approves it.")
    return ""


def why_not_withdrawn(note: ProgressNote, by: User) -> str:
    if not by.has_perm(APPROVE):
        return _("Your role does not withdraw notes.")
    return "" if note.is_public else _("It is not public.")


def fingerprint(note: ProgressNote) -> str:
    return hashlib.sha256(note.text.encode()).hexdigest()[:16]


@transaction.atomic
def approve(note: ProgressNote, *, by: User, seen: str) -> ProgressNote:
    """Make it public. Refuses (Refused) if it is not what `by` read: `seen`, its fingerprint then."""
    note = _locked(note)
    refuse_if(why_not_approved(note, by))
    if fingerprint(note) != seen:
        refuse_if(_("Its text was changed meanwhile. Read it again."))
    note.approved_by, note.is_public = by, True
    note.save(update_fields=["approved_by", "is_public"])
    record_change(note, by=by, changed=_("Note on %s approved.") % note.action)
    return note


@transaction.atomic
def withdraw(note: ProgressNote, *, by: User, reason: str) -> ProgressNote:
    """Take it from the public site, for good. It stays readable at the desk."""
    note = _locked(note)
    refuse_if(why_not_withdrawn(note, by))
    if not reason.strip():
        refuse_if(_("Say why it is withdrawn."))
    note.is_public = False
    note.save(update_fields=["is_public"])
    changed = _("Note on %s withdrawn.") % note.action
    record_change(note, by=by, changed=changed, reason=reason.strip())
    return note


@transaction.atomic
def write(note: ProgressNote, *, by: User) -> None:
    """Keep a note that waits for approval: a new one, or its writer's new words."""
    if note._state.adding:
        note.written_by, words = by, _("Note on %s written.")
    else:
        refuse_if(why_not_written(_locked(note), by))
        words = _("Note on %s written anew.")
    note.written_at, note.approved_by, note.is_public = clock.now(), None, False
    note.save()
    record_change(note, by=by, changed=words % note.action)


def _locked(note: ProgressNote) -> ProgressNote:
    return ProgressNote.desk.select_for_update(of=("self",)).select_related("action").get(pk=note.pk)
