"""The forms of the verbs about drafts. None of them changes what the public sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import drafts, overruling
from publishing.desk.asking import ReasonForm, VerbForm
from publishing.models import Verb

if TYPE_CHECKING:
    from publishing.editions import Edition


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
    compares = leads = is_held_up = True

    def sentences(self) -> list[str]:
        found = [
            _("Somebody who did not work on the text reads it and decides. Nothing changes for the public.")
        ]
        if with_it := self.edition.comes_with(self.now):
            found += [_("If it is released as it is now:"), *with_it]
        if overruling.overrulable(self.findings):
            found.append(
                _("They read the points below too. They cannot release it without a reason: change it first.")
            )
        return found

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
