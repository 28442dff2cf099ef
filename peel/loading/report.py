"""What a load did, or would do: told the same at the desk, by the command and in tests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """What happens to one row, in a sentence. `row` is 0 for the file as a whole."""

    file: str
    row: int
    sentence: str

    def __str__(self) -> str:
        return (
            f"{self.file}, row {self.row}: {self.sentence}" if self.row else f"{self.file}: {self.sentence}"
        )


@dataclass
class FileReport:
    name: str
    digest: str = ""
    counts: Counter[Outcome] = field(default_factory=Counter)
    created: list[int] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    warnings: list[Line] = field(default_factory=list)

    def create(self, row: int) -> None:
        self.counts[Outcome.CREATED] += 1
        self.created.append(row)

    def change(self, row: int, sentence: str) -> None:
        self.counts[Outcome.CHANGED] += 1
        self.changed.append(Line(self.name, row, sentence))

    def keep(self) -> None:
        self.counts[Outcome.SAME] += 1

    def refuse(self, row: int, sentence: str) -> None:
        self.counts[Outcome.REFUSED] += 1
        self.refused.append(Line(self.name, row, sentence))

    def warn(self, row: int, sentence: str) -> None:
        self.warnings.append(Line(self.name, row, sentence))

    def does_something(self) -> bool:
        return bool(self.counts[Outcome.CREATED] or self.counts[Outcome.CHANGED])

    def as_counts(self) -> dict[str, int]:
        return {outcome.value: self.counts[outcome] for outcome in Outcome}


@dataclass
class Report:
    files: list[FileReport] = field(default_factory=list)
    is_applied: bool = False

    def count(self, outcome: Outcome) -> int:
        return sum(file.counts[outcome] for file in self.files)

    @property
    def refused(self) -> list[Line]:
        return [line for file in self.files for line in file.refused]

    @property
    def changed(self) -> list[Line]:
        return [line for file in self.files for line in file.changed]

    @property
    def warnings(self) -> list[Line]:
        return [line for file in self.files for line in file.warnings]

    def of(self, name: str) -> FileReport:
        return next(file for file in self.files if file.name == name)

    def does_something(self) -> bool:
        return any(file.does_something() for file in self.files)

    def lines(self) -> list[str]:
        """The whole report as text: a line a file, then what changed, what to know, and what was refused."""
        counted = [
            _("%(file)s: %(created)d created, %(changed)d changed, %(same)d same, %(refused)d refused.")
            % {"file": file.name, **file.as_counts()}
            for file in self.files
        ]
        changed = [str(line) for line in self.changed]
        known = [_("To know: %(line)s") % {"line": line} for line in self.warnings]
        return counted + changed + known + [_("Refused: %(line)s") % {"line": line} for line in self.refused]
