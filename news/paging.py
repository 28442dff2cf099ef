"""One page of the news list, in two queries, whatever the number of posts or the page.

Rows are found in an index that holds them newest first: the editions' own, or the listing's for a kind, topic
or area. Numbered pages reach as far as counting is cheap; beyond, pages go on from a place in the list.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from news import labels
from news.filters import Filters
from news.models import Listing, PostEdition
from news.shown import COUNTED, PAGES, SIZE, Card, Page
from publishing.destinations import current_slug


class CountOf(Subquery):
    """How many rows a query has. Give it a limit: counting is what gets slow."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def read_page(filters: Filters, moment: datetime) -> Page:
    """What a visitor sees at `moment`. Beyond the last numbered page it has no cards."""
    everything = rows(filters, moment)
    asked = everything.filter(**filters.interval())
    found = []
    if filters.page <= PAGES:
        found = posts(window(asked, filters), moment, everything=everything, asked=asked)
    has_more = len(found) > SIZE
    shown = found[-SIZE:] if filters.after else found[:SIZE]
    names, areas = labels.of_list(filters, [post.pk for post in shown], moment)
    return Page(
        filters=filters,
        cards=[Card(post, sorted(areas[post.pk])) for post in shown],
        total=found[0].total if found else 0,
        oldest=found[0].oldest if found else None,
        newest=found[0].newest if found else None,
        has_more=has_more,
        names=names,
    )


def rows(filters: Filters, moment: datetime) -> QuerySet[Any]:
    """Everything public of the kind, topic and area, as rows with `listed_at` and `key`, the edition's."""
    scopes = [listings(scope, value) for scope, value in filters.scopes()]
    if not scopes:
        return PostEdition.public.at(moment).annotate(key=F("pk"))
    first, *others = scopes
    kept: list[QuerySet[Any]] = [PostEdition.public.at(moment).filter(pk=OuterRef("edition"))]
    kept += [other.filter(edition=OuterRef("edition")) for other in others]
    # Not EXISTS: PostgreSQL would join what it should look up row by row, and read both sides to their ends.
    found = first.alias(**{f"kept_{n}": Subquery(one.values("pk")[:1]) for n, one in enumerate(kept)})
    return found.filter(**{f"kept_{n}__isnull": False for n in range(len(kept))}).annotate(key=F("edition"))


def listings(scope: str, value: str) -> QuerySet[Any]:
    """Rows by kind, or by the slug of a topic or an area: those are listed by their primary key."""
    found: Any = value
    if scope in labels.MODELS:
        label = labels.MODELS[scope].objects.filter(slug=value)
        found = Subquery(label.values(text=Cast("pk", CharField()))[:1])
    return Listing.objects.filter(scope=scope, value=found)


def window(asked: QuerySet[Any], filters: Filters) -> QuerySet[Any]:
    """The keys of one page and of one more row, which tells whether there is more."""
    order = ("listed_at", "key") if filters.after else ("-listed_at", "-key")
    start = (filters.page - 1) * SIZE
    beyond = asked.filter(beyond_key(filters)).order_by(*order)
    return beyond.values("key")[start : start + SIZE + 1]


def beyond_key(filters: Filters) -> Q:
    """The first condition looks redundant, but is what makes PostgreSQL enter its index at the place."""
    if filters.before:
        at, edition = filters.before
        return Q(listed_at__lte=at) & (Q(listed_at__lt=at) | Q(listed_at=at, key__lt=edition))
    if filters.after:
        at, edition = filters.after
        return Q(listed_at__gte=at) & (Q(listed_at__gt=at) | Q(listed_at=at, key__gt=edition))
    return Q()


def posts(
    keys: QuerySet[Any], moment: datetime, *, everything: QuerySet[Any], asked: QuerySet[Any]
) -> list[Any]:
    """The editions with these keys, newest first, each with what is to be said about the whole list.

    Those subqueries depend on no row: the database works them out once.
    """
    found = (
        PostEdition.public.at(moment)
        .filter(pk__in=keys)
        .select_related("document")
        .defer("body")
        .annotate(
            address=current_slug(PostEdition),
            # In the order of the index, or PostgreSQL reads all there is to count a thousand.
            total=CountOf(asked.order_by("-listed_at", "-key").values("key")[: COUNTED + 1]),
            oldest=Subquery(everything.order_by("listed_at").values("listed_at")[:1]),
            newest=Subquery(everything.order_by("-listed_at").values("listed_at")[:1]),
        )
    )
    return list(found.order_by("-listed_at", "-pk"))
