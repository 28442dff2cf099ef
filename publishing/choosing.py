"""What an edition of one room may name of another: rooms are strangers, so whoever has the things offers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models


@dataclass(frozen=True)
class Offer:
    """`things()` are those to choose from, in order; `words(thing)` is what the desk calls one."""

    things: Callable[[], Any]
    words: Callable[[Any], str]


_offers: dict[str, Offer] = {}


def offer(model: Any, *, things: Callable[[], Any], words: Callable[[Any], str]) -> None:
    _offers[model._meta.label_lower] = Offer(things, words)


class OfferedField(forms.ModelChoiceField):
    def __init__(self, offered: Offer, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(offered.things(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return self.offered.words(obj)


def form_field(field: Any, **kwargs: Any) -> forms.ModelChoiceField | None:
    """The list for a foreign key, if what it leads to is offered."""
    model = getattr(field, "related_model", None)
    offered = _offers.get(model._meta.label_lower) if model and field.many_to_one else None
    if offered is None:
        return None
    words = {"label": field.verbose_name, "help_text": field.help_text, "required": not field.blank}
    return OfferedField(offered, **words, **kwargs)


def in_words(field: models.ForeignKey[Any, Any], value: Any) -> str:
    """What is chosen, as the desk calls it: `value` is the thing, or its key, as a form may hold either."""
    model: Any = field.related_model
    thing = value if isinstance(value, models.Model) else model._base_manager.filter(pk=value).first()
    offered = _offers.get(model._meta.label_lower)
    if thing is None:
        return ""
    return offered.words(thing) if offered else str(thing)
