"""The form of a finding: the rules of findings.csv, for one finding, typed by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import rules
from peel.desk.merging import TwoAtOnceForm
from peel.models import Finding, Inspection, Question, Source
from peel.rules import is_inspectorates
from peel.words import CAUSES, FindingKind, FindingStatus

EXCERPT = 70
# What is told of a source, by the field that holds it.
SOURCES = {"source": ("source_title", "source_url"), "closing_source": ("closing_title", "closing_url")}
FIRST = ("first_reference", "first_text")


def named(finding: Finding) -> str:
    """For a list to choose from."""
    return f"{finding.reference}: {Truncator(finding.text).chars(EXCERPT)}"


def address(label: Any, **kwargs: Any) -> forms.URLField:
    wide = forms.URLInput(attrs={"class": "vURLField"})
    return forms.URLField(label=label, max_length=600, assume_scheme="https", widget=wide, **kwargs)


def title(label: Any, **kwargs: Any) -> forms.CharField:
    wide = forms.TextInput(attrs={"class": "vLargeTextField"})
    return forms.CharField(label=label, max_length=400, widget=wide, **kwargs)


class FindingForm(TwoAtOnceForm):
    """A source is told by its title and address; a finding of no inspection stands in that source, a letter."""

    source_title = title(gettext_lazy("Source: its title"))
    source_url = address(gettext_lazy("Source: its address"))
    closing_title = title(gettext_lazy("HMICFRS’s word that it is closed: title"), required=False)
    closing_url = address(
        gettext_lazy("HMICFRS’s word that it is closed: address"),
        required=False,
        help_text=gettext_lazy("On HMICFRS’s own site. What the force thinks is said with its actions."),
    )
    first_reference = forms.CharField(
        label=gettext_lazy("First recommendation: reference"), max_length=60, required=False
    )
    first_text = forms.CharField(
        label=gettext_lazy("First recommendation: HMICFRS’s text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Of a cause of concern, which never comes without one. More can follow."),
    )

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "inspection": gettext_lazy(
                "None: it stands in a letter, which is the source; then give the day."
            ),
            "parent": gettext_lazy("Of a recommendation."),
            "hmicfrs_status": gettext_lazy("HMICFRS’s word alone. Practice has no status."),
            "recipient": gettext_lazy("As HMICFRS says: the chief constable, for example."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adds = self.instance.pk is None
        if self.adds:
            self.instance.force_id = settings.FORCE_ID
        else:
            for name in FIRST:
                self.fields.pop(name, None)
        self.initial.update(_sources_of(self.instance))
        self._offer()

    def _offer(self) -> None:
        """Inspections and causes of the finding's own force; questions with their cycle."""
        names = ("inspection", "question", "parent")
        if not all(name in self.fields for name in names):
            return  # somebody who only reads
        chosen: dict[str, Any] = {name: self.fields[name] for name in names}
        force = self.instance.force_id
        ours = Inspection.desk.filter(force=force).select_related("cycle", "force")
        chosen["inspection"].queryset = ours.order_by("-cycle__position")
        chosen["inspection"].label_from_instance = lambda one: one.cycle.label
        questions = Question.objects.filter(cycle__in=ours.values("cycle")).select_related("cycle")
        chosen["question"].queryset = questions.order_by("-cycle__position", "position")
        chosen["question"].label_from_instance = lambda one: f"{one.cycle.label}: {one.short_name}"
        causes = Finding.desk.filter(force=force, kind__in=CAUSES).exclude(pk=self.instance.pk)
        chosen["parent"].queryset = causes
        chosen["parent"].label_from_instance = named

    def stored(self) -> Any:
        row = super().stored()
        for name, value in _sources_of(row).items():
            setattr(row, name, value)
        return row

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self._refuse_lonely_causes(cleaned)
            self._refuse_half_a_place(cleaned)
            self._refuse_half_a_closing(cleaned)
        if not self.errors:
            self._set_sources(cleaned)
        return cleaned

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        same = Finding.desk.filter(force=self.instance.force_id, reference=reference)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This force has a finding with this reference already."))
        return reference

    def clean_first_reference(self) -> str:
        reference: str = self.cleaned_data["first_reference"]
        same = Finding.desk.filter(force=self.instance.force_id, reference=reference)
        if reference and (same.exists() or reference == self.cleaned_data.get("reference")):
            raise forms.ValidationError(_("This force has a finding with this reference already."))
        return reference

    def _refuse_half_a_place(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["inspection"] and not cleaned["issued"]:
            said = _(
                "Without an inspection it stands in a letter, and needs the day on which that was issued."
            )
            self.add_error("issued", said)

    def _refuse_half_a_closing(self, cleaned: dict[str, Any]) -> None:
        closed = cleaned["hmicfrs_status"] in (FindingStatus.DISCHARGED, FindingStatus.CLOSED)
        told = [name for name in SOURCES["closing_source"] if cleaned[name]]
        if closed and len(told) < len(SOURCES["closing_source"]):
            self.add_error("closing_url", _("Closing it needs HMICFRS’s own word: its title and address."))
        elif closed and not is_inspectorates(cleaned["closing_url"]):
            said = _("A finding is closed by HMICFRS: name its publication or letter as the source.")
            self.add_error("closing_url", said)
        elif not closed and (told or cleaned["closed_on"]):
            self.add_error("hmicfrs_status", _("It is not closed, and says when or where it was."))

    def _refuse_lonely_causes(self, cleaned: dict[str, Any]) -> None:
        """The database cannot hold this one: a cause and its recommendations are rows of one table."""
        kind, parent = cleaned["kind"], cleaned["parent"]
        if self.adds:
            given = [name for name in FIRST if cleaned[name]]
            fault = rules.cause_fault(kind, len(given) == len(FIRST))
            if fault or (given and kind not in CAUSES):
                self.add_error(FIRST[0], fault or _("Only a cause of concern has recommendations."))
            return
        under = Finding.desk.filter(parent=self.instance).count()
        if under and kind not in CAUSES:
            self.add_error("kind", _("Recommendations stand under it, so it is a cause of concern."))
        elif fault := rules.cause_fault(kind, under):
            self.add_error("kind", fault)
        before = Finding.desk.get(pk=self.instance.pk).parent
        if before and before != parent and Finding.desk.filter(parent=before).count() == 1:
            said = _("It is the only recommendation of %s, which would be left without one.")
            self.add_error("parent", said % before.reference)

    def _set_sources(self, cleaned: dict[str, Any]) -> None:
        """Before the model's own check, which asks for them."""
        finding = self.instance
        finding.source = Source(title=cleaned["source_title"], url=cleaned["source_url"])
        closing = Source(title=cleaned["closing_title"], url=cleaned["closing_url"])
        finding.closing_source = closing if closing.url else None
        for name in (*SOURCES["source"], *SOURCES["closing_source"]):
            setattr(finding, name, cleaned[name])  # for the log, which compares it with what is stored

    def keep_sources(self) -> None:
        """Before the finding is saved: the rows that its sources are known by."""
        finding = self.instance
        finding.source = _kept(finding.source)
        finding.letter = None if finding.inspection else finding.source
        finding.closing_source = finding.closing_source and _kept(finding.closing_source)

    def first_recommendation(self) -> Finding | None:
        """Unsaved; of a new cause of concern."""
        if not (self.adds and self.cleaned_data["first_reference"]):
            return None
        cause = self.instance
        shared = {name: getattr(cause, name) for name in ("force", "inspection", "letter", "question")}
        shared |= {name: getattr(cause, name) for name in ("issued", "recipient", "target", "source")}
        return Finding(
            **shared,
            parent=cause,
            kind=FindingKind.RECOMMENDATION,
            reference=self.cleaned_data["first_reference"],
            text=self.cleaned_data["first_text"],
            hmicfrs_status=FindingStatus.OPEN,
        )


def _sources_of(finding: Finding) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, (title, url) in SOURCES.items():
        source = getattr(finding, name) if getattr(finding, f"{name}_id") else None
        found |= {title: source.title if source else "", url: source.url if source else ""}
    return found


def _kept(source: Source) -> Source:
    publisher = "HMICFRS" if is_inspectorates(source.url) else ""
    named = {"title": source.title, "url": source.url}
    return Source.objects.get_or_create(**named, defaults={"publisher": publisher})[0]
