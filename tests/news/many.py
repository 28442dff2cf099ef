"""Thousands of live posts at once, past the verbs, as the verbs would leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from news.listing import listings_of
from news.models import Area, Kind, Listing, Post, PostAddress, PostEdition, Topic
from tests.factories import make_user


def make_many(
    count: int,
    listed_at: Callable[[int], datetime],
    *,
    topics: Iterable[Topic] = (),
    areas: Iterable[Area] = (),
    kind: str = Kind.NEWS,
) -> list[PostEdition]:
    """`count` posts; number n is listed at `listed_at(n)` and was released then. All have the same tags."""
    user = make_user()
    first = Post.objects.count()
    posts = Post.objects.bulk_create(Post() for _ in range(count))
    PostAddress.objects.bulk_create(
        PostAddress(document=post, slug=f"many-{first + number}") for number, post in enumerate(posts)
    )
    made = PostEdition.desk.bulk_create(
        released(post, listed_at(number), user, number, kind) for number, post in enumerate(posts)
    )
    for field, labels in (("topics", list(topics)), ("areas", list(areas))):
        for label in labels:
            through: Any = getattr(PostEdition, field).through
            key = {"topics": "topic", "areas": "area"}[field]
            through.objects.bulk_create(through(postedition=edition, **{key: label}) for edition in made)
    Listing.objects.bulk_create(
        row for number, edition in enumerate(made) for row in listings_of(edition, listed_at(number))
    )
    return made


def released(post: Post, moment: datetime, user: Any, number: int, kind: str) -> PostEdition:
    return PostEdition(
        document=post,
        number=1,
        title=f"Post {number}",
        summary=f"Summary {number}",
        body="<p>Text.</p>",
        kind=kind,
        edited_at=moment,
        edited_by=user,
        approved_by=user,
        released_by=user,
        content_hash="0" * 64,
        released_at=moment,
        first_released_at=moment,
        listed_at=moment,
    )
