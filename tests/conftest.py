"""What every test may ask for. The settings are in tests/settings.py."""

from __future__ import annotations

import os
import socket
from collections.abc import Generator, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection

from publishing import clock, frame

pytest_plugins = ["tests.append_only", "tests.browser"]

ON_THIS_MACHINE = ("127.", "localhost", "::1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--begin-at", help="Run as if it were this moment, such as 2027-03-28T00:59:00+00:00.")


@pytest.fixture(autouse=True, scope="session")
def begin_at(request: pytest.FixtureRequest) -> Iterator[None]:
    """A suite that passes by day must pass at night, and on the nights when the clocks change."""
    moment = request.config.getoption("--begin-at")
    if not moment:
        yield
        return
    with time_machine.travel(datetime.fromisoformat(moment), tick=True):
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of the other database is left out, which is not the same as skipped: it runs in the other run."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: a test that does not run proves nothing."
    return report


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
    """A process remembers the newest decision it saw, and the frame; tests travel in time and undo what they did."""
    clock.forget()
    frame.forget()
    yield
    clock.forget()
    frame.forget()
