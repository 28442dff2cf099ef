"""Evidence at the desk: a link or a file that shows that an action was done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import evidence_files
from peel.desk.finding_form import EXCERPT
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import TwoAtOnceForm, changes_in_words
from peel.models import Action, Evidence
from publishing import clock
from publishing.decisions import record_change
from publishing.desk.signed_in import DeskRequest


class EvidenceForm(TwoAtOnceForm):
    class Meta:
        help_texts = {
            "url": gettext_lazy("Where it can be read. Or send a file, not both."),
            "file": gettext_lazy("PDF, CSV, PNG, JPG or TXT, at most 10 MB. It stays as it is."),
            "is_public": gettext_lazy("Readers see it with its finding, and never before that is public."),
        }
        widgets = {"file": forms.FileInput(attrs={"accept": ",".join(evidence_files.TYPES)})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "action" in self.fields:
            chooser: Any = self.fields["action"]
            chooser.queryset = Action.desk.filter(finding__force=settings.FORCE_ID).order_by("reference")
            chooser.label_from_instance = lambda one: f"{one.reference}: {Truncator(one.text).chars(EXCERPT)}"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            evidence_files.check(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("url") and cleaned.get("file"):
            raise forms.ValidationError(_("Evidence has a link or a file, and not both."))
        return cleaned


@admin.register(Evidence)
class EvidenceAdmin(KeptAdmin):
    form = EvidenceForm
    list_display = ("title", "about", "dated", "where", "public")
    list_filter = ("is_public",)
    list_select_related = ("action",)
    search_fields = ("title", "action__reference")
    ordering = ("-dated", "-pk")
    change_list_template = "admin/peel/list.html"
    fields = ("action", "title", "dated", "url", "file", "is_public")

    def get_queryset(self, request: Any) -> Any:
        seen = Evidence.public.at(clock.now()).filter(pk=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_seen=Exists(seen))

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        """A file that is there is shown as what it is: where it can be read."""
        if obj is None:
            return self.fields
        return ("action", "title", "dated", "link" if obj.file else "url", "is_public")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("action", "link") if obj else ()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [path("<int:pk>/file/", view(self.file), name="peel_evidence_file"), *super().get_urls()]

    def file(self, request: DeskRequest, pk: int) -> HttpResponse:
        """For whoever may see evidence at the desk, public or not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            return evidence_files.answer(get_object_or_404(Evidence.desk.exclude(file=""), pk=pk))
        except FileNotFoundError as error:
            raise Http404 from error

    def save_model(self, request: Any, obj: Evidence, form: Any, change: bool) -> None:
        words = _("Evidence on %(action)s added: %(title)s.") % {"action": obj.action, "title": obj.title}
        if change:
            words = changes_in_words(form, Evidence.desk.get(pk=obj.pk))
            if not words:
                return
        obj.save()
        record_change(obj, by=request.user, changed=words)

    def response_add(self, request: Any, obj: Evidence, post_url_continue: Any = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: Any, obj: Evidence) -> HttpResponse:
        messages.success(request, _("Saved: %s.") % self.public(self.get_queryset(request).get(pk=obj.pk)))
        return redirect("admin:peel_action_change", obj.action_id)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["title"] = context["original"].title if context["original"] else _("Add evidence")
        context["subtitle"] = ""
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("action"), ordering="action__reference")
    def about(self, evidence: Evidence) -> str:
        return evidence.action.reference

    @admin.display(description=gettext_lazy("where"))
    def where(self, evidence: Evidence) -> str:
        return _("file") if evidence.file else _("link")

    @admin.display(description=gettext_lazy("file"))
    def link(self, evidence: Evidence) -> str:
        name = (evidence.file.name or "").rsplit("/", 1)[-1]
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:peel_evidence_file", args=[evidence.pk]), name
        )

    @admin.display(description=gettext_lazy("public"))
    def public(self, evidence: Any) -> str:
        if not evidence.is_public:
            return _("not public")
        return _("public") if evidence.is_seen else _("public as soon as its finding is")
