"""A page goes through draft, review, release, correction, move and withdrawal, as press officers and readers see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from publishing.states import State
from tests.browser import judge
from tests.desk.browser.conftest import ServerClock
from tests.desk.browser.people import Office
from tests.desk.browser.writing import editor_of
from tests.factories import make_page_edition

pytestmark = pytest.mark.browser
TITLE = "Marking your bicycle"
MINUTE = timedelta(minutes=1)


def write_and_ask(page: Page) -> None:
    page.goto("/admin/pages/pageedition/")
    page.get_by_role("link", name="Write a new page").click()
    page.get_by_label("Title:", exact=True).fill(TITLE)
    page.get_by_label("Below").select_option("advice")
    page.get_by_label("Summary").fill("Two minutes that a thief does not like.")
    editor_of(page).fill("Write down the number of the frame.")
    page.get_by_label("Last part").fill("bicycles?")
    page.get_by_role("button", name="Save and ask for approval").click()
    expect(page.locator(".field-slug .errorlist")).to_contain_text("small letters and digits")
    expect(editor_of(page)).to_contain_text("Write down the number of the frame.")
    page.get_by_label("Last part").fill("cycling")
    page.get_by_label("Place in the navigation").fill("1")
    page.get_by_label("Can be left quickly").check()
    page.get_by_role("button", name="Save and ask for approval").click()
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("It is waiting for approval.")).to_be_visible()


def release(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Approve and release").click()
    expect(page.locator(".sentences")).to_contain_text("/advice/cycling/")
    expect(page.locator(".findings")).to_contain_text("No date is set by which somebody reads it again.")
    page.get_by_role("button", name="Approve, and release now").click()
    expect(page.get_by_text("The public sees it now.")).to_be_visible()


def correct(page: Page) -> None:
    page.get_by_role("link", name="Start a new draft from this edition").click()
    page.get_by_role("button", name="Start a new draft from this edition").click()
    page.get_by_label("Kind of update").select_option("major")
    page.get_by_label("Change note").fill("We say where the number is.")
    editor_of(page).fill("The number is under the pedals.")
    page.get_by_role("button", name="Save and ask for approval").click()
    page.get_by_role("button", name="Ask for approval").click()


def approve(page: Page) -> None:
    page.get_by_role("link", name="Edition 2: Waiting for approval").click()
    page.get_by_role("link", name="Approve and release").click()
    expect(page.locator(".marked").first).to_be_visible()
    page.get_by_role("button", name="Approve, and release now").click()


def move_section(page: Page) -> None:
    page.goto("/admin/pages/pageedition/")
    page.get_by_role("link", name="Advice", exact=True).click()
    page.get_by_role("link", name="Move to another address").click()
    expect(page.locator(".sentences")).to_contain_text("“advice/cycling”")
    expect(page.get_by_label("Last part")).to_have_value("advice")
    boxes: list[Any] = [page.get_by_label(part).bounding_box() for part in ("Below", "Last part")]
    assert len({(box["y"], box["height"]) for box in boxes}) == 1
    page.get_by_label("Last part").fill("help")
    page.get_by_label("Why").fill("Shorter.")
    page.get_by_role("button", name="Show what would move").click()
    expect(page.locator(".sentences")).to_contain_text("“advice/cycling” becomes “help/cycling”.")
    page.get_by_role("button", name="Move to another address").click()
    expect(page.get_by_text("It is now at “help”.")).to_be_visible()


def withdraw(page: Page) -> None:
    page.goto("/admin/pages/pageedition/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Why").fill("It is out of date.")
    page.get_by_label("Show a dated notice").check()
    page.get_by_label("Notice:", exact=True).select_option("no-longer-current")
    page.get_by_role("button", name="Withdraw now").click()
    expect(page.get_by_text("The public does not see it any more.")).to_be_visible()


def look(page: Page) -> None:
    judge(page, widths=[1280, 320])
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_page_from_draft_to_withdrawal(
    office: Office,
    page_of: Callable[..., Page],
    server_clock: ServerClock,
    no_complaints: Callable[[], None],
) -> None:
    make_page_edition(State.LIVE, slug="advice", title="Advice")
    author, editor = page_of(office.author), page_of(office.editor)

    def visit(path: str, expected: int = 200) -> Page:
        """Every time somebody who was never here."""
        visitor = page_of(None)
        response = visitor.goto(path)
        assert response
        assert response.status == expected
        return visitor

    write_and_ask(author)
    release(editor)
    reader = visit("/advice/cycling/")
    expect(reader.get_by_role("main")).to_contain_text("Write down the number of the frame.")
    expect(reader.get_by_role("navigation", name="Breadcrumb").get_by_role("link").last).to_have_text(
        "Advice"
    )
    expect(reader.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(
        ["News", "Inspections", TITLE]
    )
    expect(reader.get_by_role("button", name="Leave this page")).to_be_visible()

    server_clock.stop_at(server_clock.now() + MINUTE)
    author.goto(editor.url)
    correct(author)
    editor.reload()
    approve(editor)
    expect(visit("/advice/cycling/").get_by_role("main")).to_contain_text("We say where the number is.")

    move_section(editor)
    moved = visit("/advice/cycling/")
    assert moved.url.endswith("/help/cycling/")
    section = moved.get_by_role("navigation", name="Breadcrumb").get_by_role("link").last
    expect(section).to_have_attribute("href", "/help/")
    no_complaints()
    look(moved)  # axe brings styles of its own, which the policy refuses and the browser complains about
    editor.get_by_role("link", name="Move to another address").click()
    look(editor)
    author.goto("/admin/pages/pageedition/add/")
    look(author)
    editor.goto("/admin/pages/pageedition/")
    look(editor)

    server_clock.stop_at(server_clock.now() + MINUTE)
    withdraw(editor)
    for path in ("/help/cycling/", "/advice/cycling/"):
        gone = visit(path, 410)
        expect(gone.get_by_role("main")).to_contain_text("The information on this page is no longer current.")
        expect(gone.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(
            ["News", "Inspections"]
        )
