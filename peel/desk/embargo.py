"""When an inspection is public: what holds, what a change would do, and the screen that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.desk.deciding import DecidingForm
from peel.models import Inspection
from publishing import clock
from publishing.decisions import record_change
from publishing.desk.times import MomentField, in_words, shortly
from publishing.editions import kinds


class Opens(models.TextChoices):
    USUAL = "usual", gettext_lazy("At 00:01 in London on the report’s date: HMICFRS’s own embargo")
    MOMENT = "moment", gettext_lazy("At a moment in London’s time")
    NEVER = "never", gettext_lazy("Not public, until somebody says when")


def usual(inspection: Inspection) -> datetime | None:
    """The end of HMICFRS's embargo by the report's date."""
    return inspection.report_published.known_from if inspection.report_published else None


def stands(inspection: Inspection, now: datetime) -> str:
    """A few words for a list."""
    if inspection.public_from is None:
        return _("not public")
    if inspection.public_from <= now:
        return _("public since %s") % shortly(inspection.public_from)
    return _("under embargo until %s") % shortly(inspection.public_from)


def sentence(inspection: Inspection, now: datetime) -> str:
    if inspection.public_from is None:
        return _("The public does not see this inspection, and nobody has said from when it will.")
    if inspection.public_from <= now:
        return _("This inspection has been public since %s.") % in_words(inspection.public_from)
    return _("Under embargo: the public sees this inspection from %s.") % in_words(inspection.public_from)


def consequences(inspection: Inspection, to: datetime | None, now: datetime) -> Iterator[str]:
    """What becomes visible or invisible, and when."""
    since = inspection.public_from
    was_public = since is not None and since <= now
    things = _("the inspection, its grades, its totals and its findings")
    if to is None or to > now:
        if was_public:
            yield (
                _("At once the public stops seeing %s. Copies kept outside follow within 60 seconds.")
                % things
            )
        if to is None:
            yield _("Nobody outside sees %s until somebody says when.") % things
        else:
            moment = in_words(to)
            yield _("On %(moment)s the public begins to see %(things)s.") % {
                "moment": moment,
                "things": things,
            }
    elif was_public:
        yield _("The public sees what it sees now; only the moment since when is another.")
    else:
        yield _("As soon as you press the button, the public sees %s.") % things
    yield from _texts_before(inspection, to, now)


def _texts_before(inspection: Inspection, to: datetime | None, now: datetime) -> Iterator[str]:
    """Texts that name the inspection and would be public before it."""
    for kind in kinds():
        if not any(field.name == "inspection" for field in kind._meta.concrete_fields):
            continue
        of_it: Any = {"inspection": inspection}
        for edition in kind.desk.filter(released_at__isnull=False, **of_it):
            released, over = edition.released_at, edition.ended_at is not None and edition.ended_at <= now
            if released and not over and (to is None or max(released, now) < to):
                said = {"title": edition.title, "moment": shortly(released)}
                yield (
                    _(
                        "“%(title)s” names this inspection and is public from %(moment)s, before it. "
                        "Cancel its release or withdraw it first."
                    )
                    % said
                )


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
        since, by_date = inspection.public_from, usual(inspection)
        opens = Opens.USUAL if since in (None, by_date) and by_date else Opens.MOMENT
        first = {"opens": opens, "moment": since or by_date, "seen": text_of(since)}
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
        cleaned, now, since = super().clean() or {}, clock.now(), self.inspection.public_from
        if cleaned.get("opens") == Opens.MOMENT and not cleaned.get("moment") and "moment" not in self.errors:
            self.add_error("moment", _("Give the date and the time."))
        if self.errors:
            return cleaned
        if self.to == since:
            self.instead = _("Nothing has changed: %s") % sentence(self.inspection, now)
        elif cleaned.get("seen") != text_of(since):
            self.fill_in(seen=text_of(since))
            self.add_error(None, _("Somebody else changed it meanwhile. %s") % sentence(self.inspection, now))
        hides = since is not None and since <= now and (self.to is None or self.to > now)
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
