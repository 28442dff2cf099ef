"""The home page and the desk's screen for it in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User
from home import choosing
from news.models import Kind
from publishing import clock
from publishing.states import State
from tests.browser import judge, listen, overflow
from tests.desk.browser.people import sign_in
from tests.factories import make_editor, make_post_edition
from tests.home.factories import make_campaign, make_feature

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = (
    "Extraordinarily long headlines about Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch happen"
)
MOVED = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved = (window.moved || 0) + entry.value;
}).observe({type: "layout-shift", buffered: true});"""


@pytest.fixture
def editor(live_server: Any) -> User:
    """And a home page with everything on it: four posts beside the lead, appeals, advice, a campaign, the latest."""
    editor = make_editor()
    for number in range(5):
        make_feature(make_post_edition(State.LIVE, title=f"{LONG} {number}"), by=editor)
    for kind in (Kind.APPEAL, Kind.ADVICE, Kind.NEWS):
        for number in range(2):
            make_post_edition(State.LIVE, kind=kind, title=f"{kind.label} {number}")
    make_campaign(by=editor, title="Lock it in the evening", text="Ten minutes keep thieves out of a shed.")
    return editor


def test_the_home_page_holds_at_every_width_and_says_first_whom_to_call(
    browser: Browser, live_server: Any, editor: User, complaints: list[str]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB")
    context.add_init_script(MOVED)
    page = context.new_page()
    listen(page, complaints)
    page.goto(f"{live_server.url}/")
    page.wait_for_load_state("networkidle")
    calls = [
        page.get_by_role("link", name=number, exact=True).first.bounding_box() for number in ("999", "101")
    ]
    lead = page.locator(".lead").bounding_box()

    assert page.evaluate("window.moved || 0") == 0
    assert lead is not None
    for box in calls:
        assert box is not None
        assert box["y"] + box["height"] < 640, "Whom to call is on the first screen of a small phone."
        assert box["y"] < lead["y"]
    judge(page, widths=[320, 700, 1280])
    tops = [card.bounding_box() for card in page.locator(".features > li").all()]
    context.close()

    assert len({box["y"] for box in tops if box}) == 1, "Four cards stand in one row where there is room."
    assert not complaints


def test_posts_are_arranged_at_the_desk_by_keyboard_without_script(
    browser: Browser, live_server: Any, editor: User, complaints: list[str], no_complaints: Callable[[], None]
) -> None:
    context = browser.new_context(locale="en-GB")
    sign_in(context, editor, at=live_server.url)
    page = context.new_page()
    listen(page, complaints)
    page.goto(f"{live_server.url}/admin/home/feature/")
    judge(page, widths=[1280, 390])
    page.set_viewport_size({"width": 320, "height": 800})
    assert overflow(page) <= 0
    page.goto(f"{live_server.url}/admin/home/feature/preview/")
    judge(page, widths=[320])
    context.close()

    first = arranged()[0]
    page = without_script(browser, editor, live_server.url)
    page.get_by_role("button", name=f"Move down {LONG} 0").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The home page is arranged as you see it here.").wait_for()
    assert arranged()[1] == first
    place = page.get_by_role("spinbutton", name=f"Place of {LONG} 0")
    place.fill("5")
    place.press("Enter")  # presses "Save", not the first arrow
    page.get_by_text("The home page is arranged as you see it here.").wait_for()
    page.context.close()

    assert arranged()[4] == first
    no_complaints()


def arranged() -> list[int]:
    return [one.pk for one in choosing.current(clock.now())]


def without_script(browser: Browser, editor: User, url: str) -> Page:
    context: BrowserContext = browser.new_context(locale="en-GB", java_script_enabled=False)
    context.set_default_timeout(30_000)
    sign_in(context, editor, at=url)
    page = context.new_page()
    page.goto(f"{url}/admin/home/feature/")
    return page
