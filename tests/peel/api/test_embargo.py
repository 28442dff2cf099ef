"""What is not public is in no format of open data, and appears at its second: a marker in every word of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from peel.api.declared import RESOURCES
from peel.exporting import FILES
from peel.models import Inspection
from publishing import clock, frame
from publishing.states import State
from tests.factories import at, make_summary_edition
from tests.peel.api.asking import API, data
from tests.peel.api.test_description import make_claim
from tests.peel.files import ACTIONS, FINDINGS, GRADINGS, TOTALS, load
from tests.peel.test_loading import finding_row
from tests.site.visitor import Visitor, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
MARKER = "zephyrine"
ENDS = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
URL = f"https://hmicfrs.justiceinspectorates.gov.uk/{MARKER}/"
SURFACES = [
    *(API + name for name in ("", *RESOURCES, *(f"{name}.csv" for name in RESOURCES))),
    *(f"{API}csv/{one.name}" for one in FILES),
    *(API + name for name in ("peel.zip", "datapackage.json", "openapi.json", "judgements?history=yes")),
    *(f"{API}{name}?force=staffordshire" for name in ("judgements", "totals", "findings", "changes")),
    *("/peel/data/", "/peel/changes/", "/peel/changes/?force=staffordshire", "/peel/changes.atom"),
    *("/peel/badge/", "/peel/badge/staffordshire.svg", "/peel/badge/staffordshire.html"),
]
# Where the embargoed rows have to be, once they are public.
SHOWN = (
    "judgements?force=staffordshire",
    "judgements.csv",
    "totals",
    "findings",
    "findings.csv",
    "peel.zip",
    "csv/actions.csv",
)


def walk() -> dict[str, tuple[int, dict[str, str], str]]:
    """A new process each time. How long an answer may be kept is shorter before any change, as on every page."""
    frame.forget()
    found = {}
    for address in SURFACES:
        response = Visitor().get(address)
        headers = {name: value for name, value in response.headers.items() if name != "Cache-Control"}
        found[address] = response.status_code, headers, text_of(response)
    return found


def embargoed() -> None:
    row = f"staffordshire,2025-27,leadership,Good,2027-07-01,{MARKER} report,{URL},,,,"
    assert load("gradings.csv", GRADINGS, row).is_applied
    totals = f"staffordshire,2025-27,0,1,0,0,0,1,,{MARKER} totals,{URL}"
    assert load("totals.csv", TOTALS, totals).is_applied
    told = {"cycle": "2025-27", "question": "leadership", "issued": "2027-01-01", "source": URL}
    finding = finding_row(reference=f"{MARKER}-1", text=f"{MARKER} text.", **told)
    assert load("findings.csv", FINDINGS, finding).is_applied
    action = f"staffordshire,{MARKER}-1,{MARKER}-A,{MARKER} plan.,Head of {MARKER},2027-08-01,not started,,,"
    assert load("actions.csv", ACTIONS, action).is_applied
    Inspection.desk.filter(cycle="2025-27").update(title=f"{MARKER} title", note=f"{MARKER} note")
    make_claim(wording=f"The {MARKER} claim.")
    clock.public_changed()


def test_an_embargoed_inspection_is_nowhere_until_its_second_and_then_everywhere() -> None:
    with at(ENDS - SECOND):
        without = walk()
        embargoed()
        now = walk()
        for address in SURFACES:
            assert now[address] == without[address], f"{address} tells of what is under embargo."
    with at(ENDS):
        now = walk()
    for name in SHOWN:
        assert MARKER in now[API + name][2], name
    assert "2025–27" in now["/peel/badge/staffordshire.svg"][2]
    assert MARKER not in now[f"{API}claims"][2], "Nobody has approved that claim."


def test_an_inspection_that_nobody_dated_is_shown_with_its_summary_and_not_before() -> None:
    with at(ENDS - SECOND):
        without = walk()
        embargoed()
        Inspection.desk.filter(cycle="2025-27").update(public_from=None)
        clock.public_changed()
        assert walk() == without
    with at(ENDS + SECOND):
        frame.forget()
        assert MARKER not in text_of(Visitor().get(f"{API}peel.zip"))
        inspection = Inspection.desk.get(cycle="2025-27")
        make_summary_edition(inspection, State.SCHEDULED, released_at=ENDS + 60 * SECOND)
        frame.forget()
        assert MARKER not in text_of(Visitor().get(f"{API}peel.zip"))
    with at(ENDS + 60 * SECOND):
        frame.forget()
        packed = text_of(Visitor().get(f"{API}peel.zip"))
        (row,) = data("judgements?force=staffordshire&cycle=2025-27")
        newest = data("changes?force=staffordshire")[0]
    assert MARKER in packed
    assert "2027-07-01 00:02:00+01:00" in packed, "Whoever loads it has it public from then, not sooner."
    assert row["known_from"] == newest["at"] == "2027-06-30T23:02:00Z"


def test_no_key_of_the_database_is_in_any_answer() -> None:
    """Keys would count what is hidden: rows are named by what they are about."""
    names = {field.name for one in RESOURCES.values() if one.name != "claims" for field in one.fields}
    assert [name for name in names if re.search(r"(?:^|_)(?:id|pk|key)$", name)] == ["police_uk_id"]
