"""The forms of the verbs about what is or was public: ending it, showing it again, moving it, emptying it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import places, release
from publishing.desk import outlook
from publishing.desk.asking import ReasonForm
from publishing.desk.overruling_forms import OverrulingForm
from publishing.desk.times import MomentField, in_words
from publishing.models import Verb
from publishing.states import Notice, Outcome

if TYPE_CHECKING:
    from publishing.editions import Edition


# Where the page at the address stays, whatever becomes of this text.
STANDING = [
    (Outcome.GONE, gettext_lazy("Is shown without it")),
    (Outcome.NOTICE, gettext_lazy("Shows a dated notice in its place")),
]


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.edition.document.address_stands(self.now):
            answers: Any = self.fields["outcome"]
            answers.label, answers.choices = _("The page then"), STANDING
            del self.fields["redirect_to"]

    def outcome_in_words(self) -> str:
        return outlook.of_ending(self.edition, self.now)

    def sentences(self) -> list[str]:
        return [self.outcome_in_words()]

    def clean_redirect_to(self) -> str:
        path = self.cleaned_data["redirect_to"].strip()
        here = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        if path and not here:
            raise ValidationError(_("Give a page of this site, beginning with one “/”."))
        if path and not places.at(re.split(r"[?#]", path)[0], self.now):
            raise ValidationError(
                _("The public finds nothing at %s. Give the address of a page that everybody can see.") % path
            )
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


class RestoreForm(OverrulingForm, ReasonForm):
    verb, path, title = Verb.RESTORE, "restore", gettext_lazy("Restore")
    compares = is_held_up = True

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
    """What moves others along is shown from where to where before it is done."""

    verb, path, title = Verb.MOVE, "move", gettext_lazy("Move to another address")

    slug = forms.CharField()  # stands for the field of the document's own kind
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ["slug", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed: Any = self.edition._meta.get_field("slug")
        document = self.edition.document
        self.fields["slug"] = document.address_field(
            typed, label=_("New address"), required=True, help_text=""
        )
        self.initial.setdefault("slug", document.slug)

    def sentences(self) -> list[str]:
        return outlook.of_move(self.edition, self.now, self._typed())

    def button(self) -> str:
        unshown = self.edition.document.below() and not self._typed()
        return _("Show what would move") if unshown else super().button()

    def _typed(self) -> str:
        """The new address, once it is one."""
        return str(self.cleaned_data.get("slug", "")) if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        slug, document = cleaned.get("slug"), self.edition.document
        if slug and slug not in (cleaned.get("shown"), document.slug) and document.below():
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["shown"] = slug
            self.data = data
            self.add_error(
                None, _("Read above what would move where. If it is right, press the button again.")
            )
        return cleaned

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        unusable = self.edition.document.unusable(slug)
        if unusable:
            raise ValidationError(unusable)
        return slug

    def act(self) -> Edition:
        said = self.cleaned_data
        release.move(self.edition, by=self.user, slug=said["slug"], reason=said["reason"])
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
