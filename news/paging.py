"""One page of the news list: three statements' worth of work, whatever the number of posts or the page.

Rows are found in an index that holds them newest first: the editions' own, or the listing's for a kind, topic
or area. Numbered pages reach as far as counting is cheap; beyond, pages go on from a place in the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import Http404

from news import labels
from news.filters import LONDON, Filters, Key, month_of
from news.models import Listing, PostEdition
from publishing.answers import current_slug

SIZE = 20
PAGES = 50
COUNTED = SIZE * PAGES  # more than this many are not counted


def key_of(post: Any) -> Key:
    return Key(post.listed_at, post.pk)


class CountOf(Subquery):
    """How many rows a query has. Give it a limit: counting is what gets slow."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Card:
    """A post as the list shows it."""

    post: Any
    areas: list[str]


class Month(NamedTuple):
    """A month that there may be news from, as its first day."""

    day: date
    url: str
    is_shown: bool


@dataclass(frozen=True)
class Page:
    """A page of the list and what its links need. `names` are of the topic and the area asked for."""

    filters: Filters
    cards: list[Card]
    total: int  # COUNTED + 1 means more
    oldest: datetime | None
    newest: datetime | None
    has_more: bool
    names: dict[str, str]

    @property
    def numbers(self) -> int:
        return min(PAGES, -(-self.total // SIZE))

    @property
    def is_uncounted(self) -> bool:
        return self.total > COUNTED

    @property
    def first(self) -> str:
        """The address of the beginning, for pages that have no number."""
        return self.filters.from_the_start() if self.filters.by_key else ""

    @property
    def older(self) -> str:
        """The address of the next page, or ""."""
        if not self.filters.by_key and self.filters.page < self.numbers:
            return self.filters.address(page=self.filters.page + 1)
        if not self.cards or not (self.has_more or self.filters.after):
            return ""
        return self.filters.from_the_start(before=key_of(self.cards[-1].post))

    @property
    def newer(self) -> str:
        if not self.filters.by_key:
            return self.filters.address(page=self.filters.page - 1) if self.filters.page > 1 else ""
        if self.filters.after and not self.has_more:
            return ""
        edge = key_of(self.cards[0].post) if self.cards else None
        return self.filters.from_the_start(after=edge) if edge else ""

    @property
    def links(self) -> list[tuple[int | str, str]]:
        """The numbered pages around this one as (number, address), and gaps as ("…", "")."""
        if self.filters.by_key or self.numbers < 2:
            return []
        elided = Paginator(range(self.numbers), 1).get_elided_page_range
        shown = elided(self.filters.page, on_each_side=1, on_ends=1)
        return [(n, self.filters.address(page=n) if isinstance(n, int) else "") for n in shown]

    @cached_property
    def months(self) -> list[tuple[int, list[Month]]]:
        """The months from the newest post to the oldest, by year."""
        if self.oldest is None or self.newest is None:
            return []
        first, last = (at.astimezone(LONDON).date().replace(day=1) for at in (self.oldest, self.newest))
        years = range(last.year, first.year - 1, -1)
        months = {year: [date(year, month, 1) for month in range(12, 0, -1)] for year in years}
        return [(year, [self.month(day) for day in months[year] if first <= day <= last]) for year in years]

    def month(self, first_day: date) -> Month:
        url = self.filters.from_the_start(first_day=first_day, last_day=month_of(first_day)[1])
        return Month(first_day, url, first_day == self.filters.month)


def read_page(filters: Filters, moment: datetime) -> Page:
    """What a visitor sees at `moment`. A numbered page beyond the last is no page (Http404)."""
    if filters.page > PAGES:
        raise Http404
    everything = rows(filters, moment)
    asked = everything.filter(**filters.interval())
    found = posts(window(asked, filters), moment, everything=everything, asked=asked)
    if not found and filters.page > 1:
        raise Http404
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
        return PostEdition.public.at(moment).annotate(key=F("pk"))  # type: ignore[no-any-return]
    first, *others = scopes
    found: QuerySet[Any] = first.filter(Exists(PostEdition.public.at(moment).filter(pk=OuterRef("edition"))))
    for other in others:
        found = found.filter(Exists(other.filter(edition=OuterRef("edition"))))
    return found.annotate(key=F("edition"))


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
            total=CountOf(asked.values("key")[: COUNTED + 1]),
            oldest=Subquery(everything.order_by("listed_at").values("listed_at")[:1]),
            newest=Subquery(everything.order_by("-listed_at").values("listed_at")[:1]),
        )
    )
    return list(found.order_by("-listed_at", "-pk"))
