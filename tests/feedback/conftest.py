from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from time_machine import Traveller

from pages import details
from tests.desk.conftest import People, people
from tests.factories import make_editor
from tests.feedback.visiting import Sender

__all__ = ["People", "people"]

NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nobody_has_sent_anything() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def noon(db: None) -> Iterator[Traveller]:
    """Time stands still until somebody lets it pass."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def sender(noon: Traveller) -> Sender:
    return Sender(noon)


@pytest.fixture
def close() -> Callable[[], None]:
    """Close the form, as the desk does."""

    def close() -> None:
        site = details.stored()
        site.takes_feedback = False
        details.keep(site, by=make_editor(), seen=site.revision)

    return close
