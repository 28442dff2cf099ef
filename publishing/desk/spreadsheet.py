"""CSV files from the desk, for whoever counts and sorts elsewhere: harmless to spreadsheets, and of any length."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils import timezone

from publishing.clock import LONDON

# Without it Excel takes UTF-8 for Latin 1.
BOM = "\ufeff"
# A cell that begins so is a formula to a spreadsheet, and a visitor could have written it.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones too: Excel narrows them
# Rows that are read from the database together.
AT_ONCE = 500


class Line:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def file(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """To be saved as `name` with today's date."""
    response = StreamingHttpResponse(lines(heading, rows), content_type="text/csv; charset=utf-8")
    day = timezone.localdate(timezone=LONDON)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response


def lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file, line by line, so that a large one takes no memory."""
    writer = csv.writer(Line())
    yield BOM + writer.writerow(heading)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    """With an apostrophe before what might be taken for a formula. A tab or a line's end before it is passed over."""
    risky = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(FORMULA)
    return f"'{cell}" if risky else cell
