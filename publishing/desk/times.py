"""Times as a press officer reads and types them: London's, with GMT or BST said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.clock import LONDON


def in_words(moment: datetime) -> str:
    """Friday 4 December 2026, 10:00 GMT."""
    return _with_zone(moment, "l j F Y, H:i")


def shortly(moment: datetime) -> str:
    """4 Dec 2026, 10:00 GMT."""
    return _with_zone(moment, "j M Y, H:i")


def to_the_second(moment: datetime) -> str:
    """4 Dec 2026, 10:00:59 GMT."""
    return _with_zone(moment, "j M Y, H:i:s")


def _with_zone(moment: datetime, form: str) -> str:
    """The zone by hand: Django's own "T" is empty in the hour that comes twice, when it matters."""
    local = moment.astimezone(LONDON)
    return f"{dateformat.format(local, form)} {local.tzname()}"


class MomentWidget(forms.SplitDateTimeWidget):
    """The browser's own date and time fields: they work by keyboard and without script."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs=attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": _("Date")},
            time_attrs={"type": "time", "aria-label": _("Time")},
        )


class MomentField(forms.SplitDateTimeField):
    """A moment in London's time. One that does not exist, or exists twice, is refused with the choice."""

    widget = MomentWidget
    default_error_messages = {
        "invalid_date": gettext_lazy("Give the date as in 2026-12-04."),
        "invalid_time": gettext_lazy("Give the time as in 09:30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_time_formats", ["%H:%M", "%H:%M:%S"])
        super().__init__(**kwargs)

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list or all(value in self.empty_values for value in data_list):
            return None
        self._refuse_halves(data_list)
        naive = datetime.combine(*data_list)
        if _repeats(naive):
            raise ValidationError(_twice(naive))
        if not _exists(naive):
            raise ValidationError(_never(naive))
        return naive.replace(tzinfo=LONDON)

    def _refuse_halves(self, data_list: list[Any]) -> None:
        date, time = data_list
        if date in self.empty_values:
            raise ValidationError(_("Give the date too."))
        if time in self.empty_values:
            raise ValidationError(_("Give the time too."))


def _repeats(naive: datetime) -> bool:
    first, second = (naive.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    return _exists(naive) and first.utcoffset() != second.utcoffset()


def _exists(naive: datetime) -> bool:
    there_and_back = naive.replace(tzinfo=LONDON).astimezone(UTC).astimezone(LONDON)
    return there_and_back.replace(tzinfo=None) == naive


def _twice(naive: datetime) -> str:
    text = _(
        "The clocks go back that night: %(time)s comes twice. Choose a time before %(before)s (BST) "
        "or from %(after)s (GMT)."
    )
    hour = naive.replace(minute=0, second=0)
    after = hour + timedelta(hours=1)
    return text % {"time": f"{naive:%H:%M}", "before": f"{hour:%H:%M}", "after": f"{after:%H:%M}"}


def _never(naive: datetime) -> str:
    text = _(
        "The clocks go forward that night: %(time)s does not exist. Choose a time up to %(last)s or from %(first)s."
    )
    hour = naive.replace(minute=0, second=0)
    last, first = hour - timedelta(minutes=1), hour + timedelta(hours=1)
    return text % {"time": f"{naive:%H:%M}", "last": f"{last:%H:%M}", "first": f"{first:%H:%M}"}
