"""What all screens of inspection data at the desk share: nothing is deleted, and the decision log is the log."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from peel.desk.fields import OVERRIDES
from publishing import decisions
from publishing.desk import outlook
from publishing.desk.listing import CappedPaginator
from publishing.models import Decision

# Of a history: the newest.
MOST_DECISIONS = 200


class KeptAdmin(admin.ModelAdmin):
    """Rows that are corrected and never deleted."""

    actions = None
    formfield_overrides: ClassVar[dict[Any, Any]] = OVERRIDES
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    paginator = CappedPaginator

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Without Django's small windows beside choosers, which need a script."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """One way to save."""
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        title = str(self.opts.verbose_name_plural)
        return super().changelist_view(
            request, {"title": title[:1].upper() + title[1:], **(extra_context or {})}
        )

    # Every change is in the decision log, in words.

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any: ...

    def log_change(self, request: Any, obj: Any, message: Any) -> Any: ...

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if thing is None:
            raise Http404
        log = Decision.objects.filter(document=decisions.label(thing)).select_related("actor", "text")
        context = {
            **self.admin_site.each_context(request),
            "title": _("%s: history") % thing,
            "opts": self.opts,
            "original": thing,
            "decisions": [
                (one, outlook.said(one.text.spoken(), one.at))
                for one in log.order_by("-position")[:MOST_DECISIONS]
            ],
        }
        return TemplateResponse(request, "admin/peel/history.html", context)


class ReadingAdmin(KeptAdmin):
    """Rows that come with the data, and are only read at the desk."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False
