"""More than one tab, and answers that come late: the last press counts, whatever arrives when."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser import until
from tests.consent.browser.conftest import (
    PREFERENCES,
    TROUBLE,
    answer,
    choose,
    hold,
    is_asking,
    is_in_trouble,
    keeps,
    state,
    stored,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def too_slow(page: Page, choice: str) -> list[Route]:
    """Press, and let the patience of the page end. What was sent is still on its way."""
    held: list[Route] = []
    hold(page, held, times=1)
    page.click(f"section.consent button[value={choice}]")
    until(page, "document.querySelector('section.consent form').getAttribute('aria-busy') == 'true'")
    page.clock.fast_forward(8_000)
    is_in_trouble(page)
    return held


def test_an_answer_that_comes_late_is_said_to_be_saved_after_all(page: Page, site: str) -> None:
    page.clock.install()
    page.goto(f"{site}/news/")
    held = too_slow(page, "accept")
    held[0].continue_()
    page.wait_for_selector("#cookies-accepted:not([hidden])")

    assert not page.locator(TROUBLE).is_visible()
    keeps(page, "demo_visits")


def test_a_yes_that_comes_after_a_no_is_taken_back(page: Page, site: str) -> None:
    page.clock.install()
    page.goto(f"{site}/news/")
    held = too_slow(page, "accept")
    page.click("section.consent button[value=reject]")
    page.wait_for_selector("#cookies-rejected:not([hidden])")
    with page.expect_response(PREFERENCES):
        held[0].continue_()
    until(page, "document.cookie.split('=-1').length == 3")
    page.goto(f"{site}/news/post/")

    assert state(page) == "set"
    assert stored(page) == {"cookie_consent"}


def test_a_yes_that_comes_after_not_now_is_none(page: Page, site: str) -> None:
    page.clock.install()
    page.goto(f"{site}/news/")
    held = too_slow(page, "accept")
    page.get_by_role("link", name="Not now").click()
    with page.expect_response(PREFERENCES):
        held[0].continue_()
    until(page, "!document.cookie.includes('cookie_consent')")
    page.goto(f"{site}/news/post/")

    assert is_asking(page)
    assert stored(page) == set()


def test_a_yes_on_its_way_gives_way_to_a_no_in_another_tab(
    page: Page, site: str, context: BrowserContext
) -> None:
    held: list[Route] = []
    hold(page, held)
    page.goto(f"{site}/news/")
    other = context.new_page()
    other.goto(f"{site}/news/")
    page.click("section.consent button[value=accept]")
    until(page, "document.querySelector('section.consent form').getAttribute('aria-busy') == 'true'")
    answer(other, "reject")
    until(page, "document.documentElement.dataset.consent == 'set'")
    with page.expect_response(PREFERENCES):
        held[0].continue_()
    until(page, "document.cookie.split('=-1').length == 3")
    page.goto(f"{site}/news/post/")

    assert stored(page) == {"cookie_consent"}


def test_an_answer_in_one_tab_is_one_in_all(page: Page, site: str, context: BrowserContext) -> None:
    other = context.new_page()
    for tab in (page, other):
        tab.goto(f"{site}/news/")
    answer(page, "accept")

    until(other, "document.documentElement.dataset.consent == 'set'")
    assert not is_asking(other)
    keeps(other, "demo_visits")


def test_two_tabs_that_answer_at_once_leave_one_whole_answer(
    page: Page, site: str, context: BrowserContext
) -> None:
    """Either of the two, and never a part of each: that would be yes to both, or no to both."""
    other = context.new_page()
    held: list[Route] = []
    for tab, statistics, preferences in ((page, "yes", "no"), (other, "no", "yes")):
        hold(tab, held)
        tab.goto(f"{site}/cookies/")
        choose(tab, statistics=statistics, preferences=preferences)
        until(tab, "document.querySelector('[data-page-form]').getAttribute('aria-busy') == 'true'")
    for route in held:
        route.continue_()
    for tab in (page, other):
        until(tab, "document.documentElement.dataset.consent == 'set'")

    value = next(one for one in context.cookies() if one["name"] == "cookie_consent")["value"]
    assert value.count("=-1") == 1
    assert not page.locator("main [data-trouble]").is_visible()


def test_a_page_that_comes_back_from_the_browsers_memory_looks_again(
    page: Page, site: str, context: BrowserContext
) -> None:
    page.goto(f"{site}/news/")
    other = context.new_page()
    other.goto(f"{site}/news/")
    other.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    answer(other, "reject")
    assert is_asking(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert not is_asking(page)
