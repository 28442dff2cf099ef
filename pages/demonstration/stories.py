"""The demonstration's pages: written, approved, moved and withdrawn on days before today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.roles import Role
from pages.demonstration import texts
from pages.demonstration.filling import filled
from pages.documents import Page, PageAddress
from pages.first_pages import FIRST_PAGES
from pages.first_pages.site import ABOUT, CONTACT
from pages.text import Text
from publishing import release
from publishing.demonstration.acts import HOUR, Part, drafted, released, updated
from publishing.demonstration.people import Cast
from publishing.demonstration.travel import Story, london
from publishing.rules import refuse_if
from publishing.states import Notice, Outcome, Update

# A page that only the demonstration has: where it is, the demonstration is.
MARK = texts.NEXT.slug
# Where the first pages stand in the navigation, after the advice.
NAVIGATION = {CONTACT.slug: 2, ABOUT.slug: 3}


def is_loaded() -> bool:
    return PageAddress.objects.filter(slug=MARK).exists()


def refuse_on_top_of_others() -> None:
    strange = not is_loaded() and Page.objects.exists()
    refuse_if(
        "This database holds pages that are not the demonstration’s. Use an empty one." if strange else ""
    )


def stories(cast: Cast, now: datetime) -> Iterator[Story]:
    """`now` is the moment of loading; every act is before it."""

    def days_ago(days: int, hour: int = 11, minute: int = 0) -> datetime:
        day = timezone.localdate(now) - timedelta(days=days)
        return london(day.year, day.month, day.day, hour, minute)

    today = timezone.localdate(now)
    for number, text in enumerate(FIRST_PAGES):
        review_on = today + timedelta(days=300 + number)
        shown = replace(in_place(filled(text)), review_on=review_on)
        yield released(cast, shown, days_ago(60, minute=number))
    yield released(cast, texts.WELSH, days_ago(60, 12))
    yield released(cast, texts.ADVICE, days_ago(58))
    yield corrected(cast, days_ago(50), today)
    yield released(cast, replace(texts.MESSAGES, review_on=today + timedelta(days=200)), days_ago(49))
    yield moved(cast, days_ago(48))
    yield released(cast, replace(texts.ABUSE, review_on=today + timedelta(days=90)), days_ago(47))
    yield released(cast, texts.NEXT, days_ago(46))
    yield withdrawn(cast, days_ago(44))
    yield drafted(cast, texts.GUIDE, now - 2 * HOUR)


def in_place(text: Text) -> Text:
    """In the navigation, if it belongs there; the page of contacts with the way to the one in Welsh."""
    body = texts.IN_WELSH + text.body if text.slug == CONTACT.slug else text.body
    return replace(text, body=body, navigation_position=NAVIGATION.get(text.slug))


def corrected(cast: Cast, on: datetime, today: date) -> Part:
    """Two editions, the second with a change note. Its review is due in a week, for the desk's first page."""
    edition = yield from released(cast, texts.HOME, on)
    note = "We added what to do if somebody has broken in."
    change = {"update": Update.MAJOR, "change_note": note, "review_on": today + timedelta(days=7)}
    return (yield from updated(cast, edition, on + timedelta(days=20), **change))


def moved(cast: Cast, on: datetime) -> Part:
    edition = yield from released(cast, texts.BICYCLE, on)
    yield on + timedelta(days=2)
    reason = "Readers look for bicycles, not for cycling."
    release.move(edition, by=cast[Role.EDITOR], slug=texts.BICYCLE_MOVED_TO, reason=reason)
    return edition


def withdrawn(cast: Cast, on: datetime) -> Part:
    edition = yield from released(cast, texts.SCHEME, on)
    yield on + timedelta(days=9)
    said = {"outcome": Outcome.NOTICE, "notice": Notice.NO_LONGER_CURRENT}
    release.withdraw(edition, by=cast[Role.EDITOR], reason="The scheme has ended.", **said)
    return edition
