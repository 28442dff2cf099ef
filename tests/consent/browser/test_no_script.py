"""The same without script: the question is put by a stylesheet, the answer sent as a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.consent.browser.conftest import is_asking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def kept(page: Page) -> set[str]:
    return {one["name"] for one in page.context.cookies()}


@pytest.mark.parametrize(("choice", "ending"), [("accept", "accepted"), ("reject", "rejected")])
def test_the_question_is_put_answered_and_confirmed(page: Page, site: str, choice: str, ending: str) -> None:
    page.goto(f"{site}/news/?kind=appeal")
    assert is_asking(page)
    assert kept(page) == set()
    page.click(f"section.consent button[value={choice}]")
    page.wait_for_url(f"**/news/?kind=appeal#cookies-{ending}")

    assert not is_asking(page)
    shown = [
        one for one in ("accepted", "rejected", "customised") if page.locator(f"#cookies-{one}").is_visible()
    ]
    assert shown == [ending]
    assert kept(page) == {"cookie_consent"}
    page.get_by_role("link", name="Hide this message").click()
    assert not page.locator(f"#cookies-{ending}").is_visible()
    page.goto(f"{site}/news/post/")
    assert not is_asking(page)
    assert not page.locator(f"#cookies-{ending}").is_visible()


def test_the_choices_are_made_on_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/news/post/")
    page.get_by_role("link", name="Customise cookies").click()
    page.wait_for_url("**/cookies/?from=/news/post/#choices")
    assert page.get_by_text("Now: you have not chosen, so it is off.").first.is_visible()
    page.check("[name='g.statistics'][value=yes]")
    page.click("main button[value=save]")
    page.wait_for_url("**/cookies/preferences/")
    assert page.locator(".govuk-error-summary a").all_inner_texts() == ["Choose yes or no: Preferences."]
    assert kept(page) == set()
    page.check("[name='g.preferences'][value=no]")
    page.click("main button[value=save]")
    page.wait_for_url("**/cookies/?from=%2Fnews%2Fpost%2F#cookies-saved")

    assert page.locator("#cookies-saved").is_visible()
    assert page.locator("[data-said='statistics yes']").is_visible()
    assert page.locator("[data-said='preferences no']").is_visible()
    page.get_by_role("link", name="Go back to the page you were looking at").click()
    page.wait_for_url("**/news/post/")
    assert not is_asking(page)


def test_a_link_cannot_claim_an_answer(page: Page, site: str) -> None:
    for ending in ("accepted", "rejected", "customised"):
        page.goto(f"{site}/news/#cookies-{ending}")
        assert is_asking(page)
        assert not page.locator(f"#cookies-{ending}").is_visible()
    page.goto(f"{site}/cookies/#cookies-saved")
    assert not page.locator("#cookies-saved").is_visible()
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=reject]")
    page.goto(f"{site}/news/post/#cookies-accepted")
    assert not page.locator("#cookies-accepted").is_visible()


def test_a_browser_that_asks_for_privacy_is_not_asked(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, extra_http_headers={"Sec-GPC": "1"})
    page = context.new_page()
    page.goto(f"{site}/news/")
    assert not is_asking(page)
    page.goto(f"{site}/cookies/")
    assert page.locator(".gpc").is_visible()
    context.close()


def test_nothing_that_waits_for_a_yes_is_loaded(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/news/")
    page.click("section.consent button[value=accept]")
    page.wait_for_url("**/news/#cookies-accepted")

    assert not [one for one in asked if "demonstration" in one or one.endswith(".js")]
