"""A real browser (Debian's Chromium) for tests marked `browser`, with its complaints collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# WCAG 2.2 A and AA, and what axe recommends beside them.
AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a run. A missing one fails the test: a browser test that did not run has proved nothing."""
    if not CHROMIUM.exists():
        pytest.fail(
            f"Browser tests need {CHROMIUM}. Install it with: apt-get install chromium", pytrace=False
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile for each test: no cookie, no cache."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: policy violations, console errors and warnings, script errors."""
    return []


def listen(page: Page, complaints: list[str]) -> None:
    def said(line: ConsoleMessage) -> None:
        # Chromium asks for an icon by itself where a page names none.
        by_itself = line.location["url"].endswith("/favicon.ico")
        if line.type in {"error", "warning"} and not by_itself:
            complaints.append(f"{page.url}: console {line.type}: {line.text}")

    page.on("pageerror", lambda error: complaints.append(f"{page.url}: script error: {error}"))
    page.on("console", said)


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    listen(page, complaints)
    return page


@pytest.fixture
def no_complaints(complaints: list[str]) -> Callable[[], None]:
    """Call it at the end of a test. A policy violation reaches the console as an error, so it is caught too."""

    def check() -> None:
        assert not complaints, "\n".join(complaints)

    return check


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on the page as it stands, in whatever state its widgets are.

    axe is put in by Chromium's debugger, which a page's policy does not bind: the page is judged under the
    policy that it is shipped with.
    """

    def check(page: Page) -> None:
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check
