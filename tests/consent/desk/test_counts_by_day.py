"""Answers day by day, and what was asked on a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consent.models import PolicyEdition
from publishing.states import State
from tests.consent.desk.counted import (
    BOTH_YES,
    FIRST,
    NOW,
    REPORT,
    answer,
    back_to,
    first,
    noon,
    said_on,
    second,
)
from tests.consent.factories import make_group, make_policy, replace_policy
from tests.desk.conftest import People, people
from tests.desk.pages import Desk, Page
from tests.factories import HOUR

__all__ = ["People", "first", "noon", "people", "second"]
pytestmark = pytest.mark.django_db


def days(page: Page) -> list[list[str]]:
    found = page.tree.xpath("//*[@aria-labelledby='by-day']//tbody/tr")
    return [[cell.text_content().strip() for cell in row.xpath("th|td")][:-1] for row in found]


def test_days_are_londons_and_only_those_with_answers_to_the_newest_version(
    people: People, first: PolicyEdition
) -> None:
    before_midnight = datetime(2026, 10, 22, 22, tzinfo=UTC)  # 23:00 BST
    answer("old=yes statistics=yes", 4, version=1, hour=before_midnight)
    answer("old=no statistics=yes", 2, version=1, hour=before_midnight)
    answer("old=no statistics=no", 3, version=1, hour=before_midnight + HOUR)
    answer(BOTH_YES, 99, version=2, hour=before_midnight)

    assert days(Desk(people.author).open(REPORT)) == [
        ["Fri 23 Oct 2026", "3", "0", "3", "0"],
        ["Thu 22 Oct 2026", "6", "4", "0", "2"],
    ]


def test_the_last_thirty_days_with_answers_are_shown_however_old(people: People, noon: None) -> None:
    make_policy(State.LIVE, make_group("statistics"), released_at=NOW - timedelta(days=400))
    for number in range(40):
        answer("statistics=yes", number + 1, version=1, hour=NOW - timedelta(days=10 * number))

    found = days(Desk(people.author).open(REPORT))

    assert len(found) == 30
    assert [row[1] for row in found[:2]] == ["1", "2"]
    assert found[-1][0] == "Fri 23 Jan 2026"


@pytest.mark.usefixtures("second")
def test_a_day_names_the_versions_in_force_on_it(people: People) -> None:
    desk = Desk(people.auditor)

    first = (
        "Version 1. In force from 20 Oct 2026, 10:00 BST until 5 Nov 2026, 10:00 GMT. The words of version 1"
    )
    second = "Version 2. In force since 5 Nov 2026, 10:00 GMT. The words of version 2"
    part = "For a part of that day no policy was in force, and nothing was asked."
    assert (
        said_on(desk, "2026-10-19")
        == "On Monday 19 October 2026 no policy was in force, and nothing was asked."
    )
    assert said_on(desk, "2026-10-20") == f"On Tuesday 20 October 2026: {first} {part}"
    assert said_on(desk, "2026-11-04") == f"On Wednesday 4 November 2026: {first}"
    assert said_on(desk, "2026-11-05") == f"On Thursday 5 November 2026: {first} {second}"
    assert said_on(desk, "2026-11-06") == f"On Friday 6 November 2026: {second}"
    assert said_on(desk, "2026-11-09") == f"On Monday 9 November 2026: {second}"


@pytest.mark.usefixtures("noon")
def test_a_release_on_the_stroke_of_midnight_belongs_to_the_day_that_begins(people: People) -> None:
    midnight = datetime(2026, 10, 21, 23, tzinfo=UTC)  # 00:00 BST
    old = make_policy(State.LIVE, make_group("statistics"), released_at=FIRST)
    replace_policy(old, make_group("video"), moment=midnight)
    back_to(NOW)
    desk = Desk(people.auditor)

    assert "Version 2" not in said_on(desk, "2026-10-21")
    assert "Version 1" not in said_on(desk, "2026-10-22")
    assert "For a part" not in said_on(desk, "2026-10-22")


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-10", "That day has not come yet."),
        ("9999-12-31", "That day has not come yet."),
        ("", "This field is required."),
        ("5/11/2026", "Give the date as in 2026-12-04."),
        ("x" * 5000, "Give the date as in 2026-12-04."),
    ],
)
def test_a_day_that_cannot_be_answered_is_refused_in_a_sentence(
    day: str, sentence: str, people: People
) -> None:
    page = Desk(people.auditor).open(REPORT, day=day)

    assert page.status == 200
    assert page.errors == [sentence]


@pytest.mark.usefixtures("second")
def test_the_first_day_of_the_calendar_is_answered_too(people: People) -> None:
    assert "no policy was in force" in said_on(Desk(people.auditor), "0001-01-01")
