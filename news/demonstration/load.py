"""The demonstration's posts, for config/demonstration.py to load."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from news.demonstration import exampleton, staffordshire
from news.demonstration.labels import keep_labels
from news.models import Post, PostAddress
from publishing.demonstration.people import Cast
from publishing.demonstration.travel import Story
from publishing.rules import refuse_if

# The first post that is ever loaded: where it is, the demonstration is.
MARK = staffordshire.ENTERS_ENGAGE.slug


def is_loaded() -> bool:
    return PostAddress.objects.filter(slug=MARK).exists()


def refuse_on_top_of_others() -> None:
    strange = not is_loaded() and Post.objects.exists()
    refuse_if(
        "This database holds posts that are not the demonstration’s. Use an empty one." if strange else ""
    )


def stories(cast: Cast, now: datetime) -> Iterator[Story]:
    """`now` is the moment of loading; every act is before it."""
    keep_labels()
    yield from staffordshire.stories(cast, now)
    yield from exampleton.stories(cast, now)
