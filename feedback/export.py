"""Feedback as a CSV file, for whoever counts and sorts it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from feedback.models import Feedback, FeedbackQuerySet
from publishing.clock import LONDON
from publishing.desk.spreadsheet import AT_ONCE


def rows(feedback: FeedbackQuerySet) -> Iterator[list[str]]:
    return (_row(one) for one in feedback.select_related("handled_by").iterator(AT_ONCE))


def heading() -> list[str]:
    return [
        _("Number"),
        _("Sent (London)"),
        _("Page"),
        _("Edition seen"),
        _("Version of the site"),
        _("Rating"),
        _("What they were doing"),
        _("What went well or badly"),
        _("Handled (London)"),
        _("Handled by"),
        _("Note"),
    ]


def _row(one: Feedback) -> list[str]:
    return [
        str(one.pk),
        _london(one.sent_at),
        one.page,
        one.seen,
        str(one.version),
        one.get_rating_display(),
        one.doing,
        one.thoughts,
        _london(one.handled_at),
        str(one.handled_by or ""),
        one.note,
    ]


def _london(moment: datetime | None) -> str:
    """2026-11-27 09:30 GMT: sorts as it reads."""
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M %Z}" if moment else ""
