"""Inspections at the desk: the list, and one inspection in one screen."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.desk import answers, screen
from peel.desk.deciding import deciding_screen, inspection_words
from peel.desk.embargo import EmbargoForm, sentence, stands, usual, with_moments
from peel.desk.grading import GradesForm
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import TwoAtOnceForm, changes_in_words
from peel.desk.revising import RevisingForm
from peel.desk.totals import TotalsForm
from peel.models import Force, Inspection, Judgement, Totals
from peel.words import Grade, Graded
from publishing import clock
from publishing.decisions import record_change
from publishing.desk.signed_in import DeskRequest

EVERY_FORCE = "all"


class ForceFilter(admin.SimpleListFilter):
    """Our own force unless somebody asks for another."""

    title = gettext_lazy("force")
    parameter_name = "force"
    own_is_default = True

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        named = [(force.pk, force.short_name) for force in Force.objects.inspected()]
        return [(EVERY_FORCE, _("All forces")), *named] if self.own_is_default else named

    def choices(self, changelist: ChangeList) -> Any:
        """Django's “All”, the first of them, is our own force here."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Our force")} if self.own_is_default else first
        yield from others

    def queryset(self, request: Any, queryset: Any) -> Any:
        asked = self.value() or (settings.FORCE_ID if self.own_is_default else EVERY_FORCE)
        return queryset if asked == EVERY_FORCE else queryset.filter(force=asked)


class PublicFilter(admin.SimpleListFilter):
    title = gettext_lazy("public")
    parameter_name = "public"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("embargo", _("Under embargo")), ("never", _("Not public")), ("public", _("Public"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        asked = {
            "embargo": Q(public_from__gt=clock.now()),
            "never": Q(public_from=None),
            "public": Q(public_from__lte=clock.now()),
        }
        return queryset.filter(asked.get(self.value() or "", Q()))


class InspectionForm(TwoAtOnceForm):
    """A new one is our own force's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.force_id = settings.FORCE_ID

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        version = cleaned.get("framework_version", "")
        there = Inspection.desk.filter(
            force=settings.FORCE_ID, cycle=cleaned.get("cycle"), framework_version=version
        )
        if self.instance.pk is None and there.exists():
            self.add_error("cycle", _("Our inspection of this cycle is there already."))
        return cleaned


@admin.register(Inspection)
class InspectionAdmin(KeptAdmin):
    form = InspectionForm
    list_display = ("named", "cycle", "published", "public", "graded", "answer")
    list_filter = (ForceFilter, "cycle", PublicFilter)
    list_select_related = ("force", "cycle")
    search_fields = ("title", "force__official_name", "force__short_name", "hmi", "note")
    search_help_text = gettext_lazy("Words of the force, the report’s title, the inspector or a note")
    change_form_template = "admin/peel/inspection.html"
    change_list_template = "admin/peel/list.html"
    fieldsets = (
        (
            gettext_lazy("The report"),
            {
                "fields": (
                    *(("cycle", "framework_version"), "title", "url", ("report_published", "hmi")),
                    ("fieldwork_from", "fieldwork_to"),
                )
            },
        ),
        (
            gettext_lazy("What others count"),
            {"fields": (("areas_inspected", "areas_graded_on_page", "areas_in_press_release"), "note")},
        ),
    )

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("cycle", "framework_version") if obj else ()

    def get_ordering(self, request: Any) -> Any:
        own_first = Case(When(force=settings.FORCE_ID, then=Value(0)), default=Value(1))
        return (own_first, "-cycle__position", "force__short_name")

    def get_queryset(self, request: Any) -> Any:
        """With the numbers of the list, which cost no statement a row."""
        areas = Q(question__is_pillar_overall=False)
        held = Judgement.desk.current().filter(areas, inspection=OuterRef("pk")).order_by()
        graded = held.exclude(value=Grade.NOT_GRADED).values("inspection").annotate(n=Count("pk")).values("n")
        asked = Count(
            "cycle__questions",
            filter=Q(cycle__questions__graded=Graded.YES, cycle__questions__is_pillar_overall=False),
        )
        totals = Totals.desk.filter(inspection=OuterRef("pk"))
        counted = totals.order_by(F("published_on").desc(nulls_last=True), "-pk").values("areas_graded")[:1]
        rows = (
            super()
            .get_queryset(request)
            .annotate(n_graded=Coalesce(Subquery(graded), 0), n_asked=asked, n_counted=Subquery(counted))
        )
        return with_moments(answers.with_answers(rows), clock.now())

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        screens = {"grades": GradesForm, "totals": TotalsForm, "embargo": EmbargoForm}
        own = [
            path(f"<int:pk>/{name}/", view(partial(self.decide, form)), name=f"peel_inspection_{name}")
            for name, form in screens.items()
        ]
        own.append(path("grade/<int:pk>/", view(self.revise), name="peel_inspection_revise"))
        return own + super().get_urls()

    def decide(self, form: Any, request: DeskRequest, pk: int) -> HttpResponse:
        return deciding_screen(self, request, form, self._inspection(pk))

    def revise(self, request: DeskRequest, pk: int) -> HttpResponse:
        """pk: of the judgement that the person looked at."""
        judgement = get_object_or_404(Judgement.desk.select_related("question"), pk=pk)
        form = partial(RevisingForm, judgement=judgement)
        return deciding_screen(self, request, form, self._inspection(judgement.inspection_id))

    def _inspection(self, pk: int) -> Inspection:
        return get_object_or_404(Inspection.desk.select_related("force", "cycle"), pk=pk)

    # --- the form ---

    def save_model(self, request: Any, obj: Inspection, form: Any, change: bool) -> None:
        if change:
            stored = Inspection.desk.get(pk=obj.pk)
            changed = changes_in_words(form, stored)
            if changed:
                obj.save(update_fields=[name for name in form.fields if name != "public_from"])
                record_change(obj, by=request.user, changed=changed)
            return
        ends = usual(obj)
        # A report that is out already is shown when somebody says so: it has no grades yet.
        obj.public_from = ends if ends and ends > clock.now() else None
        obj.save()
        said = _("Inspection added: %(what)s. %(standing)s")
        words = {"what": inspection_words(obj), "standing": stands(obj, clock.now())}
        record_change(obj, by=request.user, changed=said % words)

    def response_add(self, request: Any, obj: Inspection, post_url_continue: Any = None) -> HttpResponse:
        messages.success(request, _("It is added. %s") % sentence(obj, clock.now()))
        return redirect("admin:peel_inspection_change", obj.pk)

    def response_change(self, request: Any, obj: Inspection) -> HttpResponse:
        messages.success(request, _("Saved. %s") % sentence(obj, clock.now()))
        return redirect("admin:peel_inspection_change", obj.pk)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        inspection = context["original"]
        context["title"] = inspection_words(inspection) if inspection else _("Add an inspection of our force")
        context["subtitle"] = None
        if inspection:
            context |= screen.of(inspection, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- the list ---

    @admin.display(description=gettext_lazy("force"), ordering="force__short_name")
    def named(self, inspection: Inspection) -> str:
        return inspection.force.short_name

    @admin.display(description=gettext_lazy("report published"), ordering="report_published")
    def published(self, inspection: Inspection) -> str:
        return inspection.report_published.in_words() if inspection.report_published else _("not known")

    @admin.display(description=gettext_lazy("public from"), ordering="public_from")
    def public(self, inspection: Inspection) -> str:
        return stands(inspection, clock.now())

    @admin.display(description=gettext_lazy("graded"))
    def graded(self, inspection: Any) -> str:
        """Of as many areas as somebody counts; else of those that every force is graded on."""
        asked = inspection.n_counted or inspection.areas_graded_on_page or inspection.n_asked
        return _("%(graded)d of %(asked)d") % {"graded": inspection.n_graded, "asked": asked}

    @admin.display(description=gettext_lazy("answer under section 55"))
    def answer(self, inspection: Any) -> str:
        return answers.state_in_list(inspection, clock.now())
