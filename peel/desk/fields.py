"""Fields of the desk's forms about inspections."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from peel.dates import PartialDate, PartialDateField
from publishing.desk.times import MomentField, MomentWidget


class DateAsFarAsKnown(forms.CharField):
    """A day, a month or a year: whatever the source says."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"max_length": 10, "empty_value": None}
        kwargs["help_text"] = kwargs.get("help_text") or _("2024-09-24, or 2024-09, or 2024.")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return PartialDate(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "").strip() != str(data or "").strip()


# For an admin: what Django would give these columns knows neither London's time nor half-known dates.
OVERRIDES: dict[Any, dict[str, Any]] = {
    PartialDateField: {"form_class": DateAsFarAsKnown},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget},
    models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    models.URLField: {"form_class": partial(forms.URLField, assume_scheme="https")},
}
