"""The demonstration's home page: three featured posts and a campaign about Exampleton, which is invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from home import choosing
from home.models import Campaign, Feature
from news.models import Post, PostAddress

# The newest leads.
FEATURED = (
    "exampleton-river-road-flooded",
    "inspection-2023-25-grades",
    "exampleton-locking-up-for-the-winter",
)
# Long enough that a demonstration which is left running does not fall bare. A post that ends earlier goes earlier.
LASTS = timedelta(days=365)


@transaction.atomic
def load(by: User, now: datetime) -> None:
    """Once: what somebody chose since then stays."""
    if Feature.objects.exists() or Campaign.objects.exists():
        return
    for slug in FEATURED:
        post: Post = PostAddress.objects.get(slug=slug).document
        choosing.feature(post, by=by, ends_at=now + LASTS)
    choosing.keep_campaign(campaign(now), by=by)


def campaign(now: datetime) -> Campaign:
    return Campaign(
        title="Exampleton locks up in the evening",
        text="Lock doors, windows and the shed every evening. (Exampleton is invented, and so is this campaign.)",
        link_words="What to lock, and how",
        link_url="/news/exampleton-locking-up-for-the-winter/",
        ends_at=now + LASTS,
    )
