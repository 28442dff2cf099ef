"""Keep the derived listing rows in line with what is released."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from news.models import Listing, PostEdition
from publishing import followers

if TYPE_CHECKING:
    from publishing.editions import Edition


@followers.inside
def list_post(edition: Edition) -> None:
    if not isinstance(edition, PostEdition):
        return
    Listing.objects.filter(edition=edition).delete()
    if edition.listed_at is not None:
        Listing.objects.bulk_create(listings_of(edition, edition.listed_at))


def listings_of(edition: PostEdition, listed_at: datetime) -> list[Listing]:
    """The rows that `edition` should have. Topics and areas are listed by key: slugs may change."""
    values = [(Listing.Scope.KIND, edition.kind)]
    values += [(Listing.Scope.TOPIC, str(topic.pk)) for topic in edition.topics.all()]
    values += [(Listing.Scope.AREA, str(area.pk)) for area in edition.areas.all()]
    return [Listing(scope=s, value=v, listed_at=listed_at, edition=edition) for s, v in values]
