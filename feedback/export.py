"""Feedback as a CSV file, for whoever counts and sorts it elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from feedback.models import Feedback, FeedbackQuerySet
from publishing.clock import LONDON

# Without it Excel takes UTF-8 for Latin 1.
BOM = "\ufeff"
# A cell that begins so is a formula to a spreadsheet, and a visitor could have written it.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones too: Excel narrows them
AT_ONCE = 500


class Line:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def lines(feedback: FeedbackQuerySet) -> Iterator[str]:
    """The file, line by line, so that a large one takes no memory."""
    writer = csv.writer(Line())
    yield BOM + writer.writerow(_heading())
    for one in feedback.select_related("handled_by").iterator(AT_ONCE):
        yield writer.writerow([harmless(cell) for cell in _row(one)])


def harmless(cell: str) -> str:
    """With an apostrophe before what might be taken for a formula. A tab or a line's end before it is passed over."""
    risky = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(FORMULA)
    return f"'{cell}" if risky else cell


def _heading() -> list[str]:
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
