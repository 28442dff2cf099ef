"""The register as it is typed: a form for each group, and one for each thing in it. All of it works without script.

Nothing is required here: what is missing is said in whole sentences, by soundness.py, once all of it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent import register
from consent.register import LENGTHS, Basis, Entry, Group, Kind, Party, Unit

COUNT = "TOTAL_FORMS"  # as Django's own formsets call it: the desk knows that nobody typed it
BLANK_ROWS = 2
PART = re.compile(r"\w+-(?P<group>\d{1,3})(-(?P<row>\d{1,3}))?-(?P<field>\w+)", re.ASCII)
# No form of ours comes near; a forged number must not make us build a million rows.
MOST_ROWS = 100


class RowForm(forms.Form):
    """Its text fields say whether anything was typed: what is only chosen from a list stands there by itself."""

    use_required_attribute = False
    typed: tuple[str, ...] = ()

    remove = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)

    @property
    def is_blank(self) -> bool:
        values = (self[name].value() for name in self.typed)
        return not any(str(value).strip() for value in values if value is not None)

    @property
    def is_removed(self) -> bool:
        return bool(self["remove"].value())


def words(label: Any, help_text: Any = "", *, most: int = 300, rows: int = 0) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False, widget=widget)


class GroupForm(RowForm):
    typed = ("key", "name", "purpose")

    name = words(gettext_lazy("Name of the group"), gettext_lazy("Visitors read it."), most=100)
    key = words(
        gettext_lazy("Key"),
        gettext_lazy(
            "In small letters. Empty: made from the name. Never change it: another key is another group."
        ),
        most=32,
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Why it may be stored"), choices=Basis, initial=Basis.CONSENT
    )
    purpose = words(
        gettext_lazy("What the group is for"),
        gettext_lazy("One or two plain sentences. Visitors say yes or no to exactly this."),
        most=600,
        rows=2,
    )
    shares = forms.BooleanField(label=gettext_lazy("Shared with somebody else"), required=False)

    def clean_key(self) -> str:
        made = slugify(self.cleaned_data.get("name", "")).replace("-", "_")[:32]
        return self.cleaned_data["key"] or made


class EntryForm(RowForm):
    typed = ("name", "purpose", "provider", "provider_url", "lasts", "domain", "path")

    name = words(gettext_lazy("Name or pattern"), gettext_lazy("demo_* stands for many."), most=100)
    purpose = words(gettext_lazy("What it is for"), rows=2)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind, initial=Kind.COOKIE)
    provider = words(gettext_lazy("Who sets it"), gettext_lazy("By name."), most=100)
    provider_url = words(gettext_lazy("Link about them"), gettext_lazy("May stay empty."))
    party = forms.ChoiceField(label=gettext_lazy("Who receives it"), choices=Party, initial=Party.FIRST)
    lasts = forms.IntegerField(
        label=gettext_lazy("How long"), min_value=0, max_value=1_000_000, required=False
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in, or until"), choices=Unit, initial=Unit.DAYS)
    domain = words(gettext_lazy("Domain"), gettext_lazy("Empty: this site."), most=200)
    path = words(gettext_lazy("Path"), gettext_lazy("Empty: the whole site."), most=100)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("lasts") and cleaned.get("unit") not in (*LENGTHS, None):
            self.add_error(
                "lasts", _("A number goes with minutes, hours or days only. Take one of them out.")
            )
        return cleaned


@dataclass(frozen=True)
class GroupRows:
    """A group with its rows. name: of the field it is part of, and which group it is."""

    name: str
    form: GroupForm
    entries: list[EntryForm]

    @property
    def is_blank(self) -> bool:
        return self.form.is_blank and all(entry.is_blank for entry in self.entries)

    @property
    def kept(self) -> list[EntryForm]:
        return [entry for entry in self.entries if not (entry.is_blank or entry.is_removed)]

    @property
    def filled(self) -> list[EntryForm]:
        return [entry for entry in self.entries if not entry.is_blank]

    @property
    def blank(self) -> list[EntryForm]:
        return [entry for entry in self.entries if entry.is_blank]

    def group(self) -> Group:
        said = _said(self.form)
        return Group(**said, entries=tuple(_entry(entry) for entry in self.kept))


def _said(form: RowForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "remove"}


def _entry(form: EntryForm) -> Entry:
    said = _said(form)
    return Entry(**{**said, "lasts": said["lasts"] or 0, "path": said["path"] or "/"})


def of_stored(name: str, value: Any) -> list[GroupRows]:
    """Every group with two blank rows more, and one blank group."""
    groups = [*register.read(value), None]
    return [_rows_of(f"{name}-{number}", group) for number, group in enumerate(groups)]


def _rows_of(name: str, group: Group | None) -> GroupRows:
    entries = [*(group.entries if group else ()), *[None] * BLANK_ROWS]
    rows = [
        EntryForm(prefix=f"{name}-{number}", initial=_as_typed(entry)) for number, entry in enumerate(entries)
    ]
    return GroupRows(name, GroupForm(prefix=name, initial=asdict(group) if group else None), rows)


def _as_typed(entry: Entry | None) -> dict[str, Any] | None:
    return {**asdict(entry), "lasts": entry.lasts or ""} if entry else None


def of_typed(name: str, data: Any) -> list[GroupRows]:
    """As many groups and rows as the page held."""
    return [_typed_group(f"{name}-{number}", data) for number in range(_count(name, data))]


def _typed_group(name: str, data: Any) -> GroupRows:
    rows = [EntryForm(data, prefix=f"{name}-{number}") for number in range(_count(name, data))]
    return GroupRows(name, GroupForm(data, prefix=name), rows)


def _count(name: str, data: Any) -> int:
    said = str(data.get(f"{name}-{COUNT}", ""))
    return min(int(said), MOST_ROWS) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def kept(groups: Iterable[GroupRows]) -> list[GroupRows]:
    """Without what was left blank or is to be removed."""
    return [group for group in groups if not (group.is_blank or group.form.is_removed)]


def forms_of(groups: Iterable[GroupRows]) -> Iterator[RowForm]:
    for group in groups:
        yield group.form
        yield from group.kept


def called(name: str, value: str) -> str:
    """What a posted field is, by its name, such as register-1-0-lasts: the group, the row, and the label."""
    found = PART.fullmatch(name)
    form: Any = EntryForm if found and found["row"] else GroupForm
    known = form.base_fields.get(found["field"]) if found else None
    if found is None or known is None or known.initial == value:
        return ""
    row = [_("row %d") % (int(found["row"]) + 1)] if found["row"] else []
    label = str(known.label or _("To be removed"))
    return ", ".join([_("Group %d") % (int(found["group"]) + 1), *row, label])
