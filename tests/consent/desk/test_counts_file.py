"""The file of all rows, and what six years of them cost."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consent.models import AnswerCount
from consent.wording import Place
from tests.consent.desk.counted import (
    BOTH_NO,
    BOTH_YES,
    EXPORT,
    MIXED,
    REPORT,
    SECOND,
    answer,
    first,
    noon,
    second,
)
from tests.desk.conftest import People, people
from tests.desk.pages import Desk
from tests.factories import HOUR

__all__ = ["People", "first", "noon", "people", "second"]
pytestmark = pytest.mark.django_db


def file(desk: Desk) -> list[list[str]]:
    response: Any = desk.client.get(EXPORT)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("second")
def test_the_file_holds_every_row_as_it_is_stored(people: People) -> None:
    answer(MIXED, 12, hour=datetime(2026, 10, 25, 1, tzinfo=UTC), gpc=True, by_script=False, place=Place.PAGE)
    answer("=cmd()", 1, code="@sum")

    heading, row, formula = file(Desk(people.auditor))

    assert dict(zip(heading, row, strict=True)) == {
        "Hour that begins (London)": "2026-10-25 01:00 GMT",
        "Version of the policy": "2",
        "Where": "Cookies page",
        "With script": "no",
        "Browser asks for privacy (GPC)": "yes",
        "Answer": MIXED,
        "Code that asked": "c0de",
        "How often": "12",
    }
    assert formula[5:7] == ["'=cmd()", "'@sum"]
    assert EXPORT in Desk(people.auditor).open(REPORT).source


def fill(hours: int, since: datetime) -> None:
    """Every way and answer in each of `hours`."""
    ways = [(place, script) for place in Place for script in (True, False)]
    AnswerCount.objects.bulk_create(
        AnswerCount(
            hour=since + number * HOUR,
            version=1 + number % 2,
            place=place,
            by_script=script,
            gpc=False,
            choices=choices,
            code=f"c0de{number % 5}",
            number=2,
        )
        for number in range(hours)
        for place, script in ways
        for choices in (BOTH_YES, BOTH_NO, MIXED)
    )


@pytest.mark.usefixtures("second")
def test_the_page_costs_the_same_however_many_rows_there_are(people: People) -> None:
    desk = Desk(people.editor)
    desk.open(REPORT)
    costs = []
    for hours, since in ((2, SECOND), (900, SECOND + 2 * HOUR)):
        fill(hours, since)
        with CaptureQueriesContext(connection) as queries:
            assert desk.open(REPORT, day="2026-11-05").status == 200
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12


@pytest.mark.usefixtures("second")
def test_the_file_is_written_as_it_is_read(people: People) -> None:
    fill(100, SECOND)
    desk = Desk(people.auditor)

    with CaptureQueriesContext(connection) as queries:
        response: Any = desk.client.get(EXPORT)
        before = len(queries)
        lines = list(response.streaming_content)

    assert len(lines) == 1801
    assert before <= 12
    assert len(queries) - before == 1
