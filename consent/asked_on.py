"""What visitors were asked on a day: the question that a complaint begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.in_force import Version
from publishing import clock
from publishing.clock import LONDON


class DayForm(forms.Form):
    """Asked by GET, so that the answer has an address."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Give the date as in 2026-12-04.")},
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.now().astimezone(LONDON).date():
            raise forms.ValidationError(_("That day has not come yet."))
        return day


@dataclass(frozen=True)
class Answered:
    """The versions in force at some time of a day in London. is_whole: there was one at every moment of it so far."""

    day: date
    versions: list[Version]
    is_whole: bool


def on(day: date, versions: Iterable[Version], now: datetime) -> Answered:
    """`day` may be today, never later. `versions`: as they were released, first to last."""
    midnight = datetime.combine(day, time(), LONDON)
    until = min(_next_midnight(day), now)
    found = [one for one in versions if _start(one) < until and _end(one, until) > midnight]
    return Answered(day, found, _covered(found, midnight, until))


def _next_midnight(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _covered(versions: Iterable[Version], since: datetime, until: datetime) -> bool:
    for one in versions:
        if _start(one) > since:
            return False
        since = _end(one, until)
    return since >= until


def _start(version: Version) -> datetime:
    released: Any = version.edition.released_at
    return released


def _end(version: Version, at_latest: datetime) -> datetime:
    ended: Any = version.edition.ended_at
    return min(ended, at_latest) if ended else at_latest
