"""What every verb's form has: what it asks, what it says will happen, and the verb it calls."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import checks, overruling
from publishing.models import Verb

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition


class VerbForm(forms.Form):
    """`act()` does it and returns the edition to show next; `done()` says what is now true."""

    verb: ClassVar[Verb]
    path: ClassVar[str]
    title: ClassVar[Any]
    compares = False
    # Whether what must not be released cannot be asked for here either: whoever approves could not mend it.
    is_held_up = False
    grave = False
    # The usual next step, shown as the first button.
    leads = False

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: Edition, user: User, now: datetime, **kwargs: Any) -> None:
        self.edition, self.user, self.now = edition, user, now
        super().__init__(*args, **kwargs)

    @classmethod
    def title_for(cls, edition: Edition, now: datetime) -> str:
        return str(cls.title)

    def sentences(self) -> list[str]:
        return []

    def moment_of_release(self) -> datetime | None:
        """For what is found about a release; None if this is none, or if nobody has chosen the moment yet."""
        return None

    @cached_property
    def findings(self) -> list[checks.Finding]:
        """What the screen says about the text before somebody decides."""
        return checks.findings(self.edition, self.moment_of_release()) if self.compares else []

    def why_stopped(self) -> str:
        """Why nothing can be decided here until the text is mended. Empty when it can."""
        mended = _("It cannot be released until the points marked “stop” are mended.")
        return mended if self.is_held_up and overruling.absolute(self.findings) else ""

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
