"""A real browser (Debian's Chromium) for tests marked `browser`, with its complaints collected."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

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
# What changes with the scheme and the width; the rest is judged once a page.
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
AXE_RUN = "options => axe.run(document, options).then(found => found.violations)"
# Links fade from one scheme's colour to the other's: at once, here.
FADED = "() => document.getAnimations().forEach((fading) => fading.finish())"
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]


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
    context.set_default_timeout(30_000)
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


def violations(page: Page, run_only: list[str]) -> list[Any]:
    options = {"runOnly": run_only, "resultTypes": ["violations"], "preload": False}
    found: list[Any] = page.evaluate(AXE_RUN, options)
    return [(rule["id"], rule["help"], [node["html"] for node in rule["nodes"]]) for rule in found]


def judge(page: Page, *, widths: Sequence[int]) -> None:
    """axe on the page as it stands: light and dark at each width, and forced colours; nothing to scroll sideways for.

    In forced colours axe takes contrasts from what the author wrote, not from what is shown: left out there.
    """
    page.evaluate(Axe().axe_script)
    run_only = AXE_OPTIONS["runOnly"]
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0, f"{page.url} is wider than {width}"
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(FADED)
            found = violations(page, run_only)
            assert not found, f"{page.url}, {width} wide, {scheme}: {found}"
            run_only = LOOKS
    page.emulate_media(color_scheme="light", forced_colors="active")
    found = violations(page, LOOKS[1:])
    assert not found, f"{page.url} in forced colours: {found}"
    page.emulate_media(color_scheme="light", forced_colors="none")


def until(page: Page, expression: str, *, within: float = 20) -> None:
    """Wait until the expression is true. Playwright's own wait_for_function asks a second time by `eval`, which the
    site's policy refuses: it would pass or fail with the speed of the machine."""
    ends = time.monotonic() + within
    while not _holds(page, expression):
        assert time.monotonic() < ends, f"In {within} seconds this did not become true: {expression}"
        page.wait_for_timeout(50)


def _holds(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error as error:
        if "Execution context was destroyed" not in error.message:
            raise
        return False  # the page is being left for the next one, which is asked then


def overflow(page: Page) -> int:
    """How much there is to scroll sideways for, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


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
