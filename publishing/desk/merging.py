"""Two people at one draft: what each of them changed is kept, and only where both did is somebody asked.

A form says which text it was opened with, as a fingerprint of each field. So a save that comes second can tell
what its author changed from what only stood there, and does not put a colleague's work back as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.text import capfirst

from publishing.desk.comparing import Difference, in_html, typed_differences
from publishing.richtext import RichTextField, clean

if TYPE_CHECKING:
    from publishing.editions import Edition


class MergingForm(forms.ModelForm):
    """`seen` is the revision that the form was opened at, `opened` the fingerprints of its fields then."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    merged = False
    conflict: list[Difference] = []
    taken_over: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision
        self.initial["opened"] = self._as_opened  # asked when it is shown: subclasses may set more

    def _as_opened(self) -> str:
        return json.dumps(fingerprints(self.instance, self.initial)) if self.instance.pk else ""

    def merge(self, stored: Edition) -> None:
        """Take over what only the other one changed, and lay side by side what both did."""
        values = model_to_dict(stored, fields=list(self.fields))
        opened = _read(self.cleaned_data.get("opened", ""))
        mine, theirs = fingerprints(stored, self.cleaned_data), fingerprints(stored, values)
        differing = [name for name in mine if mine[name] != theirs.get(name)]
        left = [name for name in differing if mine[name] == opened.get(name)]
        both = [name for name in differing if name not in left and theirs.get(name) != opened.get(name)]
        self.merged = True
        self.conflict = typed_differences(stored, {name: self.cleaned_data[name] for name in both})
        self.taken_over = [capfirst(str(self.fields[name].label)) for name in left]
        for name in left:
            self._show_stored(name, values[name])
        # What could not be read is compared once it can be: until then nobody has seen theirs beside it.
        unread = {name: opened.get(name, "") for name in theirs if name not in mine}
        unseen = any(theirs[name] != before for name, before in unread.items())
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["opened"] = json.dumps({**theirs, **unread})
        if not unseen:
            data["seen"] = stored.revision
        self.data = data

    def _show_stored(self, name: str, value: Any) -> None:
        self.initial[name] = value
        self.fields[name].bound_data = lambda data, initial: initial  # type: ignore[method-assign]
        self._bound_fields_cache.pop(name, None)  # type: ignore[attr-defined]


def fingerprints(edition: Edition, values: Mapping[str, Any]) -> dict[str, str]:
    """A few letters for each content field in `values`, the same for the same text however it was sent."""
    return {
        name: _fingerprint(edition, name, values[name]) for name in edition.content_fields if name in values
    }


def _fingerprint(edition: Edition, name: str, value: Any) -> str:
    html = in_html(edition, name, value)
    if isinstance(edition._meta.get_field(name), RichTextField):
        html = clean(html)
    return hashlib.sha256(html.replace("\r\n", "\n").strip().encode()).hexdigest()[:16]


def _read(opened: str) -> dict[str, str]:
    """Fingerprints as a form sent them back. Without them, every field counts as its author's own."""
    try:
        found = json.loads(opened or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
