"""What a visitor asks the comparison of forces for, read from the address. What is odd is left out, and said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from peel import moments, regions
from peel.columns import Column
from peel.models import Cycle, Question
from peel.record import Reference
from peel.words import Graded


@dataclass(frozen=True)
class Asked:
    """`region` is a region, a country, or "" for all forces. `mistakes` are sentences. They never repeat what was
    typed.
    """

    cycle: Cycle
    question: Question
    region: str
    mistakes: tuple[str, ...]

    @property
    def words(self) -> dict[str, str]:
        """The address's names with their values, without the date."""
        region = {"region": self.region} if self.region else {}
        return {"cycle": self.cycle.code, "question": self.question.code, **region}

    @property
    def address(self) -> str:
        return f"{reverse('peel:compare')}?{urlencode(self.words)}"

    def csv(self, day: date | None) -> str:
        """All forces, whichever are shown."""
        dated = {moments.NAME: day.isoformat()} if day else {}
        asked = {"cycle": self.cycle.code, "question": self.question.code, **dated}
        path = reverse("peel_api:resource_as", args=["judgements", "csv"])
        return f"{path}?{urlencode(asked)}"


def comparable(known: Reference, cycle: str) -> list[Question]:
    """The questions of a cycle that were graded for anybody, whole pillars first in theirs."""
    return [one for one in known.questions.get(cycle, ()) if one.graded != Graded.NO]


def read(query: QueryDict, known: Reference, cycles: list[str]) -> Asked | None:
    """cycles: those with a public inspection, newest first. None if there is nothing to compare."""
    offered = [code for code in cycles if comparable(known, code)]
    if not offered:
        return None
    code, word, region = (query.get(name, "") for name in ("cycle", "question", "region"))
    cycle = known.cycles[code if code in offered else offered[0]]
    questions = comparable(known, cycle.code)
    for_all = (one for one in questions if one.graded == Graded.YES)
    question = next((one for one in questions if one.code == word), next(for_all, questions[0]))
    mistakes = _mistakes(code, cycle, word, question)
    if region and region not in dict(regions.offered(known)):
        region = ""
        mistakes.append(_("We do not know that region. These are all forces."))
    return Asked(cycle, question, region, tuple(mistakes))


def _mistakes(code: str, cycle: Cycle, word: str, question: Question) -> list[str]:
    found = []
    if code and code != cycle.code:
        found.append(_("We do not know that inspection. These are grades of %(cycle)s.") % {"cycle": cycle})
    if word and word != question.code:
        words = _("That area has no grades in %(cycle)s. These are the grades of another area.")
        found.append(words % {"cycle": cycle})
    return found


class Choosing(forms.Form):
    """Three lists and a button; the areas are those of the inspection that is shown."""

    # “All forces” is an empty value, which a browser would refuse to send where a choice is required.
    use_required_attribute = False
    cycle = forms.ChoiceField()
    question = forms.ChoiceField()
    region = forms.ChoiceField()

    def __init__(self, asked: Asked, known: Reference, cycles: list[str], columns: list[Column]) -> None:
        super().__init__(initial=asked.words)
        self.fields["cycle"] = forms.ChoiceField(
            label=_("Inspection"),
            choices=[(code, known.cycles[code].label) for code in cycles if comparable(known, code)],
        )
        self.fields["question"] = forms.ChoiceField(
            label=_("Area"), choices=[(one.question.code, _option(one)) for one in columns]
        )
        self.fields["region"] = forms.ChoiceField(
            label=_("Forces"), choices=[("", _("All forces")), *regions.offered(known)]
        )


def _option(column: Column) -> str:
    words = _("%(area)s (%(graded)d of %(forces)d)")
    area = column.question.short_name
    return words % {"area": area, "graded": column.graded, "forces": column.forces}
