"""How it looks: judged by axe in every state, wide and narrow, by day and by night, and on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from consent.models import PolicyEdition
from tests.browser import judge
from tests.consent.browser.conftest import (
    REMEMBERED,
    STATISTICS,
    answering_with,
    choose,
    is_asking,
    is_saved,
    state,
)
from tests.consent.factories import make_entry, make_group, replace_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [1280, 320]


def test_axe_finds_nothing_in_any_state_of_the_question(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    judge(page, widths=WIDTHS)
    answering_with(page, 500)
    page.click("section.consent button[value=accept]")
    page.wait_for_selector("section.consent [data-trouble]:not([hidden])")
    judge(page, widths=WIDTHS)
    page.unroute("**/cookies/preferences/")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("#cookies-accepted:not([hidden])")
    judge(page, widths=WIDTHS)


def test_axe_finds_nothing_on_the_pages_about_cookies(page: Page, site: str, policy: PolicyEdition) -> None:
    long = make_group(
        "films", make_entry("a_very_long_name_that_" * 4 + "*", provider_url="/"), name="Films " * 16
    )
    moment = timezone.now() - timedelta(minutes=1)
    replace_policy(policy, STATISTICS, REMEMBERED, long, moment=moment)
    page.goto(f"{site}/cookies/?from=/news/")
    judge(page, widths=WIDTHS)
    choose(page, statistics="yes", preferences="no")
    page.wait_for_url("**/cookies/preferences/")
    judge(page, widths=WIDTHS)
    choose(page, films="no")
    is_saved(page)
    judge(page, widths=WIDTHS)
    for path in ("receipt/", "policy/", "policy/1/", "policy/2/"):
        page.goto(f"{site}/cookies/{path}")
        judge(page, widths=WIDTHS)


def test_the_page_prints_without_what_cannot_be_pressed_on_paper(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    page.emulate_media(media="print")
    assert not is_asking(page)
    page.goto(f"{site}/cookies/")
    assert page.locator(".kept").first.is_visible()
    assert state(page) == "ask"
