"""PEEL summaries at the press desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from peel import offered, summaries
from peel.models import Inspection, Summary, SummaryEdition
from peel.summary_preview import preview_summary
from publishing.choosing import Offer, OfferedField
from publishing.desk import listing
from publishing.desk.editing import EditionAdmin, EditionForm

CHOSEN_ONCE = ("inspection", "language")


class SummaryForm(EditionForm):
    """Which inspection it is about is chosen when it is begun, and so is its language."""

    inspection = OfferedField(
        Offer(summaries.unwritten, summaries.in_words),
        label=_("Inspection"),
        help_text=_("Those of our own force that can have one, also under embargo."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in CHOSEN_ONCE:
                del self.fields[name]
        else:
            typed: Any = self.fields["inspection"]
            typed.queryset = summaries.unwritten()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        about = {name: cleaned[name] for name in CHOSEN_ONCE if name in cleaned}
        if len(about) == len(CHOSEN_ONCE) and Summary.objects.filter(**about).exists():
            self.add_error("language", _("This inspection has a summary in this language already."))
        return cleaned


@admin.register(SummaryEdition)
class SummaryAdmin(EditionAdmin):
    form = SummaryForm
    list_display = ("title", "cycle", listing.state, listing.when, listing.by)
    list_filter = (listing.StateFilter, listing.MineFilter, listing.EditedFilter)
    list_select_related = ("edited_by", "document__inspection__cycle")
    search_fields = ("title", "summary", "document__addresses__slug")
    search_help_text = _("Words in the headline or the summary, or a cycle such as 2023-25")
    readonly_fields = ("about",)
    fieldsets = (
        (None, {"fields": (*CHOSEN_ONCE, "about", "title", "summary", "account", "being_done")}),
        (_("This update"), {"fields": ("update", "change_note")}),
        (_("When it ends"), {"fields": ("expires_at",)}),
    )

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        hidden = CHOSEN_ONCE if obj else ("about",)
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Any]:
        """None: its address is its inspection's."""
        return {}

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        typed = {name: value for name, value in form.cleaned_data.items() if name not in ("seen", "opened")}
        inspection: Inspection = typed.pop("inspection")
        started = summaries.start(inspection, by=request.user, **typed)
        obj.pk, obj.document = started.pk, started.document

    def preview(self, request: HttpRequest, edition: Any) -> HttpResponse:
        return preview_summary(request, edition)

    @admin.display(description=_("inspection"), ordering="document__inspection__cycle__position")
    def cycle(self, edition: SummaryEdition) -> str:
        return str(edition.inspection.cycle)

    @admin.display(description=_("inspection"))
    def about(self, edition: SummaryEdition) -> str:
        return offered.in_words(edition.inspection)
