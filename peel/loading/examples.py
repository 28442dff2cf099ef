"""Files to begin from: every column, and one row that shows how it is written.

Where the reference data have such a file, the row is a real one, which loading leaves as it is. The others name a
force that there is not, so that an example that was forgotten is refused and never becomes public.
"""

from __future__ import annotations

import csv
import io
from functools import cache

from peel import loading

FORCE = "your-force-id"
SOURCE = {
    "source_title": "Title of the publication",
    "source_url": "https://hmicfrs.justiceinspectorates.gov.uk/",
}
INVENTED = {
    "findings.csv": {
        "force_id": FORCE,
        "cycle": "2023-25",
        "question": "responding",
        "kind": "area for improvement",
        "reference": "A1",
        "text": "HMICFRS’s own words",
        "issued": "2024-09-24",
        "hmicfrs_status": "open",
        "recipient": "chief constable",
        **SOURCE,
    },
    "actions.csv": {
        "force_id": FORCE,
        "finding": "A1",
        "reference": "A1-1",
        "text": "What is done",
        "owner_role": "Head of contact",
        "due": "2027-03-31",
        "force_status": "in progress",
    },
    "metrics.csv": {
        "series": "999-under-10-seconds",
        "force_id": FORCE,
        "period_from": "2026-01-01",
        "period_to": "2026-01-31",
        "numerator": "9100",
        "denominator": "10000",
        **SOURCE,
    },
}


def names() -> list[str]:
    """Of the files to begin from; a file with two names is offered under the first."""
    return [shape.names[0] for shape in loading.SHAPES]


def columns() -> list[tuple[str, str, str]]:
    """Of each file: its name, the columns that it has, and those that it may have."""
    return [
        (shape.names[0], ", ".join(shape.required), ", ".join(shape.optional)) for shape in loading.SHAPES
    ]


@cache
def example(name: str) -> str:
    """The file, with a byte order mark so that Excel reads its letters right. Raises KeyError if there is none."""
    shape = next((one for one in loading.SHAPES if one.names[0] == name), None)
    if shape is None:
        raise KeyError(name)
    columns = [*shape.required, *shape.optional]
    made = io.StringIO()
    writer = csv.DictWriter(made, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(INVENTED.get(name) or _first(name))
    return f"\ufeff{made.getvalue()}"


def _first(name: str) -> dict[str, str]:
    with (loading.REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))
