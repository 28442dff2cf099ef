"""The model field that holds a register."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from consent import register
from consent.in_words import in_html, marked
from consent.soundness import faults


class RegisterField(models.JSONField):
    """Groups and what is in them, as `register.write` makes them. Validation says what is wrong in sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value or [])

    def clean(self, value: Any, model_instance: Any) -> Any:
        value = super().clean(value, model_instance)
        if found := faults(register.read(value)):
            raise ValidationError(found)
        return value

    def in_html(self, value: Any) -> str:
        """In words, for reading at the desk."""
        return in_html(register.read(value))

    def part_in_words(self, name: str, value: str) -> str:
        """What one field of its form is called, as it was posted. Empty for what only stood in a blank row."""
        from consent.desk.rows import called

        return called(name, value)

    def marked(self, old: Any, new: Any) -> str:
        """The same, with what changed in <ins> and <del>."""
        return marked(register.read(old), register.read(new))
