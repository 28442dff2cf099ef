"""`manage.py load_peel`: forces, questions, grades, totals, monitoring and findings from a folder of CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from peel import loading

BAR = 40


class Command(BaseCommand):
    help = "Load PEEL data from a folder of CSV files: all of it, or nothing if a row is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            nargs="?",
            default=loading.REFERENCE,
            metavar="FOLDER",
            help="Where the files are. Without it: the reference data that comes with the project.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen, and change nothing."
        )

    def handle(self, *, folder: Path, dry_run: bool, **options: Any) -> None:
        try:
            report = loading.load_folder(folder, dry_run=dry_run, progress=self.progress)
        except OSError as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        for line in report.lines():
            self.stdout.write(line)
        if report.refused:
            raise CommandError(f"Nothing was changed: {len(report.refused)} refused.")
        if dry_run:
            self.stdout.write("A dry run: nothing was changed.")

    def progress(self, done: int, wanted: int) -> None:
        """A bar that is drawn over itself, on a terminal only."""
        if self.stderr.isatty():
            bar = "#" * (BAR * done // wanted)
            line = f"\r[{bar:<{BAR}}] {done:,} of {wanted:,} rows"
            self.stderr.write(line, style_func=str, ending="\n" if done >= wanted else "")
