"""`manage.py audit_cookies`: a browser walks the site in every state of consent, and says what it should not meet."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from consent import in_force
from consent.auditing import report
from consent.auditing.browsing import NotAudited, audit, chromium
from consent.auditing.judging import judge
from consent.auditing.seen import State, states

CHROMIUM = "/usr/bin/chromium"
FOUND, NOT_RUN = 1, 2


def origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise argparse.ArgumentTypeError("give scheme and host alone, such as https://www.example.police.uk.")
    return f"{parts.scheme}://{parts.netloc}"


class Command(BaseCommand):
    help = (
        "Walk every public page with a browser, in each state of consent, and report what is stored or fetched that "
        "the cookie policy does not know, that comes before consent, or that stays too long. Exit status: 0 if "
        "nothing was found, 1 if something was, 2 if it could not be run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--url", type=origin, default=settings.SITE_URL, help="The site. Default: SITE_URL."
        )
        parser.add_argument(
            "--also", action="append", default=[], metavar="PATH", help="A page that no other page leads to."
        )
        parser.add_argument("--limit", type=int, default=5000, metavar="N", help="Walk N pages at most.")
        parser.add_argument("--json", type=Path, metavar="FILE", help="Write the findings there too.")
        parser.add_argument("--chromium", default=CHROMIUM, metavar="PROGRAM", help=f"Default: {CHROMIUM}.")

    def handle(self, *, url: str, also: list[str], limit: int, chromium: str, **options: Any) -> None:
        version = in_force.at(timezone.now())
        every = states(version)
        try:
            seen, walk = self.look(chromium, url, every, also=also, limit=limit)
        except NotAudited as reason:
            raise CommandError(str(reason), returncode=NOT_RUN) from reason
        found = judge(seen, version.groups if version else ())
        for line in report.lines(found, pages=len(walk.found), states=every, version=version):
            self.stdout.write(line)
        if walk.is_cut_short:
            self.stdout.write(f"Only the first {limit} pages were walked.")
        if options["json"]:
            pages = [address.removeprefix(url) for address in walk.found]
            told = report.as_json(found, pages=pages, states=every, version=version)
            options["json"].write_text(
                json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
            )
        if found:
            sys.exit(FOUND)

    def look(self, program: str, url: str, every: list[State], **options: Any) -> Any:
        with chromium(program) as browser:
            return audit(browser, url, every, tell=self.progress, **options)

    def progress(self, state: State, done: int, wanted: int) -> None:
        """A line that is drawn over itself; in a log, only where a state ends."""
        if self.stderr.isatty() or done == wanted:
            of = f"{done} of {wanted}" if wanted else str(done)
            ending = "\n" if done == wanted else ""
            self.stderr.write(f"\r{state.words}: {of} pages   ", style_func=str, ending=ending)
