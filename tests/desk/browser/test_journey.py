"""From a Word text to a page that readers see on the second, its correction and its withdrawal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from publishing.clock import LONDON
from tests.desk.browser.conftest import ServerClock
from tests.desk.browser.people import Office, sign_in_by_form, sign_out
from tests.desk.browser.writing import WORD, choose_moment, editor_of, paste

pytestmark = pytest.mark.browser
TITLE = "Appeal after a collision in Exampleton"
ADDRESS = "/news/appeal-after-a-collision-in-exampleton/"


def write_and_ask(page: Page) -> None:
    page.get_by_role("link", name="Posts", exact=True).click()
    page.get_by_role("link", name="Write a new post").click()
    page.get_by_label("Title").press_sequentially(TITLE)
    page.get_by_label("Summary").fill("A man was hurt. Officers are asking for witnesses.")
    paste(page, WORD)
    expect(editor_of(page)).to_contain_text("Nobody was hurt.")
    expect(editor_of(page)).to_contain_text("Monday | 10:00")
    page.get_by_label("Road safety").check()
    page.get_by_label("Exampleton", exact=True).check()
    page.get_by_role("button", name="Save and ask for approval").click()
    expect(page.get_by_role("heading", name="Ask for approval")).to_be_visible()
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("It is waiting for approval. The public does not see it.")).to_be_visible()


def schedule(page: Page, moment: datetime) -> None:
    waiting = page.locator("section").filter(
        has=page.get_by_role("heading", name="Waiting for your approval")
    )
    waiting.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Approve and release").click()
    local = moment.astimezone(LONDON)
    choose_moment(page, f"{local:%Y-%m-%d}", f"{local:%H:%M}")
    in_words = f"{local:%A} {local.day} {local:%B %Y, %H:%M %Z}"
    expect(page.locator(".sentences")).to_contain_text(f"From {in_words}, the public sees this text at")
    page.get_by_role("button", name=f"Approve, and release on {in_words}").click()
    expect(page.get_by_text(f"The public sees it from {in_words}.", exact=True)).to_be_visible()


def correct(page: Page) -> None:
    page.get_by_role("link", name="Start a new draft from this edition").click()
    page.get_by_role("button", name="Start a new draft from this edition").click()
    page.get_by_label("Summary").fill("A woman was hurt. Officers are asking for witnesses.")
    page.get_by_label("Kind of update").select_option("major")
    page.get_by_label("Change note").fill("It was a woman who was hurt.")
    page.get_by_role("button", name="Save and ask for approval").click()
    page.get_by_role("button", name="Ask for approval").click()


def approve_now(page: Page) -> None:
    page.get_by_role("link", name="Approve and release").click()
    summary = page.locator(".marked").filter(has_text="Officers are asking")
    expect(summary.locator("del")).to_contain_text("man")
    expect(summary.locator("ins")).to_contain_text("woman")
    page.get_by_role("button", name="Approve, and release now").click()
    expect(page.get_by_text("The public sees it now.")).to_be_visible()


def withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Why").fill("The family has not been told yet.")
    page.get_by_role("button", name="Withdraw now").click()
    expect(page.get_by_text("The public does not see it any more.")).to_be_visible()


def read_released(page: Page) -> None:
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main.get_by_role("heading", level=2, name="What we know")).to_be_visible()
    expect(main.locator("strong", has_text="Officers")).to_be_visible()
    expect(main.locator("li").filter(has_text=re.compile(r"^A red van was seen\.$"))).to_be_visible()
    expect(main.get_by_role("link", name="Tell us")).to_have_attribute(
        "href", "https://www.example.org/appeal"
    )
    expect(main.get_by_role("link", name="Road safety").first).to_be_visible()
    expect(main.get_by_role("link", name="Exampleton", exact=True).first).to_be_visible()
    assert not page.locator("main [style], main [class^=Mso], main img").count()


def test_a_word_text_is_released_on_the_second_corrected_and_withdrawn(
    office: Office,
    page: Page,
    page_of: Callable[..., Page],
    server_clock: ServerClock,
    no_complaints: Callable[[], None],
) -> None:
    def visit(path: str, expected: int = 200) -> Page:
        """Every time somebody who was never here: what a browser may keep, it keeps by its own clock."""
        visitor = page_of(None)
        response = visitor.goto(path)
        assert response
        assert response.status == expected
        return visitor

    sign_in_by_form(page, office.author, at=office.url)
    write_and_ask(page)
    sign_out(page)

    sign_in_by_form(page, office.editor, at=office.url)
    moment = (server_clock.now() + timedelta(minutes=3)).replace(second=0, microsecond=0)
    schedule(page, moment)
    desk = page.url

    no_complaints()
    server_clock.just_before(moment)
    visit(ADDRESS, 404)
    expect(visit("/news/").get_by_text(TITLE)).to_have_count(0)

    server_clock.stop_at(moment)
    read_released(visit(ADDRESS))
    expect(visit("/news/").get_by_role("link", name=TITLE)).to_be_visible()

    server_clock.stop_at(moment + timedelta(minutes=10))
    author = page_of(office.author)
    author.goto(desk)
    correct(author)
    page.goto(desk)
    page.get_by_role("link", name="Edition 2: Waiting for approval").click()
    approve_now(page)
    main = visit(ADDRESS).get_by_role("main")
    expect(main).to_contain_text("A woman was hurt.")
    expect(main).to_contain_text("It was a woman who was hurt.")

    server_clock.stop_at(moment + timedelta(minutes=20))
    on_call = page_of(office.on_call)
    on_call.goto(page.url)
    withdraw(on_call)
    main = visit(ADDRESS, 410).get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("This page is no longer here")
    expect(main).not_to_contain_text("collision")
    expect(visit("/news/").get_by_text(TITLE)).to_have_count(0)
