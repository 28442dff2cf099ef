"""The reference data, and a text that says one sentence about our force's inspection of 2023–25."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from news.models import PostEdition
from peel.models import Inspection
from peel.telling.checking import grades_are_as_in_the_data
from publishing.checks import Finding
from tests.factories import at
from tests.peel.conftest import reference

__all__ = ["reference"]
TODAY = datetime(2026, 11, 9, 12, tzinfo=UTC)
Check = Callable[..., list[Finding]]


@pytest.fixture
def today(reference: Any) -> Iterator[None]:
    with at(TODAY):
        yield


@pytest.fixture
def check(today: None, db: None) -> Check:
    """What is found about a text: `body` is a sentence, or HTML; `cycle` that of the inspection it names, or none."""

    def check(
        body: str = "", *, title: str = "A report", summary: str = "", cycle: str = "2023-25"
    ) -> list[Finding]:
        named = Inspection.desk.get(force="staffordshire", cycle=cycle).pk if cycle else None
        html = body if body.startswith("<") else f"<p>{body}</p>"
        edition = PostEdition(title=title, summary=summary, body=html, inspection_id=named)
        return list(grades_are_as_in_the_data(edition, None))

    return check
