"""The public pages in a real browser: under their own policy, at both widths, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from news.models import Kind
from publishing import release
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.browser import listen
from tests.factories import (
    HOUR,
    MINUTE,
    make_area,
    make_editor,
    make_next_edition,
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
    "/no-such-page/",
]
WIDTHS = [320, 1280]
SCHEMES = ["light", "dark"]


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
    notice: Any = {"outcome": Outcome.NOTICE, "notice": Notice.APPEAL_CLOSED}
    release.withdraw(
        make_post_edition(State.LIVE, slug="notice"), by=make_editor(), reason="Found.", **notice
    )
    return str(live_server.url)


def without_the_status(complaints: list[str]) -> list[str]:
    """The browser also notes that a missing page is missing."""
    return [one for one in complaints if "status of 404" not in one and "status of 410" not in one]


def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, site: str, axe: Callable[[Page], None], complaints: list[str]
) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            size: Any = {"width": width, "height": 800}
            context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]
            page = context.new_page()
            listen(page, complaints)
            for address in PAGES:
                page.goto(site + address)
                axe(page)
                assert overflow(page) == 0, f"{address} at {width} px"
            context.close()

    assert without_the_status(complaints) == []


def overflow(page: Page) -> int:
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


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


def test_the_first_tab_skips_to_the_content(page: Page, site: str, no_complaints: Callable[[], None]) -> None:
    page.goto(site + "/news/post/")
    skip = page.get_by_role("link", name="Skip to main content")
    hidden = skip.bounding_box()
    assert hidden is not None
    assert hidden["y"] + hidden["height"] <= 0

    page.keyboard.press("Tab")
    shown = skip.bounding_box()
    assert shown is not None
    assert shown["y"] >= 0
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
        for target in page.locator("nav a, .chips a, .months a, .links a, .river h2 a").all():
            box = target.bounding_box() if target.is_visible() else None
            assert box is None or box["height"] >= 24, f"{target.inner_text()} on {address}"


def test_it_reads_in_forced_colours_and_in_print(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(site + "/news/post/")
    tag = page.locator(".tag").last.evaluate("e => getComputedStyle(e).borderTopStyle")
    page.emulate_media(media="print", color_scheme="dark", forced_colors="none")
    styles = "e => [getComputedStyle(e.querySelector('body')).color, getComputedStyle(e).backgroundColor]"
    ink = page.locator("html").evaluate(styles)
    context.close()

    assert tag == "solid"
    assert ink == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_structured_data_is_no_script_to_the_policy(
    page: Page, site: str, no_complaints: Callable[[], None]
) -> None:
    page.goto(site + "/news/post/")

    assert page.evaluate("JSON.parse(document.querySelector('script').textContent)['@type']") == "NewsArticle"
    no_complaints()


def test_the_site_loads_nothing_but_its_own_few_files(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site + "/news/post/")
    page.wait_for_load_state("networkidle")

    assert set(asked) <= {"/news/post/", "/static/site.css", "/static/lamp.svg"}
