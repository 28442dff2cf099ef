"""The public pages in a real browser: under their own policy, at both widths, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route

from news.models import Kind
from publishing import release
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.browser import judge, overflow
from tests.factories import (
    HOUR,
    MINUTE,
    make_area,
    make_editor,
    make_next_edition,
    make_page_edition,
    make_post_edition,
    make_topic,
)
from tests.news.many import make_many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = (
    "Extraordinarily long headlines about Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch happen"
)
BODY = (
    "<h2>How to tell us</h2><p>Call <strong>101</strong> or <a href='/news/'>write to us</a>.</p><ul><li>One</li>"
    "<li>Two</li></ul><h3>After that</h3><blockquote><p>Thank you.</p></blockquote><ol><li>Wait</li></ol>"
    "<p>https://www.example.org/an/address/that/does/not/want/to/be/broken/anywhere/at/all/but/has/to/be</p>"
)
PAGES = [
    "/news/",
    "/news/?kind=appeal&page=2",
    "/news/?kind=appeal&from=1999-01-01&page=x",
    "/news/?kind=court",
    "/news/post/",
    "/news/gone/",
    "/news/notice/",
    "/help/",
    "/help/safe/",
    "/no-such-page/",
]
WIDTHS = [1280, 320]


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    settings.DEMONSTRATION = True
    tags: Any = {
        "topics": [make_topic("Roads", "roads")],
        "areas": [make_area("Leek", "leek"), make_area("Stone")],
    }
    post = make_post_edition(State.LIVE, slug="post", title=LONG, kind=Kind.APPEAL, body=BODY, **tags)
    make_next_edition(post, State.LIVE, update=Update.MAJOR, change_note="The road was named wrongly.")
    make_many(24, lambda number: timezone.now() - HOUR - number * MINUTE, kind=Kind.APPEAL)
    make_post_edition(Ending.WITHDRAWN, slug="gone")
    make_page_edition(
        State.LIVE, slug="help", title=LONG, body=BODY, navigation_position=1, footer_position=1
    )
    make_page_edition(State.LIVE, slug="help/safe", title=LONG, body=BODY, is_sensitive=True, is_beta=True)
    notice: Any = {"outcome": Outcome.NOTICE, "notice": Notice.APPEAL_CLOSED}
    release.withdraw(
        make_post_edition(State.LIVE, slug="notice"), by=make_editor(), reason="Found.", **notice
    )
    return str(live_server.url)


def without_the_status(complaints: list[str]) -> list[str]:
    """The browser also notes that a missing page is missing."""
    return [one for one in complaints if "status of 404" not in one and "status of 410" not in one]


def test_axe_finds_nothing_and_nothing_overflows(page: Page, site: str, complaints: list[str]) -> None:
    for address in PAGES:
        page.goto(site + address)
        judge(page, widths=WIDTHS)

    assert without_the_status(complaints) == []


def test_nothing_overflows_with_the_spacing_that_wcag_asks_for(context: BrowserContext, site: str) -> None:
    context.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
          const sheet = new CSSStyleSheet();
          const spacing = "line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em";
          sheet.replaceSync(`* { ${spacing} !important }`);
          document.adoptedStyleSheets = [sheet];
        })"""
    )
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    for address in PAGES:
        page.goto(site + address)
        assert overflow(page) == 0, address


@pytest.mark.parametrize("has_font", [True, False])
def test_nothing_overflows_with_letters_of_twice_the_size(
    context: BrowserContext, site: str, has_font: bool
) -> None:
    """The font is optional: on a slow line it does not come in time, and other letters are as wide as they are."""
    if not has_font:
        context.route("**/*.woff2", lambda route: route.abort())
    context.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("html { font-size: 200% }");
          document.adoptedStyleSheets = [sheet];
        })"""
    )
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/", "/news/post/", "/help/safe/", "/cookies/"):
        page.goto(site + address)
        assert overflow(page) == 0, address


def test_the_first_tab_skips_to_the_content(page: Page, site: str, no_complaints: Callable[[], None]) -> None:
    page.goto(site + "/news/post/")
    skip = page.get_by_role("link", name="Skip to main content")
    hidden = skip.bounding_box()
    assert hidden is not None
    assert hidden["height"] <= 1

    page.keyboard.press("Tab")
    shown = skip.bounding_box()
    assert shown is not None
    assert shown["y"] >= 0
    assert shown["height"] >= 24
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    no_complaints()


def test_every_stop_of_the_keyboard_is_seen(page: Page, site: str) -> None:
    for address in ("/news/?kind=appeal&page=2", "/news/post/"):
        page.goto(site + address)
        stops = page.locator("a[href], summary")
        for number in range(min(stops.count(), 60)):
            stop = stops.nth(number)
            if not stop.is_visible():
                continue
            stop.focus()
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            seen = stop.evaluate("e => [getComputedStyle(e).boxShadow, getComputedStyle(e).outlineStyle]")
            assert seen[0] != "none", stop.inner_text()
            assert seen[1] == "solid", stop.inner_text()


def test_what_is_touched_is_large_enough(page: Page, site: str) -> None:
    """24 px at least, WCAG 2.2's 2.5.8; links within a sentence are exempt."""
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/news/?kind=appeal&page=2", "/news/post/"):
        page.goto(site + address)
        for target in page.locator("nav a, .chips a, .months a, .links a, .headline a").all():
            box = target.bounding_box() if target.is_visible() else None
            assert box is None or box["height"] >= 24, f"{target.inner_text()} on {address}"


def test_it_prints_black_on_white_without_what_only_a_screen_needs(page: Page, site: str) -> None:
    page.goto(site + "/news/post/")
    page.emulate_media(media="print", color_scheme="dark")
    styles = "e => [getComputedStyle(e.querySelector('body')).color, getComputedStyle(e).backgroundColor]"

    assert page.locator("html").evaluate(styles) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for left_out in (".crumbs", ".no-print", ".govuk-skip-link", ".foot__columns"):
        assert page.locator(left_out).first.is_hidden(), left_out
    assert page.get_by_text(re.compile("^http://.*/news/post/$")).is_visible()
    assert page.locator(".on-paper", has_text="In an emergency, call 999.").is_visible()
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets == 1  # a short story is one sheet of A4


def test_structured_data_is_no_script_to_the_policy(
    page: Page, site: str, settings: Any, no_complaints: Callable[[], None]
) -> None:
    settings.DEMONSTRATION = False
    page.goto(site + "/news/post/")

    assert page.evaluate("JSON.parse(document.querySelector('script').textContent)['@type']") == "NewsArticle"
    no_complaints()


def test_the_site_loads_nothing_but_its_own_few_files(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site + "/news/post/")
    page.wait_for_load_state("networkidle")

    files = {"/static/site.css", "/static/lamp.svg", "/static/fonts/hyperlegible.woff2"}
    brand = {address for address in asked if address.startswith("/brand/")}
    assert len(brand) == 1
    assert set(asked) - brand <= {"/news/post/", *files}


SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""
PAINTED = """() => new Promise(done => {
  new PerformanceObserver(list => { if (list.getEntriesByName("first-contentful-paint").length) done(); })
    .observe({type: "paint", buffered: true});
})"""


def test_nothing_moves_when_the_font_comes_late(page: Page, site: str) -> None:
    """What was read in the fallback stays in it: with the font, lines would break elsewhere."""
    late: list[Route] = []
    page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108
    for address in ("/news/", "/news/post/", "/help/safe/"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(site + address, wait_until="commit")
            page.evaluate(PAINTED)
            late.pop().continue_()
            page.wait_for_load_state("networkidle")
            assert page.evaluate(SHIFTS) == 0, f"{address} at {width} px"
