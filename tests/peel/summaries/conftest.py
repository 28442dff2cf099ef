"""An inspection of our own force with a grade, totals and a finding; under embargo unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from peel.dates import PartialDate
from peel.models import Inspection
from tests.peel.conftest import reference  # noqa: F401 - a fixture
from tests.peel.files import FINDINGS, GRADINGS, SOURCE, TOTALS, grading, load
from tests.peel.test_loading import finding_row

# 00:01 on 1 July 2027 in London: the inspectorate's usual end of an embargo.
ENDS = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
CYCLE = "2025-27"


def make_inspection(public_from: datetime | None) -> Inspection:
    asked: Any = {"force": "staffordshire", "cycle": CYCLE, "question": "leadership"}
    assert load("gradings.csv", GRADINGS, grading(**asked, published="2027-06-01", grade="Good")).is_applied
    assert load("totals.csv", TOTALS, f"staffordshire,{CYCLE},0,1,0,0,0,1,,{SOURCE}").is_applied
    row = finding_row(cycle=CYCLE, question="leadership", reference="NEW-1", issued="2027-01-01")
    assert load("findings.csv", FINDINGS, row).is_applied
    inspection: Inspection = Inspection.desk.get(force="staffordshire", cycle=CYCLE)
    inspection.public_from = public_from
    inspection.report_published = PartialDate("2027-06-01")
    inspection.save()
    return inspection


@pytest.fixture
def dated(reference: Any) -> Inspection:  # noqa: F811
    return make_inspection(ENDS)


@pytest.fixture
def undated(reference: Any) -> Inspection:  # noqa: F811
    return make_inspection(None)
