"""Findings at the desk: what inspectors found, where HMICFRS says it stands, and what the force does about it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, Count, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peel.dates import london_day
from peel.desk.actions import in_days
from peel.desk.finding_form import EXCERPT, FIRST, SOURCES, FindingForm
from peel.desk.inspections import ForceFilter
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import changes_in_words
from peel.models import Action, Finding
from peel.words import CAUSES, PRACTICE, FindingStatus, ForceStatus
from publishing import clock
from publishing.decisions import record_change

TOLD_ONCE = ("inspection", "question", "kind", "reference", "text", "issued", "parent", "recipient", "target")
CLOSING = ("hmicfrs_status", "closed_on")


class CycleFilter(admin.SimpleListFilter):
    """Which inspection it is of, or a letter."""

    title = gettext_lazy("inspection")
    parameter_name = "cycle"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        cycles = Finding.desk.exclude(inspection=None).values_list(
            "inspection__cycle__code", "inspection__cycle__label", "inspection__cycle__position"
        )
        newest = sorted(set(cycles.order_by()), key=lambda one: -one[2])
        return [*((code, label) for code, label, _position in newest), ("letter", _("In a letter"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        asked = self.value()
        if asked == "letter":
            return queryset.filter(inspection=None)
        return queryset.filter(inspection__cycle=asked) if asked else queryset


class AreaFilter(admin.SimpleListFilter):
    """By the question's code, which stays the same from cycle to cycle where the question did."""

    title = gettext_lazy("area")
    parameter_name = "area"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        found = Finding.desk.exclude(question=None).order_by("question__cycle__position")
        return sorted(dict(found.values_list("question__code", "question__short_name")).items())

    def queryset(self, request: Any, queryset: Any) -> Any:
        return queryset.filter(question__code=self.value()) if self.value() else queryset


@admin.register(Finding)
class FindingAdmin(KeptAdmin):
    form = FindingForm
    list_display = ("named", "sort", "area", "of_cycle", "said", "doing")
    list_filter = (ForceFilter, "kind", "hmicfrs_status", CycleFilter, AreaFilter)
    list_select_related = ("force", "inspection__cycle", "question", "parent")
    search_fields = ("reference", "text")
    search_help_text = gettext_lazy("Words of the text, or a reference")
    change_form_template = "admin/peel/finding.html"
    change_list_template = "admin/peel/list.html"

    def get_ordering(self, request: Any) -> Any:
        """Causes of concern first, practice last."""
        rank = Case(When(kind__in=CAUSES, then=Value(0)), When(kind__in=PRACTICE, then=Value(2)), default=1)
        return (rank, "-inspection__cycle__position", "reference")

    def get_queryset(self, request: Any) -> Any:
        complete = Q(actions__force_status=ForceStatus.COMPLETE)
        numbers = {"n_actions": Count("actions"), "n_complete": Count("actions", filter=complete)}
        return super().get_queryset(request).annotate(**numbers)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        writes = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        source, closing = (SOURCES[name] if writes else (name,) for name in SOURCES)
        sets = [
            (gettext_lazy("What HMICFRS found"), {"fields": (*TOLD_ONCE, *source)}),
            (gettext_lazy("What HMICFRS says of it now"), {"fields": (*CLOSING, *closing)}),
        ]
        first: Any = (gettext_lazy("Of a cause of concern"), {"fields": FIRST})
        return sets if obj else [*sets, first]

    def save_model(self, request: Any, obj: Finding, form: Any, change: bool) -> None:
        words = _("Finding added: %s.") % obj.reference
        if change:
            words = changes_in_words(form, form.stored())
            if not words:
                return
        form.keep_sources()
        obj.save()
        first = form.first_recommendation()
        if first is not None:
            first.save()
            words += " " + _("With the recommendation %s.") % first.reference
        record_change(obj, by=request.user, changed=words)

    def response_add(self, request: Any, obj: Finding, post_url_continue: Any = None) -> HttpResponse:
        messages.success(request, _("It is added. %s") % public_words(obj))
        return redirect("admin:peel_finding_change", obj.pk)

    def response_change(self, request: Any, obj: Finding) -> HttpResponse:
        messages.success(request, _("Saved. %s") % public_words(obj))
        return redirect("admin:peel_finding_change", obj.pk)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        finding = context["original"]
        context["title"] = (
            f"{capfirst(finding.get_kind_display())} {finding.reference}" if finding else _("Add a finding")
        )
        context["subtitle"] = ""  # the title says it
        if finding:
            context |= around(finding, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- the list ---

    @admin.display(description=gettext_lazy("finding"))
    def named(self, finding: Finding) -> str:
        words = Truncator(finding.text).chars(EXCERPT)
        return format_html('{} <span class="quiet">{}</span>', finding.reference, words)

    @admin.display(description=gettext_lazy("kind"))
    def sort(self, finding: Finding) -> str:
        words = capfirst(finding.get_kind_display())
        return (
            _("%(kind)s of %(cause)s") % {"kind": words, "cause": finding.parent.reference}
            if (finding.parent)
            else words
        )

    @admin.display(description=gettext_lazy("area"))
    def area(self, finding: Finding) -> str:
        return finding.question.short_name if finding.question else "–"

    @admin.display(description=gettext_lazy("inspection"))
    def of_cycle(self, finding: Finding) -> str:
        return finding.inspection.cycle.label if finding.inspection else _("a letter")

    @admin.display(description=gettext_lazy("what HMICFRS says"), ordering="hmicfrs_status")
    def said(self, finding: Finding) -> str:
        return capfirst(finding.get_hmicfrs_status_display()) if finding.hmicfrs_status else "–"

    @admin.display(description=gettext_lazy("what the force does"))
    def doing(self, finding: Any) -> str:
        if not finding.n_actions:
            return "–" if finding.kind in PRACTICE else _("no action")
        said = ngettext(
            "%(n)d action, %(complete)d complete",
            "%(n)d actions, %(complete)d complete",
            finding.n_actions,
        )
        return said % {"n": finding.n_actions, "complete": finding.n_complete}


def public_words(finding: Finding) -> str:
    if Finding.public.at(clock.now()).filter(pk=finding.pk).exists():
        return _("The public sees it.")
    return _("The public does not see it yet.")


def around(finding: Finding, person: Any) -> dict[str, Any]:
    """What the screen shows around the form: what is missing, the recommendations, and the actions."""
    recommendations = list(Finding.desk.filter(parent=finding).order_by("reference"))
    missing = []
    if finding.kind in CAUSES and not recommendations:
        missing.append(_("A recommendation: a cause of concern has at least one."))
    if finding.question is None and finding.kind not in PRACTICE:
        missing.append(_("The area that it is about: it is then shown on that area’s page too."))
    today = london_day(clock.now())
    rows = Action.desk.filter(finding__in=[finding, *recommendations]).select_related("finding").to_do_first()
    actions = [(one, in_days(one, today)) for one in rows]
    if not actions and finding.hmicfrs_status == FindingStatus.OPEN:
        missing.append(_("An action: nothing is said yet of what the force does about it."))
    acts = []
    if person.has_perm("peel.add_action") and finding.kind not in PRACTICE:
        url = reverse("admin:peel_action_add") + f"?finding={finding.pk}"
        acts.append({"url": url, "title": _("Add an action"), "leads": True})
    if person.has_perm("peel.add_finding") and finding.kind in CAUSES:
        query = f"?kind=recommendation&parent={finding.pk}"
        if finding.inspection_id:
            query += f"&inspection={finding.inspection_id}"
        url = reverse("admin:peel_finding_add") + query
        acts.append({"url": url, "title": _("Add a recommendation"), "leads": False})
    standing = [public_words(finding)]
    return {
        "recommendations": recommendations,
        "done": actions,
        "missing": missing,
        "acts": acts,
        "standing": standing,
    }
