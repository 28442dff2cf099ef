from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.factories import at

TODAY = datetime(2026, 11, 9, 12, tzinfo=UTC)


@pytest.fixture
def today(reference: Any) -> Iterator[datetime]:
    with at(TODAY):
        yield TODAY
