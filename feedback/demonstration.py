"""A handful of feedback for the demonstration. Invented by us, by nobody and about nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from feedback.models import Feedback, Rating
from publishing import clock, places
from publishing.decisions import label
from publishing.models import SiteState

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Said(NamedTuple):
    ago: timedelta
    page: str
    rating: str
    doing: str
    thoughts: str
    note: str = ""  # with one it is handled


SAID = (
    Said(
        2 * HOUR,
        "/news/",
        Rating.GOOD,
        "Demonstration: looking for what was said about my road.",
        "The list can be narrowed to one area, which helped. I expected to find the area in the menu at the top.",
    ),
    Said(
        9 * HOUR,
        "/news/",
        Rating.POOR,
        "Demonstration: reading on my phone on the bus.",
        "The older news is hard to reach with one thumb.\nThe text itself is easy to read.",
    ),
    Said(
        2 * DAY,
        "/",
        "",
        "",
        "Demonstration: a page in Welsh would help my neighbours.",
    ),
    Said(
        5 * DAY,
        "/",
        Rating.VERY_GOOD,
        "Demonstration: checking the number to call.",
        "It is the first thing on the page. Thank you.",
        "Nice to hear. Shown to the team.",
    ),
    Said(
        12 * DAY,
        "",
        Rating.MIXED,
        "Demonstration: printing an appeal for the notice board.",
        "It prints on one page now, but the address of the page is cut off at the edge.",
        "Mended in the print style.",
    ),
)


@transaction.atomic
def load(handler: User) -> int:
    """Once: where there is any feedback, nothing is added. Returns how many."""
    if Feedback.objects.exists():
        return 0
    now, version = clock.now(), SiteState.objects.get().version
    Feedback.objects.bulk_create(_feedback(said, now, version, handler) for said in SAID)
    return len(SAID)


def _feedback(said: Said, now: datetime, version: int, handler: User) -> Feedback:
    place = places.at(said.page, now) if said.page else None
    return Feedback(
        page=said.page,
        seen=label(place.edition) if place and place.edition else "",
        version=version,
        doing=said.doing,
        thoughts=said.thoughts,
        rating=said.rating,
        sent_at=now - said.ago,
        note=said.note,
        handled_at=now - said.ago + 3 * HOUR if said.note else None,
        handled_by=handler if said.note else None,
    )
