"""The form as visitors fill it in. What comes in is taken as it is, but for letters that nobody can see."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from feedback.models import LONGEST, Rating

# Control letters but the line's end and the tab; and those that turn the direction of everything after them, so
# that a text reads differently from what it says. Marks that only a letter or a word carries are left.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class WordsField(forms.CharField):
    """A few lines of somebody's own words. A line's end counts once, as in the browser."""

    widget = forms.Textarea

    def __init__(self, *, rows: int, **options: Any) -> None:
        # No max_length: a browser would cut off what is pasted, and say nothing.
        super().__init__(**options)
        self.widget.attrs = {"rows": rows}

    def to_python(self, value: Any) -> str:
        lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(UNSEEN.sub("", lines)) or ""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > LONGEST:
            numbers = {"most": _figure(LONGEST), "wrote": _figure(len(value))}
            raise ValidationError(
                _("Write %(most)s characters or fewer. You wrote %(wrote)s."), params=numbers
            )


def _figure(number: int) -> str:
    """2,000, as the hint says it."""
    return number_format(number, force_grouping=True)


class FeedbackForm(forms.Form):
    doing = WordsField(rows=3, label=_("What were you trying to do?"), required=False)
    thoughts = WordsField(
        rows=6,
        label=_("What went well or badly?"),
        help_text=_("Leave out names, phone numbers and addresses. 2,000 characters at most."),
        error_messages={"required": _("Write what went well or badly.")},
    )
    rating = forms.ChoiceField(
        label=_("Overall, how was this website?"),
        choices=Rating.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the five, or none.")},
    )
