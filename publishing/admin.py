"""The decision log at the desk: everything that was decided, newest first, for reading only."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from publishing.clock import LONDON
from publishing.desk import outlook
from publishing.desk.listing import CappedPaginator
from publishing.desk.screens import url_of
from publishing.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ("position", "moment", "actor", "verb", "about", "said")
    list_display_links = None
    list_filter = ("verb",)
    list_select_related = ("actor", "text")
    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("publishing.read")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": _("Decision log"), **(extra_context or {})})

    @admin.display(description=_("when"))
    def moment(self, decision: Decision) -> str:
        return f"{decision.at.astimezone(LONDON):%-d %b %Y, %H:%M:%S %Z}"

    @admin.display(description=_("about"))
    def about(self, decision: Decision) -> str:
        kind, pk = decision.edition.split(":")
        model = apps.get_model(kind)
        return format_html(
            '<a href="{}">{} {}</a>', url_of(model(pk=pk), "history"), model._meta.verbose_name, pk
        )

    @admin.display(description=_("said"))
    def said(self, decision: Decision) -> str:
        sentences = outlook.said(decision.text.spoken(), decision.at)
        return format_html_join("", '<span class="said">{}</span>', ((sentence,) for sentence in sentences))
