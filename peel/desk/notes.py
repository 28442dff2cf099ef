"""Notes on progress at the desk: written, approved by somebody else, withdrawn; never rewritten once public."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import noting
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import TwoAtOnceForm
from peel.models import Action, ProgressNote
from publishing.desk.signed_in import DeskRequest
from publishing.desk.times import shortly
from publishing.rules import Refused

EXCERPT = 120
WAITING = Q(approved_by=None)


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("waiting", _("Waiting for approval")),
            ("public", _("Public")),
            ("withdrawn", _("Withdrawn")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        asked = {
            "waiting": WAITING,
            "public": Q(is_public=True),
            "withdrawn": ~WAITING & Q(is_public=False),
        }
        return queryset.filter(asked.get(self.value() or "", Q()))


class NoteForm(TwoAtOnceForm):
    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "text": gettext_lazy("Public once somebody else approved it. Names an office, no person.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "action" in self.fields:
            chooser: Any = self.fields["action"]
            ours = Action.desk.filter(finding__force=settings.FORCE_ID).order_by("reference")
            chooser.queryset = ours
            chooser.label_from_instance = lambda one: (
                f"{one.reference}: {Truncator(one.text).chars(EXCERPT // 2)}"
            )


class WithdrawingForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ApprovingForm(forms.Form):
    """`seen` is the fingerprint of the text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput)


@admin.register(ProgressNote)
class NoteAdmin(KeptAdmin):
    form = NoteForm
    list_display = ("said", "about", "written", "written_by", "state")
    list_filter = (StateFilter, "written_by")
    list_select_related = ("action", "written_by", "approved_by")
    search_fields = ("text", "action__reference")
    fields = ("action", "text")
    change_form_template = "admin/peel/note.html"
    change_list_template = "admin/peel/list.html"

    def get_ordering(self, request: Any) -> Any:
        """What waits comes first."""
        return (Case(When(WAITING, then=Value(0)), default=Value(1)), "-written_at", "-pk")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("action", "text") if noting.why_not_written(obj, request.user) else ("action",)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{name}/", view(partial(self.decide, name)), name=f"peel_progressnote_{name}")
            for name in DECISIONS
        ]
        return own + super().get_urls()

    def decide(self, name: str, request: DeskRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(noting.APPROVE):
            raise PermissionDenied
        note = get_object_or_404(ProgressNote.desk.select_related("action__finding", "written_by"), pk=pk)
        title, make, why_not, act, done = DECISIONS[name]
        form = make(request.POST or None, initial={"seen": noting.fingerprint(note)})
        refused = why_not(note, request.user)
        if request.method == "POST" and not refused and form.is_valid():
            try:
                act(note, by=request.user, **form.cleaned_data)
                messages.success(request, done)
                return redirect("admin:peel_progressnote_changelist")
            except Refused as refusal:
                note.refresh_from_db()
                form = make(initial={"seen": noting.fingerprint(note)})
                messages.error(request, str(refusal))
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": note,
            "form": form,
            "refused": refused,
            "state": capfirst(note.state_words),
        }
        return TemplateResponse(request, "admin/peel/note_decision.html", context)

    # --- the form ---

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            # It was approved in the moment between: what was typed comes back beside it.
            typed = request.POST.get("text", "")
            messages.error(request, _("%(why)s You had typed: %(text)s") % {"why": refusal, "text": typed})
            return redirect("admin:peel_progressnote_change", object_id)

    def save_model(self, request: Any, obj: ProgressNote, form: Any, change: bool) -> None:
        if not change or form.has_changed():
            noting.write(obj, by=request.user)

    def response_add(self, request: Any, obj: ProgressNote, post_url_continue: Any = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: Any, obj: ProgressNote) -> HttpResponse:
        messages.success(request, _("Saved: %s. The public does not see it yet.") % obj.state_words)
        return redirect("admin:peel_action_change", obj.action_id)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        note, person = context["original"], request.user
        context["title"] = _("Note on %s") % note.action if note else _("Write a note on progress")
        context["subtitle"] = ""  # the title says it
        if note:
            context["standing"] = [f"{capfirst(note.state_words)}."]
            if not note.is_public:
                context["standing"].append(noting.why_not_written(note, person))
            context["standing"] = [one for one in context["standing"] if one]
            context["acts"] = [
                {
                    "url": reverse(f"admin:peel_progressnote_{name}", args=[note.pk]),
                    "title": title,
                    "leads": True,
                }
                for name, (title, _form, why_not, _act, _done) in DECISIONS.items()
                if not why_not(note, person)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    # --- the list ---

    @admin.display(description=gettext_lazy("note"))
    def said(self, note: ProgressNote) -> str:
        return Truncator(note.text).chars(EXCERPT)

    @admin.display(description=gettext_lazy("action"), ordering="action__reference")
    def about(self, note: ProgressNote) -> str:
        return note.action.reference

    @admin.display(description=gettext_lazy("written"), ordering="written_at")
    def written(self, note: ProgressNote) -> str:
        return shortly(note.written_at)

    @admin.display(description=gettext_lazy("state"))
    def state(self, note: ProgressNote) -> str:
        kind = "submitted" if noting.is_open(note) else "live" if note.is_public else "ended"
        return format_html('<span class="state state-{}">{}</span>', kind, capfirst(note.state_words))


Decision = tuple[Any, type[forms.Form], Callable[..., str], Callable[..., ProgressNote], Any]
DECISIONS: dict[str, Decision] = {
    "approve": (
        gettext_lazy("Approve the note"),
        ApprovingForm,
        noting.why_not_approved,
        noting.approve,
        gettext_lazy("Approved. It is public as soon as its finding is."),
    ),
    "withdraw": (
        gettext_lazy("Withdraw the note"),
        WithdrawingForm,
        noting.why_not_withdrawn,
        noting.withdraw,
        gettext_lazy("Withdrawn. The public does not see it any more."),
    ),
}
