"""A post about an inspection, from its author to its readers: a grade that nobody gave is stopped on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from news.models import PostEdition
from peel import loading
from publishing.states import State
from tests.desk.browser.people import Office, sign_in_by_form, sign_out
from tests.factories import make_post_edition

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("inspections")]
FALSE = "The force was rated Adequate overall."
SAID = "Since 2021/22 HMICFRS gives no grade to a force as a whole."
WHY = "It quotes the headline of a newspaper, and says so in the next sentence."


@pytest.fixture
def inspections(transactional_db: None) -> None:
    assert not loading.load_folder(loading.REFERENCE).refused


def write(page: Page) -> None:
    page.get_by_role("link", name="Posts", exact=True).click()
    page.get_by_role("link", name="Write a new post").click()
    page.get_by_label("Title").press_sequentially("How inspectors graded us")
    page.get_by_label("Summary").fill("HMICFRS has published its report.")
    page.get_by_role("textbox", name="Text", exact=True).fill(FALSE)
    page.get_by_label("Inspection:").select_option(label="2023–25, report of 24 September 2024")
    page.get_by_role("button", name="Save and ask for approval").click()


def open_release(page: Page) -> None:
    page.get_by_role("link", name="How inspectors graded us").first.click()
    page.get_by_role("link", name="Approve and release").click()


def test_an_overall_grade_is_stopped_and_overruled_with_a_reason(
    office: Office, page: Page, axe: Callable[[Page], None], no_complaints: Callable[[], None]
) -> None:
    sign_in_by_form(page, office.author, at=office.url)
    write(page)
    point = page.locator(".findings li").filter(has_text=SAID)
    expect(point.locator("blockquote")).to_have_text(FALSE)
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("It is waiting for approval. The public does not see it.")).to_be_visible()
    sign_out(page)

    sign_in_by_form(page, office.editor, at=office.url)
    open_release(page)
    expect(point.locator("blockquote")).to_have_text(FALSE)
    expect(point).to_contain_text("one Good, four Adequate and three Requires improvement")
    expect(point.get_by_role("link")).to_have_attribute(
        "href", "https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/staffordshire-2023-25/"
    )
    page.get_by_role("button", name="Approve, and release now").click()
    expect(page.get_by_text("Tick this, or go back and change the text.")).to_be_visible()
    page.get_by_label("I have read each point.").check()
    page.get_by_label("Why these points do not hold it up").fill(WHY)
    no_complaints()
    axe(page)  # whose own script and styles the policy refuses: nothing is complained about after it
    page.get_by_role("button", name="Approve, and release now").click()
    expect(page.get_by_text("The public sees it now.")).to_be_visible()

    page.get_by_role("link", name="History").click()
    decision = page.locator("tr").filter(has_text="approved it")
    expect(decision).to_contain_text(f"Released nevertheless, because: {WHY}")
    expect(decision).to_contain_text(f"It was found: {SAID} “{FALSE}”")

    page.goto(f"{office.url}/news/how-inspectors-graded-us/")
    card = page.get_by_role("region", name="How inspectors graded us, 2023–25")
    expect(card.get_by_role("listitem").filter(has_text="Investigating crime")).to_contain_text(
        "Requires improvement"
    )
    axe(page)


def test_a_sentence_that_was_mended_is_released_without_a_word(office: Office, page: Page) -> None:
    draft: Any = make_post_edition(
        State.DRAFT, author=office.author, title="How inspectors graded us", body=f"<p>{FALSE}</p>"
    )
    sign_in_by_form(page, office.author, at=office.url)
    page.goto(f"{office.url}/admin/news/postedition/{draft.pk}/change/")
    page.get_by_role("textbox", name="Text", exact=True).fill("The force was rated Good in preventing crime.")
    page.get_by_role("button", name="Save and ask for approval").click()
    expect(page.get_by_text(SAID)).to_have_count(0)
    page.get_by_role("button", name="Ask for approval").click()
    sign_out(page)

    sign_in_by_form(page, office.editor, at=office.url)
    open_release(page)
    expect(page.get_by_label("I have read each point.")).to_have_count(0)
    page.get_by_role("button", name="Approve, and release now").click()
    expect(page.get_by_text("The public sees it now.")).to_be_visible()
    assert PostEdition.desk.get(pk=draft.pk).released_at
