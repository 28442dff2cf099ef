"""The files that `load_peel` reads, written from what is public at a moment: the same rows, the same bytes.

What the format has no room for is left out: names of people who lead an action, notes, responses, and inspections
that the desk keeps back without a date, which would be public by their report's date once they were loaded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from peel.api.version import forces
from peel.exporting import inspections, progress, reference
from peel.exporting.scope import Scope
from peel.record import reference as read_reference
from publishing.clock import LONDON

# Whatever is known by then is known: what is under embargo, too.
END_OF_TIME = datetime(2101, 1, 1, tzinfo=LONDON)
Rows = Callable[[Scope], Iterable[Iterable[Any]]]


@dataclass(frozen=True)
class File:
    """One file: `key` are the columns that tell two rows apart."""

    name: str
    title: Any
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Rows


FILES = tuple(File(*one) for one in (*reference.FILES, *inspections.FILES, *progress.FILES))


def written(scope: Scope) -> dict[str, bytes]:
    """Every file by its name, in the order in which they are loaded."""
    return {one.name: write(one, scope) for one in FILES}


def write(file: File, scope: Scope) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(file.columns)
    writer.writerows([cell(value) for value in row] for row in file.rows(scope))
    return out.getvalue().encode()


def cell(value: Any) -> str:
    """As the loader reads it: a yes or a no, a moment in London, and nothing where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat(sep=" ")
    return str(value).strip()


def export_to(folder: Path, moment: datetime) -> dict[str, int]:
    """Write all files. Returns how many rows each has."""
    folder.mkdir(parents=True, exist_ok=True)
    found = written(Scope(moment, read_reference(), tuple(forces(moment))))
    for name, content in found.items():
        (folder / name).write_bytes(content)
    return {name: _rows(content) for name, content in found.items()}


def _rows(content: bytes) -> int:
    return sum(1 for _row in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
