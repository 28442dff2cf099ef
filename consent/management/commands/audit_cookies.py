"""`manage.py audit_cookies`: whether the site keeps to its cookie register, as a real browser sees it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent import in_force
from consent.auditing.judging import judge
from consent.auditing.orders import CouldNotRun, Order
from consent.auditing.states import states
from consent.auditing.telling import Report
from publishing import clock

FOUND, COULD_NOT_RUN = 1, 2


def address(text: str) -> str:
    if urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname:
        raise argparse.ArgumentTypeError(_("give an address that begins with http:// or https://."))
    return urljoin(text, "/")


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("say how many, at least 1."))
    return int(text)


class Command(BaseCommand):
    help = (
        "Open every public page in a browser, in each state of consent, and report what the cookie policy in force does"
        " not allow. Exits 0 when there is nothing, 1 with findings, 2 when it could not be run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--url", type=address, default=settings.SITE_URL, help="The running site (SITE_URL if left out)."
        )
        parser.add_argument(
            "--also",
            action="append",
            default=[],
            metavar="PATH",
            help="A page that no link leads to. Give it as often as needed.",
        )
        parser.add_argument(
            "--limit", type=at_least_one, default=1000, metavar="N", help="Audit N pages at most."
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="Write the report for machines too.")
        parser.add_argument(
            "--chromium", default="", metavar="FILE", help="The browser, if it is not found by itself."
        )

    def handle(self, *, url: str, also: list[str], limit: int, chromium: str, **options: Any) -> None:
        policy = in_force.at(clock.now())
        asked = policy.asked if policy else ()
        keys = [one.key for one in asked]
        report = self._audit(Order(urljoin(url, "/"), states(asked), keys, also, limit, chromium), policy)
        for line in report.lines():
            self.stdout.write(line)
        if options["json"]:
            self._write(options["json"], report)
        if report.findings:
            number = len(report.findings)
            raise CommandError(ngettext("%d finding.", "%d findings.", number) % number, returncode=FOUND)

    def _audit(self, order: Order, policy: in_force.Version | None) -> Report:
        run, at = _runner(), clock.now()
        try:
            audited = run(order, self.progress)
        except CouldNotRun as why:
            raise CommandError(str(why), returncode=COULD_NOT_RUN) from why
        seen = [sighting for notes in audited.notes for sighting in notes.sightings]
        findings = judge(seen, policy.groups if policy else (), order.host)
        number = policy.number if policy else 0
        found = audited.found
        return Report(order.site, at, number, found.pages, found.is_all, audited.notes, findings)

    def _write(self, file: Path, report: Report) -> None:
        try:
            file.write_text(json.dumps(report.as_json(), indent=1, ensure_ascii=False) + "\n")
        except OSError as error:
            told = _("The report could not be written: %s") % error
            raise CommandError(told, returncode=COULD_NOT_RUN) from error

    def progress(self, done: int, wanted: int) -> None:
        """One line that is written over itself, for somebody who watches."""
        if self.stderr.isatty():
            told = {"done": done, "wanted": wanted}
            line = _("%(done)d of %(wanted)d pages audited") if wanted else _("%(done)d pages found")
            self.stderr.write(f"\r{line % told}", style_func=str, ending="\n" if done == wanted else "")


def _runner() -> Any:
    try:
        from consent.auditing.running import run
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("playwright"):
            raise
        told = _(
            "Playwright is missing, which drives the browser. Install it with:"
            " .venv/bin/python -m pip install --require-hashes -r requirements-dev.txt"
        )
        raise CommandError(told, returncode=COULD_NOT_RUN) from missing
    return run
