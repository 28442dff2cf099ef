"""A clock that stands still until a test moves it, and the people of a small press office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from accounts.models import User
from tests.factories import make_author, make_editor, make_on_call, make_user
from tests.publishing.acts import NOW


class Hands:
    """The hands of the clock. Only tests move them."""

    def __init__(self, machine: TimeMachineFixture) -> None:
        self._machine = machine
        self.to(NOW)

    def to(self, moment: datetime) -> datetime:
        self.now = moment
        self._machine.move_to(moment, tick=False)
        return moment

    def on(self, delta: timedelta) -> datetime:
        return self.to(self.now + delta)


@dataclass
class Office:
    author: User
    colleague: User
    editor: User
    second_editor: User
    on_call: User
    superuser: User


@pytest.fixture
def hands(time_machine: TimeMachineFixture) -> Hands:
    """It is noon on Wednesday 5 March 2025, and stays so."""
    return Hands(time_machine)


@pytest.fixture
def office(db: None) -> Office:
    return Office(
        author=make_author(name="Asha"),
        colleague=make_author(name="Col"),
        editor=make_editor(name="Edith"),
        second_editor=make_editor(name="Sef"),
        on_call=make_on_call(name="Nia"),
        superuser=make_user(name="Root", superuser=True),
    )
