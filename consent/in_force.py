"""The policy that is in force, its earlier versions, and since when each group is put as it is put now.

All of it is worked out from the released editions: nothing else is stored that could contradict them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from consent import register
from consent.changes import Asks, asks, of_group
from consent.models import PolicyEdition
from consent.register import Entry, Group
from publishing import frame
from publishing.states import Update


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
    # Of the newest version that asked anybody again: what readers were told.
    change_note: str = ""

    @property
    def necessary(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if not group.is_optional)

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
    every = versions(moment)
    return every[-1] if every and every[-1].edition.is_public(moment) else None


def versions(moment: datetime) -> list[Version]:
    """Every version released by `moment`, first to last. All stay public: people were asked by them."""
    return numbered(PolicyEdition.desk.filter(released_at__lte=moment).order_by("released_at"))


def numbered(released: Iterable[PolicyEdition]) -> list[Version]:
    """`released`: in the order of their release."""
    found: list[Version] = []
    for number, edition in enumerate(released, start=1):
        found.append(_next(found[-1] if found else None, edition, number))
    return found


def would_be(draft: PolicyEdition, moment: datetime) -> Version:
    """`draft` as it would be if it were released at `moment`."""
    before = [one for one in versions(moment) if one.edition.pk != draft.pk]
    draft.released_at = draft.released_at or moment
    return _next(before[-1] if before else None, draft, len(before) + 1)


def _next(before: Version | None, edition: PolicyEdition, number: int) -> Version:
    groups = register.read(edition.register)
    asked = tuple(_asked(before, edition, number, group) for group in register.optional(groups))
    anew = any(one.number == number for one in asked)
    note = edition.change_note if anew else before.change_note if before else ""
    return Version(number, edition, groups, asked, note)


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
