"""Counting answers by the hour. Nobody waits for it, and nothing depends on it.

It is done once the answer has been sent, and for a while not at all after it failed: a database that hangs must not
hold up those who answer next. What could not be counted is said in the server's log.
"""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, InterfaceError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from consent import code, cookie
from consent.models import AnswerCount
from consent.wording import Place

logger = logging.getLogger(__name__)
PAUSE = 30  # seconds
_paused_until = 0.0


@dataclass(frozen=True)
class Counted:
    """One answer, as it is counted."""

    hour: datetime
    version: int
    place: str
    by_script: bool
    gpc: bool
    choices: str
    code: str


class Counting(HttpResponse):
    """A response that counts what it answers, once it has been sent."""

    counted: Counted | None = None

    def close(self) -> None:
        try:
            if self.counted is not None:
                count(self.counted)
        finally:
            super().close()


def of(request: HttpRequest, answer: cookie.Answer, now: datetime, *, by_script: bool) -> Counted:
    hour = now.replace(minute=0, second=0, microsecond=0)
    named = request.POST.get("place", "")
    place = named if named in (Place.BANNER, Place.PAGE) else Place.OTHER
    gpc = request.headers.get("Sec-GPC") == "1"
    return Counted(hour, answer.number, place, by_script, gpc, in_words(answer), code.digest())


def in_words(answer: cookie.Answer) -> str:
    """As it is stored: "preferences=no statistics=yes"."""
    return " ".join(f"{key}={'no' if answer.refuses(key) else 'yes'}" for key in sorted(answer.choices))


def count(one: Counted) -> None:
    global _paused_until
    if time.monotonic() < _paused_until:
        logger.warning("An answer about cookies was not counted: %s, version %d", one.choices, one.version)
        return
    try:
        with transaction.atomic():
            _add(asdict(one))
    except (DatabaseError, InterfaceError):
        _paused_until = time.monotonic() + PAUSE
        logger.exception("An answer about cookies was not counted: %s, version %d", one.choices, one.version)


def forget() -> None:
    """Start as a new process would. For tests."""
    global _paused_until
    _paused_until = 0.0


def _add(row: dict[str, Any]) -> None:
    same = AnswerCount.objects.filter(**row)
    if same.update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            AnswerCount.objects.create(**row, number=1)
    except IntegrityError:  # somebody else was first in this hour
        same.update(number=F("number") + 1)
