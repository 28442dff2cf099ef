"""The policy that is in force, its earlier versions, and since when each group is put as it is put now.

All of it is worked out from the released editions: nothing else is stored that could contradict them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from consent import register
from consent.changes import Asks, asks, of_group
from consent.models import PolicyEdition
from consent.register import Entry, Group
from publishing import frame
from publishing.states import Update

# No browser keeps a cookie for longer.
LONGEST = timedelta(days=400)
MOST_GONE = 40


@dataclass(frozen=True)
class Asked:
    """A group that visitors are asked about.

    since, number: when, and in which version, it last changed so much that those who said yes are asked again.
    posed: the version in which its purpose was put as it is now. Who refused that stays refused.
    """

    group: Group
    since: datetime
    number: int
    posed: int

    @property
    def key(self) -> str:
        return self.group.key

    @property
    def version(self) -> str:
        """As django-cookie-consent writes it into the consent cookie: an ISO time in UTC, to the second."""
        return self.since.astimezone(UTC).replace(microsecond=0).isoformat()


@dataclass(frozen=True)
class Version:
    """One released edition: the words, the register, and what is asked again. Versions are numbered by release."""

    number: int
    edition: PolicyEdition
    groups: tuple[Group, ...]
    asked: tuple[Asked, ...]
    # What readers were told with this version and each before it, by its number.
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def change_note(self) -> str:
        """What has changed for somebody who answered some version before, newest first."""
        asked = {one.number for one in self.asked}
        return " ".join(note for number, note in reversed(self.notes) if number in asked)

    @property
    def keys(self) -> str:
        """As a form names them."""
        return " ".join(one.key for one in self.asked)

    @property
    def is_asking(self) -> bool:
        return bool(self.asked)

    def as_attribute(self) -> str:
        """What the browser has to know to judge a cookie: `key=version@posed` for each group, with blanks between."""
        return " ".join(f"{one.key}={one.version}@{one.posed}" for one in self.asked)

    def stored(self) -> list[tuple[Group, Entry]]:
        """What may be on a device only with consent."""
        return list(register.entries(one.group for one in self.asked))


@frame.part("cookies")
def at(moment: datetime) -> Version | None:
    """The policy in force at `moment`, or None: then nothing optional is stored, and nobody is asked."""
    return _of(versions(moment), moment)


@frame.part("cookies_gone")
def gone(moment: datetime) -> tuple[Entry, ...]:
    """What earlier versions asked about and the one in force does not: it may still be on devices, and has to go."""
    every = versions(moment)
    now = _of(every, moment)
    known = [entry for _group, entry in register.entries(now.groups)] if now else []
    ended = [one for one in every if one.edition.ended_at and moment - one.edition.ended_at < LONGEST]
    old = [
        entry
        for version in ended
        for _group, entry in version.stored()
        if not any(one.kind == entry.kind and one.covers(entry.name) for one in known)
    ]
    return tuple(dict.fromkeys(old))[:MOST_GONE]


def versions(moment: datetime) -> list[Version]:
    """Every version released by `moment`, first to last. All stay public: people were asked by them."""
    return numbered(PolicyEdition.desk.filter(released_at__lte=moment).order_by("released_at"))


def _of(every: list[Version], moment: datetime) -> Version | None:
    return every[-1] if every and every[-1].edition.is_public(moment) else None


def numbered(released: Iterable[PolicyEdition]) -> list[Version]:
    """`released`: in the order of their release."""
    found: list[Version] = []
    for number, edition in enumerate(released, start=1):
        found.append(_next(found[-1] if found else None, edition, number))
    return found


def _next(before: Version | None, edition: PolicyEdition, number: int) -> Version:
    groups = register.read(edition.register)
    asked = tuple(_asked(before, edition, number, group) for group in register.optional(groups))
    told = ((number, edition.change_note),) if edition.change_note else ()
    return Version(number, edition, groups, asked, (*before.notes, *told) if before else told)


def _asked(before: Version | None, edition: Any, number: int, group: Group) -> Asked:
    earlier = {one.key: one for one in before.asked} if before else {}
    last = earlier.get(group.key)
    if last is None:
        return Asked(group, edition.released_at, number, number)
    whom = asks(of_group(last.group, group), is_wording_only=edition.update == Update.MINOR)
    return Asked(
        group,
        edition.released_at if whom else last.since,
        number if whom else last.number,
        number if whom == Asks.EVERYBODY else last.posed,
    )
