"""Pages that somebody should read again: on the desk's first page, and as a filter of its list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from pages.documents import PageEdition
from publishing import clock
from publishing.clock import LONDON
from publishing.desk.screens import url_of
from publishing.desk.waiting import MOST, Row, Waiting, section

SOON = timedelta(days=14)


def due(moment: datetime) -> Any:
    """The public pages whose review is due by a fortnight after `moment`, the longest due first."""
    last = moment.astimezone(LONDON).date() + SOON
    return PageEdition.public.at(moment).filter(review_on__lte=last).order_by("review_on", "pk")


@section
def to_be_reviewed(person: User, now: datetime) -> Iterator[Waiting]:
    today = now.astimezone(LONDON).date()
    rows = [Row(one.title, url_of(one, "change"), when(one.review_on, today)) for one in due(now)[: MOST + 1]]
    if rows:
        everything = reverse("admin:pages_pageedition_changelist") + "?review=due"
        yield Waiting(_("Pages to read again"), rows, links=[(_("See all in the list"), everything)])


def when(review_on: date, today: date) -> str:
    day = dateformat.format(review_on, "j M Y")
    return _("Review was due on %s") % day if review_on < today else _("Review by %s") % day


class ReviewFilter(admin.SimpleListFilter):
    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("due", _("Due within 14 days"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """By what is public: the newest edition may be a draft that has a later date."""
        if self.value() != "due":
            return queryset
        return queryset.filter(document__in=due(clock.now()).order_by().values("document"))
