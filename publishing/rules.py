"""Who may do what, when: one table for the verbs, the screens and the tests.

A rule looks at an edition, a person and a moment, and answers with a sentence when it refuses, or with
nothing. Superusers have every permission, and are bound by every other rule.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from publishing.models import Verb
from publishing.states import Ending, State

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition

Rule = Callable[["Edition", "User", datetime], str]

# Nobody schedules or cancels closer than this to the edge: the commit could land after it.
EDGE = timedelta(seconds=5)


class Refused(Exception):
    """A verb did not happen. `str()` is the sentence for the person who tried."""


def refuse_if(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)


def may(user: User, verb: Verb) -> bool:
    return user.is_active and user.has_perm(f"publishing.{verb.value}")


def refusal_to_overrule(edition: Edition, *, by: User, now: datetime) -> str:
    """Why `by` may not release `edition` although a check stops it. Whether they may release it, its verb says."""
    return next((sentence for rule in OVERRULING if (sentence := rule(edition, by, now))), "")


def refusal(verb: Verb, edition: Edition, *, by: User, now: datetime) -> str:
    """Why `by` cannot do this to `edition` now, in a sentence; empty when it can be done."""
    if not may(by, verb):
        return _("Your role does not allow this.")
    return next((sentence for rule in RULES[verb] if (sentence := rule(edition, by, now))), "")


def is_open(edition: Edition, by: User, now: datetime) -> str:
    return "" if edition.is_open() else _("This edition is no longer a draft.")


def is_not_submitted(edition: Edition, by: User, now: datetime) -> str:
    return _("It is already waiting for approval.") if edition.submitted_at else ""


def is_submitted(edition: Edition, by: User, now: datetime) -> str:
    waiting = edition.state(now) == State.SUBMITTED
    return "" if waiting else _("This edition is not waiting for approval.")


def is_approvable(edition: Edition, by: User, now: datetime) -> str:
    if edition.state(now) in (State.SUBMITTED, State.SCHEDULED):
        return ""
    if edition.state(now) == State.DRAFT:
        return _("Nobody has asked for approval yet.")
    return _("This edition is not waiting for approval any more.")


def is_releasable(edition: Edition, by: User, now: datetime) -> str:
    releasable = edition.is_open() or edition.state(now) == State.SCHEDULED
    return "" if releasable else _("Only a draft or a scheduled edition can be released.")


def is_by_a_second_person(edition: Edition, by: User, now: datetime) -> str:
    if settings.TWO_PEOPLE and edition.was_written_by(by):
        return _("You worked on this text, so somebody else has to approve it.")
    return ""


def is_not_their_own_text(edition: Edition, by: User, now: datetime) -> str:
    """On-call too: who is alone mends the sentence, and does not judge it."""
    if settings.TWO_PEOPLE and edition.was_written_by(by):
        return _("You worked on this text, so somebody else has to overrule this. Or change the sentence.")
    return ""


def is_scheduled(edition: Edition, by: User, now: datetime) -> str:
    scheduled = edition.state(now) == State.SCHEDULED
    return "" if scheduled else _("This edition is not scheduled.")


def is_far_from_its_start(edition: Edition, by: User, now: datetime) -> str:
    near = edition.released_at is not None and edition.released_at < now + EDGE
    return _("It appears within five seconds: too late to cancel. Withdraw it instead.") if near else ""


def is_live(edition: Edition, by: User, now: datetime) -> str:
    return "" if edition.is_public(now) else _("This edition is not live.")


def is_live_or_scheduled(edition: Edition, by: User, now: datetime) -> str:
    either = edition.state(now) in (State.LIVE, State.SCHEDULED)
    return "" if either else _("Only a live or scheduled edition has an expiry that can be changed.")


def has_debt(edition: Edition, by: User, now: datetime) -> str:
    return "" if edition.has_debt() else _("This edition is not waiting for an approval afterwards.")


def is_not_the_releaser(edition: Edition, by: User, now: datetime) -> str:
    released_it = settings.TWO_PEOPLE and edition.released_by_id == by.pk
    return _("You released it, so somebody else has to approve it afterwards.") if released_it else ""


def answers_at_its_address(edition: Edition, by: User, now: datetime) -> str:
    if edition.state(now) != State.ENDED:
        return _("This edition has not ended.")
    last = edition.document.answering(now)
    return "" if last == edition else _("A newer edition answers at this address.")


def is_theirs_to_answer(edition: Edition, by: User, now: datetime) -> str:
    """Whoever withdraws alone may also mend what they chose then, and nothing that others chose."""
    mends = may(by, Verb.APPROVE) or edition.ended_by_id == by.pk
    return "" if mends else _("You did not withdraw it, so an editor has to change this.")


def was_withdrawn(edition: Edition, by: User, now: datetime) -> str:
    withdrawn = edition.ending == Ending.WITHDRAWN and not edition.redacted_at
    return (
        "" if withdrawn else _("Only a withdrawn edition can be restored. Start a new draft from it instead.")
    )


def is_timed(edition: Edition, by: User, now: datetime) -> str:
    untimed = _("It ends when somebody withdraws or replaces it, not at a moment that was set before.")
    return "" if edition.is_timed else untimed


def has_not_expired(edition: Edition, by: User, now: datetime) -> str:
    expired = edition.expires_at is not None and edition.expires_at <= now
    return _("Its expiry has passed. Start a new draft from it with a later one.") if expired else ""


def is_a_second_person_to(edition: Edition, by: User) -> bool:
    """Whether `by` can approve that a withdrawn text is shown again, by themselves."""
    if not may(by, Verb.APPROVE):
        return False
    released_it_alone = edition.has_debt() and edition.released_by_id == by.pk
    involved = edition.ended_by_id == by.pk or released_it_alone or edition.was_written_by(by)
    return not (settings.TWO_PEOPLE and involved)


def has_a_second_person(edition: Edition, by: User, now: datetime) -> str:
    """Whoever may release urgently may also undo a mistake alone: with a debt."""
    if may(by, Verb.RELEASE_URGENTLY) or is_a_second_person_to(edition, by):
        return ""
    if edition.ended_by_id == by.pk:
        return _("You withdrew it, so somebody else has to restore it.")
    return _("You worked on this text, so somebody else has to restore it.")


def was_public(edition: Edition, by: User, now: datetime) -> str:
    known = edition.document.was_public(now)
    return "" if known else _("It was never public: change the address in the draft instead.")


def can_move(edition: Edition, by: User, now: datetime) -> str:
    return str(edition.document.immovable)


def is_over(edition: Edition, by: User, now: datetime) -> str:
    over = edition.state(now) in (State.ENDED, State.SET_ASIDE)
    return "" if over else _("Withdraw it or set it aside first: only what is over can be redacted.")


def is_not_redacted(edition: Edition, by: User, now: datetime) -> str:
    return _("It has been redacted.") if edition.redacted_at else ""


def has_no_open_draft(edition: Edition, by: User, now: datetime) -> str:
    draft = edition.document.editions.open().first()
    return _("There is already a draft, edition %d.") % draft.number if draft else ""


RULES: dict[Any, tuple[Rule, ...]] = {
    Verb.START: (is_not_redacted, has_no_open_draft),
    Verb.EDIT: (is_open,),
    Verb.SUBMIT: (is_open, is_not_submitted),
    Verb.RETURN_TO_AUTHOR: (is_submitted,),
    Verb.APPROVE: (is_approvable, is_by_a_second_person),
    Verb.CANCEL_RELEASE: (is_scheduled, is_far_from_its_start),
    Verb.SET_ASIDE: (is_open,),
    Verb.RELEASE_URGENTLY: (is_releasable,),
    Verb.CLEAR_DEBT: (has_debt, is_not_the_releaser, is_by_a_second_person),
    Verb.CHANGE_EXPIRY: (is_live_or_scheduled, is_timed),
    Verb.CHANGE_OUTCOME: (answers_at_its_address, is_theirs_to_answer),
    Verb.WITHDRAW: (is_live,),
    Verb.RESTORE: (was_withdrawn, answers_at_its_address, has_not_expired, has_a_second_person),
    Verb.MOVE: (can_move, was_public),
    Verb.REDACT: (is_over, is_not_redacted),
}
# Overruling what was found is part of a release, and of its entry in the log: it has no verb of its own.
OVERRULING: tuple[Rule, ...] = (is_not_their_own_text,)
