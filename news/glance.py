"""A few posts at a glance, for pages that are not a list of news: the home page, a dead end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from news.filters import Filters
from news.models import PostEdition
from news.paging import rows
from publishing import frame
from publishing.destinations import current_slug

# As many as the home page may need: none of its stories is shown twice.
FEW = 18


def posts(moment: datetime) -> QuerySet[Any]:
    """What is public at `moment`, as cards need it: each with its `address`, without its text."""
    public = PostEdition.public.at(moment).select_related("document").defer("body")
    return public.annotate(address=current_slug(PostEdition))


def newest(moment: datetime, count: int, *, kind: str = "") -> list[Any]:
    """The newest public posts, of one kind if `kind` is given. One query, found in one index."""
    found = rows(Filters(kind=kind), moment).order_by("-listed_at", "-key").values("key")[:count]
    return list(posts(moment).filter(pk__in=found).order_by("-listed_at", "-pk"))


@frame.part("latest")
def latest(moment: datetime) -> list[Any]:
    return newest(moment, FEW)
