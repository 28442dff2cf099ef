from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from feedback.models import Feedback
from feedback.retention import MONTHS, STEP, forget, months_before
from publishing import clock

MOST_MONTHS = 120


def number_of_months(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MOST_MONTHS):
        raise argparse.ArgumentTypeError(f"say how many months, from 1 to {MOST_MONTHS}.")
    return int(text)


class Command(BaseCommand):
    help = "Delete feedback that is older than a year. Run it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--months",
            type=number_of_months,
            default=MONTHS,
            metavar="N",
            help=f"Keep it for N months ({MONTHS}, which is what visitors are told).",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say how many would go.")

    def handle(self, *, months: int, dry_run: bool, **options: Any) -> None:
        before = months_before(clock.now(), months)
        old = Feedback.objects.filter(sent_at__lt=before).count()
        day = f"{before:%-d %B %Y, %H:%M}"
        if dry_run:
            self.stdout.write(f"{old} would be deleted: sent before {day}. Nothing was changed.")
            return
        gone = forget(before, lambda done: self._tell(done, old))
        self.stdout.write(f"{gone} deleted: sent before {day}.")

    def _tell(self, done: int, of: int) -> None:
        if of > STEP:
            self.stderr.write(f"{done:,} of {of:,} …")
