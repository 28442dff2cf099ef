"""The register: what the site may keep on a visitor's device, in groups that are asked about one by one.

It is stored as JSON in an edition of the policy, and so approved, hashed and compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Basis(models.TextChoices):
    """Why it may be stored: the Privacy and Electronic Communications Regulations, regulation 6 and Schedule A1.

    The exceptions for statistics and appearance are left out: whoever would rely on one asks instead.
    """

    NECESSARY = "necessary", _("Necessary: the site cannot do what was asked without it")
    CONSENT = "consent", _("Consent: only for those who said yes")


class Kind(models.TextChoices):
    COOKIE = "cookie", _("Cookie")
    LOCAL = "local", _("Local storage")
    SESSION = "session", _("Session storage")
    INDEXED = "indexed", _("IndexedDB database")
    PIXEL = "pixel", _("Tracking pixel")


class Party(models.TextChoices):
    FIRST = "first", _("This site")
    THIRD = "third", _("Somebody else")


class Unit(models.TextChoices):
    CLOSING = "closing", _("until the browser is closed")
    DELETING = "deleting", _("until you delete it")
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")


LENGTHS = {
    Unit.MINUTES: timedelta(minutes=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.DAYS: timedelta(days=1),
}


@dataclass(frozen=True)
class Entry:
    """One thing that is kept. `name` may end with, or hold, `*`: then it stands for every name of that shape."""

    name: str
    purpose: str
    provider: str = ""
    provider_url: str = ""
    kind: str = Kind.COOKIE
    party: str = Party.FIRST
    lasts: int = 0
    unit: str = Unit.CLOSING
    domain: str = ""
    path: str = "/"

    def covers(self, name: str) -> bool:
        return bool(re.fullmatch(re.escape(self.name).replace(r"\*", ".*"), name))

    @property
    def is_pattern(self) -> bool:
        return "*" in self.name

    @property
    def is_ours(self) -> bool:
        return self.party == Party.FIRST

    @property
    def kind_in_words(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def party_in_words(self) -> str:
        return str(Party(self.party).label)

    def longest(self) -> timedelta | None:
        """How long it may stay. None where it ends with the browser's session, or never by itself."""
        return self.lasts * LENGTHS[Unit(self.unit)] if self.unit in LENGTHS else None

    def duration(self) -> str:
        match self.unit:
            case Unit.MINUTES:
                return ngettext("%d minute", "%d minutes", self.lasts) % self.lasts
            case Unit.HOURS:
                return ngettext("%d hour", "%d hours", self.lasts) % self.lasts
            case Unit.DAYS:
                return ngettext("%d day", "%d days", self.lasts) % self.lasts
            case _:
                return str(Unit(self.unit).label)


@dataclass(frozen=True)
class Group:
    """What is asked about in one question. `key` is its name in the consent cookie, for ever."""

    key: str
    name: str
    purpose: str
    basis: str = Basis.CONSENT
    shares: bool = False
    entries: tuple[Entry, ...] = ()

    @property
    def is_optional(self) -> bool:
        return self.basis != Basis.NECESSARY


def read(stored: Any) -> tuple[Group, ...]:
    """The groups of a register as it is stored: what `write` made. Names that a later version added are passed over."""
    return tuple(_group(row) for row in stored or ())


def write(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """As it is stored: plain JSON, without what is empty, so that a new field leaves old hashes valid."""
    return [_plain(group) for group in groups]


def optional(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.is_optional)


def entries(groups: Iterable[Group]) -> Iterator[tuple[Group, Entry]]:
    for group in groups:
        for entry in group.entries:
            yield group, entry


def _group(row: dict[str, Any]) -> Group:
    """What must not be empty may still be so while it is written: soundness.py says so."""
    known = {name: row[name] for name in _names(Group) if name in row and name != "entries"}
    inner = tuple(_entry(one) for one in row.get("entries", ()))
    return Group(**{"key": "", "name": "", "purpose": "", **known}, entries=inner)


def _entry(row: dict[str, Any]) -> Entry:
    known = {name: row[name] for name in _names(Entry) if name in row}
    return Entry(**{"name": "", "purpose": "", **known})


def _names(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)]


def _plain(group: Group) -> dict[str, Any]:
    row = {name: value for name, value in asdict(group).items() if value and name != "entries"}
    inner = [{name: value for name, value in asdict(one).items() if value} for one in group.entries]
    return {**row, "entries": inner} if inner else row
