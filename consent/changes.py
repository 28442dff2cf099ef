"""What differs between two registers, and who is therefore asked again.

A new purpose, or a new group, is put to everybody. Anything else that matters is put to those who said yes: they
agreed to something else. Those who said no stay refused. What is only worded better is put to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum

from django.utils.translation import gettext as _

from consent.register import Entry, Group, Kind, Party, Unit

FOR_EVER = timedelta.max
# Storage that ends with the browser's session is the shortest there is.
UNTIL_CLOSED = timedelta(0)


class Asks(IntEnum):
    """Whom a change is put to. The higher ones are asked with the lower."""

    NOBODY = 0
    THOSE_WHO_SAID_YES = 1
    EVERYBODY = 2


@dataclass(frozen=True)
class Change:
    """One difference. `wording`: a text that somebody may have only worded better; its author says whether."""

    group: str
    sentence: str
    asks: Asks
    wording: bool = False


def between(old: Iterable[Group], new: Iterable[Group]) -> list[Change]:
    """Every difference, group by group, in the order of `new`; what is gone comes last."""
    before, after = {group.key: group for group in old}, {group.key: group for group in new}
    found = [change for key, group in after.items() for change in of_group(before.get(key), group)]
    return found + [
        Change(key, _("“%s” is no longer used.") % group.name, Asks.NOBODY)
        for key, group in before.items()
        if key not in after
    ]


def asks(changes: Iterable[Change], *, is_wording_only: bool) -> Asks:
    """Whom these changes are put to. is_wording_only: their author says that no text means anything else."""
    return max(
        (one.asks for one in changes if not (one.wording and is_wording_only)),
        default=Asks.NOBODY,
    )


def of_group(old: Group | None, new: Group) -> list[Change]:
    if old is None or (new.is_optional and not old.is_optional):
        whom = Asks.EVERYBODY if new.is_optional else Asks.NOBODY
        return [Change(new.key, _("“%s” is new.") % new.name, whom)]
    found = [*_of_its_own(old, new), *_of_its_entries(old, new)]
    # Nobody said yes or no to what is necessary.
    return found if new.is_optional else [replace(one, asks=Asks.NOBODY) for one in found]


def _of_its_own(old: Group, new: Group) -> Iterator[Change]:
    if old.is_optional and not new.is_optional:
        text = _("“%s” now counts as necessary, so nobody is asked about it.")
        yield Change(new.key, text % new.name, Asks.NOBODY)
    if new.shares and not old.shares:
        yield Change(new.key, _("“%s” is now shared with somebody else.") % new.name, Asks.THOSE_WHO_SAID_YES)
    if old.purpose != new.purpose:
        text = _("What “%s” is for is put in other words.") % new.name
        yield Change(new.key, text, Asks.EVERYBODY, wording=True)
    if old.name != new.name:
        yield Change(
            new.key, _("“%(old)s” is called “%(new)s”.") % {"old": old.name, "new": new.name}, Asks.NOBODY
        )
    if old.shares and not new.shares:
        yield Change(new.key, _("“%s” is no longer shared.") % new.name, Asks.NOBODY)


def _of_its_entries(old: Group, new: Group) -> Iterator[Change]:
    before = {identity(entry): entry for entry in old.entries}
    after = {identity(entry): entry for entry in new.entries}
    for key, entry in after.items():
        if key in before:
            yield from _of_entry(new, before[key], entry)
        else:
            text = _("“%(name)s” is new in “%(group)s”.") % {"name": entry.name, "group": new.name}
            yield Change(new.key, text, Asks.THOSE_WHO_SAID_YES)
    for key, entry in before.items():
        if key not in after:
            text = _("“%(name)s” is no longer in “%(group)s”.") % {"name": entry.name, "group": new.name}
            yield Change(new.key, text, Asks.NOBODY)


def identity(entry: Entry) -> tuple[str, str, str, str]:
    """What makes it the same thing on a device: it may be told of in other words."""
    return entry.kind, entry.name, entry.domain, entry.path


def _of_entry(group: Group, old: Entry, new: Entry) -> Iterator[Change]:
    yes = Asks.THOSE_WHO_SAID_YES
    if _time(new) > _time(old):
        told = {"name": new.name, "new": new.duration(), "old": old.duration()}
        yield Change(group.key, _("“%(name)s” is kept for longer: %(new)s, it was %(old)s.") % told, yes)
    elif _time(new) < _time(old):
        told = {"name": new.name, "new": new.duration()}
        yield Change(group.key, _("“%(name)s” is kept for less time: %(new)s.") % told, Asks.NOBODY)
    if new.provider != old.provider:
        told = {"name": new.name, "new": new.provider, "old": old.provider}
        yield Change(
            group.key, _("“%(name)s” is now set by %(new)s. Before, it was set by %(old)s.") % told, yes
        )
    if new.party != old.party:
        whom = yes if new.party == Party.THIRD else Asks.NOBODY
        told = {"name": new.name, "new": new.party_in_words}
        yield Change(group.key, _("What “%(name)s” holds is now received by: %(new)s.") % told, whom)
    if new.purpose != old.purpose:
        text = _("What “%s” is for is put in other words.") % new.name
        yield Change(group.key, text, yes, wording=True)
    if new.provider_url != old.provider_url:
        yield Change(group.key, _("The link about who sets “%s” has changed.") % new.name, Asks.NOBODY)


def _time(entry: Entry) -> timedelta:
    if entry.unit == Unit.CLOSING or entry.kind in (Kind.SESSION, Kind.PIXEL):
        return UNTIL_CLOSED
    return entry.longest() or FOR_EVER
