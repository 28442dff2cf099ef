"""Two people at one row: what only one of them changed is kept, and where both did the second one is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class TwoAtOnceForm(forms.ModelForm):
    """Each field says what it held when the form was opened, so that a save that comes second is noticed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for field in self.fields.values():
                field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk:
            stored = self.stored()
            for name in set(cleaned) & set(self.fields):
                self._take_or_ask(name, stored, cleaned)
        return cleaned

    def stored(self) -> Any:
        """The row as it is now, locked for the transaction of the save, which the admin begins before the check."""
        return type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)

    def _take_or_ask(self, name: str, stored: Any, cleaned: dict[str, Any]) -> None:
        now = text_of(getattr(stored, name, None))
        hidden = self.add_initial_prefix(name)
        opened = text_of(self.data.get(hidden, now))
        if now in (opened, text_of(cleaned[name])):
            return
        if text_of(cleaned[name]) == opened:
            cleaned[name] = getattr(stored, name)
            return
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[hidden] = now
        self.data = data
        said = _("Somebody else changed it meanwhile to “%s”. Save again to put yours in its place.")
        self.add_error(name, said % (now or _("nothing")))


def text_of(value: Any) -> str:
    """The same words for the same value, stored or typed."""
    return "" if value is None else str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()


def changes_in_words(form: Any, stored: Any) -> str:
    """What it was and what it is, field by field. Empty when nothing changed."""
    said = []
    for name in form.fields:
        old, new = (text_of(getattr(one, name, None)) for one in (stored, form.instance))
        if hasattr(stored, name) and old != new:
            words = _("%(field)s: “%(old)s” became “%(new)s”.")
            said.append(words % {"field": form.fields[name].label, "old": old or "–", "new": new or "–"})
    return "\n".join(said)
