"""The pages of inspections in a real browser: at every width, by day, by night and on paper, without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from peel import loading
from tests.browser import judge, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/",
    "/peel/",
    "/peel/2018-19/",
    "/peel/history/",
    "/peel/forces/northamptonshire/",
    "/peel/compare/?cycle=2023-25&question=responding",
    "/peel/compare/?cycle=1999",
    "/peel/grades/",
]


def test_inspections_read_well_everywhere_and_ours_prints_on_one_sheet(
    page: Page, live_server: Any, settings: Any, no_complaints: Callable[[], None]
) -> None:
    settings.DEMONSTRATION = True
    loading.load_folder(loading.REFERENCE)
    for address in PAGES:
        page.goto(live_server.url + address)
        judge(page, widths=[320, 1280])

    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/peel/history/")
    region = page.locator(".scroll").first
    region.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.scroll').scrollLeft > 0")

    page.goto(f"{live_server.url}/peel/compare/")
    page.get_by_label("Inspection", exact=True).select_option("2016")
    page.locator("header form").get_by_role("button").click()
    page.wait_for_url("**cycle=2016**")
    assert "43 of 43 forces" in page.locator("main").inner_text()

    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{live_server.url}/peel/")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    no_complaints()
