"""Actions at the desk: what is overdue first, then what is due soonest."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peel.dates import london_day, of_day
from peel.desk.action_form import ActionForm
from peel.desk.finding_form import EXCERPT
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import changes_in_words, text_of
from peel.models import Action, Finding
from peel.words import FindingStatus, ForceStatus
from publishing import clock
from publishing.decisions import record_change


class OverdueFilter(admin.SimpleListFilter):
    title = gettext_lazy("overdue")
    parameter_name = "overdue"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("yes", _("Overdue")),
            ("open", _("To be done")),
            ("undated", _("To be done, without a date")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        match self.value():
            case "yes":
                return queryset.overdue(london_day(clock.now()))
            case "open":
                return queryset.to_do()
            case "undated":
                return queryset.to_do().filter(due_now=None)
            case _:
                return queryset


class FindingFilter(admin.SimpleListFilter):
    title = gettext_lazy("finding")
    parameter_name = "finding"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        found = Finding.desk.filter(actions__isnull=False).distinct().order_by("reference")
        return [(str(pk), reference) for pk, reference in found.values_list("pk", "reference")]

    def queryset(self, request: Any, queryset: Any) -> Any:
        asked = self.value() or ""
        return queryset.filter(finding=int(asked)) if asked.isascii() and asked.isdigit() else queryset


@admin.register(Action)
class ActionAdmin(KeptAdmin):
    form = ActionForm
    list_display = ("named", "about", "owner_role", "lead", "due_in_words", "late", "status")
    list_filter = (OverdueFilter, "force_status", "owner_role", FindingFilter)
    list_select_related = ("finding",)
    search_fields = ("reference", "text", "owner_role", "lead", "finding__reference")
    search_help_text = gettext_lazy("Words of the action, its reference or its finding’s, its owner or lead")
    change_form_template = "admin/peel/action.html"
    change_list_template = "admin/peel/list.html"
    fieldsets = (
        (None, {"fields": ("finding", "reference", "text", "force_status")}),
        (gettext_lazy("Who"), {"fields": ("owner_role", "lead")}),
        (gettext_lazy("When"), {"fields": ("due", "revised_due", "revision_reason")}),
    )

    def get_queryset(self, request: Any) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.to_do_first()

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("finding", "reference", "due") if obj.due else ("finding", "reference")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """A new action has no second date."""
        if obj is not None:
            return self.fieldsets
        *others, (when, _fields) = self.fieldsets
        return [*others, (when, {"fields": ("due",)})]

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        """The next free reference under the finding that the link names."""
        asked = request.GET.get("finding", "")
        plain = asked.isascii() and asked.isdigit() and len(asked) < 18
        counted = Finding.desk.annotate(n=Count("actions"))
        finding = counted.filter(pk=int(asked)).first() if plain else None
        if finding is None:
            return {}
        taken = set(
            Action.desk.filter(reference__startswith=finding.reference).values_list("reference", flat=True)
        )
        free = (f"{finding.reference}-A{n}"[:60] for n in range(finding.n + 1, finding.n + 100))
        return {"finding": finding.pk, "reference": next((one for one in free if one not in taken), "")}

    def save_model(self, request: Any, obj: Action, form: Any, change: bool) -> None:
        words = _("Action added: %s.") % obj.reference
        if change:
            words = changed_words(form, Action.desk.get(pk=obj.pk))
            if not words:
                return
        obj.save()
        record_change(obj, by=request.user, changed=words)

    def response_add(self, request: Any, obj: Action, post_url_continue: Any = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: Any, obj: Action) -> HttpResponse:
        seen = Action.public.at(clock.now()).filter(pk=obj.pk).exists()
        words = (
            _("Saved. The public sees it, without the lead’s name.")
            if seen
            else _("Saved. The public does not see it yet: its finding is not public.")
        )
        messages.success(request, words)
        return redirect("admin:peel_action_change", obj.pk)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        action = context["original"]
        context["title"] = _("Action %s") % action.reference if action else _("Add an action")
        context["subtitle"] = ""  # the title says it
        if action:
            context |= around(action, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- the list ---

    @admin.display(description=gettext_lazy("action"))
    def named(self, action: Action) -> str:
        words = Truncator(action.text).chars(EXCERPT)
        return format_html('{} <span class="quiet">{}</span>', action.reference, words)

    @admin.display(description=gettext_lazy("finding"))
    def about(self, action: Action) -> str:
        return action.finding.reference

    @admin.display(description=gettext_lazy("due"))
    def due_in_words(self, action: Action) -> str:
        if not action.due:
            return _("no date")
        if not action.revised_due:
            return of_day(action.due).in_words()
        said = {"new": of_day(action.revised_due).in_words(), "first": of_day(action.due).in_words()}
        words = _("first %(first)s; %(why)s") % {**said, "why": Truncator(action.revision_reason).chars(60)}
        return format_html('{} <span class="quiet">{}</span>', said["new"], words)

    @admin.display(description=gettext_lazy("days overdue"))
    def late(self, action: Action) -> str:
        return in_days(action, london_day(clock.now())) or "–"

    @admin.display(description=gettext_lazy("what the force says"), ordering="force_status")
    def status(self, action: Action) -> str:
        words = capfirst(action.get_force_status_display())
        if action.finding.hmicfrs_status == FindingStatus.OPEN:
            return words
        return _("%(status)s; the finding is %(closed)s") % {
            "status": words,
            "closed": action.finding.get_hmicfrs_status_display(),
        }


def in_days(action: Action, today: date) -> str:
    """How late it is; nothing where it is not."""
    due = action.revised_due or action.due
    done = action.force_status == ForceStatus.COMPLETE or action.finding.hmicfrs_status != FindingStatus.OPEN
    if due is None or due >= today or done:
        return ""
    days = (today - due).days
    return ngettext("%d day overdue", "%d days overdue", days) % days


def changed_words(form: Any, stored: Action) -> str:
    """The lead is a person: that it was changed is logged, and no name, since the log is for ever."""
    lead = form.fields.pop("lead", None)
    words = [changes_in_words(form, stored)]
    if lead is not None and text_of(stored.lead) != text_of(form.instance.lead):
        words.append(_("The lead was changed."))
    return "\n".join(one for one in words if one)


def around(action: Action, person: Any) -> dict[str, Any]:
    """What the screen shows around the form: its finding, its notes and its evidence."""
    finding, late = action.finding, in_days(action, london_day(clock.now()))
    hmicfrs = finding.get_hmicfrs_status_display() if finding.hmicfrs_status else "–"
    standing = [_("HMICFRS says of the finding: %s.") % hmicfrs]
    if late:
        standing.insert(0, f"{capfirst(late)}.")
    adds = [("progressnote", _("Write a note on progress")), ("evidence", _("Add evidence"))]
    acts = [
        {"url": reverse(f"admin:peel_{name}_add") + f"?action={action.pk}", "title": title, "leads": not n}
        for n, (name, title) in enumerate(adds)
        if person.has_perm(f"peel.add_{name}")
    ]
    notes = action.notes.select_related("written_by", "approved_by")
    return {
        "finding": finding,
        "notes": notes,
        "evidence": action.evidence.order_by("-dated", "-pk"),
        "acts": acts,
        "standing": standing,
    }
