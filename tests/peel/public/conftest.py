"""The demonstration's findings, on top of the reference data, at a moment when some of its dates have passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from peel.demonstration import findings
from tests.factories import at, make_author, make_editor

# The afternoon of 1 February 2026 in London.
THEN = datetime(2026, 2, 1, 15, tzinfo=UTC)


@pytest.fixture
def work(reference: Any, db: None) -> Iterator[None]:
    """Everything that the demonstration says; the clock stands at THEN."""
    with at(THEN):
        findings.load(make_author(name="Ada Writer"), make_editor(name="Eve Approver"), THEN)
        yield
