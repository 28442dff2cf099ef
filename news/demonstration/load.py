"""Loading the demonstration: once, whole, in one transaction. A second time nothing changes."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from news.demonstration import exampleton, staffordshire
from news.demonstration.labels import keep_labels
from news.demonstration.people import Cast, keep_people
from news.demonstration.travel import play
from news.models import Post, PostAddress
from publishing.models import FollowUp
from publishing.rules import refuse_if

# The first post that is ever loaded: where it is, the demonstration is.
MARK = staffordshire.ENTERS_ENGAGE.slug


def is_loaded() -> bool:
    return PostAddress.objects.filter(slug=MARK).exists()


def refuse_elsewhere() -> None:
    """Refused on a site that does not call itself a demonstration, and on top of somebody's content."""
    allowed = settings.DEMONSTRATION or settings.DEBUG
    refuse_if("" if allowed else "This is not a demonstration site. Set DEMONSTRATION=true to make it one.")
    strange = not is_loaded() and Post.objects.exists()
    refuse_if(
        "This database holds posts that are not the demonstration’s. Use an empty one." if strange else ""
    )


@transaction.atomic
def load(sign_ins: Path) -> tuple[Cast, int]:
    """People always, posts once. Returns the people, and how many posts were loaded."""
    refuse_elsewhere()
    before = Post.objects.count()
    cast = keep_people(sign_ins)
    if not is_loaded():
        keep_labels()
        _play(cast)
    return cast, Post.objects.count() - before


def _play(cast: Cast) -> None:
    now = timezone.now()
    play([*staffordshire.stories(cast, now), *exampleton.stories(cast, now)])
    # Nobody is to be told by mail of what was decided years ago.
    FollowUp.objects.filter(done_at=None).update(done_at=now)
