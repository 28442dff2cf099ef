"""Answers under section 55 at the desk: what is due first, and one answer with all its replies in one screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Case, Count, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.dates import london_day, of_day
from peel.desk import answers
from peel.desk.deciding import inspection_words
from peel.desk.keeping import KeptAdmin
from peel.desk.merging import TwoAtOnceForm, changes_in_words, text_of
from peel.models import Finding, Inspection, PolicingBody, Reply, Response
from publishing import clock
from publishing.decisions import record_change

PREFIX = "reply_"


class AnsweredFilter(admin.SimpleListFilter):
    title = gettext_lazy("answered")
    parameter_name = "answered"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", _("Not yet")), ("yes", _("Answered"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        asked = {"no": Q(published_on=None), "yes": ~Q(published_on=None)}
        return queryset.filter(asked.get(self.value() or "", Q()))


class ResponseForm(TwoAtOnceForm):
    """With a text for each recommendation of the report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            if "inspection" in self.fields:
                self._offer_what_has_none()
            return
        self.asked = answers.recommendations(self.instance.inspection)
        self.replies = stored_replies(self.instance)
        for one in self.asked:
            field = forms.CharField(
                label=_("Reply"),
                required=False,
                strip=True,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=self.replies.get(one.pk, ""),
                show_hidden_initial=True,
            )
            self.fields[name_of(one)] = field

    def _offer_what_has_none(self) -> None:
        """Our inspections that no answer is begun for. Who answers is who it is today."""
        begun = Response.desk.values("inspection")
        ours = Inspection.desk.filter(force=settings.FORCE_ID).exclude(pk__in=begun)
        chooser: Any = self.fields["inspection"]
        chooser.queryset = ours.select_related("cycle", "force").order_by("-cycle__position")
        chooser.label_from_instance = lambda one: (
            f"{one.cycle.label}, {answers.state_in_list_of(one, clock.now())}"
        )
        bodies: Any = self.fields["body"]
        bodies.queryset = PolicingBody.objects.filter(force=settings.FORCE_ID).select_related("force")
        bodies.initial = bodies.queryset.filter(ends=None).first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for one in self.asked if self.instance.pk else ():
            if one.pk in self.replies and not cleaned.get(name_of(one), "x"):
                said = _("A reply that was given is not emptied: say what is done instead.")
                self.add_error(name_of(one), said)
        return cleaned

    def stored(self) -> Any:
        row = super().stored()
        for one in self.asked:
            setattr(row, name_of(one), self.replies.get(one.pk, ""))
        return row


def name_of(recommendation: Finding) -> str:
    return f"{PREFIX}{recommendation.pk}"


def stored_replies(response: Response) -> dict[int, str]:
    return dict(Reply.desk.filter(response=response).values_list("recommendation", "text"))


@admin.register(Response)
class ResponseAdmin(KeptAdmin):
    form = ResponseForm
    list_display = ("cycle", "body", "due", "state", "replied")
    list_filter = (AnsweredFilter,)
    list_select_related = ("inspection__cycle", "inspection__force", "body__force")
    change_form_template = "admin/peel/response.html"
    change_list_template = "admin/peel/list.html"
    BEGUN = ("inspection", "body")
    GIVEN = ("published_on", "url", "force_comments_url")

    def get_queryset(self, request: Any) -> Any:
        """What is not answered comes first, and of that what is due soonest."""
        waits = Case(When(published_on=None, then=Value(0)), default=Value(1))
        rows = super().get_queryset(request).annotate(waits=waits, n_replies=Count("replies"))
        return rows.order_by("waits", "inspection__report_published", "pk")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return self.BEGUN if obj else ()

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Django would look for the replies among the model's own fields."""
        kept = [*self.GIVEN] if obj else [*self.BEGUN, *self.GIVEN]
        return super().get_form(request, obj, change=change, **{**kwargs, "fields": kept})

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        own: Any = [(None, {"fields": (*self.BEGUN, *self.GIVEN)})]
        if obj is None or not self.has_change_permission(request, obj):
            return own
        for one in answers.recommendations(obj.inspection):
            said: Any = {"fields": (name_of(one),), "description": escape(one.text)}
            own.append((_("Recommendation %s: what is done, or why nothing is") % one.reference, said))
        return own

    def save_model(self, request: Any, obj: Response, form: Any, change: bool) -> None:
        if not change:
            obj.save()
            record_change(obj, by=request.user, changed=_("The answer is begun: %s.") % obj)
            return
        said = [changes_in_words(form, Response.desk.get(pk=obj.pk)), *keep_replies(form)]
        obj.save(update_fields=list(self.GIVEN))
        changed = "\n".join(words for words in said if words)
        if changed:
            record_change(obj, by=request.user, changed=changed)

    def response_add(self, request: Any, obj: Response, post_url_continue: Any = None) -> HttpResponse:
        messages.success(request, _("The answer is begun. Nothing of it is public before its date."))
        return redirect("admin:peel_response_change", obj.pk)

    def response_change(self, request: Any, obj: Response) -> HttpResponse:
        messages.success(request, _("Saved: %s.") % self.state(obj))
        return redirect("admin:peel_response_change", obj.pk)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = context["original"]
        context["title"] = _("Answer under section 55") if response else _("Begin an answer under section 55")
        if response:
            context["subtitle"] = f"{inspection_words(response.inspection)}: {response.body}"
            asked, replied = answers.recommendations(response.inspection), stored_replies(response)
            context["standing"] = self._standing(response, len(asked))
            context["missing"] = answers.missing(response, asked, set(replied))
            context["read"] = [(one, replied.get(one.pk, "")) for one in asked]
            context["may_change"] = self.has_change_permission(request, response)
        return super().render_change_form(request, context, *args, **kwargs)

    def _standing(self, response: Response, asked: int) -> list[str]:
        published = response.inspection.publication_day
        words = [_("%s.") % capfirst(self.state(response))]
        if published and response.due_on:
            said = {"published": of_day(published).in_words(), "due": of_day(response.due_on).in_words()}
            words.append(
                _(
                    "The report was published on %(published)s, which is day 1; the last of 56 days is %(due)s."
                )
                % said
            )
        if not asked:
            words.append(_("No recommendation of this report is in our data."))
        if response.published_on and response.published_on > london_day(clock.now()):
            words.append(_("It is public from %s.") % of_day(response.published_on).in_words())
        elif response.published_on is None:
            words.append(_("The replies are not public before the answer is published."))
        return words

    # --- the list ---

    @admin.display(description=gettext_lazy("inspection"))
    def cycle(self, response: Response) -> str:
        return f"{response.inspection.force.short_name} {response.inspection.cycle.label}"

    @admin.display(description=gettext_lazy("due"), ordering="inspection__report_published")
    def due(self, response: Response) -> str:
        return of_day(response.due_on).in_words() if response.due_on else _("not known")

    @admin.display(description=gettext_lazy("state"))
    def state(self, response: Response) -> str:
        today = london_day(clock.now())
        return answers.state(response.inspection.publication_day, response.published_on, today)

    @admin.display(description=gettext_lazy("replies"))
    def replied(self, response: Any) -> int:
        return response.n_replies


def keep_replies(form: ResponseForm) -> list[str]:
    """What became of each, in sentences."""
    said = []
    for one in form.asked:
        text, before = text_of(form.cleaned_data[name_of(one)]), text_of(form.replies.get(one.pk))
        if text != before:
            Reply.desk.update_or_create(response=form.instance, recommendation=one, defaults={"text": text})
            words = _("Reply to %s changed.") if before else _("Reply to %s written.")
            said.append(words % one.reference)
    return said
