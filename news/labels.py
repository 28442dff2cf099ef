"""The names of topics and areas that a page shows, in one query a page.

A topic or an area is nothing to the public until something public is filed under it: its name may be news.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from news.filters import Filters
from news.models import Area, Listing, PostEdition, Topic

MODELS: dict[str, type[Topic | Area]] = {Listing.Scope.TOPIC: Topic, Listing.Scope.AREA: Area}


@dataclass(frozen=True)
class Labels:
    """What one post is filed under, as (name, slug)."""

    topics: list[tuple[str, str]]
    areas: list[tuple[str, str]]


def of_list(
    filters: Filters, keys: list[int], moment: datetime
) -> tuple[dict[str, str], dict[int, list[str]]]:
    """The names of the topic and the area asked for, by scope; the names of the posts' areas, by their key."""
    asked = [(scope, slug) for scope, slug in filters.scopes() if scope in MODELS]
    parts = [named(scope, slug, moment) for scope, slug in asked]
    if keys:
        filed = PostEdition.public.at(moment).filter(pk__in=keys, areas__isnull=False)
        parts.append(filed.values_list(Value(""), "pk", "areas__name"))
    names, areas = {}, defaultdict(list)
    for scope, key, name in together(parts):
        if scope:
            names[scope] = name
        else:
            areas[key].append(name)
    return names, areas


def of_post(edition: PostEdition, moment: datetime) -> Labels:
    this = PostEdition.public.at(moment).filter(pk=edition.pk)
    topics = this.filter(topics__isnull=False).values_list(Value("topic"), "topics__name", "topics__slug")
    areas = this.filter(areas__isnull=False).values_list(Value("area"), "areas__name", "areas__slug")
    found = sorted(together([topics, areas]))
    return Labels(*([(name, slug) for scope, name, slug in found if scope == one] for one in MODELS))


def of_draft(edition: PostEdition) -> Labels:
    """For the desk: whatever it is filed under, public or not."""
    chosen = ([(label.name, label.slug) for label in many.all()] for many in (edition.topics, edition.areas))
    return Labels(*chosen)


def named(scope: str, slug: str, moment: datetime) -> QuerySet[Any]:
    """The label with this slug, if anything public is filed under it."""
    public = PostEdition.public.at(moment).filter(pk=OuterRef("edition"))
    filed = Listing.objects.filter(Exists(public), scope=scope, value=Cast(OuterRef("pk"), CharField()))
    label = MODELS[scope].objects.filter(Exists(filed), slug=slug).order_by()
    return label.values_list(Value(scope), "pk", "name")


def together(parts: list[QuerySet[Any]]) -> list[tuple[Any, ...]]:
    return list(parts[0].union(*parts[1:], all=True)) if parts else []
