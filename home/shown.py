"""What the home page shows at a moment: everything is read for that moment, so that any moment can be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from home.choosing import MOST
from home.models import Campaign, Feature
from news import glance
from news.models import Kind
from news.ways import KINDS

APPEALS, LATEST, ADVICE = 4, 6, 3


@dataclass(frozen=True)
class Home:
    """Each story once. `lead` is larger than the rest; `features` follow it, as many as `len(features)` says.

    Posts are public editions with their `address`.
    """

    lead: Any | None
    features: list[Any]
    appeals: list[Any]
    latest: list[Any]
    advice: list[Any]
    campaign: Campaign | None
    kinds: list[tuple[str, str]]
    is_featured: bool


def read_home(moment: datetime, newest: list[Any]) -> Home:
    """newest: the newest posts at `moment` (glance.latest)."""
    features = featured(moment)
    chosen = leading(newest, features)
    appeals = without(chosen, glance.newest(moment, APPEALS + MOST, kind=Kind.APPEAL))[:APPEALS]
    advice = without(chosen, glance.newest(moment, ADVICE + MOST, kind=Kind.ADVICE))[:ADVICE]
    return Home(
        lead=chosen[0] if chosen else None,
        features=chosen[1:],
        appeals=appeals,
        latest=without([*chosen, *appeals, *advice], newest)[:LATEST],
        advice=advice,
        campaign=Campaign.objects.at(moment).first(),
        kinds=[(kind.value, str(words)) for kind, words in KINDS.items()],
        is_featured=bool(features),
    )


def leading(newest: list[Any], chosen: list[Any]) -> list[Any]:
    """Whatever was released urgently leads until a second person has approved it; then come the desk's own, and
    where nothing is featured, the newest."""
    urgent = [post for post in newest if post.has_debt()]
    return [*urgent, *without(urgent, chosen)][:MOST] or newest[:1]


def featured(moment: datetime) -> list[Any]:
    """The featured posts that are public, in the desk's order. What is not public leaves no gap and no count."""
    chosen = Feature.objects.at(moment)
    place = chosen.filter(post=OuterRef("document")).values("position")[:1]
    posts = glance.posts(moment).filter(document__in=chosen.order_by().values("post"))
    return list(posts.annotate(place=Subquery(place)).order_by("place", "-pk"))


def without(shown: list[Any], posts: list[Any]) -> list[Any]:
    known = {post.pk for post in shown}
    return [post for post in posts if post.pk not in known]
