"""Exported files, and rows that are unusual in each of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from django.core.management import call_command

from peel.models import Force
from tests.peel.files import ACTIONS, FINDINGS, GRADINGS, METRICS, MONITORING, SOURCE, grading, load
from tests.peel.test_loading import CAUSE, LETTER, UNDER, correct, finding_row


def exported(folder: Path, *further: str) -> dict[str, bytes]:
    call_command("export_peel", folder, *further, verbosity=0)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def fill() -> None:
    """On top of the reference data: something of every file, with what is unusual about each."""
    correct()
    assert load("gradings.csv", GRADINGS, grading(force="bedfordshire", basis="carried over")).is_applied
    closed = finding_row(reference="AFI-2", status="discharged", closed="2025-04", closing=LETTER)
    practice = finding_row(reference="P-1", kind="promising practice", status="", text='"Two\nlines, “so”"')
    letter = finding_row(reference="L-1", cycle="", question="", issued="2024-03-11", source=LETTER)
    assert load("findings.csv", FINDINGS, CAUSE, UNDER, closed, practice, letter).is_applied
    action = (
        "staffordshire,CoC-1,A-1,Answer sooner.,Head of contact,2025-01-31,in progress,2025-03-31,Money.,Ann"
    )
    assert load("actions.csv", ACTIONS, action).is_applied
    figure = f"999-under-10-seconds,staffordshire,2024-01-01,2024-01-31,90,100,{SOURCE}"
    assert load("metrics.csv", METRICS, figure).is_applied
    assert load("monitoring.csv", MONITORING, f"kent,Engage,2015-02-03,,{SOURCE}").is_applied
    Force.objects.filter(pk="gwent").update(welsh_name="Heddlu Gwent", website="https://www.gwent.police.uk/")
