"""The desk's list: one row a document, its newest edition, at a cost that does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Exists, Min, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.clock import LONDON
from publishing.desk import outlook
from publishing.desk.times import shortly
from publishing.states import State

if TYPE_CHECKING:
    from publishing.editions import Edition, EditionQuerySet

# Beyond this many rows one filters or searches; counting them all would cost more the more there are.
MOST = 2000


class CappedPaginator(Paginator):
    @cached_property
    def count(self) -> int:
        return self.object_list[:MOST].count()  # type: ignore[attr-defined]


class EditionList(ChangeList):
    """Newest editions only, each with the words whether its document is public now, and whether it will be."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        self.root_queryset = _with_siblings(self.root_queryset.filter(is_newest=True))
        return super().get_queryset(request, exclude_parameters)


def _with_siblings(editions: Any) -> EditionQuerySet:
    now, same = clock.now(), {"document": OuterRef("document")}
    return editions.annotate(
        document_is_public=Exists(editions.model.public.at(now).filter(**same)),
        document_is_scheduled=Exists(editions.model.desk.scheduled(now).filter(**same)),
    )


class StateFilter(admin.SimpleListFilter):
    """Finds a post by any edition that is in the state, also when a newer draft stands in its row.

    What has ended or was set aside is found by its newest edition alone: nearly every post has such ones.
    """

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("open", _("Draft or waiting")), *State.choices, ("urgent", _("Urgent, not yet approved"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        state, now, editions = self.value(), clock.now(), queryset.model.desk
        match state:
            case State.LIVE:
                return queryset.filter(document_is_public=True)
            case State.ENDED | State.SET_ASIDE:
                return queryset.in_state(state, now)
            case State.DRAFT | State.SUBMITTED | State.SCHEDULED:
                return queryset.filter(document__in=editions.in_state(state, now).values("document"))
            case "open":
                return queryset.filter(document__in=editions.open().values("document"))
            case "urgent":
                return queryset.filter(document__in=editions.with_debt().values("document"))
            case _:
                return queryset


class MineFilter(admin.SimpleListFilter):
    title = gettext_lazy("who")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("yes", _("I worked on it")), ("no", _("I did not work on it"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "yes":
                return queryset.filter(contributors=request.user.pk)
            case "no":
                return queryset.exclude(contributors=request.user.pk)
            case _:
                return queryset


class EditedFilter(admin.SimpleListFilter):
    """Year, then month: a drill-down that reads one index, where Django's counts all the rows."""

    title = gettext_lazy("last edited")
    parameter_name = "edited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        first = model_admin.model.desk.filter(is_newest=True).aggregate(first=Min("edited_at"))["first"]
        this_year = timezone.localdate().year
        years = range(this_year, (timezone.localtime(first).year if first else this_year) - 1, -1)
        chosen = request.GET.get(self.parameter_name, "")[:4]
        for year in map(str, years):
            yield year, year
            if year == chosen:
                yield from ((f"{year}-{month:02}", f"– {name}") for month, name in MONTHS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        span = span_of(self.value() or "")
        return queryset.filter(edited_at__gte=span[0], edited_at__lt=span[1]) if span else queryset


def span_of(value: str) -> tuple[datetime, datetime] | None:
    """The first instant of a year or month in London, and the first after it."""
    year, _dash, month = value.partition("-")
    if not (year.isdigit() and len(year) == 4 and (not month or month.isdigit())):
        return None
    try:
        start = date(int(year), int(month or 1), 1)
        following = start.month % 12 + 1 if month else 1
        end = date(start.year + (following == 1), following, 1)
    except ValueError:
        return None
    return datetime.combine(start, time.min, LONDON), datetime.combine(end, time.min, LONDON)


@admin.display(description=gettext_lazy("state"))
def state(edition: Edition) -> str:
    now = clock.now()
    words = outlook.state_in_words(edition, now)
    if edition.document_is_public and edition.state(now) != State.LIVE:  # type: ignore[attr-defined]
        words = _("%s; an older edition is live") % words
    if edition.document_is_scheduled and edition.state(now) != State.SCHEDULED:  # type: ignore[attr-defined]
        words = _("%s; an older edition is scheduled") % words
    return format_html('<span class="state state-{}">{}</span>', edition.state(now), words)


@admin.display(description=gettext_lazy("when"))
def when(edition: Edition) -> str:
    return shortly(outlook.when(edition, clock.now()))


@admin.display(description=gettext_lazy("last edited by"), ordering="edited_by__name")
def by(edition: Edition) -> str:
    return str(edition.edited_by)
