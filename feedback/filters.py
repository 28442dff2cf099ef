"""What the desk's list of feedback can be narrowed to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Min
from django.http import HttpRequest
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import LONGEST_PAGE, Feedback
from publishing.clock import LONDON
from publishing.desk.listing import span_of

# The pages that most is said about; any other is found by the search.
PAGES = 20
# A filter for further back than this would say nothing: it is kept for a year.
MONTHS = 24
MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")


class HandledFilter(admin.SimpleListFilter):
    title = gettext_lazy("handled")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("no", _("New")), ("yes", _("Handled"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "no":
                return queryset.new()
            case "yes":
                return queryset.handled()
            case _:
                return queryset


class PageFilter(admin.SimpleListFilter):
    title = gettext_lazy("page")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        counted = Feedback.objects.exclude(page="").values("page").annotate(many=Count("pk"))
        most = list(counted.order_by("-many", "page").values_list("page", flat=True)[:PAGES])
        asked = request.GET.get(self.parameter_name, "")[:LONGEST_PAGE]
        return [(page, page) for page in (most if asked in ("", *most) else [asked, *most])]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(page=self.value()) if self.value() else queryset


class MonthFilter(admin.SimpleListFilter):
    """From the newest month to the oldest that there is something from. London's months."""

    title = gettext_lazy("month")
    parameter_name = "sent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        first = Feedback.objects.aggregate(first=Min("sent_at"))["first"]
        today = timezone.localdate(timezone=LONDON)
        last = today.year * 12 + today.month - 1
        begin = first.astimezone(LONDON).year * 12 + first.astimezone(LONDON).month - 1 if first else last
        for number in range(last, max(begin, last - MONTHS) - 1, -1):
            day = today.replace(year=number // 12, month=number % 12 + 1, day=1)
            yield f"{day:%Y-%m}", dateformat.format(day, "F Y")

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        asked = self.value() or ""
        span = span_of(asked) if MONTH.fullmatch(asked) else None
        return queryset.filter(sent_at__gte=span[0], sent_at__lt=span[1]) if span else queryset
