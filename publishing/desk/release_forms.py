"""The forms of the verbs that decide when the public sees a text."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock, release
from publishing.clock import LONDON
from publishing.desk import outlook
from publishing.desk.asking import ReasonForm, VerbForm
from publishing.desk.overruling_forms import OverrulingForm
from publishing.desk.times import MomentField, in_words
from publishing.models import Verb
from publishing.rules import EDGE
from publishing.states import State

if TYPE_CHECKING:
    from publishing.editions import Edition


class ReleaseForm(OverrulingForm):
    verb, path, title = Verb.APPROVE, "release", gettext_lazy("Approve and release")
    compares = leads = is_held_up = True

    at = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def title_for(cls, edition: Edition, now: datetime) -> str:
        return _("Change the moment") if edition.state(now) == State.SCHEDULED else str(cls.title)

    def sentences(self) -> list[str]:
        return outlook.of_release(self.edition, self.now, self.moment())

    def button(self) -> str:
        moment = self.moment()
        if self.edition.state(self.now) == State.SCHEDULED:
            return _("Release on %s instead") % in_words(moment) if moment else _("Release now instead")
        return _("Approve, and release on %s") % in_words(moment) if moment else _("Approve, and release now")

    def moment(self) -> datetime | None:
        """The chosen moment; None is now."""
        return read_moment(self.data.get("at") or self.initial.get("at") or "")

    def moment_of_release(self) -> datetime:
        return self.moment() or self.now

    def clean_at(self) -> datetime | None:
        moment = read_moment(self.cleaned_data["at"])
        if self.cleaned_data["at"] and moment is None:
            raise ValidationError(_("Choose the moment again."))
        return moment

    def clean(self) -> dict[str, Any]:
        """What the button said has to be what is chosen above it: only a script keeps the two together."""
        cleaned = super().clean() or {}
        if not self.edition.is_timed:
            return cleaned  # nobody was asked; another moment is refused by a check
        when = WhenForm(self.data, ends=self.edition.expires_at)
        if not when.is_valid():
            self.add_error(None, _("Choose the moment again."))
        elif "at" in cleaned and when.chosen() != cleaned["at"]:
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["at"] = written(when.chosen())
            self.data = data
            self.add_error(
                None, _("You chose another moment than the button said. Read again what would happen.")
            )
        return cleaned

    def act(self) -> Edition:
        release.approve(self.edition, by=self.user, **self.cleaned_data)
        return self.edition

    def done(self) -> str:
        moment = self.cleaned_data["at"]
        return (
            (_("The public sees it from %s.") % in_words(moment)) if moment else _("The public sees it now.")
        )


def written(moment: datetime | None) -> str:
    """How the screen writes the moment that its button names into its form."""
    return moment.isoformat() if moment else ""


def read_moment(written: str) -> datetime | None:
    """A moment as the screen wrote it into its form. None for what it cannot have written."""
    try:
        moment = parse_datetime(written)
        return moment.astimezone(LONDON) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


class WhenForm(forms.Form):
    """The question before the release screen's button: now, or when?"""

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[("now", gettext_lazy("Now")), ("later", gettext_lazy("At a moment in London's time"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    moment = MomentField(label=gettext_lazy("Date and time"), required=False)

    def __init__(self, *args: Any, ends: datetime | None = None, **kwargs: Any) -> None:
        self.ends = ends
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == "later" and not cleaned.get("moment") and "moment" not in self.errors:
            self.add_error("moment", _("Give the date and the time."))
        moment = cleaned.get("moment")
        if cleaned.get("when") == "later" and moment and moment < clock.now() + EDGE:
            self.add_error("moment", _("That moment has passed, or is too near. Choose “Now” instead."))
        if cleaned.get("when") == "later" and moment and self.ends and moment >= self.ends:
            ends = _("It ends by itself on %s, before that. Choose an earlier moment, or change its expiry.")
            self.add_error("moment", ends % in_words(self.ends))
        if cleaned.get("when") == "now" and cleaned.get("moment"):
            self.add_error("when", _("You gave a date and time, but chose “Now”. Choose one of them."))
        return cleaned

    def chosen(self) -> datetime | None:
        later = self.is_bound and self.is_valid() and self.cleaned_data["when"] == "later"
        return self.cleaned_data["moment"] if later else None


class UrgentForm(OverrulingForm, ReasonForm):
    verb, path, title = Verb.RELEASE_URGENTLY, "urgent", gettext_lazy("Release urgently, alone")
    compares = grave = is_held_up = True

    def sentences(self) -> list[str]:
        debt = _("It stays on everybody's first page until another person has approved it.")
        return [*outlook.of_release(self.edition, self.now, None), debt]

    def button(self) -> str:
        return _("Release now, without a second person")

    def act(self) -> Edition:
        release.release_urgently(self.edition, by=self.user, **self.cleaned_data)
        return self.edition

    def done(self) -> str:
        return _("The public sees it now. Another person has to approve it afterwards.")


class ClearDebtForm(VerbForm):
    verb, path, title = Verb.CLEAR_DEBT, "clear", gettext_lazy("Approve the urgent release afterwards")
    compares = leads = True

    def sentences(self) -> list[str]:
        return [
            _("It was released by one person, because: “%s”") % self.edition.urgent_reason,
            _("You confirm that the text was right to release. Nothing changes for the public."),
        ]

    def button(self) -> str:
        return _("Approve afterwards")

    def act(self) -> Edition:
        release.clear_debt(self.edition, by=self.user, seen=self.cleaned_data["seen"])
        return self.edition

    def done(self) -> str:
        return _("The urgent release is approved.")


class CancelForm(ReasonForm):
    verb, path, title = Verb.CANCEL_RELEASE, "cancel", gettext_lazy("Cancel the release")
    grave = True

    def sentences(self) -> list[str]:
        text = _("It will not appear on %s. It is set aside: kept, readable, and can be started from.")
        return [text % in_words(outlook.when(self.edition, self.now))]

    def act(self) -> Edition:
        release.cancel_release(self.edition, by=self.user, reason=self.cleaned_data["reason"])
        return self.edition

    def done(self) -> str:
        return _("It will not appear. The public never saw it.")
