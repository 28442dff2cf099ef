"""What a press of a button does: saved and said so, or not saved and said so. Never anything between."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route

from consent.models import AnswerCount, PolicyEdition
from tests.browser import until
from tests.consent.browser.conftest import (
    PREFERENCES,
    REMEMBERED,
    STATISTICS,
    Watched,
    answer,
    answering_with,
    focus,
    hold,
    is_asking,
    is_in_trouble,
    keeps,
    state,
    stored,
)
from tests.consent.factories import make_group, replace_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = {"accept": "accepted", "reject": "rejected"}


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("accept", {"demo_visits", "demo_last_page"}), ("reject", set())],
)
def test_an_answer_is_saved_said_and_acted_on(
    page: Page, site: str, choice: str, kept: set[str], no_complaints: Any
) -> None:
    page.goto(f"{site}/news/")
    answer(page, choice)
    for name in kept:
        keeps(page, name)

    assert focus(page) == f"cookies-{SAID[choice]}"
    message = page.locator(f"#cookies-{SAID[choice]}")
    assert "Your choice is saved." in message.inner_text()
    assert message.get_by_role("link", name="change this at any time on the cookies page").is_visible()
    assert {name for name in stored(page) if not name.startswith("demo_visits_")} == {"cookie_consent", *kept}
    message.get_by_role("link", name="Hide this message").click()
    assert focus(page) == "main"
    assert not message.is_visible()
    page.goto(f"{site}/news/")
    assert state(page) == "set"
    assert not message.is_visible()
    no_complaints()


def test_while_it_is_sent_the_buttons_wait_and_keep_their_words(page: Page, site: str) -> None:
    held: list[Route] = []
    hold(page, held)
    page.goto(f"{site}/news/")
    button = page.locator("section.consent button[value=accept]")
    words = button.inner_text()
    button.dblclick()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('section.consent form').getAttribute('aria-busy') == 'true'")

    assert is_asking(page)
    assert button.get_attribute("aria-disabled") == "true"
    assert button.inner_text() == words
    assert not page.locator(".consent-said").first.is_visible()
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_selector("#cookies-accepted:not([hidden])")
    assert len(held) == 1
    assert button.get_attribute("aria-disabled") == "false"


def test_two_presses_are_one_answer(site: str, watched: Watched) -> None:
    watched.page.goto(f"{site}/news/")
    watched.page.locator("section.consent button[value=reject]").dblclick()
    watched.page.wait_for_selector("#cookies-rejected:not([hidden])")

    assert watched.asked == ["POST preferences/"]


def test_who_goes_on_at_once_has_answered(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    page.evaluate(
        "document.querySelector('section.consent button[value=reject]').click(); location.href = '/peel/'"
    )
    page.wait_for_url("**/peel/")
    until(page, "document.cookie.includes('cookie_consent')")
    page.goto(f"{site}/news/")

    assert state(page) == "set"


# --- not saved --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503, 429, 200])
def test_a_technical_fault_is_said_and_the_choice_is_not_claimed(page: Page, site: str, status: int) -> None:
    sent = answering_with(page, status)
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=accept]")

    said = is_in_trouble(page)
    assert "Sorry, there was a technical problem. Your choice is not saved" in said
    assert is_asking(page)
    assert stored(page) == set()
    assert not page.locator(".consent-said").first.is_visible()
    page.unroute(PREFERENCES)
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("#cookies-accepted:not([hidden])")
    assert "choice=accept" in sent[0]
    keeps(page, "demo_visits")


def test_after_the_third_failure_another_way_is_offered(page: Page, site: str) -> None:
    sent = answering_with(page, 500)
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=reject]")
    way = page.locator("section.consent [data-page]")
    for time in range(1, 4):
        until(page, "document.querySelector('[aria-busy]').getAttribute('aria-busy') == 'false'")
        assert len(sent) == time
        assert way.is_visible() == (time == 3)
        if time < 3:
            page.get_by_role("button", name="Try again").click()
            until(page, "!document.querySelector('[data-trouble]').hidden")
    way.click()
    page.wait_for_url("**/cookies/#choices")


def test_who_leaves_it_is_asked_on_the_next_page(page: Page, site: str) -> None:
    answering_with(page, 500)
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=accept]")
    is_in_trouble(page)
    page.get_by_role("link", name="Not now").click()
    assert not is_asking(page)
    assert focus(page) == "main"
    page.goto(f"{site}/news/")
    assert is_asking(page)
    assert stored(page) == set()


def test_a_server_that_does_not_answer_is_given_up(page: Page, site: str) -> None:
    page.clock.install()
    page.route(PREFERENCES, lambda route: None)
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=accept]")
    until(page, "document.querySelector('section.consent form').getAttribute('aria-busy') == 'true'")
    page.clock.fast_forward(8_000)

    assert "technical problem" in is_in_trouble(page)
    assert stored(page) == set()


def test_offline_is_said_and_tried_again_online(page: Page, site: str, context: BrowserContext) -> None:
    page.goto(f"{site}/news/")
    context.set_offline(True)
    page.click("section.consent button[value=reject]")
    assert "You are offline. Your choice is not saved" in is_in_trouble(page)
    assert stored(page) == set()
    context.set_offline(False)
    page.wait_for_selector("#cookies-rejected:not([hidden])")
    assert stored(page) == {"cookie_consent"}


def test_offline_the_last_press_counts(page: Page, site: str, context: BrowserContext) -> None:
    page.goto(f"{site}/news/")
    context.set_offline(True)
    for choice in ("accept", "reject"):
        page.click(f"section.consent button[value={choice}]")
        is_in_trouble(page)
        until(page, "document.querySelector('[aria-busy]').getAttribute('aria-busy') == 'false'")
    context.set_offline(False)
    page.wait_for_selector(".consent-said:not([hidden])")

    assert page.locator("#cookies-rejected").is_visible()
    assert AnswerCount.objects.get().choices == "preferences=no statistics=no"
    assert stored(page) == {"cookie_consent"}


def test_offline_who_says_not_now_has_answered_nothing(
    page: Page, site: str, context: BrowserContext
) -> None:
    page.goto(f"{site}/news/")
    context.set_offline(True)
    page.click("section.consent button[value=accept]")
    is_in_trouble(page)
    page.get_by_role("link", name="Not now").click()
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(300)

    assert not AnswerCount.objects.exists()
    assert stored(page) == set()
    assert not is_asking(page)


def test_who_did_not_press_is_not_answered_for_when_online_again(
    page: Page, site: str, context: BrowserContext
) -> None:
    page.goto(f"{site}/news/")
    context.set_offline(True)
    context.set_offline(False)
    page.wait_for_timeout(200)

    assert is_asking(page)
    assert stored(page) == set()


def test_a_browser_that_keeps_no_cookie_is_not_told_that_it_did(page: Page, site: str) -> None:
    answering_with(page, 204)
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=accept]")

    assert "Your browser did not keep your choice" in is_in_trouble(page)
    assert is_asking(page)
    assert stored(page) == set()


def test_a_page_that_is_out_of_date_says_so_and_can_be_loaded_again(
    page: Page, site: str, policy: PolicyEdition
) -> None:
    page.goto(f"{site}/news/")
    replace_policy(policy, STATISTICS, REMEMBERED, make_group("video"), moment=timezone.now())
    page.request.get(f"{site}/news/")  # from now on the server knows
    page.click("section.consent button[value=accept]")
    assert "We have changed what we ask since this page was opened. Nothing is saved." in is_in_trouble(page)
    assert stored(page) == set()
    assert not page.get_by_role("button", name="Try again").is_visible()
    page.get_by_role("button", name="Load the page again").click()
    until(page, "document.documentElement.dataset.asks.includes('video')")
    answer(page, "accept")
    keeps(page, "demo_visits")


@pytest.mark.parametrize("status", [400, 403])
def test_what_the_server_refuses_is_explained_on_a_page_of_its_own(
    page: Page, site: str, status: int
) -> None:
    """The same is sent once more as a form: a browser that hides where it is can confirm it there."""

    def refuse_script(route: Route) -> None:
        if route.request.headers.get("x-requested-with"):
            route.fulfill(status=status)
        else:
            route.continue_()

    page.route(PREFERENCES, refuse_script)
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=reject]")
    page.wait_for_url("**/news/#cookies-rejected")

    assert state(page) == "set"
    assert AnswerCount.objects.get().choices == "preferences=no statistics=no"
