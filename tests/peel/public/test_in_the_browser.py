"""The pages about areas, progress and answers in a real browser: every width, by day and night, magnified, on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from peel import loading
from peel.demonstration import findings
from peel.models import Inspection, MetricPoint, MetricSeries, Source
from publishing import clock
from publishing.states import State
from tests.browser import judge, overflow
from tests.factories import make_author, make_editor, make_summary_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/peel/",
    "/peel/?as_of=2024-01-01",
    "/peel/areas/responding/",
    "/peel/areas/leadership/",
    "/peel/progress/",
    "/peel/progress/?as_of=2024-01-01",
    "/peel/answers/",
]


def figures() -> None:
    series, source = MetricSeries.objects.get(pk="999-under-10-seconds"), Source.objects.all()[0]
    for month in range(1, 13):
        days = {"period_from": date(2025, month, 1), "period_to": date(2025, month, 28)}
        counts = {"numerator": 700 + month * 20, "denominator": 1000}
        MetricPoint.objects.create(series=series, force_id="staffordshire", source=source, **days, **counts)


def test_the_pages_of_our_work_read_well_everywhere_and_ours_prints_on_one_sheet(
    page: Page, live_server: Any, settings: Any, no_complaints: Callable[[], None]
) -> None:
    settings.DEMONSTRATION = True
    loading.load_folder(loading.REFERENCE)
    findings.load(make_author(), make_editor(), clock.now())
    figures()
    for address in PAGES:
        page.goto(live_server.url + address)
        judge(page, widths=[320, 1280])
        # 1280 pixels at 400 %: 320 wide and very low, with text that is larger by itself.
        page.set_viewport_size({"width": 320, "height": 256})
        assert overflow(page) <= 0, address

    page.goto(f"{live_server.url}/peel/")
    page.get_by_label("Show what was known on").fill("2024-01-01")
    page.get_by_role("button", name="Show that day").click()
    page.wait_for_url("**/peel/?as_of=2024-01-01")
    assert "This is what was known on 1 January 2024." in page.locator("main").inner_text()
    page.get_by_role("link", name="Show what is known now").click()
    page.wait_for_url("**/peel/")

    page.get_by_role("link", name="Investigating crime").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Investigating crime"

    # What we say ourselves may be long: on paper stands what the inspectors said.
    newest = Inspection.desk.get(force="staffordshire", cycle="2023-25")
    make_summary_edition(newest, State.LIVE, account="<p>A long account of ours.</p>" * 60)
    page.goto(f"{live_server.url}/peel/?not-from-the-cache")
    assert "A long account of ours." in page.locator("main").inner_text()
    page.emulate_media(media="print")
    for address in ("/peel/?not-from-the-cache", "/peel/2021-22/"):
        page.goto(live_server.url + address)
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, address
    no_complaints()


def test_how_many_stand_where_fits_a_narrow_screen_and_the_lists_read_well(
    page: Page, live_server: Any, settings: Any, no_complaints: Callable[[], None]
) -> None:
    settings.DEMONSTRATION = True
    loading.load_folder(loading.REFERENCE)
    findings.load(make_author(), make_editor(), clock.now())
    for address in ("/peel/areas/", "/peel/forces/"):
        page.goto(live_server.url + address)
        judge(page, widths=[320, 1280])
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/peel/progress/")

    assert overflow(page) <= 0
    room, wide = page.locator(".scroll:has(#counts)").evaluate("one => [one.clientWidth, one.scrollWidth]")
    assert wide <= room
