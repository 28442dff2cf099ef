"""One form for each verb: what it asks, what it says will happen, and the verb it calls.

The screen around them is screens.py. The button always says the verb, and the time when there is one.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock, drafts, release
from publishing.clock import LONDON
from publishing.desk import outlook
from publishing.desk.times import MomentField, in_words
from publishing.models import Verb
from publishing.rules import EDGE
from publishing.states import Notice, Outcome

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition


class VerbForm(forms.Form):
    """`act()` does it and returns the edition to show next; `done()` says what is now true."""

    verb: ClassVar[Verb]
    path: ClassVar[str]
    title: ClassVar[Any]
    compares = False
    grave = False
    # The usual next step, shown as the first button.
    leads = False

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: Edition, user: User, now: datetime, **kwargs: Any) -> None:
        self.edition, self.user, self.now = edition, user, now
        super().__init__(*args, **kwargs)

    def sentences(self) -> list[str]:
        return []

    def button(self) -> str:
        return str(self.title)

    def act(self) -> Edition:
        raise TypeError(f"{type(self).__name__} must say what it does.")

    def done(self) -> str:
        raise TypeError(f"{type(self).__name__} must say what is now true.")

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ReasonForm(VerbForm):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the decision log. Staff can read it; the public cannot."),
    )


class StartForm(VerbForm):
    verb, path, title = Verb.START, "start", gettext_lazy("Start a new draft from this edition")
    leads = True

    def sentences(self) -> list[str]:
        return [
            _("The draft starts as a copy of edition %d. Nothing changes for the public.")
            % self.edition.number
        ]

    def act(self) -> Edition:
        return drafts.start_next(self.edition, by=self.user)

    def done(self) -> str:
        return _("The draft is yours to edit. The public sees nothing of it.")


class SubmitForm(VerbForm):
    verb, path, title = Verb.SUBMIT, "submit", gettext_lazy("Ask for approval")
    compares = leads = True

    def sentences(self) -> list[str]:
        return [
            _("Somebody who did not work on the text reads it and decides. Nothing changes for the public.")
        ]

    def act(self) -> Edition:
        drafts.submit(self.edition, by=self.user, seen=self.cleaned_data["seen"])
        return self.edition

    def done(self) -> str:
        return _("It is waiting for approval. The public does not see it.")


class ReturnForm(ReasonForm):
    verb, path, title = Verb.RETURN_TO_AUTHOR, "return", gettext_lazy("Return to the author")

    def sentences(self) -> list[str]:
        return [_("It becomes a draft again, and its authors read why. Nothing changes for the public.")]

    def act(self) -> Edition:
        drafts.return_to_author(self.edition, by=self.user, reason=self.cleaned_data["reason"])
        return self.edition

    def done(self) -> str:
        return _("It is a draft again. The public does not see it.")


class SetAsideForm(ReasonForm):
    verb, path, title = Verb.SET_ASIDE, "set-aside", gettext_lazy("Set the draft aside")

    def sentences(self) -> list[str]:
        return [
            _("The text is kept, can be read, and can be started from again. Nothing changes for the public.")
        ]

    def act(self) -> Edition:
        drafts.set_aside(self.edition, by=self.user, reason=self.cleaned_data["reason"])
        return self.edition

    def done(self) -> str:
        return _("The draft is set aside. The public never saw it.")


class ReleaseForm(VerbForm):
    verb, path, title = Verb.APPROVE, "release", gettext_lazy("Approve and release")
    compares = leads = True

    at = forms.CharField(widget=forms.HiddenInput, required=False)

    def sentences(self) -> list[str]:
        return outlook.of_release(self.edition, self.now, self.moment())

    def button(self) -> str:
        moment = self.moment()
        return _("Approve, and release on %s") % in_words(moment) if moment else _("Approve, and release now")

    def moment(self) -> datetime | None:
        """The chosen moment; None is now."""
        return read_moment(self.data.get("at") or self.initial.get("at") or "")

    def clean_at(self) -> datetime | None:
        moment = read_moment(self.cleaned_data["at"])
        if self.cleaned_data["at"] and moment is None:
            raise ValidationError(_("Choose the moment again."))
        return moment

    def act(self) -> Edition:
        release.approve(self.edition, by=self.user, **self.cleaned_data)
        return self.edition

    def done(self) -> str:
        moment = self.cleaned_data["at"]
        return (
            (_("The public sees it from %s.") % in_words(moment)) if moment else _("The public sees it now.")
        )


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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == "later" and not cleaned.get("moment") and "moment" not in self.errors:
            self.add_error("moment", _("Give the date and the time."))
        moment = cleaned.get("moment")
        if cleaned.get("when") == "later" and moment and moment < clock.now() + EDGE:
            self.add_error("moment", _("That moment has passed, or is too near. Choose “Now” instead."))
        if cleaned.get("when") == "now" and cleaned.get("moment"):
            self.add_error("when", _("You gave a date and time, but chose “Now”. Choose one of them."))
        return cleaned

    def chosen(self) -> datetime | None:
        later = self.is_bound and self.is_valid() and self.cleaned_data["when"] == "later"
        return self.cleaned_data["moment"] if later else None


class UrgentForm(ReasonForm):
    verb, path, title = Verb.RELEASE_URGENTLY, "urgent", gettext_lazy("Release urgently, alone")
    compares = grave = True

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


class OutcomeForm(ReasonForm):
    verb, path, title = Verb.CHANGE_OUTCOME, "outcome", gettext_lazy("Change what the address answers")

    outcome = forms.ChoiceField(
        label=gettext_lazy("The address then"),
        choices=Outcome,
        widget=forms.RadioSelect,
        initial=Outcome.GONE,
    )
    redirect_to = forms.CharField(
        label=gettext_lazy("Send readers to"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("A page of this site, such as /news/another-post/."),
    )
    notice = forms.ChoiceField(
        label=gettext_lazy("Notice"), required=False, choices=[("", "—"), *Notice.choices]
    )

    field_order = ["reason", "outcome", "redirect_to", "notice"]

    def outcome_in_words(self) -> str:
        known = self.edition
        return outlook.outcome_in_words(known.outcome, known.redirect_to, known.notice)

    def sentences(self) -> list[str]:
        return [self.outcome_in_words()]

    def clean_redirect_to(self) -> str:
        path = self.cleaned_data["redirect_to"].strip()
        here = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        if path and not here:
            raise ValidationError(_("Give a page of this site, beginning with one “/”."))
        return path

    def act(self) -> Edition:
        release.change_outcome(self.edition, by=self.user, **self.said)
        return self.edition

    def done(self) -> str:
        return self.outcome_in_words()


class WithdrawForm(OutcomeForm):
    verb, path, title = Verb.WITHDRAW, "withdraw", gettext_lazy("Withdraw")
    grave = True

    def sentences(self) -> list[str]:
        return outlook.of_withdrawal(self.edition, self.now)

    def button(self) -> str:
        return _("Withdraw now")

    def act(self) -> Edition:
        release.withdraw(self.edition, by=self.user, **self.said)
        return self.edition

    def done(self) -> str:
        return _("The public does not see it any more.") + " " + self.outcome_in_words()


class RestoreForm(ReasonForm):
    verb, path, title = Verb.RESTORE, "restore", gettext_lazy("Restore")
    compares = True

    def sentences(self) -> list[str]:
        found = outlook.of_release(self.edition, self.now, None)
        if self.edition.ended_by_id == self.user.pk:
            found.append(_("You withdrew it, so another person has to approve this afterwards."))
        return found

    def button(self) -> str:
        return _("Restore now")

    def act(self) -> Edition:
        return release.restore(self.edition, by=self.user, **self.cleaned_data)

    def done(self) -> str:
        return _("The public sees the same text again, as a new edition.")


class ExpiryForm(ReasonForm):
    verb, path, title = Verb.CHANGE_EXPIRY, "expiry", gettext_lazy("Let it end sooner")

    expires_at = MomentField(label=gettext_lazy("Ends on"))
    field_order = ["expires_at", "reason"]

    def sentences(self) -> list[str]:
        now_ends = outlook.moment_or_never(self.edition.expires_at)
        return [
            _("Its expiry now: %s.") % now_ends,
            _(
                "To keep it public for longer, start a new edition with a later expiry: that takes two people."
            ),
        ]

    def act(self) -> Edition:
        release.change_expiry(self.edition, by=self.user, **self.said)
        return self.edition

    def done(self) -> str:
        return _("The public stops seeing it on %s.") % in_words(self.cleaned_data["expires_at"])


class MoveForm(ReasonForm):
    verb, path, title = Verb.MOVE, "move", gettext_lazy("Move to another address")

    slug = forms.SlugField(label=gettext_lazy("New address"), max_length=100)
    field_order = ["slug", "reason"]

    def sentences(self) -> list[str]:
        text = _("Its address is “%s”. Readers who use it are sent on to the new one, for ever.")
        return [text % self.edition.document.slug]

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"].lower()

    def act(self) -> Edition:
        release.move(self.edition, by=self.user, **self.said)
        return self.edition

    def done(self) -> str:
        return _("It is now at “%s”. The old address sends readers on.") % self.cleaned_data["slug"]


class RedactForm(ReasonForm):
    verb, path, title = Verb.REDACT, "redact", gettext_lazy("Redact for good")
    grave = True

    certain = forms.BooleanField(label=gettext_lazy("I understand that nobody can bring the text back."))

    def sentences(self) -> list[str]:
        return [
            _("The text of edition %d and the reasons given about it are emptied for good.")
            % self.edition.number,
            _("The decision log keeps that it happened, and still verifies. The address stays reserved."),
        ]

    def act(self) -> Edition:
        release.redact(self.edition, by=self.user, reason=self.cleaned_data["reason"])
        return self.edition

    def done(self) -> str:
        return _("The text is gone. The log says that it was redacted.")


FORMS: list[type[VerbForm]] = [
    SubmitForm,
    ReleaseForm,
    UrgentForm,
    ReturnForm,
    ClearDebtForm,
    StartForm,
    WithdrawForm,
    CancelForm,
    ExpiryForm,
    RestoreForm,
    OutcomeForm,
    MoveForm,
    SetAsideForm,
    RedactForm,
]
