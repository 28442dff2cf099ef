"""What a visitor asks the comparison of forces for, read from the address. What is odd is left out, and said."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from peel.columns import Column
from peel.models import Cycle, Question
from peel.record import Reference
from peel.words import Graded


@dataclass(frozen=True)
class Asked:
    """`mistakes` are sentences. They never repeat what was typed."""

    cycle: Cycle
    question: Question
    mistakes: tuple[str, ...]

    @property
    def address(self) -> str:
        return address(self.cycle, self.question)


def address(cycle: Cycle, question: Question) -> str:
    asked = urlencode({"cycle": cycle.code, "question": question.code})
    return f"{reverse('peel:compare')}?{asked}"


def comparable(known: Reference, cycle: str) -> list[Question]:
    """The questions of a cycle that were graded for anybody, whole pillars first in theirs."""
    return [one for one in known.questions.get(cycle, ()) if one.graded != Graded.NO]


def read(query: QueryDict, known: Reference, cycles: list[str]) -> Asked | None:
    """cycles: those with a public inspection, newest first. None if there is nothing to compare."""
    offered = [code for code in cycles if comparable(known, code)]
    if not offered:
        return None
    code, word = query.get("cycle", ""), query.get("question", "")
    cycle = known.cycles[code if code in offered else offered[0]]
    questions = comparable(known, cycle.code)
    question = next((one for one in questions if one.code == word), questions[0])
    return Asked(cycle, question, tuple(_mistakes(code, cycle, word, question)))


def _mistakes(code: str, cycle: Cycle, word: str, question: Question) -> list[str]:
    found = []
    if code and code != cycle.code:
        found.append(_("We do not know that inspection. These are grades of %(cycle)s.") % {"cycle": cycle})
    if word and word != question.code:
        words = _("That area has no grades in %(cycle)s. These are the grades of another area.")
        found.append(words % {"cycle": cycle})
    return found


class Choosing(forms.Form):
    """Two lists and a button; the areas are those of the inspection that is shown."""

    cycle = forms.ChoiceField()
    question = forms.ChoiceField()

    def __init__(self, asked: Asked, known: Reference, cycles: list[str], columns: list[Column]) -> None:
        super().__init__(initial={"cycle": asked.cycle.code, "question": asked.question.code})
        self.fields["cycle"] = forms.ChoiceField(
            label=_("Inspection"),
            choices=[(code, known.cycles[code].label) for code in cycles if comparable(known, code)],
        )
        self.fields["question"] = forms.ChoiceField(
            label=_("Area"), choices=[(one.question.code, _option(one)) for one in columns]
        )


def _option(column: Column) -> str:
    words = _("%(area)s (%(graded)d of %(forces)d)")
    area = column.question.short_name
    return words % {"area": area, "graded": column.graded, "forces": column.forces}
