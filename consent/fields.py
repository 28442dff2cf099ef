"""The model field that holds a register."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consent import register
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
        """In words, for reading and for comparing at the desk."""
        return format_html_join("", "{}", ((_group(group),) for group in register.read(value)))


def _group(group: register.Group) -> SafeString:
    shares = _("Shared with somebody else.") if group.shares else ""
    lines = format_html_join("", "<li>{}</li>", ((_entry(entry),) for entry in group.entries))
    return format_html(
        "<h3>{} ({})</h3><p>{}: {} {}</p><ul>{}</ul>",
        group.name,
        group.key,
        register.Basis(group.basis).label,
        group.purpose,
        shares,
        lines,
    )


def _entry(entry: register.Entry) -> str:
    place = " ".join(filter(None, (entry.domain, entry.path if entry.path != "/" else "")))
    told = [entry.kind_in_words, entry.provider, entry.provider_url, entry.party_in_words]
    told += [entry.duration(), place]
    return f"{entry.name}: {entry.purpose} ({'; '.join(filter(None, told))})"
