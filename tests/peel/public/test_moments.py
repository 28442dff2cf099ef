"""“As of” a day: which days are understood, and what the pages then say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from peel import moments
from peel.dates import end_of
from peel.record import Reference
from peel.record import reference as read_reference
from tests.factories import at
from tests.peel.files import load_grading
from tests.peel.test_pages import words
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
# Half past eleven at night in London, in summer.
TODAY = datetime(2026, 7, 9, 22, 30, tzinfo=UTC)


@pytest.fixture
def today(reference: Any) -> Iterator[None]:
    with at(TODAY):
        yield


@pytest.fixture
def known() -> Reference:
    return read_reference()


def asked(text: str, known: Reference) -> moments.AsOf:
    return moments.read(QueryDict(f"as_of={text}"), TODAY, known)


@pytest.mark.parametrize("text", ["", "%20", "&", "&as_off=2024-06-01"])
def test_nothing_asked_is_no_mistake(text: str, known: Reference) -> None:
    assert asked(text, known) == moments.AsOf()


@pytest.mark.parametrize("day", [date(2014, 11, 27), date(2024, 2, 29), date(2024, 6, 1)])
def test_a_day_means_its_last_moment_in_london(day: date, known: Reference) -> None:
    assert asked(day.isoformat(), known) == moments.AsOf(day, end_of(day))


def test_today_is_now_and_never_later(known: Reference) -> None:
    assert asked("2026-07-09", known).moment == TODAY


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-07-10", "That date is still to come."),
        ("2199-12-31", "That date is still to come."),
        ("2014-11-26", "Nothing is known of that date: the first report was published on 27 November 2014."),
        ("1900-01-01", "Nothing is known of that date: the first report was published on 27 November 2014."),
        ("2023-02-29", "We could not read that date. Write it like this: 2024-06-01."),
        ("2023-2-3", "We could not read that date. Write it like this: 2024-06-01."),
        ("20230203", "We could not read that date. Write it like this: 2024-06-01."),
        ("9999-12-31", "We could not read that date. Write it like this: 2024-06-01."),
        ("0001-01-01", "We could not read that date. Write it like this: 2024-06-01."),
        ("2023-02-03T00:00", "We could not read that date. Write it like this: 2024-06-01."),
        ("%D9%A2%D9%A0%D9%A2%D9%A4-06-01", "We could not read that date. Write it like this: 2024-06-01."),
        ("zephyrine%00", "We could not read that date. Write it like this: 2024-06-01."),
    ],
)
def test_what_cannot_be_is_said(text: str, sentence: str, known: Reference) -> None:
    assert asked(text, known) == moments.AsOf(mistake=sentence)


def test_which_day_it_is_is_asked_in_london(known: Reference) -> None:
    an_hour_later = TODAY + timedelta(hours=1)  # the tenth in London, and still the ninth in UTC
    found = moments.read(QueryDict("as_of=2026-07-10"), an_hour_later, known)

    assert found == moments.AsOf(date(2026, 7, 10), an_hour_later)


def test_the_day_changes_at_midnight_in_london() -> None:
    assert moments.next_midnight(TODAY) == datetime(2026, 7, 9, 23, tzinfo=UTC)
    assert moments.next_midnight(TODAY + timedelta(hours=1)) == datetime(2026, 7, 10, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/peel/?as_of=2024-09-23", "In its 2021/22 inspection HMICFRS graded nine areas"),
        ("/peel/?as_of=2024-09-24", "In its 2023–25 inspection HMICFRS graded eight areas"),
        ("/peel/?as_of=2024-01-01", "Engage since June 2022."),
        ("/peel/2021-22/?as_of=2024-01-01", "In its 2021/22 inspection"),
        ("/peel/2023-25/?as_of=2024-09-23", "This inspection was not public on that day"),
        ("/peel/forces/northamptonshire/?as_of=2024-08-07", "No change is in our data."),
        ("/peel/forces/northamptonshire/?as_of=2024-08-08", "Adequate until 8 August 2024."),
    ],
)
def test_a_page_as_of_a_day_tells_what_was_known_then_and_says_so(address: str, said: str) -> None:
    response = Visitor().get(address)
    html, told = response.content.decode(), words(response.content.decode())
    day = date.fromisoformat(address[-10:])

    assert said in told
    assert f"This is what was known on {day:%-d %B %Y}. Show what is known now" in told
    assert f", as of {day:%-d %B %Y}" in html.partition("</title>")[0]
    assert '<meta name="robots" content="noindex">' in html
    assert re.search(rf'rel="canonical" href="[^"?]+{address.partition("?")[0]}"', html)
    assert f'value="{day}"' in html
    assert "public" in response.headers["Cache-Control"]


def test_the_history_as_of_a_day_ends_with_what_was_public() -> None:
    html = Visitor().get("/peel/history/?as_of=2019-06-01").content.decode()

    assert "2021/22" not in words(html)
    assert "2018/19" in words(html)
    assert "The scale changed here" not in words(html)


@pytest.mark.parametrize("page", ["/peel/", "/peel/2021-22/", "/peel/history/", "/peel/forces/kent/"])
def test_an_odd_day_is_left_out_and_said(page: str) -> None:
    plain = words(Visitor().get(page).content.decode())
    response = Visitor().get(f"{page}?as_of=zephyrine")
    told = words(response.content.decode())

    assert response.status_code == 200
    assert "zephyrine" not in response.content.decode()
    said = "We could not read that date. Write it like this: 2024-06-01. This is what is known now. "
    assert told.replace(said, "") == plain
    assert said in told


def test_other_names_in_the_address_change_nothing() -> None:
    assert Visitor().get("/peel/?as_off=2024-01-01").content == Visitor().get("/peel/").content


def test_a_day_shows_nothing_that_is_not_public_yet() -> None:
    """A cycle under embargo is no page, whatever day is asked for: neither what it says nor that it is there."""
    before = Visitor().get("/peel/2025-27/?as_of=2026-01-01")
    asked = {"force": "staffordshire", "cycle": "2025-27", "question": "leadership"}
    assert load_grading(**asked, published="2027-07-01").is_applied
    after = Visitor().get("/peel/2025-27/?as_of=2026-01-01")

    assert before.status_code == after.status_code == 404
    assert before.content == after.content


def test_pages_of_a_day_ask_no_more_than_eight_times() -> None:
    visitor = Visitor().settle()
    for address in ("/peel/", "/peel/2023-25/", "/peel/2021-22/", "/peel/history/", "/peel/forces/durham/"):
        visitor.get(f"{address}?as_of=2024-06-01")
        assert len(visitor.statements) <= 8, address
