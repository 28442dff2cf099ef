"""Running the command, as cron and CI do."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management import CommandError, call_command


class Outcome(NamedTuple):
    """status: as the process would exit. said: the report. found: problem and name of each finding, sorted."""

    status: int
    said: str
    report: Any

    @property
    def found(self) -> list[tuple[str, str]]:
        return sorted((one["problem"], one["name"].partition(":")[0]) for one in self.report["findings"])


def audit(url: str, file: Path, *arguments: str) -> Outcome:
    said, status = StringIO(), 0
    try:
        call_command(
            "audit_cookies", f"--url={url}", f"--json={file}", *arguments, stdout=said, stderr=StringIO()
        )
    except CommandError as error:
        status = error.returncode
        said.write(str(error))
    return Outcome(status, said.getvalue(), json.loads(file.read_text()) if file.exists() else None)
