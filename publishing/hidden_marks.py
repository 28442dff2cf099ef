"""Marks that nobody sees and that change what others read: they turn words around, or hide in a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from publishing.checks import Finding, Level, register
from publishing.richtext import RichTextField

if TYPE_CHECKING:
    from publishing.editions import Edition

# Lines end with these; names in other scripts and pictures of people need the joiners, long words the soft hyphen.
HARMLESS = frozenset("\n\r\t\u00ad\u200c\u200d")
HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def hidden_in(text: str) -> str:
    """The first such mark by its number and name, such as "U+202E RIGHT-TO-LEFT OVERRIDE", or nothing."""
    found = (one for one in text if unicodedata.category(one) in HIDDEN and one not in HARMLESS)
    mark = next(found, "")
    return f"U+{ord(mark):04X} {unicodedata.name(mark, '')}".strip() if mark else ""


def refuse_hidden(text: str) -> None:
    if mark := hidden_in(text):
        raise ValidationError(sentence(mark))


def sentence(mark: str) -> str:
    text = _("It holds a mark that nobody sees and that can change what is read: %s. Type the words afresh.")
    return text % mark


@register
def no_line_hides_a_mark(edition: Edition) -> Iterator[Finding]:
    for name in edition.content_fields:
        field: Any = edition._meta.get_field(name)
        is_plain = isinstance(field, models.CharField | models.TextField) and not isinstance(
            field, RichTextField
        )
        if is_plain and (mark := hidden_in(str(field.value_from_object(edition)))):
            yield Finding(Level.STOP, sentence(mark), name)
