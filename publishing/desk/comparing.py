"""Two editions side by side, word by word: everything that the public would see change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import dateformat
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from lxml.html.diff import htmldiff

from publishing import choosing
from publishing.desk.times import in_words
from publishing.richtext import RichTextField, clean_marked

if TYPE_CHECKING:
    from publishing.editions import Edition


@dataclass(frozen=True)
class Difference:
    """One field that differs. `marked` has what went in <del> and what came in <ins>."""

    label: str
    before: SafeString
    after: SafeString
    marked: SafeString


def differences(old: Edition | None, new: Edition) -> list[Difference]:
    """What changes from `old` (None: from nothing) to `new`, in the order of the content fields."""
    names = [name for name in new.content_fields if name != "slug"]
    if old is None:
        return [Difference(name, SafeString(), html, html) for name, html in reading(new)]
    return _that_differ(new, [(name, _stored(old, name), _stored(new, name)) for name in names])


def reading(edition: Edition) -> list[tuple[str, SafeString]]:
    """Every filled content field in words, as the form orders them, for an edition that can only be read."""
    last = ("update", "change_note", "expires_at")
    names = sorted((name for name in edition.content_fields if name != "slug"), key=lambda name: name in last)
    told = [(_label(edition, name), clean_marked(_stored_html(edition, name))) for name in names]
    return [(label, html) for label, html in told if html]


def typed_differences(stored: Edition, typed: dict[str, Any]) -> list[Difference]:
    """What somebody typed, by field name, against what is stored."""
    names = [name for name in stored.content_fields if name in typed]
    return _that_differ(stored, [(name, _stored(stored, name), typed[name]) for name in names])


def _that_differ(edition: Edition, pairs: list[tuple[str, Any, Any]]) -> list[Difference]:
    return [
        _difference(edition, name, old, new)
        for name, old, new in pairs
        if in_html(edition, name, old) != in_html(edition, name, new)
    ]


def _difference(edition: Edition, name: str, old: Any, new: Any) -> Difference:
    """A room's own kind of field may say by itself what changed in it: only it knows what belongs together."""
    before, after = in_html(edition, name, old), in_html(edition, name, new)
    own = getattr(_field(edition, name), "marked", None)
    changed = clean_marked(own(old, new)) if own and before else marked(before, after)
    return Difference(_label(edition, name), clean_marked(before), clean_marked(after), changed)


def _field(edition: Edition, name: str) -> Any:
    return edition._meta.get_field(name)


def _label(edition: Edition, name: str) -> str:
    return capfirst(str(_field(edition, name).verbose_name))


def marked(before: str, after: str) -> SafeString:
    """HTML with <ins> and <del> around the words that differ."""
    if not before:
        return clean_marked(f"<ins>{after}</ins>" if not after.startswith("<") else after)
    return clean_marked(htmldiff(before, after or "<p></p>"))


def _stored_html(edition: Edition, name: str) -> str:
    return in_html(edition, name, _stored(edition, name))


def _stored(edition: Edition, name: str) -> Any:
    field = _field(edition, name)
    many = isinstance(field, models.ManyToManyField)
    return getattr(edition, name).all() if many else field.value_from_object(edition)


def in_html(edition: Edition, name: str, value: Any) -> str:
    """A field's value as HTML: rich text as it is, anything else in words and escaped."""
    field = _field(edition, name)
    if isinstance(field, RichTextField):
        return str(value)
    if isinstance(field, models.ManyToManyField):
        return escape(", ".join(sorted(str(thing) for thing in value)))
    if isinstance(field, models.ForeignKey):
        return escape(choosing.in_words(field, value)) if value else ""
    if hasattr(field, "in_html"):
        return str(field.in_html(value))  # a room's own kind of field says it itself
    if isinstance(value, datetime):
        return escape(in_words(value))
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, date):
        return escape(dateformat.format(value, "j F Y"))
    return escape(str(dict(field.flatchoices).get(value, "" if value is None else value)))
