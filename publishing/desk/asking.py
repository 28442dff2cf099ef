"""What every verb's form has: what it asks, what it says will happen, and the verb it calls."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

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
