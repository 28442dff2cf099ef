"""What a release asks where a check stops it that can be overruled: to be read, and a reason."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import overruling
from publishing.checks import Finding
from publishing.desk.asking import VerbForm
from publishing.overruling import NOTHING, REASON_LENGTH, Overruling
from publishing.rules import refusal_to_overrule

QUESTIONS = ("read", "nevertheless", "overruling")


class OverrulingForm(VerbForm):
    """`read` carries what the page showed: what is found later is shown before it is overruled."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)
    nevertheless = forms.BooleanField(
        label=gettext_lazy("I have read each point. Release nevertheless."), required=False
    )
    overruling = forms.CharField(
        label=gettext_lazy("Why these points do not hold it up"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the decision log, with the points. Staff can read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.points:
            for name in QUESTIONS:
                del self.fields[name]
        self.initial["read"] = self._keys

    def moment_of_release(self) -> datetime:
        return self.now

    @cached_property
    def points(self) -> list[Finding]:
        return overruling.overrulable(self.findings)

    def why_stopped(self) -> str:
        if overruling.absolute(self.findings):
            return super().why_stopped()
        return refusal_to_overrule(self.edition, by=self.user, now=self.now) if self.points else ""

    @property
    def _keys(self) -> str:
        return " ".join(sorted(one.key for one in self.points))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        read, sure, reason = (cleaned.pop(name, "") for name in QUESTIONS)
        cleaned["overruling"] = NOTHING
        if not self.points:
            return cleaned
        if read != self._keys:
            self._show_again()
        elif not sure:
            self.add_error("nevertheless", _("Tick this, or go back and change the text."))
        elif not reason.strip():
            self.add_error("overruling", _("Say why it is released nevertheless."))
        else:
            cleaned["overruling"] = Overruling(frozenset(read.split()), reason)
        return cleaned

    def _show_again(self) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["read"] = self._keys
        data.pop("nevertheless", None)
        self.data = data
        self.add_error(None, _("The desk found something that you have not read yet. Read the points again."))
