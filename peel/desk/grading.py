"""Entering the first grades of an inspection, all in one form with one source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peel import recording, rules
from peel.desk.areas import grades_to_choose
from peel.desk.deciding import SourcedForm
from peel.desk.embargo import sentence
from peel.desk.fields import DateAsFarAsKnown
from peel.models import Cycle, Inspection, Judgement, Question
from peel.words import Basis, Grade
from publishing import clock

PREFIX = "grade_"


class GradesForm(SourcedForm):
    """A row for each question that has no grade yet. What a row holds is refused with a sentence of its own."""

    title = gettext_lazy("Enter grades")
    needs = ("peel.add_judgement",)
    template = "admin/peel/grades.html"
    previews = False

    basis = forms.ChoiceField(
        label=gettext_lazy("Basis"),
        choices=Basis.choices[:2],
        initial=Basis.INSPECTED,
        widget=forms.RadioSelect,
    )
    carried_from = forms.ModelChoiceField(
        Cycle.objects.none(), label=gettext_lazy("Carried over from"), required=False, empty_label="–"
    )
    published_on = DateAsFarAsKnown(label=gettext_lazy("Published"), required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, inspection=inspection, **kwargs)
        cycle = inspection.cycle
        # A single report's grades are known when the inspection is; carrying over ended with the pillars.
        if cycle.one_report:
            del self.fields["published_on"]
        if cycle.has_pillars:
            earlier = Cycle.objects.filter(position__lt=cycle.position)
            self.fields["carried_from"].queryset = earlier  # type: ignore[attr-defined]
        else:
            del self.fields["carried_from"], self.fields["basis"]
        held = Judgement.desk.current().filter(inspection=inspection)
        self.held = {one.question_id: one for one in held}
        self.asked = {one.code: one for one in cycle.questions.all()}
        for question in self.asked.values():
            if question.pk not in self.held or self.is_bound:
                self._add_row(question)

    def _add_row(self, question: Question) -> None:
        name = PREFIX + question.code
        if question.pk in self.held and not self.data.get(self.add_prefix(name)):
            return
        field = forms.ChoiceField(
            label=question.short_name, required=False, choices=[("", "–"), *Grade.choices]
        )
        # Offered is what could be; what else is sent is refused by name.
        field.widget.choices = grades_to_choose(question, self.inspection.cycle)
        self.fields[name] = field

    @property
    def rows(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def others(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith(PREFIX) and name != "shown"]

    def standing(self) -> list[str]:
        words = [sentence(self.inspection, clock.now())]
        if self.held:
            words.append(_("%d questions have a grade already: revise those one by one.") % len(self.held))
        words.append(
            _(
                "Leave open what has no grade. A question that is missing comes with a file of questions, not here."
            )
        )
        return words

    @property
    def typed(self) -> dict[Question, str]:
        values = {code: self.cleaned_data.get(PREFIX + code) for code in self.asked}
        return {self.asked[code]: value for code, value in values.items() if value}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question, value in self.typed.items():
            fault = rules.grade_fault(value, question, self.inspection.cycle) or self._held_fault(
                question, value
            )
            if fault:
                self.add_error(PREFIX + question.code, fault)
        is_carried = cleaned.get("basis") == Basis.CARRIED_OVER
        if is_carried and not cleaned.get("carried_from"):
            self.add_error("carried_from", _("Say from which cycle."))
        if not is_carried and cleaned.get("carried_from"):
            self.add_error("carried_from", _("Only grades that are carried over have this."))
        if not self.errors and not self.typed:
            raise ValidationError(_("Choose a grade for at least one question."))
        self._leave_what_is_there()
        return cleaned

    def _held_fault(self, question: Question, value: str) -> str:
        held = self.held.get(question.pk)
        if held is None or held.value == value:
            return ""
        said = _(
            "Somebody else entered %(grade)s meanwhile. If yours is right, leave this open and revise it."
        )
        return said % {"grade": held.get_value_display()}

    def _leave_what_is_there(self) -> None:
        """A second press of the same button finds everything there."""
        if not self.errors and all(question.pk in self.held for question in self.typed):
            self.instead = _("These grades are there already. Nothing was entered twice.")

    def button(self) -> str:
        return _("Enter these grades")

    def act(self, by: Any) -> str:
        new = {question: value for question, value in self.typed.items() if question.pk not in self.held}
        told = self.cleaned_data
        try:
            made = recording.record_grades(
                self.inspection,
                new,
                source=self.source(),
                by=by,
                basis=told.get("basis", Basis.INSPECTED),
                carried_from=told.get("carried_from"),
                published_on=told.get("published_on"),
            )
        except ValidationError as refusal:
            raise ValidationError(
                {PREFIX + code: said for code, said in refusal.message_dict.items()}
            ) from refusal
        words = ngettext("%d grade is entered.", "%d grades are entered.", len(made)) % len(made)
        return f"{words} {sentence(self.inspection, clock.now())}"
