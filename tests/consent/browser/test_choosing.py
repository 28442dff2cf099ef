"""The page about cookies, the way there and back, changing one's mind, and the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from consent.models import AnswerCount, PolicyEdition
from consent.register import Kind, Unit
from publishing import release
from publishing.states import State
from tests.browser import until
from tests.consent.browser.conftest import (
    REMEMBERED,
    STATISTICS,
    answer,
    answering_with,
    choose,
    focus,
    fresh,
    is_asking,
    is_saved,
    keeps,
    stored,
)
from tests.consent.factories import make_entry, make_group, make_policy, replace_policy
from tests.factories import make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_choices_are_reached_from_the_question_and_lead_back(
    page: Page, site: str, no_complaints: Any
) -> None:
    page.goto(f"{site}/news/post/")
    page.get_by_role("link", name="Customise cookies").click()
    page.wait_for_url("**/cookies/?from=/news/post/#choices")
    choose(page, statistics="yes", preferences="no")
    is_saved(page)

    assert focus(page) == "cookies-saved"
    assert page.locator("[data-said='statistics yes']").is_visible()
    assert page.locator("[data-said='preferences no']").is_visible()
    assert page.locator("[data-said]:visible").count() == 2
    keeps(page, "demo_visits")
    assert "demo_last_page" not in stored(page)
    page.get_by_role("link", name="Go back to the page you were looking at").click()
    page.wait_for_url("**/news/post/")
    assert not is_asking(page)
    no_complaints()


def test_what_was_chosen_is_marked_and_can_be_saved_again(page: Page, site: str) -> None:
    page.goto(f"{site}/cookies/")
    choose(page, statistics="no", preferences="yes")
    is_saved(page)
    page.goto(f"{site}/cookies/")

    assert page.is_checked("[name='g.statistics'][value=no]")
    assert page.is_checked("[name='g.preferences'][value=yes]")
    page.click("main button[value=save]")
    is_saved(page)
    assert AnswerCount.objects.get().number == 1


def test_a_question_that_is_left_open_is_named_and_nothing_is_stored(page: Page, site: str) -> None:
    page.goto(f"{site}/cookies/")
    choose(page, statistics="yes")
    page.wait_for_url("**/cookies/preferences/")

    assert page.locator(".govuk-error-summary a").all_inner_texts() == ["Choose yes or no: Preferences."]
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.is_checked("[name='g.statistics'][value=yes]")
    assert stored(page) == set()
    choose(page, preferences="no")
    page.wait_for_url("**/cookies/")
    is_saved(page)
    assert page.locator(".govuk-error-summary").count() == 0
    assert stored(page) >= {"cookie_consent"}
    page.reload()
    assert page.title().startswith("Cookies")
    assert AnswerCount.objects.get().number == 1


def test_who_takes_a_yes_back_keeps_nothing_of_it(page: Page, site: str, context: BrowserContext) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    keeps(page, "demo_visits")
    page.goto(f"{site}/news/post/")
    until(page, "document.cookie.includes('demo_visits=2')")
    page.goto(f"{site}/cookies/")
    with page.expect_event("load"):
        choose(page, statistics="no", preferences="no")

    assert stored(page) == {"cookie_consent"}
    assert page.locator("#cookies-saved").is_visible()
    assert page.locator("[src*='demonstration/visits']").count() == 0
    page.goto(f"{site}/news/")
    assert stored(page) == {"cookie_consent"}


def test_other_tabs_stop_too_unless_somebody_is_writing_there(
    page: Page, site: str, context: BrowserContext
) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    reading, writing = context.new_page(), context.new_page()
    reading.goto(f"{site}/news/post/")
    writing.goto(f"{site}/feedback/")
    writing.fill("textarea >> nth=0", "The map does not open.")
    page.goto(f"{site}/cookies/")
    with reading.expect_event("load"):
        choose(page, statistics="no", preferences="no")

    assert writing.input_value("textarea >> nth=0") == "The map does not open."
    until(writing, "!document.cookie.includes('demo_visits')")


def test_who_refuses_what_is_asked_again_is_told_so(page: Page, site: str, policy: PolicyEdition) -> None:
    """What was accepted before is withdrawn by it, so the page is loaded again: the message outlives that."""
    page.goto(f"{site}/news/")
    answer(page, "accept")
    keeps(page, "demo_visits")
    replace_policy(policy, STATISTICS, REMEMBERED, make_group("video"), moment=timezone.now())
    page.goto(fresh(f"{site}/news/"))
    with page.expect_event("load"):
        page.click("section.consent button[value=reject]")

    assert page.locator("#cookies-rejected").is_visible()
    assert focus(page) == "cookies-rejected"
    assert stored(page) == {"cookie_consent"}


def test_a_refusal_that_was_not_kept_is_not_claimed(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    page.goto(f"{site}/cookies/")
    answering_with(page, 204)
    page.evaluate("document.cookie = 'other=1'")
    choose(page, statistics="no", preferences="no")
    page.wait_for_selector("main [data-trouble]:not([hidden])")

    assert "Your browser did not keep your choice" in page.locator("main [data-trouble]").inner_text()
    assert not page.locator("#cookies-saved").is_visible()


def test_two_open_pages_about_cookies_show_what_holds(page: Page, site: str, context: BrowserContext) -> None:
    other = context.new_page()
    for tab in (page, other):
        tab.goto(f"{site}/cookies/")
    choose(page, statistics="no", preferences="no")
    is_saved(page)
    until(other, "document.querySelectorAll('input[value=no]:checked').length == 2")
    choose(other, statistics="yes")
    is_saved(other)

    until(page, "document.querySelectorAll('input[value=yes]:checked').length == 1")
    assert page.is_checked("[name='g.preferences'][value=no]")


def test_what_the_policy_no_longer_names_goes(page: Page, site: str, policy: PolicyEdition) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    keeps(page, "demo_visits")
    replace_policy(policy, REMEMBERED, moment=timezone.now())
    page.goto(fresh(f"{site}/news/"))
    until(page, "!document.cookie.includes('demo_visits')")
    assert "demo_last_page" in stored(page)
    replaced = PolicyEdition.desk.get(ended_at=None)
    release.withdraw(replaced, by=make_editor(), reason="The script is broken.")
    page.goto(fresh(f"{site}/news/"))
    until(page, "!localStorage.demo_last_page")
    assert not is_asking(page)
    assert page.locator("script[src*=boot]").count() == 0


def test_every_kind_of_storage_is_cleared(page: Page, live_server: Any) -> None:
    kinds = (("c_*", Kind.COOKIE), ("l_*", Kind.LOCAL), ("s_*", Kind.SESSION), ("i_*", Kind.INDEXED))
    unit = {"unit": Unit.DELETING, "lasts": 0}
    entries = [make_entry(name, kind=kind, **({} if kind == Kind.COOKIE else unit)) for name, kind in kinds]
    make_policy(State.LIVE, make_group("statistics", *entries))
    page.goto(f"{live_server.url}/news/")
    page.evaluate(
        """() => new Promise((done) => {
          document.cookie = "c_1=1; path=/";
          document.cookie = "c_2=1; path=/news";
          document.cookie = "other=1; path=/";
          localStorage.l_1 = sessionStorage.s_1 = localStorage.other = "1";
          indexedDB.open("i_1").onsuccess = (event) => { event.target.result.close(); done(); };
        })"""
    )
    page.reload()
    until(page, "!document.cookie.includes('c_')")

    assert stored(page) == {"other"}
    assert page.evaluate("indexedDB.databases()") == []


def test_a_page_that_is_out_of_date_is_explained_on_the_page(
    page: Page, site: str, policy: PolicyEdition
) -> None:
    page.goto(f"{site}/cookies/")
    replace_policy(policy, STATISTICS, REMEMBERED, make_group("video"), moment=timezone.now())
    page.request.get(f"{site}/news/")
    choose(page, statistics="yes", preferences="yes")
    trouble = page.locator("main [data-trouble]")
    page.wait_for_selector("main [data-trouble]:not([hidden])")

    assert "We have changed what we ask" in trouble.inner_text()
    assert stored(page) == set()


def test_a_fault_is_said_on_the_page_too(page: Page, site: str) -> None:
    answering_with(page, 500)
    page.goto(f"{site}/cookies/")
    choose(page, statistics="yes", preferences="yes")
    page.wait_for_selector("main [data-trouble]:not([hidden])")

    assert "Your choice is not saved" in page.locator("main [data-trouble]").inner_text()
    assert not page.locator("#cookies-saved").is_visible()
    assert stored(page) == set()


def test_the_keyboard_meets_the_answers_first(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    met = []
    for _stop in range(5):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.innerText").strip())

    assert met == [
        "Accept additional cookies",
        "Reject additional cookies",
        "Customise cookies",
        "Cookies notice",
        "Skip to main content",
    ]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#cookies-rejected:not([hidden])")
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.innerText").strip()
        == "change this at any time on the cookies page"
    )
