"""From the banner of a page to the form, past a mistake, to the thanks; then handled at the desk. Without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from feedback import tickets
from feedback.models import Feedback
from publishing.states import State
from tests.browser import listen
from tests.desk.browser.people import sign_in_by_form
from tests.factories import make_editor, make_feedback, make_post_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "The date stands below the picture, and I missed it."
FORM_STOPS = ["doing", "thoughts", "rating", "Send"]


@pytest.fixture(autouse=True)
def nobody_has_sent_anything() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Page]:
    """A narrow phone without script."""
    options: Any = {"java_script_enabled": False, "viewport": {"width": 320, "height": 800}}
    context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
    context.set_default_timeout(30_000)
    page = context.new_page()
    listen(page, complaints)
    yield page
    context.close()


def test_a_visitor_says_what_they_think_and_an_editor_handles_it(
    plain: Page, live_server: LiveServer, no_complaints: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "QUICKEST", timedelta(0))  # tests type faster than people
    edition, editor = make_post_edition(State.LIVE, slug="post"), make_editor()

    plain.goto("/news/post/")
    plain.get_by_role("link", name="Tell us what you think").click()
    expect(plain.get_by_text("You came from this page:")).to_be_visible()
    expect(plain.get_by_role("link", name="Tell us what you think")).to_have_count(0)
    plain.get_by_label("What were you trying to do?").fill("Find out when it was")
    plain.get_by_label("Poor", exact=True).check()
    plain.get_by_role("button", name="Send").click()

    summary = plain.get_by_role("link", name="Write what went well or badly.")
    expect(plain).to_have_title("Error: What do you think of this website? – Staffordshire Police")
    summary.click()
    plain.keyboard.type(WORDS)  # the link has put the cursor there
    expect(plain.get_by_label("Poor", exact=True)).to_be_checked()
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    plain.reload()  # asks again, and sends nothing
    plain.get_by_role("link", name="Back to the page you came from").click()
    expect(plain).to_have_url(f"{live_server.url}/news/post/")
    stored = Feedback.objects.get()
    assert (stored.doing, stored.thoughts, stored.rating) == ("Find out when it was", WORDS, "poor")
    assert stored.seen == f"news.postedition:{edition.pk}"
    assert plain.context.cookies() == []

    sign_in_by_form(plain, editor, at=live_server.url)
    plain.get_by_role("link", name=WORDS).click()
    expect(plain.get_by_role("link", name="/news/post/")).to_be_visible()
    plain.get_by_label("Note").fill("The date moves up in the next version.")
    plain.get_by_role("button", name="Save and mark as handled").click()
    expect(plain.get_by_text("Handled. Your note is saved.")).to_be_visible()
    assert Feedback.objects.get().handled_by == editor
    no_complaints()


def test_axe_finds_nothing_at_both_widths_and_the_trap_is_hidden(
    context: BrowserContext, live_server: LiveServer, axe: Callable[[Page], None], complaints: list[str]
) -> None:
    page = context.new_page()
    listen(page, complaints)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live_server.url}/feedback/?from=/news/")
        assert_nobody_meets(page, "#website")
        axe(page)
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(f"{live_server.url}/feedback/thanks/?from=/news/")
        axe(page)
    page.goto(f"{live_server.url}/feedback/?sensitive=1")
    axe(page)

    assert complaints == []


def assert_nobody_meets(page: Page, trap: str) -> None:
    """Not by eye, not by keyboard, not by what a screen reader is told."""
    box = page.locator(trap).locator("..").bounding_box()
    assert box is not None
    assert box["width"] <= 1
    assert box["height"] <= 1
    assert page.get_by_role("textbox", name="Leave this field empty").count() == 0
    stops = []
    page.get_by_label("What were you trying to do?").focus()
    for _number in FORM_STOPS:
        stops.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert stops == FORM_STOPS


def test_the_desks_screens_are_sound_on_a_phone_and_on_a_desk(
    page: Page, live_server: LiveServer, axe: Callable[[Page], None], complaints: list[str]
) -> None:
    feedback = make_feedback(
        "x" * 300, page="/news/a-very-long-address-that-does-not-want-to-be-broken-anywhere/"
    )
    make_feedback().handle(by=make_editor(name="A Name Of Some Considerable Length"), at=feedback.sent_at)
    sign_in_by_form(page, make_editor(), at=live_server.url)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("", f"{feedback.pk}/change/", f"{feedback.pk}/redact/"):
            page.goto(f"{live_server.url}/admin/feedback/feedback/{address}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert complaints == []
            axe(page)
            complaints.clear()  # what axe does to a page of the desk is refused: that is no news
