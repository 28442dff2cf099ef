"""The form field of the register: rows to fill in, and what register.write makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consent import register
from consent.desk import rows


class Typed(list[rows.GroupRows]):
    """What was posted, as forms that keep every letter of it."""


class RegisterWidget(forms.Widget):
    use_fieldset = True

    class Media:
        css = {"all": ["desk/register.css"]}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        left_out = self.value_omitted_from_data(data, files, name)
        return None if left_out else Typed(rows.of_typed(name, data))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-{rows.COUNT}" not in data

    def id_for_label(self, id_: str) -> str:
        """None: it is a group of fields with labels of their own."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        groups = value if isinstance(value, Typed) else rows.of_stored(name, value)
        context = {"name": name, "groups": groups, "count": rows.COUNT}
        return render_to_string("admin/consent/register.html", context)


class RegisterFormField(forms.Field):
    """It looks at the shape of what was typed. Whether it makes sense is for the model's field to say."""

    widget = RegisterWidget

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, Typed):
            return value or []
        kept = rows.kept(value)
        if found := [fault for form in rows.forms_of(kept) for fault in _faults(form)]:
            raise ValidationError(found)
        return register.write(group.group() for group in kept)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != (initial or []))
        except ValidationError:
            return True


def _faults(form: rows.RowForm) -> list[str]:
    """Each with what it is about: the list of them stands far above the row."""
    called = form["name"].value() or _("something without a name")
    return [
        _("“%(name)s”, %(field)s: %(fault)s") % {"name": called, "field": _label(form, field), "fault": fault}
        for field, faults in form.errors.items()
        for fault in faults
    ]


def _label(form: rows.RowForm, field: str) -> str:
    return str(form.fields[field].label)
