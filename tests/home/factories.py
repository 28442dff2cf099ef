"""What the desk puts on the home page, put there as the desk would."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from home import choosing
from home.models import Campaign, Feature
from news.models import PostEdition
from tests.factories import make_editor

WEEK = timedelta(days=7)


def make_feature(edition: PostEdition, *, by: User | None = None, ends_at: datetime | None = None) -> Feature:
    """Its post in the last place, for a week unless `ends_at` says otherwise."""
    post: Any = edition.document
    return choosing.feature(post, by=by or make_editor(), ends_at=ends_at or timezone.now() + WEEK)


def make_campaign(*, by: User | None = None, ends_at: datetime | None = None, **fields: Any) -> Campaign:
    words = {"title": "Lock it", "text": "Ten minutes.", "link_words": "How", "link_url": "/news/"}
    campaign = Campaign(ends_at=ends_at or timezone.now() + WEEK, **{**words, **fields})
    choosing.keep_campaign(campaign, by=by or make_editor())
    return campaign
