"""How long feedback is kept. What is older is deleted, which is the one way in which it ever is."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import datetime

from feedback.models import Feedback
from publishing.clock import LONDON

# The form tells visitors so.
MONTHS = 12
# Deleted at once. SQLite lets nobody else write meanwhile.
STEP = 500


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time in London, `months` earlier; the last day of a month that has no such day."""
    local = moment.astimezone(LONDON)
    year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)


def forget(before: datetime, told: Callable[[int], None]) -> int:
    """Delete what was sent before that moment. `told` hears after each step how many are gone. Returns how many."""
    gone = 0
    old = Feedback.objects.filter(sent_at__lt=before).order_by("sent_at")
    while keys := list(old.values_list("pk", flat=True)[:STEP]):
        gone += Feedback.objects.filter(pk__in=keys).delete()[0]
        told(gone)
    return gone
