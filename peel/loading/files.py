"""Reading a CSV file that a person made: strict about what it says, patient about how Excel writes it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.dates import PartialDate
from publishing.clock import LONDON

LARGEST = 20_000_000
DELIMITERS = {",": "", ";": gettext_lazy("semicolons"), "\t": gettext_lazy("tabs")}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
FLAGS = {"yes": True, "no": False}
check_address = URLValidator(schemes=["http", "https"])


class FileFault(Exception):
    """The file cannot be read at all. `str()` says why, to whoever made it."""


class RowFault(Exception):
    """One row is refused. `str()` says why."""


@dataclass(frozen=True)
class Row:
    """One row: `number` is what a spreadsheet calls it, the header being row 1."""

    number: int
    cells: dict[str, str]

    def text(self, name: str) -> str:
        return self.cells.get(name, "")

    def needed(self, name: str) -> str:
        text = self.text(name)
        if not text:
            raise RowFault(_("%(column)s is empty.") % {"column": name})
        return text

    def partial_date(self, name: str) -> PartialDate | None:
        """A day, a month or a year; None if the cell is empty."""
        text = self.text(name)
        try:
            return PartialDate(text) if text else None
        except ValidationError as error:
            raise RowFault(f"{name}: {error.messages[0]}") from None

    def day(self, name: str) -> date | None:
        written = self.partial_date(name)
        if written is not None and written.day is None:
            raise RowFault(_("%(column)s: a day is needed, as 2024-09-24.") % {"column": name})
        return written.day if written else None

    def moment(self, name: str) -> datetime | None:
        """A moment in London, or with its own offset."""
        text = self.text(name)
        try:
            moment = parse_datetime(text) if text else None
        except ValueError:
            moment = None
        if text and moment is None:
            raise RowFault(_("%(column)s: write a moment as 2024-09-24 00:01.") % {"column": name})
        return moment.replace(tzinfo=LONDON) if moment and moment.tzinfo is None else moment

    def number_in(self, name: str) -> int | None:
        text = self.text(name)
        if text and not NUMBER.fullmatch(text):
            raise RowFault(_("%(column)s: “%(text)s” is not a number.") % {"column": name, "text": text[:40]})
        return int(text) if text else None

    def flag(self, name: str) -> bool:
        if self.text(name) not in FLAGS:
            raise RowFault(_("%(column)s is “yes” or “no”.") % {"column": name})
        return FLAGS[self.text(name)]

    def choice(self, name: str, choices: Any, default: str | None = None) -> Any:
        """One of the official words. An empty cell means `default`, where there is one."""
        text = self.text(name)
        if not text and default is not None:
            return default
        if text not in choices.values:
            words = ", ".join(choices.values)
            said = {"column": name, "text": text[:40], "words": words}
            raise RowFault(_("%(column)s: “%(text)s” is not one of: %(words)s.") % said)
        return choices(text)

    def address(self, name: str) -> str:
        text = self.text(name)
        try:
            if text:
                check_address(text)
        except ValidationError:
            said = {"column": name, "text": text[:60]}
            raise RowFault(_("%(column)s: “%(text)s” is not a web address.") % said) from None
        return text


@dataclass
class Sheet:
    """A file as read: its rows, those that cannot be read, and what was unusual about it."""

    name: str
    digest: str
    rows: list[Row] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(name: str, data: bytes, required: tuple[str, ...], optional: tuple[str, ...]) -> Sheet:
    """Read `data`, which has the columns `required` and may have those `optional`. Refuses with FileFault."""
    sheet = Sheet(name, hashlib.sha256(data).hexdigest())
    text = _decoded(data, sheet)
    text, delimiter = _delimited(text, sheet)
    records = _records(text, delimiter)
    header = [cell.strip().lower() for cell in next(records, (0, []))[1]]
    _check_header(header, required, optional)
    for number, cells in records:
        if any(cell.strip() for cell in cells):
            _keep(sheet, number, header, [cell.strip() for cell in cells])
    return sheet


def _decoded(data: bytes, sheet: Sheet) -> str:
    if len(data) > LARGEST:
        raise FileFault(_("The file is larger than 20 MB."))
    if data.startswith(UTF_16):
        raise FileFault(_("The file is UTF-16, as “Unicode text” from Excel. Save it as “CSV UTF-8”."))
    if data.startswith(BYTE_ORDER_MARK):
        sheet.notes.append(_("It begins with a byte order mark, as Excel writes it; that was left out."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        said = _("Line %(line)d is not UTF-8. Save the file as “CSV UTF-8”, not as plain “CSV”.")
        raise FileFault(said % {"line": line}) from None
    if not text.strip():
        raise FileFault(_("The file is empty."))
    return text


def _delimited(text: str, sheet: Sheet) -> tuple[str, str]:
    """The text, without Excel's “sep=” line, and what stands between its cells."""
    first, _newline, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep="):
        text, first = rest, rest.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    if delimiter != ",":
        said = _("Its cells stand between %(what)s, as Excel may write them; it was read so.")
        sheet.notes.append(said % {"what": DELIMITERS[delimiter]})
    return text, delimiter


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = _("Row %(row)d cannot be read as CSV: %(error)s.")
            raise FileFault(said % {"row": number, "error": error}) from None


def _check_header(header: list[str], required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    missing = [name for name in required if name not in header]
    unknown = [name for name in header if name not in required + optional]
    repeated = {name for name in header if header.count(name) > 1}
    if missing:
        raise FileFault(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if repeated:
        raise FileFault(
            _("These columns are there twice: %(names)s.") % {"names": ", ".join(sorted(repeated))}
        )
    if unknown:
        names = ", ".join(name[:40] or _("(no name)") for name in unknown)
        allowed = ", ".join(required + optional)
        said = _("These columns are unknown: %(names)s. A file of this kind has: %(allowed)s.")
        raise FileFault(said % {"names": names, "allowed": allowed})


def _keep(sheet: Sheet, number: int, header: list[str], cells: list[str]) -> None:
    if len(cells) != len(header):
        said = _("It has %(cells)d cells, and the header %(header)d.")
        sheet.faults.append((number, said % {"cells": len(cells), "header": len(header)}))
    elif any(_is_unseen(character) for cell in cells for character in cell):
        sheet.faults.append((number, _("It holds a character that cannot be seen.")))
    else:
        sheet.rows.append(Row(number, dict(zip(header, cells, strict=True))))


def _is_unseen(character: str) -> bool:
    """Control characters and marks that turn the direction of writing; line ends may stand in a text."""
    return character not in "\n\r\t" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")
