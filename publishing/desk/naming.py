"""What the fields of a posted form are called, for the page that shows what was typed. Asks nothing of the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from publishing.desk.forms import FORMS
from publishing.desk.release_forms import WhenForm
from publishing.richtext import RichTextField, clean_marked

# What a form carries for itself: nobody typed it.
INTERNAL = {"seen", "opened", "at", "next"}
INTERNAL_STARTS = ("_", "initial-")
INTERNAL_ENDS = ("_FORMS", "-id")


class Typed(NamedTuple):
    label: str
    value: str


def typed(path: str, fields: Iterable[tuple[str, str]]) -> Iterator[Typed]:
    """Each filled field that somebody typed or chose, by its label, without the keys of other rows."""
    model = _model_at(path)
    for name, value in fields:
        if not value or _is_internal(name):
            continue
        field = _field(model, name)
        if field is None:
            yield from _part(model, name, value)
        elif isinstance(field, RichTextField):
            yield Typed(capfirst(str(field.verbose_name)), clean_marked(value))
        elif not field.is_relation:
            yield Typed(capfirst(str(field.verbose_name)), str(dict(field.flatchoices).get(value, value)))


def _is_internal(name: str) -> bool:
    return name in INTERNAL or name.startswith(INTERNAL_STARTS) or name.endswith(INTERNAL_ENDS)


def _base(name: str) -> str:
    """A field of several parts is posted as name_0, name_1."""
    start, _line, part = name.rpartition("_")
    return start if start and part in ("0", "1") else name


def _model_at(path: str) -> Any:
    try:
        admin = getattr(resolve(path).func, "model_admin", None)
    except Resolver404:
        return None
    return admin.model if admin else None


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(_base(name)) if model else None
    except FieldDoesNotExist:
        return None


def _part(model: Any, name: str, value: str) -> Iterator[Typed]:
    """A room's own kind of field may be posted as many, `field-0-name`: it says what each is, or "" for none."""
    own = getattr(_field(model, name.partition("-")[0]), "part_in_words", None)
    label = own(name, value) if own else _asked(name)
    if label:
        yield Typed(label, value)


def _asked(name: str) -> str:
    """The label that a decision's form gives a field; its name, where no form of ours knows it."""
    forms: list[Any] = [*FORMS, WhenForm]
    for form in forms:
        if asked := form.base_fields.get(_base(name)):
            return str(asked.label or name)
    return name
