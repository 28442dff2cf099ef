"""A clock that stands still until a test moves it, and the people of a small press office."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

import pytest
from time_machine import TimeMachineFixture

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


class Office:
    """Everybody is there when they are asked for."""

    author = cached_property(lambda office: make_author(name="Asha"))
    colleague = cached_property(lambda office: make_author(name="Col"))
    editor = cached_property(lambda office: make_editor(name="Edith"))
    second_editor = cached_property(lambda office: make_editor(name="Sef"))
    on_call = cached_property(lambda office: make_on_call(name="Nia"))
    superuser = cached_property(lambda office: make_user(name="Root", superuser=True))


@pytest.fixture
def hands(time_machine: TimeMachineFixture) -> Hands:
    """It is noon on Wednesday 5 March 2025, and stays so."""
    return Hands(time_machine)


@pytest.fixture
def office(db: None) -> Office:
    return Office()
