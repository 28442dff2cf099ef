"""Loading files: all of them or nothing, in one transaction, with a report of every row.

`load_folder` is for the command, `load` for files in memory, such as an upload at the desk. A dry run does
everything, so that the database itself has its say, and takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from peel.loading.files import FileFault, Sheet, read
from peel.loading.findings import Actions, Findings
from peel.loading.gradings import Gradings, Revisions
from peel.loading.inspections import Inspections, TotalsShape
from peel.loading.known import Known
from peel.loading.monitoring import Metrics, Monitoring, Series
from peel.loading.reference import Cycles, Forces, Links, Questions, Scales
from peel.loading.report import FileReport, Line, Outcome, Report
from peel.loading.shapes import Shape
from peel.models import ImportBatch
from publishing import clock, decisions

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["FileReport", "Line", "Outcome", "Report", "load", "load_folder", "names"]

Progress = Callable[[int, int], None]

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
# In the order in which one needs the other.
SHAPES: tuple[type[Shape], ...] = (
    *(Scales, Cycles, Forces, Questions, Links),
    *(Inspections, Gradings, Revisions, TotalsShape),
    *(Monitoring, Series, Metrics, Findings, Actions),
)


def names() -> list[str]:
    """The names of the files that can be loaded."""
    return [name for shape in SHAPES for name in shape.names]


def load_folder(folder: Path, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Load the files of `folder` whose names are known. Raises OSError if it cannot be read."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix == ".csv"}
    return load(files, dry_run=dry_run, progress=progress)


def load(
    files: Mapping[str, bytes],
    *,
    by: User | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Load `files`, each under the name that says what it is. Refused rows mean that nothing is changed.

    by: who did it, for the log of decisions; the command has nobody.
    progress: called with how many rows were read, and how many there are.
    """
    report = Report()
    try:
        with transaction.atomic():
            _take_all(files, report, by, progress or _nothing)
            if report.refused or dry_run:
                transaction.set_rollback(True)
            elif report.does_something():
                _say_that_it_changed(report, by)
    except (IntegrityError, OperationalError) as error:
        report.files.append(FileReport(_("The database")))
        said = _("It refuses this, perhaps because somebody else changed the same thing meanwhile: %(error)s")
        report.files[-1].refuse(0, said % {"error": str(error).splitlines()[0]})
    report.is_applied = not report.refused and not dry_run
    return report


def _take_all(files: Mapping[str, bytes], report: Report, by: User | None, progress: Progress) -> None:
    sheets = list(_sheets(files, report))
    ticker = Ticker(sum(len(sheet.rows) for _shape, sheet, _file in sheets), progress)
    known, now = Known(), timezone.now()
    for shape, sheet, file in sheets:
        batch = ImportBatch(
            file_name=sheet.name[:120],
            digest=sheet.digest,
            loaded_at=now,
            loaded_by=by,
            counts={},
            warnings=[],
        )
        shape(known, file, batch).keep(sheet, ticker)
        if batch.pk is not None:
            batch.counts, batch.warnings = file.as_counts(), [str(line) for line in file.warnings]
            batch.save(update_fields=["counts", "warnings"])
    ticker.end()


def _sheets(files: Mapping[str, bytes], report: Report) -> Any:
    """Read every file that is known, in the order of SHAPES. Others are named in the report."""
    for name in files:
        if name not in names():
            report.files.append(FileReport(name))
            report.files[-1].warn(0, _("No file of this name is loaded. Known are: %s.") % ", ".join(names()))
    found = [(shape, name) for shape in SHAPES for name in shape.names if name in files]
    if not found:
        report.files.append(FileReport(_("The folder")))
        report.files[-1].refuse(
            0, _("There is no file here that can be loaded. Known are: %s.") % ", ".join(names())
        )
    for shape, name in found:
        file = FileReport(name)
        report.files.append(file)
        try:
            sheet = read(name, files[name], shape.required, shape.optional)
        except FileFault as fault:
            file.refuse(0, str(fault))
            continue
        _tell(sheet, file)
        yield shape, sheet, file


def _tell(sheet: Sheet, file: FileReport) -> None:
    file.digest = sheet.digest
    for note in sheet.notes:
        file.warn(0, note)
    for number, sentence in sheet.faults:
        file.refuse(number, sentence)


def _say_that_it_changed(report: Report, by: User | None) -> None:
    """The last statements: every process drops what it keeps."""
    newest = ImportBatch.objects.order_by("-pk").first()
    if by is None or newest is None:
        clock.public_changed()
        return
    changed = " ".join(report.lines()[: len(report.files)])
    decisions.record_change(newest, by=by, changed=changed)


class Ticker:
    """Counts rows, and tells of every hundredth."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.total, self.progress, self.done = total, progress, 0

    def __call__(self) -> None:
        self.done += 1
        if self.done % 100 == 0 and self.done < self.total:
            self.progress(self.done, self.total)

    def end(self) -> None:
        if self.total:
            self.progress(self.total, self.total)


def _nothing(done: int, total: int) -> None:
    """Nobody watches."""
