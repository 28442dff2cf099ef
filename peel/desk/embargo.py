"""When an inspection is public: what holds, what a change would do, and the screen that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.desk.deciding import DecidingForm
from peel.models import Inspection, SummaryEdition
from peel.visible import is_public, since
from publishing import clock
from publishing.decisions import record_change
from publishing.desk.times import MomentField, in_words, shortly
from publishing.editions import kinds


class Opens(models.TextChoices):
    USUAL = "usual", gettext_lazy("At 00:01 in London on the report’s date: HMICFRS’s own embargo")
    MOMENT = "moment", gettext_lazy("At a moment in London’s time")
    NEVER = "never", gettext_lazy("Not public, until somebody says when or its summary is public")


def usual(inspection: Inspection) -> datetime | None:
    """The end of HMICFRS's embargo by the report's date."""
    return inspection.report_published.known_from if inspection.report_published else None


def with_moments(inspections: Any, now: datetime) -> Any:
    """The inspections, each with what `stands` asks, so that a list costs no statement a row."""
    return inspections.annotate(
        told_since=Case(When(is_public(now), then=since(now)), output_field=models.DateTimeField())
    )


def shown_since(inspection: Inspection, now: datetime) -> datetime | None:
    """From when on the public sees it, by its own moment or by its summary; None while it does not."""
    rows = with_moments(Inspection.desk.filter(pk=inspection.pk).order_by(), now)
    return rows.values_list("told_since", flat=True).first()


def stands(inspection: Any, now: datetime) -> str:
    """A few words for a list."""
    shown = inspection.told_since if hasattr(inspection, "told_since") else shown_since(inspection, now)
    if shown:
        return _("public since %s") % shortly(shown)
    if inspection.public_from is None:
        return _("not public")
    return _("under embargo until %s") % shortly(inspection.public_from)


def sentence(inspection: Inspection, now: datetime) -> str:
    shown = shown_since(inspection, now)
    if inspection.public_from is None and shown:
        return _("This inspection has been public since %s, with its summary.") % in_words(shown)
    if shown:
        return _("This inspection has been public since %s.") % in_words(shown)
    if inspection.public_from:
        return _("Under embargo: the public sees this inspection from %s.") % in_words(inspection.public_from)
    released = _summary_scheduled(inspection, now)
    if released:
        return _("The public sees this inspection with its summary, from %s.") % in_words(released)
    return _("The public does not see this inspection, and nobody has said from when it will.")


def _summary_scheduled(inspection: Inspection, now: datetime) -> datetime | None:
    editions = SummaryEdition.desk.scheduled(now).filter(document__inspection=inspection)
    return editions.order_by("released_at").values_list("released_at", flat=True).first()


def is_told_by_summary(inspection: Inspection, now: datetime) -> bool:
    return bool(SummaryEdition.public.at(now).filter(document__inspection=inspection).exists())


def consequences(inspection: Inspection, to: datetime | None, now: datetime) -> Iterator[str]:
    """What becomes visible or invisible, and when."""
    was_public = shown_since(inspection, now) is not None
    will_be = to <= now if to else is_told_by_summary(inspection, now)
    things = _("the inspection, its grades, its totals and its findings")
    if was_public and will_be:
        yield _("The public sees what it sees now; only the moment since when is another.")
    elif was_public:
        yield _("At once the public stops seeing %s. Copies kept outside follow within 60 seconds.") % things
    elif will_be:
        yield _("As soon as you press the button, the public sees %s.") % things
    if to is None and not will_be:
        yield _("Nobody outside sees %s until somebody says when, or its summary is public.") % things
    elif to and to > now:
        said = {"moment": in_words(to), "things": things}
        yield _("On %(moment)s the public begins to see %(things)s.") % said
    yield from _texts_before(inspection, to, now)


def _texts_before(inspection: Inspection, to: datetime | None, now: datetime) -> Iterator[str]:
    """Texts that name the inspection and would be public before it."""
    for kind in kinds():
        for edition in _naming(kind, inspection):
            released, over = edition.released_at, edition.ended_at is not None and edition.ended_at <= now
            is_summary = isinstance(edition, SummaryEdition)
            if released and not over and (max(released, now) < to if to else not is_summary):
                said = {"title": edition.title, "moment": shortly(released)}
                yield (
                    _(
                        "“%(title)s” names this inspection and is public from %(moment)s, before it. "
                        "Cancel its release or withdraw it first."
                    )
                    % said
                )


def _naming(kind: Any, inspection: Inspection) -> Any:
    """Released editions of a kind that are about the inspection, or name it."""
    for model, path in (
        (kind, "inspection"),
        (kind._meta.get_field("document").related_model, "document__inspection"),
    ):
        if any(field.name == "inspection" for field in model._meta.concrete_fields):
            return kind.desk.filter(released_at__isnull=False, **{path: inspection})
    return kind.desk.none()


class EmbargoForm(DecidingForm):
    title = gettext_lazy("When it is public")
    needs = ("peel.change_inspection",)

    opens = forms.ChoiceField(label=gettext_lazy("Public"), choices=Opens, widget=forms.RadioSelect)
    moment = MomentField(label=gettext_lazy("The moment"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Kept in the decision log. Needed only where the public stops seeing something."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        stored, by_date = inspection.public_from, usual(inspection)
        opens = Opens.USUAL if stored in (None, by_date) and by_date else Opens.MOMENT
        first = {"opens": opens, "moment": stored or by_date, "seen": text_of(stored)}
        super().__init__(*args, inspection=inspection, initial=first, **kwargs)
        if by_date is None:
            self.fields["opens"].choices = [choice for choice in Opens.choices if choice[0] != Opens.USUAL]  # type: ignore[attr-defined]

    def standing(self) -> list[str]:
        return [sentence(self.inspection, clock.now())]

    @property
    def to(self) -> datetime | None:
        match self.cleaned_data.get("opens"):
            case Opens.USUAL:
                return usual(self.inspection)
            case Opens.MOMENT:
                return self.cleaned_data.get("moment")
        return None

    def clean(self) -> dict[str, Any]:
        cleaned, now, opens = super().clean() or {}, clock.now(), self.inspection.public_from
        if cleaned.get("opens") == Opens.MOMENT and not cleaned.get("moment") and "moment" not in self.errors:
            self.add_error("moment", _("Give the date and the time."))
        if self.errors:
            return cleaned
        if self.to == opens:
            self.instead = _("Nothing has changed: %s") % sentence(self.inspection, now)
        elif cleaned.get("seen") != text_of(opens):
            self.fill_in(seen=text_of(opens))
            self.add_error(None, _("Somebody else changed it meanwhile. %s") % sentence(self.inspection, now))
        was_public, to = shown_since(self.inspection, now) is not None, self.to
        hides = was_public and not (to <= now if to else is_told_by_summary(self.inspection, now))
        if hides and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the public stops seeing it."))
        self.grave = hides
        return cleaned

    def consequences(self) -> list[str]:
        return list(consequences(self.inspection, self.to, clock.now()))

    def button(self) -> str:
        if self.to is None:
            return _("Take it out of sight now") if self.grave else _("Keep it back")
        if self.to <= clock.now():
            return _("Make it public now")
        return _("Make it public on %s") % in_words(self.to)

    def act(self, by: Any) -> str:
        stored = Inspection.desk.select_for_update().select_related(None).get(pk=self.inspection.pk)
        if text_of(stored.public_from) != self.cleaned_data["seen"]:
            raise ValidationError(_("Somebody else changed it meanwhile. %s") % sentence(stored, clock.now()))
        was, stored.public_from = stored.public_from, self.to
        stored.save(update_fields=["public_from"])
        said = _("Public from: %(old)s became %(new)s.")
        changed = said % {"old": _or_never(was), "new": _or_never(self.to)}
        record_change(stored, by=by, changed=changed, reason=self.cleaned_data["reason"])
        return sentence(stored, clock.now())


def text_of(moment: datetime | None) -> str:
    return f"{moment.timestamp():.0f}" if moment else ""


def _or_never(moment: datetime | None) -> str:
    return shortly(moment) if moment else _("not public")
