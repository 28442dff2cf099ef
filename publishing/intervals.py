"""Arranging the intervals of one document's editions. Called by the verbs, under the document's lock.

`ended_at` is the earliest of the expiry, the successor's start and a withdrawal; always computed here.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from publishing import followers
from publishing.rules import Refused
from publishing.states import Ending, Update

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition, EditionQuerySet


def begin(edition: Edition, starts: datetime, *, by: User, after: Edition | None) -> None:
    """Make `edition` public from `starts`, following `after`, the one that was public last. Not saved.

    A minor update and a restored text keep their place in lists; anything else is listed as new.
    """
    keeps_place = after is not None and (edition.update == Update.MINOR or edition.is_restored)
    edition.released_at, edition.released_by, edition.set_aside_at = starts, by, None
    edition.first_released_at = after.first_released_at if after else starts
    edition.listed_at = after.listed_at if after and keeps_place else starts
    settle_end(edition)


def settle_end(edition: Edition, *, successor: datetime | None = None) -> None:
    """Compute when a released, not withdrawn edition ends. Not saved."""
    ends = [(edition.expires_at, Ending.EXPIRED), (successor, Ending.REPLACED)]
    known = [(moment, ending) for moment, ending in ends if moment is not None]
    edition.ended_at, edition.ending = min(known, default=(None, ""))
    edition.ended_by = None


def live_edition(edition: Edition, now: datetime) -> Edition | None:
    return _sibling(edition, edition.document.editions.at(now))


def scheduled_edition(edition: Edition, now: datetime) -> Edition | None:
    """The document's scheduled edition, if it has one other than `edition`."""
    return _sibling(edition, edition.document.editions.scheduled(now).exclude(pk=edition.pk))


def _sibling(edition: Edition, editions: EditionQuerySet) -> Edition | None:
    found = editions.first()
    if found is not None:
        found.document = edition.document
    return found


def take_out(edition: Edition, now: datetime) -> None:
    """Set a scheduled edition aside, and let what is live go on until its own expiry.

    It keeps the hash of what was approved, for the log.
    """
    edition.released_at = edition.released_by = edition.first_released_at = edition.listed_at = None
    edition.ended_at, edition.ending, edition.ended_by = None, "", None
    edition.approved_by, edition.urgent_reason = None, ""
    edition.submitted_at, edition.submitted_hash, edition.set_aside_at = None, "", now
    edition.save_standing()
    followers.keep_in_line(edition)
    live = live_edition(edition, now)
    if live is not None:
        settle_end(live)
        live.save_standing()


def make_way(edition: Edition, now: datetime, *, at: datetime | None = None) -> Edition | None:
    """Set aside the edition that is scheduled while `edition` is released or withdrawn. Returns it.

    A release later than now may only take its place at its own instant: no chain of scheduled editions.
    """
    scheduled = scheduled_edition(edition, now)
    if scheduled is None or scheduled.released_at is None:
        return None
    if at is not None and at > now and at != scheduled.released_at:
        raise Refused(
            _("Edition %d is scheduled for another moment. Cancel it first, or choose its moment.")
            % scheduled.number
        )
    take_out(scheduled, now)
    return scheduled
