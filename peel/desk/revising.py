"""The screen on which a grade is revised. What was said before is kept, and the screen shows both before it acts."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import dates, recording, revising, rules
from peel.desk.areas import grades_to_choose
from peel.desk.deciding import SourcedForm
from peel.desk.embargo import shown_since
from peel.models import Inspection, Judgement
from peel.results import counts_in_words
from peel.words import Basis, Grade
from publishing import clock, decisions
from publishing.desk.times import in_words, shortly
from publishing.models import Decision


class Why(models.TextChoices):
    """The first two are HMICFRS's acts; the last one is ours, and only possible before the public saw it."""

    CORRECTION = Basis.CORRECTION, gettext_lazy("HMICFRS corrected it")
    REVISIT = Basis.REVISIT, gettext_lazy("HMICFRS inspected again")
    RETYPED = "retyped", gettext_lazy("We typed it wrongly, and nobody outside has seen it")


class RevisingForm(SourcedForm):
    title: Any = gettext_lazy("Revise a grade")
    needs = ("peel.add_judgement", "peel.change_judgement")

    value = forms.ChoiceField(label=gettext_lazy("New grade"))
    basis = forms.ChoiceField(label=gettext_lazy("What happened"), widget=forms.RadioSelect)
    effective_from = forms.DateField(
        label=gettext_lazy("The new grade holds from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day that HMICFRS names. Readers still find the old grade before it."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see it beside the old grade."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = ("value", "basis", "effective_from", "reason", "source_title", "source_url")

    def __init__(self, *args: Any, inspection: Inspection, judgement: Judgement, **kwargs: Any) -> None:
        self.question = judgement.question
        self.current = current(inspection, judgement)
        super().__init__(*args, inspection=inspection, initial={"seen": judgement.pk}, **kwargs)
        self.title = _("Revise the grade: %s") % self.question.short_name
        self.fields["value"].choices = grades_to_choose(self.question, inspection.cycle)  # type: ignore[attr-defined]
        kept = Why.choices if self.is_unseen else Why.choices[:2]
        self.fields["basis"].choices = kept  # type: ignore[attr-defined]

    @cached_property
    def is_unseen(self) -> bool:
        return shown_since(self.inspection, clock.now()) is None

    def standing(self) -> list[str]:
        said = {"grade": self.current.get_value_display(), "basis": self.current.get_basis_display()}
        words = [_("The grade is %(grade)s: %(basis)s.") % said]
        dated = self.current.dated or self.inspection.report_published
        if dated:
            words.append(_("It has held since %s.") % dated.in_words())
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["basis"] != Why.RETYPED and not cleaned["effective_from"]:
            self.add_error("effective_from", _("Say from which day the new grade holds."))
        elif cleaned["seen"] != str(self.current.pk):
            self._second_press_or_second_person(cleaned)
        elif cleaned["value"] == self.current.value and cleaned["basis"] != Why.REVISIT:
            self.add_error("value", _("That is the grade that it has."))
        elif cleaned["basis"] != Why.RETYPED:
            new = Judgement(basis=cleaned["basis"], effective_from=cleaned["effective_from"])
            fault = revising.fault(self.current, new, cleaned["reason"])
            self.add_error(None, fault) if fault else None
        return cleaned

    def _second_press_or_second_person(self, cleaned: dict[str, Any]) -> None:
        now, held = self.current, cleaned["effective_from"]
        basis_is_same = cleaned["basis"] in (now.basis, Why.RETYPED)
        if now.value == cleaned["value"] and basis_is_same and now.effective_from == held:
            self.instead = _("It is revised already: %s.") % now.get_value_display()
            return
        self.fill_in(seen=str(now.pk))
        said = _("Nothing was done: meanwhile it was revised. %s What you typed is kept below.")
        self.add_error(None, said % self._what_they_did())

    def _what_they_did(self) -> str:
        """By the decision log, which knows who it was."""
        log = Decision.objects.filter(document=decisions.label(self.inspection)).select_related(
            "actor", "text"
        )
        for one in log.order_by("-position")[:50]:
            changed = one.text.spoken().get("changed", "")
            if changed.startswith(f"“{self.question.short_name}”"):
                return f"{one.actor}, {shortly(one.at)}: {changed}"
        return _("It is %s now.") % self.current.get_value_display()

    def consequences(self) -> list[str]:
        typed = self.cleaned_data
        said = {"before": self.current.get_value_display(), "after": Grade(typed["value"]).label}
        words = [_("%(before)s becomes %(after)s.") % said]
        if typed["basis"] == Why.RETYPED:
            words.append(_("Readers will never see the wrong grade. The decision log keeps it."))
        else:
            words += [self._from_when(), _("Readers see the old grade too, and why: “%s”") % typed["reason"]]
        before, after = self._counts(self.current.value), self._counts(typed["value"])
        return [
            *words,
            _("Grades in our data: %(before)s become %(after)s.") % {"before": before, "after": after},
        ]

    def _from_when(self) -> str:
        known = dates.of_day(self.cleaned_data["effective_from"]).known_from
        public = self.inspection.public_from or shown_since(self.inspection, clock.now())
        if public is None:
            return _("Readers see it when the inspection is public.")
        moment = max(known, public)
        return (
            _("Readers see it from %s.") % in_words(moment)
            if moment > clock.now()
            else _("Readers see it at once.")
        )

    def _counts(self, value: str) -> str:
        rows = Judgement.desk.current().filter(inspection=self.inspection, question__is_pillar_overall=False)
        counted = Counter(rows.exclude(pk=self.current.pk).values_list("value", flat=True))
        counted.update([] if self.question.is_pillar_overall else [value])
        scale = rules.GRADES_OF_SCALE[self.inspection.cycle.scale_id]
        return counts_in_words({grade: counted[grade] for grade in scale})

    def button(self) -> str:
        after = Grade(self.cleaned_data["value"]).label if self.cleaned_data.get("value") else ""
        return _("Revise: %(before)s becomes %(after)s") % {
            "before": self.current.get_value_display(),
            "after": after,
        }

    def act(self, by: Any) -> str:
        typed = self.cleaned_data
        # Whoever comes second waits here, and then finds that the grade is another one.
        Inspection.desk.select_for_update().get(pk=self.inspection.pk)
        self.current = current(self.inspection, self.current)
        if str(self.current.pk) != typed["seen"]:
            self._second_press_or_second_person(typed)
            if self.instead:
                return self.instead
            raise ValidationError([])
        if typed["basis"] == Why.RETYPED:
            recording.retype(
                self.inspection,
                self.current,
                value=typed["value"],
                source=self.source(),
                reason=typed["reason"],
                by=by,
            )
        else:
            revising.supersede(
                self.inspection,
                self.question,
                value=typed["value"],
                basis=typed["basis"],
                reason=typed["reason"],
                effective_from=typed["effective_from"],
                source=self.source(),
                by=by,
            )
        said = {"question": self.question.short_name, "grade": Grade(typed["value"]).label}
        return _("“%(question)s” is %(grade)s now. What it was is kept.") % said


def current(inspection: Inspection, judgement: Judgement) -> Judgement:
    rows = Judgement.desk.current().select_related("question", "source", "carried_from")
    return rows.get(inspection=inspection, question=judgement.question_id)
