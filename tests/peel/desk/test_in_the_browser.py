"""The screens of inspections at the desk: axe finds nothing in either scheme, nothing is wider than a phone, and all
of it is done by keyboard and without a script.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from peel.models import Finding, Inspection, Judgement
from peel.words import FindingKind
from tests.browser import judge, overflow
from tests.desk.browser.conftest import new_context, office, page_of
from tests.desk.browser.people import Office
from tests.peel.desk.factories import LETTER, make_question, make_source, one_of_each

__all__ = ["new_context", "office", "page_of"]
pytestmark = pytest.mark.browser
PEEL = "/admin/peel/"
WIDTHS = [1280, 768]


@pytest.fixture
def things(office: Office) -> dict[str, Any]:
    """An inspection under embargo with a grade, questions without one, and a recommendation to answer."""
    things = one_of_each()
    inspection: Inspection = things["inspection"]
    make_question(inspection.cycle, "horses")
    make_question(inspection.cycle, "victims", graded="no")
    tomorrow = timezone.now() + timedelta(days=1)
    Inspection.desk.update(public_from=tomorrow, report_published=tomorrow.date().isoformat(), title="PEEL")
    told = {"force": things["force"], "source": make_source(), "hmicfrs_status": "open"}
    Finding.desk.create(
        **told, inspection=inspection, kind=FindingKind.RECOMMENDATION, reference="R1", text="Do it."
    )
    return things


def look(page: Page) -> None:
    expect(page.locator("h1")).to_have_count(1)
    judge(page, widths=WIDTHS)
    page.set_viewport_size({"width": 320, "height": 800})
    assert overflow(page) <= 0, f"{page.url} is wider than 320"


def test_every_screen_is_accessible(
    office: Office, things: dict[str, Any], page_of: Callable[..., Page]
) -> None:
    page, inspection = page_of(office.editor), things["inspection"].pk
    for path in (
        "inspection/",
        "inspection/add/",
        f"inspection/{inspection}/change/",
        f"inspection/{inspection}/grades/",
        f"inspection/{inspection}/totals/",
        "monitoringspell/",
        f"monitoringspell/{things['monitoringspell'].pk}/change/",
        "response/",
        f"response/{things['response'].pk}/change/",
        "question/",
        f"source/{things['source'].pk}/history/",
    ):
        page.goto(PEEL + path)
        look(page)
    page.goto("/admin/")
    expect(page.get_by_text("Inspections under embargo")).to_be_visible()
    look(page)


def test_what_is_refused_and_what_is_shown_before_it_is_done_is_accessible(
    office: Office, things: dict[str, Any], page_of: Callable[..., Page]
) -> None:
    page, inspection = page_of(office.editor), things["inspection"].pk
    page.goto(f"{PEEL}inspection/{inspection}/grades/")
    page.get_by_role("button", name="Enter these grades").click()
    expect(page.get_by_text("Nothing was done.")).to_be_visible()
    look(page)
    page.goto(f"{PEEL}inspection/{inspection}/embargo/")
    page.get_by_label("Not public").check()
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_role("button", name="Keep it back")).to_be_visible()
    look(page)
    page.goto(f"{PEEL}inspection/grade/{things['judgement'].pk}/")
    fill_in(page)
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_text("Adequate becomes Good.")).to_be_visible()
    look(page)


def fill_in(page: Page) -> None:
    page.get_by_label("New grade:").select_option("Good")
    page.get_by_label("HMICFRS corrected it").check()
    page.locator("[name=effective_from]").fill("2026-11-20")
    page.get_by_label("Why").fill("A slip.")
    page.get_by_label("Source: its title").fill("A letter")
    page.get_by_label("Source: its address").fill(LETTER)


def test_a_grade_is_revised_without_a_script_and_with_enter(
    office: Office, things: dict[str, Any], page_of: Callable[..., Page]
) -> None:
    page = page_of(office.editor, java_script_enabled=False)
    page.goto(f"{PEEL}inspection/{things['inspection'].pk}/change/")
    page.get_by_role("link", name="Revise Vehicles").click()
    fill_in(page)
    page.get_by_label("Source: its title").press("Enter")
    expect(page.get_by_text("Adequate becomes Good.")).to_be_visible()
    assert Judgement.desk.current().get().value == "Adequate"
    page.get_by_label("Source: its title").press("Enter")
    expect(page.get_by_text("“Vehicles” is Good now. What it was is kept.")).to_be_visible()
    expect(page.locator(".was")).to_contain_text("Adequate until 20 November 2026.")
