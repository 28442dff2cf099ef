"""Posts about places that do not exist, so that every state and outcome of a post can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.roles import Role
from news.demonstration import exampleton_texts as texts
from news.demonstration.text import Text
from news.models import PostEdition
from publishing import drafts, release
from publishing.demonstration.acts import (
    HOUR,
    Part,
    ask,
    drafted,
    released,
    released_urgently,
    submitted,
    updated,
)
from publishing.demonstration.people import Cast
from publishing.demonstration.travel import Story, london
from publishing.hashing import content_hash
from publishing.states import Notice, Outcome, Update

# A warning without an end would stand on a demonstration for years.
FLOOD_LASTS = timedelta(days=14)


def stories(cast: Cast, now: datetime) -> Iterator[Story]:
    """`now` is the moment of loading; every act is before it."""

    def days_ago(days: int, hour: int = 10) -> datetime:
        day = timezone.localdate(now) - timedelta(days=days)
        return london(day.year, day.month, day.day, hour)

    yield released(cast, texts.RICH, days_ago(45))
    yield released(cast, texts.WITHOUT_AREA, days_ago(21))
    yield released(cast, texts.LONG_TITLE, days_ago(16))
    yield released(cast, texts.OPEN_APPEAL, days_ago(4))
    yield corrected(cast, days_ago(30))
    yield withdrawn(cast, texts.GONE, days_ago(40), outcome=Outcome.GONE)
    yield withdrawn(
        cast, texts.NOTICED, days_ago(33), outcome=Outcome.NOTICE, notice=Notice.PUBLISHED_IN_ERROR
    )
    yield withdrawn(
        cast, texts.MERGED, days_ago(27), outcome=Outcome.REDIRECT, redirect_to=f"/news/{texts.RICH.slug}/"
    )
    yield restored(cast, days_ago(19))
    yield expired(cast, days_ago(24))
    yield moved(cast, days_ago(12))
    yield cancelled(cast, days_ago(9))
    yield urgent_and_approved(cast, days_ago(14, hour=2))
    flood = replace(texts.DEBT, expires_at=now + FLOOD_LASTS)
    yield released_urgently(cast, flood, days_ago(1, hour=3), reason="The road is under water now.")
    yield with_open_draft(cast, days_ago(6))
    yield returned(cast, days_ago(2))
    yield submitted(cast, texts.STOPPED, now - 2 * HOUR)
    yield drafted(cast, texts.DRAFT, now - HOUR)


def corrected(cast: Cast, on: datetime) -> Part:
    """Four editions: the first, a major update with a change note, a minor one, and the end of it all."""
    edition = yield from released(cast, texts.CORRECTED, on)
    body = texts.CORRECTED.body.replace("until Friday", "until the following Tuesday")
    note = "The road stays closed until Tuesday, not Friday."
    major = {"update": Update.MAJOR, "change_note": note, "body": body}
    edition = yield from updated(cast, edition, on + timedelta(days=2), **major)
    plain = body.replace("Buses are diverted", "Buses take a diversion")
    edition = yield from updated(cast, edition, on + timedelta(days=3), update=Update.MINOR, body=plain)
    end = {"update": Update.MAJOR, "change_note": "The road is open again.", **texts.OPEN_AGAIN}
    return (yield from updated(cast, edition, on + timedelta(days=6), **end))


def withdrawn(cast: Cast, text: Text, on: datetime, **outcome: str) -> Part:
    edition = yield from released(cast, text, on)
    yield on + timedelta(days=4)
    release.withdraw(edition, by=cast[Role.EDITOR], reason="A demonstration of a withdrawal.", **outcome)
    return edition


def restored(cast: Cast, on: datetime) -> Part:
    """Withdrawn at night by on-call, shown again by the editor in the morning."""
    edition = yield from released(cast, texts.RESTORED, on)
    yield on + 14 * HOUR
    release.withdraw(
        edition, by=cast[Role.ON_CALL], reason="Somebody doubts the date; taken down until asked."
    )
    yield on + 23 * HOUR
    reason = "The date is right."
    return release.restore(edition, by=cast[Role.EDITOR], reason=reason, seen=content_hash(edition))


def expired(cast: Cast, on: datetime) -> Part:
    edition = yield from released(cast, texts.appeal(expires_at=on + timedelta(days=10)), on)
    yield on + timedelta(days=11)
    reason = "The appeal is over: thank readers instead of saying that the page was removed."
    closed = {"outcome": Outcome.NOTICE, "notice": Notice.APPEAL_CLOSED}
    release.change_outcome(edition, by=cast[Role.EDITOR], reason=reason, **closed)
    return edition


def moved(cast: Cast, on: datetime) -> Part:
    edition = yield from released(cast, texts.MOVED, on)
    yield on + timedelta(days=1)
    reason = "The first address named the wrong day."
    release.move(edition, by=cast[Role.EDITOR], slug=texts.MOVED_TO, reason=reason)
    return edition


def cancelled(cast: Cast, on: datetime) -> Part:
    """Scheduled, then taken back before it was public: set aside."""
    edition = yield from released(cast, texts.CANCELLED, on, public_at=on + timedelta(days=2))
    yield on + timedelta(days=1)
    release.cancel_release(edition, by=cast[Role.EDITOR], reason="The open day does not take place.")
    return edition


def urgent_and_approved(cast: Cast, on: datetime) -> Part:
    """Released by one person at night, approved by a second in the morning; by noon it is over."""
    edition = yield from released_urgently(
        cast, texts.URGENT, on, reason="Somebody may be in danger tonight."
    )
    yield on + 7 * HOUR
    release.clear_debt(edition, by=cast[Role.EDITOR], seen=content_hash(edition))
    end = {"update": Update.MAJOR, "change_note": "The leak is mended.", **texts.LEAK_IS_OVER}
    return (yield from updated(cast, edition, on + 10 * HOUR, **end))


def with_open_draft(cast: Cast, on: datetime) -> Part:
    """Live, with the next edition waiting for approval."""
    edition = yield from released(cast, texts.UPDATING, on)
    yield on + timedelta(days=3)
    draft: PostEdition = drafts.start_next(edition, by=cast[Role.AUTHOR])
    longer = draft.body.replace("every Tuesday", "every Tuesday and Thursday")
    note = "There is a second surgery each week, on Thursdays."
    change = {"update": Update.MAJOR, "change_note": note, "body": longer}
    drafts.keep(draft, by=cast[Role.AUTHOR], seen=draft.revision, **change)
    return ask(draft, by=cast[Role.AUTHOR])


def returned(cast: Cast, on: datetime) -> Part:
    edition = yield from drafted(cast, texts.RETURNED, on)
    yield on + HOUR
    ask(edition, by=cast[Role.AUTHOR])
    yield on + 2 * HOUR
    reason = "Say where the tents are, and what happens in the rain."
    drafts.return_to_author(edition, by=cast[Role.EDITOR], reason=reason)
    return edition
