"""The verbs that decide what the public sees, and until when.

Each is one transaction (`deciding`), refuses with a sentence (`Refused`), and writes in this order: the
scheduled edition out, the predecessor ended or reopened, the release, the log and the site's version last.
Who may do what, and when, is said in rules.py.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from publishing import followers
from publishing.addresses import relocate
from publishing.deciding import deciding
from publishing.decisions import record, redact_words
from publishing.destinations import settle_outcome
from publishing.drafts import AnEdition, copy_of, empty, refuse_changed
from publishing.hashing import content_hash, utc
from publishing.intervals import begin, live_edition, make_way, scheduled_edition, settle_end, take_out
from publishing.models import Decision, Verb
from publishing.overruling import NOTHING, REASON_LENGTH, Overruling, settle
from publishing.rules import EDGE, is_a_second_person_to, is_far_from_its_start, refuse_if
from publishing.settling import settle_content
from publishing.states import Ending, Outcome, State

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition


def approve(
    edition: Edition, *, by: User, seen: str, at: datetime | None = None, overruling: Overruling = NOTHING
) -> Decision:
    """Release the text whose hash is `seen`: now, or at an instant at least five seconds ahead.

    On a scheduled edition it moves the instant. What `overruling` names does not hold it up.
    """
    with deciding(Verb.APPROVE, edition, by=by) as now:
        refuse_changed(edition, seen)
        if at is not None and edition.state(now) == State.SCHEDULED:
            refuse_if(is_far_from_its_start(edition, by, now))
        refuse_if(
            _("That moment has passed, or is too near. Release it now instead.") if _near(at, now) else ""
        )
        words = settle(edition, overruling, by=by, now=now, at=at or now)
        return _release(
            Verb.APPROVE, edition, by=by, now=now, starts=at or now, seen=seen, approved_by=by, words=words
        )


def release_urgently(
    edition: Edition, *, by: User, seen: str, reason: str, overruling: Overruling = NOTHING
) -> Decision:
    """Release now, alone, with a reason. Leaves a debt that only another person can clear."""
    with deciding(Verb.RELEASE_URGENTLY, edition, by=by) as now:
        refuse_changed(edition, seen)
        refuse_if("" if reason.strip() else _("Say why this cannot wait for a second person."))
        refuse_if("" if len(reason) <= REASON_LENGTH else _("Say it in at most %d letters.") % REASON_LENGTH)
        words = {"reason": reason, **settle(edition, overruling, by=by, now=now, at=now)}
        return _release(
            Verb.RELEASE_URGENTLY,
            edition,
            by=by,
            now=now,
            starts=now,
            seen=seen,
            approved_by=None,
            words=words,
        )


def clear_debt(edition: Edition, *, by: User, seen: str) -> Decision:
    """Approve afterwards what was released urgently."""
    with deciding(Verb.CLEAR_DEBT, edition, by=by) as now:
        refuse_changed(edition, seen)
        edition.approved_by = by
        edition.save_standing()
        return record(Verb.CLEAR_DEBT, edition, by=by, at=now)


def cancel_release(edition: Edition, *, by: User, reason: str) -> Decision:
    """Take back a scheduled release. The edition is set aside; what is live stays live."""
    with deciding(Verb.CANCEL_RELEASE, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say why the release is cancelled."))
        take_out(edition, now)
        return record(Verb.CANCEL_RELEASE, edition, by=by, at=now, reason=reason)


def withdraw(
    edition: Edition,
    *,
    by: User,
    reason: str,
    outcome: str = Outcome.GONE,
    redirect_to: str = "",
    notice: str = "",
) -> Decision:
    """End `edition` now, everywhere, and with it whatever was scheduled for its document."""
    with deciding(Verb.WITHDRAW, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say why this is withdrawn."))
        _refuse_stopped_clock(edition, now)
        displaced = make_way(edition, now)
        edition.ended_at, edition.ending, edition.ended_by = now, Ending.WITHDRAWN, by
        settle_outcome(edition, outcome, redirect_to, notice, now)
        edition.save_standing()
        followers.keep_in_line(edition)
        _record_displaced(displaced, _("Edition %d was withdrawn.") % edition.number, by=by, now=now)
        said = {"outcome": outcome, "redirect_to": redirect_to, "notice": notice}
        return record(Verb.WITHDRAW, edition, by=by, at=now, reason=reason, **said)


def restore(
    edition: AnEdition, *, by: User, reason: str, seen: str, overruling: Overruling = NOTHING
) -> AnEdition:
    """Show a withdrawn text again, as a new edition with the same content and hash.

    By somebody who neither withdrew nor wrote it; on-call may do it alone, urgently and with a debt.
    """
    with deciding(Verb.RESTORE, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say why this is shown again."))
        refuse_changed(edition, seen)
        _refuse_stopped_clock(edition, now)
        restored = copy_of(edition, by=by, now=now, set_aside_at=now)
        refuse_changed(restored, seen)
        restored.is_restored = True
        restored.contributors.set(edition.contributors.all())
        approved_by = by if is_a_second_person_to(edition, by) else None
        words = {"reason": reason, **settle(restored, overruling, by=by, now=now, at=now)}
        _release(
            Verb.RESTORE,
            restored,
            by=by,
            now=now,
            starts=now,
            seen=seen,
            approved_by=approved_by,
            words=words,
        )
        return restored


def change_expiry(edition: Edition, *, by: User, expires_at: datetime, reason: str) -> Decision:
    """Let a live or scheduled edition end sooner. Later takes a new edition, and so two people."""
    with deciding(Verb.CHANGE_EXPIRY, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say why it ends sooner."))
        assert edition.released_at is not None  # noqa: S101 - the rule says live or scheduled
        too_soon = expires_at < max(now, edition.released_at) + EDGE
        refuse_if(_("It cannot expire in the past or before it starts.") if too_soon else "")
        later = edition.expires_at is not None and expires_at >= edition.expires_at
        refuse_if(
            _("To keep it public for longer, release a new edition with a later expiry.") if later else ""
        )
        edition.expires_at = expires_at
        successor = scheduled_edition(edition, now)
        settle_end(edition, successor=successor.released_at if successor else None)
        edition.save(update_fields=["expires_at"])
        edition.content_hash = content_hash(edition)
        edition.save_standing()
        return record(Verb.CHANGE_EXPIRY, edition, by=by, at=now, reason=reason)


def change_outcome(
    edition: Edition, *, by: User, reason: str, outcome: str, redirect_to: str = "", notice: str = ""
) -> Decision:
    """Change what the address of an ended edition answers."""
    with deciding(Verb.CHANGE_OUTCOME, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say why this changes."))
        settle_outcome(edition, outcome, redirect_to, notice, now)
        edition.save_standing()
        said = {"outcome": outcome, "redirect_to": redirect_to, "notice": notice}
        return record(Verb.CHANGE_OUTCOME, edition, by=by, at=now, reason=reason, **said)


def move(edition: Edition, *, by: User, slug: str, reason: str) -> Decision:
    """Give the document of `edition` another address, and with it what stands below. Old ones redirect, for ever."""
    with deciding(Verb.MOVE, edition, by=by) as now:
        old = edition.document.slug
        along = list(relocate(edition.document, slug, now))
        decision = record(Verb.MOVE, edition, by=by, at=now, reason=reason, old=old, new=slug)
        for moved in along:
            newest = moved.document.editions.filter(is_newest=True).select_related("document").get()
            why = _("It moved with the page above it.")
            record(Verb.MOVE, newest, by=by, at=now, reason=why, old=moved.old, new=moved.new)
        return decision


def redact(edition: Edition, *, by: User, reason: str) -> Decision:
    """Empty what is over, under an anonymity order or by retention: its text and what was said about it."""
    with deciding(Verb.REDACT, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say under what order or rule, without naming anybody."))
        empty(edition)
        edition.redacted_at = now
        edition.save()
        followers.keep_in_line(edition)
        redact_words(edition)
        return record(Verb.REDACT, edition, by=by, at=now, reason=reason)


def _release(
    verb: Verb,
    edition: Edition,
    *,
    by: User,
    now: datetime,
    starts: datetime,
    seen: str,
    approved_by: User | None,
    words: dict[str, str],
) -> Decision:
    if edition.state(now) == State.SCHEDULED:
        take_out(edition, now)
    displaced = make_way(edition, now, at=starts)
    settled = settle_content(edition, now, starts)
    live, before = live_edition(edition, now), edition.document.answering(now)
    if live is not None:
        _refuse_stopped_clock(live, now)
        settle_end(live, successor=starts)
        live.save_standing()
    edition.approved_by, edition.urgent_reason = approved_by, "" if approved_by else words["reason"]
    edition.content_hash = content_hash(edition) if settled else seen
    begin(edition, starts, by=by, after=before)
    edition.save_standing()
    followers.keep_in_line(edition)
    _record_displaced(displaced, _("Edition %d was released before it.") % edition.number, by=by, now=now)
    return record(verb, edition, by=by, at=now, instant=utc(starts), **words)


def _near(at: datetime | None, now: datetime) -> bool:
    return at is not None and at < now + EDGE


def _refuse_stopped_clock(edition: Edition, now: datetime) -> None:
    stopped = edition.released_at is not None and edition.released_at >= now
    refuse_if(_("The clock of this machine went back. Try again in a moment.") if stopped else "")


def _record_displaced(displaced: Edition | None, reason: str, *, by: User, now: datetime) -> None:
    if displaced is not None:
        record(Verb.SET_ASIDE, displaced, by=by, at=now, reason=reason)
