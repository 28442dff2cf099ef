"""The counted answers at the press desk: a report to be read and taken away. Nobody changes a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consent import asked_on, counts_shown, in_force
from consent.models import AnswerCount
from publishing import clock
from publishing.clock import LONDON
from publishing.desk import spreadsheet


@admin.register(AnswerCount)
class AnswerCountAdmin(admin.ModelAdmin):
    """Two addresses and no more: the report, and the file."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(self._for_readers(self.report)), name="consent_answercount_changelist"),
            path("export/", view(self._for_readers(self.export)), name="consent_answercount_export"),
        ]

    def _for_readers(self, screen: Callable[[HttpRequest], HttpResponseBase]) -> Any:
        """Whoever may not read is told that first, whatever was sent."""

        def guarded(request: HttpRequest) -> HttpResponseBase:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return require_safe(screen)(request)

        return guarded

    def report(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        versions = in_force.versions(now)
        reports = counts_shown.reports(versions)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("How visitors answered about cookies"),
            "newest": versions[-1] if versions else None,
            "is_asking": any(one.is_asking and one.edition.is_public(now) for one in versions),
            "reports": reports,
            "has_answers": any(one.total.answers for one in reports),
            "days": counts_shown.by_day(versions[-1] if versions else None),
            **_about_a_day(request, versions),
        }
        return render(request, "admin/consent/answers.html", context)

    def export(self, request: HttpRequest) -> HttpResponseBase:
        return spreadsheet.file("cookie-answers", _heading(), _rows())


def _about_a_day(request: HttpRequest, versions: list[in_force.Version]) -> dict[str, Any]:
    form = asked_on.DayForm(request.GET if "day" in request.GET else None, label_suffix="")
    day = form.cleaned_data["day"] if form.is_valid() else None
    return {"form": form, "asked": asked_on.on(day, versions, clock.now()) if day else None}


def _heading() -> list[str]:
    return [
        _("Hour that begins (London)"),
        _("Version of the policy"),
        _("Where"),
        _("With script"),
        _("Browser asks for privacy (GPC)"),
        _("Answer"),
        _("Code that asked"),
        _("How often"),
    ]


def _rows() -> Iterator[list[str]]:
    for one in AnswerCount.objects.order_by("hour", "pk").iterator(spreadsheet.AT_ONCE):
        yield [
            f"{one.hour.astimezone(LONDON):%Y-%m-%d %H:%M %Z}",
            str(one.version),
            one.get_place_display(),
            _("yes") if one.by_script else _("no"),
            _("yes") if one.gpc else _("no"),
            one.choices,
            one.code,
            str(one.number),
        ]
