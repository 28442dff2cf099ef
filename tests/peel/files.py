"""Small CSV files for tests, written as somebody would write them."""

from __future__ import annotations

from typing import Any

from peel import loading

GRADINGS = (
    "force_id,cycle,question,judgement,report_published,source_title,source_url,evidence_class,basis,"
    "effective_from,reason"
)
SOURCE = "A report,https://hmicfrs.justiceinspectorates.gov.uk/a-report/"
TOTALS = (
    "force_id,cycle,outstanding,good,adequate,requires_improvement,inadequate,areas_graded,report_published,"
    "source_title,source_url"
)
MONITORING = "force_id,stage,entered,left,source_title,source_url"
FINDINGS = (
    "force_id,cycle,question,kind,reference,text,issued,target,hmicfrs_status,closed_on,source_url,parent,"
    "closing_source_url"
)
ACTIONS = "force_id,finding,reference,text,owner_role,due,force_status,revised_due,revision_reason,lead"
METRICS = "series,force_id,period_from,period_to,numerator,denominator,source_title,source_url"


def grading(
    force: str = "staffordshire",
    cycle: str = "2023-25",
    question: str = "responding",
    grade: str = "Good",
    published: str = "",
    basis: str = "",
    effective_from: str = "",
    reason: str = "",
) -> str:
    return f"{force},{cycle},{question},{grade},{published},{SOURCE},,{basis},{effective_from},{reason}"


def text_of(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def load(name: str, header: str, *rows: str, **options: Any) -> loading.Report:
    return loading.load({name: text_of(header, *rows)}, **options)


def load_grading(**fields: str) -> loading.Report:
    return load("gradings.csv", GRADINGS, grading(**fields))


def refusal(report: loading.Report) -> str:
    """The one sentence with which a load was refused."""
    (line,) = report.refused
    assert not report.is_applied
    return str(line)
