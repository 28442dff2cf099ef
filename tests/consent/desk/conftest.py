from __future__ import annotations

from tests.desk.conftest import Hands, People, hands, people

__all__ = ["Hands", "People", "hands", "people"]
