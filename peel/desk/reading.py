"""What inspections are about, for reading: it comes with the data. Only sources can be added."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.desk.keeping import KeptAdmin, ReadingAdmin
from peel.models import (
    Cycle,
    Force,
    MetricPoint,
    MetricSeries,
    PolicingBody,
    Question,
    QuestionLink,
    Source,
)
from publishing.decisions import record_change

# Of a title, in a list.
EXCERPT = 90


@admin.register(Force)
class ForceAdmin(ReadingAdmin):
    list_display = ("short_name", "official_name", "region", "country", "is_inspected")
    list_filter = ("is_inspected", "country", "region")
    search_fields = ("id", "official_name", "short_name", "welsh_name")


@admin.register(PolicingBody)
class PolicingBodyAdmin(ReadingAdmin):
    list_display = ("__str__", "kind", "force", "begins", "ends")
    list_filter = ("kind",)
    list_select_related = ("force",)
    search_fields = ("name", "force__official_name")


@admin.register(Cycle)
class CycleAdmin(ReadingAdmin):
    list_display = ("label", "starts", "ends", "scale", "has_pillars", "comparability")
    list_select_related = ("scale",)


@admin.register(Question)
class QuestionAdmin(ReadingAdmin):
    list_display = ("short_name", "cycle", "position", "pillar", "graded", "official_name")
    list_filter = ("cycle", "graded")
    list_select_related = ("cycle",)
    search_fields = ("code", "short_name", "official_name")


@admin.register(QuestionLink)
class QuestionLinkAdmin(ReadingAdmin):
    list_display = ("before", "after", "relation")
    list_filter = ("relation", "earlier__cycle")
    list_select_related = ("earlier__cycle", "later__cycle")

    @admin.display(description=gettext_lazy("question"))
    def before(self, link: QuestionLink) -> str:
        return f"{link.earlier.cycle}: {link.earlier.short_name}"

    @admin.display(description=gettext_lazy("in the next cycle"))
    def after(self, link: QuestionLink) -> str:
        return f"{link.later.cycle}: {link.later.short_name}" if link.later else _("no question follows it")


@admin.register(MetricSeries)
class MetricSeriesAdmin(ReadingAdmin):
    list_display = ("name", "code", "national_standard", "is_comparable")


@admin.register(MetricPoint)
class MetricPointAdmin(ReadingAdmin):
    list_display = ("series", "force", "period_from", "period_to", "numerator", "denominator")
    list_filter = ("series",)
    list_select_related = ("series", "force")
    search_fields = ("force__official_name",)


@admin.register(Source)
class SourceAdmin(KeptAdmin):
    """What is cited keeps its title and address. When it was read, and a copy of it, may be told later."""

    list_display = ("named", "publisher", "url", "retrieved")
    search_fields = ("title", "url", "publisher")
    fields = ("title", "url", "publisher", "retrieved", "archived_copy")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("title", "url") if obj else ()

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def named(self, source: Source) -> str:
        return Truncator(source.title).chars(EXCERPT)

    def save_model(self, request: Any, obj: Source, form: Any, change: bool) -> None:
        obj.save()
        if not change:
            record_change(obj, by=request.user, changed=_("Source “%s” added.") % obj.title)
        elif form.changed_data:
            names = ", ".join(str(form.fields[name].label) for name in form.changed_data)
            record_change(obj, by=request.user, changed=_("Changed: %s.") % names)
