"""Loading the demonstration of every room: once, whole, in one transaction. A second time nothing changes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.roles import Role
from consent.demonstration import load as cookies
from feedback import demonstration as feedback
from home import demonstration as home
from news.demonstration import load as news
from news.models import Post
from pages.demonstration import details
from pages.demonstration import stories as pages
from pages.documents import Page
from peel import loading as peel
from peel.demonstration import claim, findings, summaries
from publishing.demonstration.people import Cast, keep_people
from publishing.demonstration.travel import play
from publishing.models import FollowUp
from publishing.rules import refuse_if

ROOMS = (news, pages, summaries, cookies)


class Loaded(NamedTuple):
    """The people, and how much is new."""

    cast: Cast
    posts: int
    pages: int


@transaction.atomic
def load(sign_ins: Path) -> Loaded:
    """People always, content once. All rooms are played together: the decision log then runs forward in time."""
    refuse_elsewhere()
    posts, stood, now = Post.objects.count(), Page.objects.count(), timezone.now()
    cast = keep_people(sign_ins)
    # Before the posts that name one.
    inspections = peel.load_folder(peel.REFERENCE)
    refuse_if(" ".join(str(line) for line in inspections.refused))
    play(story for room in ROOMS if not room.is_loaded() for story in room.stories(cast, now))
    # Nobody is to be told by mail of what was decided years ago.
    FollowUp.objects.filter(done_at=None, decision__at__lt=now).update(done_at=now)
    details.load(cast[Role.ADMINISTRATOR])
    home.load(cast[Role.EDITOR], now)
    feedback.load(cast[Role.EDITOR])
    findings.load(cast[Role.AUTHOR], cast[Role.EDITOR], now)
    claim.load(cast[Role.AUTHOR], cast[Role.EDITOR])
    return Loaded(cast, Post.objects.count() - posts, Page.objects.count() - stood)


def refuse_elsewhere() -> None:
    """Refused on a site that does not call itself a demonstration, and on top of somebody's content."""
    sentence = "This is not a demonstration site. Set DEMONSTRATION=true to make it one."
    refuse_if("" if settings.DEMONSTRATION else sentence)
    for room in ROOMS:
        room.refuse_on_top_of_others()
