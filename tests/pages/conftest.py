from __future__ import annotations

import pytest

from tests.desk.conftest import people
from tests.publishing.conftest import Hands, Office, hands, office
from tests.site.visitor import Visitor

__all__ = ["Hands", "Office", "hands", "office", "people"]


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()
