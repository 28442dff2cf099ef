"""`manage.py export_peel FOLDER`: the files that `load_peel` reads, from what is public now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from peel.exporting import END_OF_TIME, export_to
from publishing import clock


class Command(BaseCommand):
    help = "Write PEEL data as CSV files that load_peel reads: what is public now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="FOLDER", help="Where to write. It is made if need be."
        )
        parser.add_argument(
            "--with-embargoed",
            action="store_true",
            help="Also what has a date and is not public yet. Keep such files as you keep an embargoed report.",
        )

    def handle(self, *, folder: Path, with_embargoed: bool, **options: Any) -> None:
        try:
            written = export_to(folder, END_OF_TIME if with_embargoed else clock.now())
        except OSError as error:
            raise CommandError(f"Not everything was written. {error}") from error
        for name, rows in written.items():
            self.stdout.write(f"{name}: {rows} rows")
        if with_embargoed:
            self.stdout.write("These files hold what is under embargo.")
