"""What every test may ask for. The settings are in tests/settings.py."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from publishing import clock

pytest_plugins = ["tests.append_only", "tests.browser"]

ON_THIS_MACHINE = ("127.", "localhost", "::1")


@pytest.fixture(autouse=True, scope="session")
def no_outgoing_network() -> Iterator[None]:
    """A test that calls out is a test of somebody else's machine."""
    connect = socket.socket.connect

    def at_home(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(ON_THIS_MACHINE):
            raise AssertionError(f"A test tried to connect to {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", at_home)
        yield


@pytest.fixture(autouse=True)
def every_test_starts_as_a_new_process() -> Iterator[None]:
    """The clock never steps behind the newest decision that a process saw; tests travel in time."""
    clock.forget()
    yield
    clock.forget()
