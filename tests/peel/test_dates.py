"""Dates as exact as the source gives them, and the moment that follows from them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from peel.dates import PartialDate, Precision, end_of, london_day, of_day


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "words"),
    [
        ("2024-09-24", Precision.DAY, date(2024, 9, 24), date(2024, 9, 24), "24 September 2024"),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2019", Precision.YEAR, date(2019, 1, 1), date(2019, 12, 31), "2019"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(
    text: str, precision: Precision, first: date, last: date, words: str
) -> None:
    written = PartialDate(text)

    assert (written.precision, written.first_day, written.last_day) == (precision, first, last)
    assert (written.in_words(), str(written)) == (words, text)
    assert written.day == (first if precision == Precision.DAY else None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "24/09/2024",
            "24.9.2024",
            "Sep-24",
            "2024-9-24",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "20240924",
        ),
        *("1899", "0000", "9999-12-31", "2024-09-24 ", "2024-09-24T00:00", "٢٠٢٤", "２０２４", "2023-02-29"),
    ],
)
def test_what_is_not_written_so_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(ValidationError, match=r"2024-09-24, or 2024-09, or 2024\."):
        PartialDate(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-09-24", datetime(2024, 9, 23, 23, 1, tzinfo=UTC)),
        ("2024-12-24", datetime(2024, 12, 24, 0, 1, tzinfo=UTC)),
        ("2024-09", datetime(2024, 9, 29, 23, 1, tzinfo=UTC)),
        ("2019", datetime(2019, 12, 31, 0, 1, tzinfo=UTC)),
        # Clocks go forward at one o'clock in the night of 31 March 2024, and back on 27 October.
        ("2024-03-31", datetime(2024, 3, 31, 0, 1, tzinfo=UTC)),
        ("2024-10-27", datetime(2024, 10, 26, 23, 1, tzinfo=UTC)),
    ],
)
def test_nothing_is_known_before_the_last_day_that_the_date_can_mean(text: str, moment: datetime) -> None:
    assert PartialDate(text).known_from == moment


def test_as_of_a_day_means_its_end_in_london() -> None:
    assert end_of(date(2024, 9, 24)) >= PartialDate("2024-09-24").known_from
    assert end_of(date(2024, 9, 23)) < PartialDate("2024-09-24").known_from
    assert london_day(datetime(2024, 9, 23, 23, 30, tzinfo=UTC)) == date(2024, 9, 24)
    assert of_day(date(2024, 9, 24)) == PartialDate("2024-09-24")
