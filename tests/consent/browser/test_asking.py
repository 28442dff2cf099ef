"""When the question is put, and when it is not: the rows of the state machine that begin with a page being loaded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from consent.models import PolicyEdition
from publishing.states import State
from tests.browser import until
from tests.consent.browser.conftest import (
    REMEMBERED,
    STATISTICS,
    Watched,
    answer,
    fresh,
    is_asking,
    keeps,
    state,
    stored,
)
from tests.consent.cookies import ASKS, examples
from tests.consent.factories import make_group, make_policy, replace_policy
from tests.factories import make_page_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECOND = timedelta(seconds=1)
JUDGE = """([asks, value]) => {
  document.documentElement.dataset.asks = asks;
  document.cookie = "cookie_consent=; max-age=0; path=/";
  document.cookie = `cookie_consent="${value}"; path=/`;
  const said = self.consent();
  return [said.statistics ?? null, said.preferences ?? null, document.documentElement.dataset.consent];
}"""


def test_the_browser_judges_every_cookie_as_the_server_does(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")

    for example in examples(datetime.now(UTC), 182):
        said = page.evaluate(JUDGE, [ASKS, example.value])
        assert said == [example.statistics, example.preferences, example.state], example.value


def test_who_has_not_answered_is_asked_and_nothing_is_sent_or_stored(
    site: str, watched: Watched, no_complaints: Any
) -> None:
    page = watched.page
    page.goto(f"{site}/news/")

    assert is_asking(page)
    said = page.locator("section.consent").inner_text()
    assert "Some cookies are necessary" in said
    assert page.get_by_role("link", name="Customise cookies").is_visible()
    assert page.get_by_role("link", name="Cookies notice").is_visible()
    assert stored(page) == set()
    page.keyboard.press("Escape")
    page.mouse.wheel(0, 2000)
    page.goto(f"{site}/news/post/")
    assert is_asking(page)
    assert stored(page) == set()
    assert watched.asked == []
    no_complaints()


def test_who_has_answered_is_asked_nothing_and_nothing_is_fetched_for_it(site: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{site}/news/")
    answer(page, "reject")
    watched.asked.clear()
    page.goto(f"{site}/news/post/")

    assert state(page) == "set"
    assert not is_asking(page)
    assert not page.locator(".consent-said").first.is_visible()
    assert watched.asked == []


def test_where_nothing_needs_consent_nobody_is_asked(page: Page, live_server: Any) -> None:
    make_policy(State.LIVE, make_group("kept", basis="necessary"))
    page.goto(f"{live_server.url}/news/")

    assert page.locator("section.consent").count() == 0
    assert page.locator("script[src]").count() == 0
    assert page.locator("noscript").count() == 0
    page.get_by_role("contentinfo").get_by_role("link", name="Cookies").click()
    page.wait_for_url("**/cookies/")
    assert "There is nothing to choose." in page.locator("main").inner_text()


def test_without_a_policy_the_page_says_that_nothing_is_stored(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/cookies/")

    assert "This site stores nothing on your device." in page.locator("main").inner_text()
    assert stored(page) == set()


def test_a_new_group_is_asked_about_and_what_was_answered_stands(
    page: Page, site: str, policy: PolicyEdition
) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    replace_policy(
        policy,
        STATISTICS,
        REMEMBERED,
        make_group("video"),
        moment=timezone.now(),
        change_note="We added films.",
    )
    page.goto(fresh(f"{site}/news/"))

    assert state(page) == "stale"
    assert is_asking(page)
    assert "We added films." in page.locator(".consent__stale").inner_text()
    keeps(page, "demo_visits")
    page.goto(f"{site}/cookies/")
    marked = page.locator("[data-page-form] input:checked")
    assert {one.get_attribute("name") for one in marked.all()} == {"g.statistics", "g.preferences"}


def test_a_yes_to_something_else_is_a_no_until_it_is_asked_again(
    page: Page, site: str, policy: PolicyEdition
) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    keeps(page, "demo_visits")
    other = make_group("statistics", *STATISTICS.entries, purpose="To sell what is counted.")
    replace_policy(policy, other, REMEMBERED, moment=timezone.now())
    page.goto(fresh(f"{site}/news/"))

    assert state(page) == "stale"
    until(page, "!document.cookie.includes('demo_visits')")
    assert "demo_last_page" in stored(page)


def test_who_refused_is_not_asked_again_because_more_is_kept(
    page: Page, site: str, policy: PolicyEdition
) -> None:
    page.goto(f"{site}/news/")
    answer(page, "reject")
    more = make_group("statistics", *STATISTICS.entries, shares=True)
    replace_policy(policy, more, REMEMBERED, moment=timezone.now())
    page.goto(fresh(f"{site}/news/"))

    assert state(page) == "set"


def test_an_answer_that_is_too_old_is_asked_for_again(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=183))
    page.goto(f"{site}/news/")

    assert state(page) == "expired"
    assert "too old to count" in page.locator(".consent__expired").inner_text()


def test_a_cookie_that_was_deleted_is_a_first_visit(page: Page, site: str, context: BrowserContext) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    context.clear_cookies()
    page.goto(f"{site}/news/")

    assert state(page) == "ask"
    assert is_asking(page)


def test_a_kept_page_of_the_old_version_asks_nothing_new(
    page: Page, site: str, policy: PolicyEdition
) -> None:
    """A shared cache may hand it out for a minute: who has answered it is asked by the next fresh page."""
    page.goto(f"{site}/news/")
    answer(page, "accept")
    old = page.request.get(f"{site}/news/").text()
    replace_policy(policy, STATISTICS, REMEMBERED, make_group("video"), moment=timezone.now())
    page.route("**/news/", lambda route: route.fulfill(body=old, content_type="text/html; charset=utf-8"))
    page.goto(f"{site}/news/")
    assert state(page) == "set"
    page.goto(f"{site}/news/post/")
    assert state(page) == "stale"


def test_a_page_that_says_what_this_script_does_not_know_asks(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")

    for asks in ("statistics", "another=2026-11-02T10:00:00+00:00@1", "=@"):
        page.evaluate("(asks) => { document.documentElement.dataset.asks = asks; self.consent(); }", asks)
        assert state(page) == "stale", asks


def test_where_the_first_script_does_not_arrive_everything_stays_off(page: Page, site: str) -> None:
    page.route("**/boot.js", lambda route: route.abort())
    page.goto(f"{site}/news/")

    assert not is_asking(page)
    assert stored(page) == set()
    page.get_by_role("contentinfo").get_by_role("link", name="Cookies").click()
    page.wait_for_url("**/cookies/")
    page.check("[name='g.statistics'][value=yes]")
    page.check("[name='g.preferences'][value=no]")
    page.click("main button[value=save]")
    page.wait_for_url("**/cookies/#cookies-saved")
    assert stored(page) == {"cookie_consent"}


def test_the_page_about_cookies_asks_by_itself(page: Page, site: str) -> None:
    page.goto(f"{site}/cookies/")

    assert page.locator("section.consent").count() == 0
    assert page.locator("[data-page-form] input:checked").count() == 0
    assert page.get_by_text("Now: you have not chosen, so it is off.").count() == 2
    assert page.get_by_text("Now: you have not chosen, so it is off.").first.is_visible()


def test_the_state_is_the_same_on_a_page_in_welsh(page: Page, site: str) -> None:
    make_page_edition(State.LIVE, slug="cysylltu", language="cy")
    page.goto(f"{site}/cysylltu/")
    assert page.evaluate("document.documentElement.lang") == "cy"
    assert is_asking(page)
    assert page.evaluate("document.querySelector('section.consent').closest('[lang]').lang") == "en-GB"
    answer(page, "reject")
    page.goto(f"{site}/news/")
    assert state(page) == "set"


def test_a_page_that_can_be_left_quickly_asks_nothing_and_runs_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    answer(page, "accept")
    keeps(page, "demo_visits")
    page.context.clear_cookies(name="demo_visits")
    page.goto(f"{site}/help/")

    assert page.locator("section.consent, template[data-consent]").count() == 0
    assert [
        one.rpartition("/")[2] for one in page.evaluate("[...document.scripts].map((one) => one.src)")
    ] == ["leaving.js"]
    assert "demo_visits" not in stored(page)


# --- privacy asked for by the browser ---------------------------------------------------------------------------

GPC = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"


def test_a_browser_that_asks_for_privacy_is_not_asked(page: Page, site: str) -> None:
    page.add_init_script(GPC)
    page.goto(f"{site}/news/")
    assert state(page) == "gpc"
    assert not is_asking(page)
    assert stored(page) == set()
    page.goto(f"{site}/cookies/")
    assert page.locator(".gpc").is_visible()


def test_a_yes_that_is_said_all_the_same_counts(page: Page, site: str) -> None:
    page.add_init_script(GPC)
    page.goto(f"{site}/cookies/")
    page.check("[name='g.statistics'][value=yes]")
    page.check("[name='g.preferences'][value=no]")
    page.click("main button[value=save]")
    page.wait_for_selector("#cookies-saved:not([hidden])")
    keeps(page, "demo_visits")
    page.goto(f"{site}/news/")
    assert state(page) == "set"
    keeps(page, "demo_visits")
