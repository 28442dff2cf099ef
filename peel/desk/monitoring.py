"""In which stage of monitoring a force was, and when: the list and the form."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.desk.deciding import source_of
from peel.desk.inspections import ForceFilter
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import TwoAtOnceForm, changes_in_words
from peel.models import MonitoringSpell
from publishing import clock
from publishing.decisions import record_change
from publishing.desk.times import in_words
from publishing.rules import Refused


class SpellForm(TwoAtOnceForm):
    source_title = forms.CharField(label=gettext_lazy("Source: its title"), max_length=400)
    source_url = forms.URLField(
        label=gettext_lazy("Source: its address"), max_length=600, assume_scheme="https"
    )

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"reason": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, Any]] = {
            "entered": gettext_lazy("As far as the source says: 2024-05-22, or 2024-05, or 2024."),
            "left": gettext_lazy("Empty: our data name no end. Readers are told exactly that."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            source = self.instance.source
            self.initial.update({"source_title": source.title, "source_url": source.url})
        else:
            self.initial.setdefault("force", settings.FORCE_ID)

    def stored(self) -> Any:
        row = super().stored()
        row.source_title, row.source_url = row.source.title, row.source.url
        return row


class EveryForceFilter(ForceFilter):
    """Without a choice, all forces: few of them are monitored closely."""

    own_is_default = False


@admin.register(MonitoringSpell)
class SpellAdmin(KeptAdmin):
    form = SpellForm
    list_display = ("of_force", "stage", "since", "until", "source")
    list_filter = (EveryForceFilter, "stage")
    list_select_related = ("force", "source")
    search_fields = ("force__official_name", "force__short_name", "reason")
    fields = ("force", "stage", ("entered", "left"), "reason", "source_title", "source_url")
    change_list_template = "admin/peel/list.html"

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "force":
            field.queryset = field.queryset.inspected()
        return field

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused:
            # Somebody was faster by a moment: the form now finds that out itself, and says so.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: Any, obj: MonitoringSpell, form: Any, change: bool) -> None:
        before = MonitoringSpell.desk.filter(pk=obj.pk).first()
        obj.source = source_of(form.cleaned_data)
        words = changes_in_words(form, before) if before else _("Added: %s.") % obj
        if before and before.source_id != obj.source_id:
            words = f"{words} {_('Source: “%s”.') % obj.source}".strip()
        if not words:
            return
        try:
            with transaction.atomic():
                obj.save()
        except IntegrityError as error:
            raise Refused(str(error)) from error
        record_change(obj, by=request.user, changed=words)

    def response_add(self, request: Any, obj: MonitoringSpell, post_url_continue: Any = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: Any, obj: MonitoringSpell) -> HttpResponse:
        now, words = clock.now(), _("Saved. The public sees it.")
        if obj.known_from > now:
            words = _("Saved. The public sees it from %s.") % in_words(obj.known_from)
        messages.success(request, words)
        return redirect("admin:peel_monitoringspell_changelist")

    @admin.display(description=gettext_lazy("force"), ordering="force__short_name")
    def of_force(self, spell: MonitoringSpell) -> str:
        return spell.force.short_name

    @admin.display(description=gettext_lazy("entered"), ordering="known_from")
    def since(self, spell: MonitoringSpell) -> str:
        return spell.entered.in_words() if spell.entered else ""

    @admin.display(description=gettext_lazy("left"), ordering="left_known_from")
    def until(self, spell: MonitoringSpell) -> str:
        return spell.left.in_words() if spell.left else _("no end in our data")
