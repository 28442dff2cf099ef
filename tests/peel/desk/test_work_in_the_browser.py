"""Findings, actions, notes, evidence and files in a browser: axe finds nothing, nothing is wider than a phone, and a
file is loaded without a script.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from peel.models import Finding
from peel.words import FindingKind
from tests.desk.browser.conftest import new_context, office, page_of
from tests.desk.browser.people import Office
from tests.peel.desk.factories import make_finding, one_of_each
from tests.peel.desk.test_in_the_browser import PEEL, look

__all__ = ["new_context", "office", "page_of"]
pytestmark = pytest.mark.browser
HEADER = "force_id,cycle,question,kind,reference,text,issued,target,hmicfrs_status,closed_on,source_url"
ROW = "staffordshire,2099-00,,area for improvement,Z1,Calls wait.,,,{},,https://example.org/r"


@pytest.fixture
def things(office: Office) -> dict[str, Any]:
    things = one_of_each()
    make_finding("C1", kind=FindingKind.CAUSE)
    note = things["progressnote"]
    note.written_by = User.objects.get(pk=office.author.pk)
    note.save()
    return things


def test_every_screen_is_accessible(
    office: Office, things: dict[str, Any], page_of: Callable[..., Page]
) -> None:
    page = page_of(office.editor)
    for path in (
        "finding/",
        "finding/add/",
        f"finding/{things['finding'].pk}/change/",
        f"finding/{Finding.desk.get(reference='C1').pk}/change/",
        "action/",
        f"action/add/?finding={things['finding'].pk}",
        f"action/{things['action'].pk}/change/",
        "progressnote/",
        "progressnote/add/",
        f"progressnote/{things['progressnote'].pk}/change/",
        f"progressnote/{things['progressnote'].pk}/approve/",
        "evidence/",
        "evidence/add/",
        f"evidence/{things['evidence'].pk}/change/",
        "importbatch/",
        f"importbatch/{things['importbatch'].pk}/change/",
        "importbatch/load/",
    ):
        page.goto(PEEL + path)
        look(page)


def send(page: Page, status: str) -> None:
    page.goto(f"{PEEL}importbatch/load/")
    data = "\n".join([HEADER, ROW.format(status)]).encode()
    page.get_by_label("Files").set_input_files(
        {"name": "findings.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_role("button", name="Check the files").press("Enter")


@pytest.mark.usefixtures("things")
def test_a_file_is_checked_and_applied_without_a_script(office: Office, page_of: Callable[..., Page]) -> None:
    page = page_of(office.editor, java_script_enabled=False)
    send(page, "done")
    expect(page.get_by_text("It cannot be applied")).to_be_visible()
    expect(page.get_by_role("button", name="Apply")).to_have_count(0)
    send(page, "open")
    page.get_by_role("button", name="Apply").press("Enter")
    expect(page.get_by_text("It is applied: findings.csv: 1 created")).to_be_visible()
    assert Finding.desk.filter(reference="Z1").exists()


@pytest.mark.usefixtures("things")
def test_the_report_is_accessible(office: Office, page_of: Callable[..., Page]) -> None:
    page = page_of(office.editor)
    for status in ("done", "open"):
        send(page, status)
        expect(page.get_by_text("Nothing is applied yet.")).to_be_visible()
        look(page)
