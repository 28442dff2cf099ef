from __future__ import annotations

from collections.abc import Iterator

import pytest

from consent import counting
from tests.site.visitor import Visitor


@pytest.fixture(autouse=True)
def nothing_is_paused() -> Iterator[None]:
    counting.forget()
    yield
    counting.forget()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()
