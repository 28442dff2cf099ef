"""The screen for what was published about how many areas got which grade."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import rules
from peel.desk.deciding import SourcedForm
from peel.desk.embargo import sentence
from peel.models import Inspection, Totals
from peel.models.inspections import COUNTS
from publishing import clock
from publishing.decisions import record_change


class TotalsForm(SourcedForm):
    """The newest totals of the inspection, or new ones."""

    title = gettext_lazy("Published totals")
    needs = ("peel.add_totals", "peel.change_totals")
    previews = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        scale = rules.GRADES_OF_SCALE[inspection.cycle.scale_id]
        self.names = {name: grade for grade, name in COUNTS.items() if grade in scale}
        self.stored = newest(inspection)
        first = self._values() | {"seen": in_short(self.stored)} if self.stored else {}
        super().__init__(*args, inspection=inspection, initial=first, **kwargs)
        for name, grade in self.names.items():
            self.fields[name] = forms.IntegerField(label=grade.label, min_value=0, max_value=60)
        self.fields["areas_graded"] = forms.IntegerField(
            label=_("Areas graded, as published"), min_value=0, max_value=60
        )
        self.order_fields([*self.names, "areas_graded"])

    def _values(self) -> dict[str, Any]:
        """What is stored, by the names of the fields."""
        totals: Any = self.stored
        counts = {name: getattr(totals, name) for name in [*self.names, "areas_graded"]}
        return {**counts, "source_title": totals.source.title, "source_url": totals.source.url}

    def standing(self) -> list[str]:
        return [
            _("Type what was published, also where it differs from our grades: both numbers are kept."),
            sentence(self.inspection, clock.now()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        added = sum(cleaned[name] for name in self.names)
        if self.stored and self._values().items() <= cleaned.items():
            self.instead = _("These totals are there already.")
        elif added != cleaned["areas_graded"]:
            said = _("The grades above add up to %(added)d, and here it says %(graded)d.")
            told = {"added": added, "graded": cleaned["areas_graded"]}
            self.add_error("areas_graded", said % told)
        elif cleaned["seen"] != in_short(self.stored):
            self.fill_in(seen=in_short(self.stored))
            self.add_error(None, _("Somebody else kept other totals meanwhile: %s.") % in_short(self.stored))
        return cleaned

    def button(self) -> str:
        return _("Keep these totals")

    def act(self, by: Any) -> str:
        Inspection.desk.select_for_update().get(pk=self.inspection.pk)
        stored = newest(self.inspection)
        if in_short(stored) != self.cleaned_data["seen"]:
            raise ValidationError(_("Somebody else kept other totals meanwhile: %s.") % in_short(stored))
        before = in_short(stored) or _("none")
        kept = stored or Totals(inspection=self.inspection, **dict.fromkeys(COUNTS.values(), 0))
        for name in [*self.names, "areas_graded"]:
            setattr(kept, name, self.cleaned_data[name])
        kept.source = self.source()
        kept.save()
        said = _("Published totals: %(before)s became %(after)s.")
        changed = said % {"before": before, "after": in_short(kept)}
        record_change(self.inspection, by=by, changed=changed)
        return _("The totals are kept: %s.") % in_short(kept)


def newest(inspection: Inspection) -> Totals | None:
    rows = Totals.desk.filter(inspection=inspection).select_related("source")
    return rows.order_by(F("published_on").desc(nulls_last=True), "-pk").first()


def in_short(totals: Totals | None) -> str:
    """As peel.md writes counts: 0/1/4/3/0 of 8."""
    if totals is None:
        return ""
    counts = "/".join(str(count) for count in totals.counts().values())
    return _("%(counts)s of %(areas)d") % {"counts": counts, "areas": totals.areas_graded}
