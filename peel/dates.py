"""Dates as exact as a source gives them: a day, a month or a year, written 2024-09-24, 2024-09 or 2024.

From such a date follows the moment from which the public could know: one minute past midnight in London, the
inspectorate's own embargo, on the last day that the date can mean. Nothing is said to be known sooner than that.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from publishing.clock import LONDON

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
EARLIEST, LATEST = 1900, 2100
EMBARGO_ENDS = time(0, 1)
NOT_A_DATE = _("“%(text)s” is not a date as it is written here: 2024-09-24, or 2024-09, or 2024.")


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class PartialDate:
    """`text` is how it is written, stored and exported. Sorts as text: a month stands before its days."""

    text: str

    def __post_init__(self) -> None:
        if not WRITTEN.fullmatch(self.text) or not self._is_in_the_calendar():
            raise ValidationError(NOT_A_DATE % {"text": self.text[:40]})

    def _is_in_the_calendar(self) -> bool:
        try:
            return EARLIEST <= self.first_day.year <= LATEST
        except ValueError:
            return False

    def __str__(self) -> str:
        return self.text

    @property
    def precision(self) -> Precision:
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[self.text.count("-")]

    @property
    def first_day(self) -> date:
        return date(*(int(part) for part in f"{self.text}-01-01".split("-")[:3]))

    @property
    def last_day(self) -> date:
        first = self.first_day
        if self.precision == Precision.DAY:
            return first
        month = first.month if self.precision == Precision.MONTH else 12
        return date(first.year, month, calendar.monthrange(first.year, month)[1])

    @property
    def day(self) -> date | None:
        """The day, where the source names one."""
        return self.first_day if self.precision == Precision.DAY else None

    @property
    def known_from(self) -> datetime:
        """From when on the public could honestly be said to know."""
        return datetime.combine(self.last_day, EMBARGO_ENDS, LONDON)

    def in_words(self) -> str:
        shapes = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
        return date_format(self.first_day, shapes[self.precision])


def of_day(day: date) -> PartialDate:
    return PartialDate(day.isoformat())


def london_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """The last moment of a day in London: what “as of” that day means."""
    return datetime.combine(day + timedelta(days=1), time.min, LONDON) - timedelta(microseconds=1)


class PartialDateField(models.CharField):
    """A column of text; in Python a PartialDate, or None where the source gives no date."""

    if TYPE_CHECKING:
        _pyi_private_set_type: PartialDate | date | str | None  # type: ignore[assignment]
        _pyi_private_get_type: PartialDate | None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "max_length": 10, "null": True, "blank": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {key: kwargs[key] for key in kwargs if key not in ("max_length", "null", "blank")},
        )

    def from_db_value(self, value: Any, *_more: Any) -> PartialDate | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return of_day(value)
        return PartialDate(str(value).strip()) if str(value).strip() else None

    def get_prep_value(self, value: Any) -> str | None:
        known = self.to_python(value)
        return known.text if known else None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def clean(self, value: Any, model_instance: Any) -> PartialDate | None:
        return self.to_python(value)
