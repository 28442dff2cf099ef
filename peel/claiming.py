"""Deciding about claims: written by one person, approved by another, and withdrawn with a reason; never edited."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from peel import claims
from peel.claims import Result
from peel.models import Claim, Inspection
from publishing import clock
from publishing.decisions import label, record_change
from publishing.hashing import sha256_of
from publishing.models import Decision
from publishing.rules import Refused, refuse_if

MAY_APPROVE = "peel.approve_claim"


class DataChanged(Refused):
    """The result is no longer the one that was read. It is stored, and has to be read again."""


@transaction.atomic
def keep(claim: Claim, *, by: Any, chosen: Collection[str] | None = None) -> Result:
    """Store what was typed with its result, worked out now. chosen: the forces named, before they are stored."""
    refuse_if(
        _("An approved claim is never changed. Withdraw it, with a reason.") if claim.is_approved else ""
    )
    result, is_new = claims.settle(claim, chosen=chosen), claim.pk is None
    claim.save()
    words = _("Claim written: “%s”") if is_new else _("Claim changed: “%s”")
    record_change(claim, by=by, changed=words % claim.wording)
    return result


def seal(claim: Claim) -> str:
    """Of what whoever approves has read: the wording, the rule and the result."""
    names = (
        "force_id",
        "wording",
        "kind",
        "measure",
        "from_cycle_id",
        "to_cycle_id",
        "comparators",
        "places",
    )
    rule = [getattr(claim, name) for name in (*names, "floor", "status", "data_version")]
    return sha256_of([rule, claim.result, claim.as_of.isoformat()])


@transaction.atomic
def _settled_again(claim: Claim) -> bool:
    """Work the claim out with what is known now. Whether the result is still the stored one."""
    before = seal(claim)
    claims.settle(claim)
    if seal(claim) == before:
        return True
    claim.save()
    return False


def approve(claim: Claim, *, by: Any, seen: str) -> bool:
    """Publish `claim` for ever. `seen` is the seal of what was read. False: it had been approved before."""
    if not _has_stayed(claim):
        raise DataChanged(_("The data have changed since. Read the new result, and decide again."))
    with transaction.atomic():
        claim = Claim.desk.select_for_update().get(pk=claim.pk)
        if claim.is_approved:
            return False
        refuse_if(refusal_to_approve(claim, by))
        if seal(claim) != seen:
            raise DataChanged(_("This was changed since you opened it. Read it, and decide again."))
        claim.approved_by, claim.approved_at = by, clock.now()
        claim.save()
        record_change(claim, by=by, changed=_("Claim approved: “%s”") % claim.wording)
        clock.public_changed()
    return True


def _has_stayed(claim: Claim) -> bool:
    with transaction.atomic():
        claim = Claim.desk.select_for_update().get(pk=claim.pk)
        return claim.is_approved or _settled_again(claim)


def refusal_to_approve(claim: Claim, by: Any) -> str:
    """Why `by` may not approve it, in a sentence; empty if they may."""
    if not by.has_perm(MAY_APPROVE):
        return _("Your role does not allow this.")
    if settings.TWO_PEOPLE and was_worked_on_by(claim, by):
        return _("You worked on this, so somebody else has to approve it.")
    return under_embargo(claim)


def was_worked_on_by(thing: Any, person: Any) -> bool:
    """By the decision log, which nobody can edit."""
    return Decision.objects.filter(document=label(thing), actor=person).exists()


def under_embargo(claim: Claim) -> str:
    """Its wording could give away what HMICFRS has not published."""
    if claim.comparators == "chosen":
        forces = {claim.force_id, *claim.chosen.values_list("pk", flat=True)}
    else:
        forces = {claim.force_id}
    cycles = [one for one in (claim.from_cycle_id, claim.to_cycle_id) if one]
    about = Inspection.desk.filter(force__in=forces, cycle__in=cycles).select_related("force", "cycle")
    known = Inspection.public.at(min(claim.as_of, clock.now())).filter(force__in=forces)
    public = set(known.values_list("pk", flat=True))
    hidden = next((one for one in about if one.pk not in public), None)
    if hidden is None:
        return ""
    words = _("%(force)s’s inspection of %(cycle)s was not public at the moment that this claim is about.")
    return words % {"force": hidden.force, "cycle": hidden.cycle}


@transaction.atomic
def withdraw(claim: Claim, *, by: Any, reason: str, instead: Claim | None = None) -> bool:
    """Say at its address that it does not hold. False: it had been withdrawn before."""
    claim = Claim.desk.select_for_update().get(pk=claim.pk)
    refuse_if("" if by.has_perm(MAY_APPROVE) else _("Your role does not allow this."))
    refuse_if("" if claim.is_approved else _("Only an approved claim can be withdrawn."))
    if claim.is_withdrawn:
        return False
    refuse_if("" if reason.strip() else _("Say why this is withdrawn."))
    refuse_if(_("A claim cannot supersede itself.") if instead and instead.pk == claim.pk else "")
    approved = instead is None or instead.is_approved
    refuse_if("" if approved else _("What is said instead has to be approved first."))
    claim.withdrawn_at, claim.withdrawn_by, claim.withdrawn_because = clock.now(), by, reason.strip()
    claim.superseded_by = instead
    claim.save()
    said = _("Claim withdrawn: “%s”") % claim.wording
    record_change(claim, by=by, changed=said, reason=reason.strip())
    clock.public_changed()
    return True
