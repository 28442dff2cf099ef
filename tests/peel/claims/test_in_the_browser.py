"""Claims and the comparison of forces in a real browser: every width, by day and night, magnified, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from peel import loading
from peel.demonstration import claim as demonstration
from peel.models import Claim
from tests.browser import judge, overflow
from tests.factories import make_author, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_claims_and_the_comparison_read_well_everywhere(
    page: Page, live_server: Any, no_complaints: Callable[[], None]
) -> None:
    loading.load_folder(loading.REFERENCE)
    demonstration.load(make_author(), make_editor())
    told = [f"/peel/claims/{pk}/" for pk in Claim.desk.order_by("-pk").values_list("pk", flat=True)[:1]]
    for address in ["/peel/claims/", "/peel/compare/?cycle=2023-25&question=responding", *told]:
        page.goto(live_server.url + address)
        judge(page, widths=[320, 1280])
        page.set_viewport_size({"width": 320, "height": 256})
        assert overflow(page) <= 0, address

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/peel/compare/?cycle=2023-25&question=responding")
    page.get_by_label("Forces", exact=True).select_option("Wales")
    page.get_by_role("button", name="Show").first.click()
    assert "Shown are 4 forces" in page.locator("main").inner_text()
    page.emulate_media(media="print")
    assert page.locator("svg.chart").is_visible()
    no_complaints()
