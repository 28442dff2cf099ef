"""Nothing moves, nothing can be forged, and old browsers are asked as well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route

from tests.browser import until
from tests.consent.browser.conftest import (
    answer,
    hold,
    is_asking,
    state,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_browser_that_does_not_say_which_button_was_pressed(page: Page, site: str) -> None:
    """Safari before 15.4: no submitter, and a pressed button has no focus."""
    page.add_init_script(
        "Object.defineProperty(SubmitEvent.prototype, 'submitter', { get: () => undefined });"
        "document.addEventListener('mousedown', (event) => event.preventDefault(), true);"
    )
    page.goto(f"{site}/news/")
    answer(page, "reject")
    assert page.locator("#cookies-rejected").is_visible()
    page.goto(f"{site}/cookies/")
    page.check("[name='g.statistics'][value=yes]")
    page.click("main button[value=save]")
    page.wait_for_selector("#cookies-saved:not([hidden])")


def test_a_clock_that_is_days_behind_keeps_nobody_from_saying_no(page: Page, site: str) -> None:
    page.clock.set_fixed_time(timezone.now() - timedelta(days=3))
    page.goto(f"{site}/news/")
    answer(page, "reject")
    page.goto(f"{site}/news/post/")

    assert state(page) == "set"


SHIFTS = """() => {
  self.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { self.shifts += one.value; }))
    .observe({ type: 'layout-shift', buffered: true });
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    held: list[Route] = []
    hold(page, held)
    page.goto(f"{site}/news/")
    page.evaluate(SHIFTS)
    page.click("section.consent button[value=accept]")
    until(page, "document.querySelector('section.consent form').getAttribute('aria-busy') == 'true'")
    page.wait_for_timeout(900)  # what moves within half a second of a press is not counted
    top = page.evaluate("document.querySelector('.top').getBoundingClientRect().top")
    held[0].continue_()
    page.wait_for_selector("#cookies-accepted:not([hidden])")
    page.wait_for_timeout(200)

    assert page.evaluate("self.shifts") == 0
    assert page.evaluate("document.querySelector('.top').getBoundingClientRect().top") == top


@pytest.mark.parametrize("fragment", ["cookies-accepted", "cookies-rejected", "cookies-saved"])
def test_a_link_cannot_claim_an_answer(page: Page, site: str, fragment: str) -> None:
    page.goto(f"{site}/news/#{fragment}")
    assert is_asking(page)
    assert not page.locator(".consent-said").first.is_visible()
    page.goto(f"{site}/cookies/#{fragment}")
    page.reload()
    assert not page.locator("#cookies-saved").is_visible()


def test_a_browser_without_our_styles_is_not_asked_again_either(page: Page, site: str) -> None:
    """Before 2022 browsers know no layers, and pass over all of site.css."""
    page.route("**/site.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(f"{site}/news/")
    assert is_asking(page)
    answer(page, "reject")
    assert not is_asking(page)
    page.goto(f"{site}/news/")
    assert not is_asking(page)
    assert not page.locator(".consent-said").first.is_visible()
