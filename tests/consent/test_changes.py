"""Who is asked again for each thing that can change in a register, and who is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from consent.changes import Asks, asks, between
from consent.register import Basis, Entry, Group, Kind, Party, Unit
from tests.consent.factories import make_entry, make_group

ENTRY = make_entry("visits", lasts=30, unit=Unit.DAYS)
GROUP = make_group("statistics", ENTRY)
NECESSARY = replace(GROUP, basis=Basis.NECESSARY)
EVERYBODY, YES, NOBODY = Asks.EVERYBODY, Asks.THOSE_WHO_SAID_YES, Asks.NOBODY


def with_entry(**fields: Any) -> Group:
    return replace(GROUP, entries=(replace(ENTRY, **fields),))


def with_entries(*entries: Entry) -> Group:
    return replace(GROUP, entries=entries)


CASES: dict[str, tuple[list[Group], list[Group], Asks]] = {
    "nothing": ([GROUP], [GROUP], NOBODY),
    "a new group": ([GROUP], [GROUP, make_group("video")], EVERYBODY),
    "a new necessary group": ([GROUP], [GROUP, make_group("login", basis=Basis.NECESSARY)], NOBODY),
    "a group less": ([GROUP, make_group("video")], [GROUP], NOBODY),
    "another key": ([GROUP], [replace(GROUP, key="counting")], EVERYBODY),
    "another order": ([GROUP, make_group("video")], [make_group("video"), GROUP], NOBODY),
    "no longer necessary": ([NECESSARY], [GROUP], EVERYBODY),
    "called necessary": ([GROUP], [NECESSARY], NOBODY),
    "shared": ([GROUP], [replace(GROUP, shares=True)], YES),
    "no longer shared": ([replace(GROUP, shares=True)], [GROUP], NOBODY),
    "another purpose of a group": ([GROUP], [replace(GROUP, purpose="To show adverts.")], EVERYBODY),
    "another name of a group": ([GROUP], [replace(GROUP, name="Counting")], NOBODY),
    "one thing more": ([GROUP], [with_entries(ENTRY, make_entry("more"))], YES),
    "one thing more that is necessary": (
        [NECESSARY],
        [replace(NECESSARY, entries=(ENTRY, make_entry("more")))],
        NOBODY,
    ),
    "one thing less": ([with_entries(ENTRY, make_entry("more"))], [GROUP], NOBODY),
    "a pattern in place of a name": ([GROUP], [with_entry(name="visits*")], YES),
    "another kind of storage": ([GROUP], [with_entry(kind=Kind.LOCAL)], YES),
    "another domain": ([GROUP], [with_entry(domain=".example.org")], YES),
    "another path": ([GROUP], [with_entry(path="/news/")], YES),
    "longer": ([GROUP], [with_entry(lasts=31)], YES),
    "as long in other units": ([GROUP], [with_entry(lasts=720, unit=Unit.HOURS)], NOBODY),
    "shorter": ([GROUP], [with_entry(lasts=29)], NOBODY),
    "until the browser is closed": ([GROUP], [with_entry(lasts=0, unit=Unit.CLOSING)], NOBODY),
    "not only until the browser is closed": ([with_entry(lasts=0, unit=Unit.CLOSING)], [GROUP], YES),
    "until it is deleted": ([GROUP], [with_entry(lasts=0, unit=Unit.DELETING)], YES),
    "set by somebody else": ([GROUP], [with_entry(provider="Acme")], YES),
    "received by somebody else": ([GROUP], [with_entry(party=Party.THIRD)], YES),
    "received by us again": ([with_entry(party=Party.THIRD)], [GROUP], NOBODY),
    "another purpose of one thing": ([GROUP], [with_entry(purpose="Shows adverts.")], YES),
    "another link": ([GROUP], [with_entry(provider_url="https://example.org/")], NOBODY),
    "the most of several": ([GROUP], [with_entry(lasts=31), make_group("video")], EVERYBODY),
}
WORDING = {"another purpose of a group", "another purpose of one thing"}


@pytest.mark.parametrize("name", CASES)
def test_each_change_is_put_to_those_whom_it_concerns(name: str) -> None:
    old, new, whom = CASES[name]

    assert asks(between(old, new), is_wording_only=False) == whom


@pytest.mark.parametrize("name", CASES)
def test_only_better_words_can_be_called_minor(name: str) -> None:
    old, new, whom = CASES[name]

    assert asks(between(old, new), is_wording_only=True) == (NOBODY if name in WORDING else whom)


@pytest.mark.parametrize(
    "name", sorted(CASES.keys() - {"nothing", "another order", "as long in other units"})
)
def test_each_change_is_said(name: str) -> None:
    old, new, _whom = CASES[name]

    assert all(change.sentence for change in between(old, new))
    assert between(old, new)
