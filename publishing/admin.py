"""The decision log at the desk: everything that was decided, newest first, for reading only."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing.clock import LONDON
from publishing.desk import outlook
from publishing.desk.listing import CappedPaginator
from publishing.desk.screens import url_of
from publishing.editions import Edition, kinds
from publishing.models import Decision


class DecisionList(ChangeList):
    """A page of the log, with the titles of the editions on it: one query for each kind of edition."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        titles: dict[str, str] = {}
        for kind in kinds():
            prefix = f"{kind._meta.label_lower}:"
            named = [d.edition for d in self.result_list if d.edition.startswith(prefix)]
            found = kind.desk.filter(pk__in={name.removeprefix(prefix) for name in named})
            titles |= {f"{prefix}{pk}": title for pk, title in found.values_list("pk", "title")}
        for decision in self.result_list:
            decision.called = titles.get(decision.edition, "")


class KindFilter(admin.SimpleListFilter):
    title = _("about")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        named = [(kind._meta.label_lower, str(capfirst(kind._meta.verbose_name_plural))) for kind in kinds()]
        return [*named, ("other", gettext("Everything else"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        of = {kind._meta.label_lower: Q(edition__startswith=f"{kind._meta.label_lower}:") for kind in kinds()}
        if self.value() == "other":
            return queryset.exclude(reduce(or_, of.values()))
        return queryset.filter(of.get(self.value() or "", Q()))


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ("position", "moment", "actor", "verb", "about", "said")
    list_display_links = None
    list_filter = ("verb", KindFilter)
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
        thing: Any = apps.get_model(kind)(pk=pk)
        if not admin.site.is_registered(type(thing)):
            return f"{thing._meta.verbose_name} {pk}"  # the desk has no screen for it
        screen = "history" if isinstance(thing, Edition) else "change"
        name = f"{thing._meta.verbose_name} {pk}"
        called = getattr(decision, "called", "")
        link = format_html('<a href="{}">{}</a>', url_of(thing, screen), called or name)
        return format_html('{} <span class="quiet">{}</span>', link, name) if called else link

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DecisionList]:
        return DecisionList

    @admin.display(description=_("said"))
    def said(self, decision: Decision) -> str:
        sentences = outlook.said(decision.text.spoken(), decision.at)
        return format_html_join("", '<span class="said">{}</span>', ((sentence,) for sentence in sentences))
