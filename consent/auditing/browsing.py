"""The browser of the audit: goes into each state as a visitor does, walks the pages, and notes what it keeps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from consent.auditing.seen import REQUEST, How, Seen, State
from consent.auditing.walking import Walk
from consent.register import Kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
GPC = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  indexed: indexedDB.databases ? (await indexedDB.databases()).map((one) => one.name) : [],
})"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)"
PATIENCE = 15_000  # milliseconds for one page
AT_REST = 400  # milliseconds after the last page, for what comes late
Tell = Callable[[State, int, int], None]


class NotAudited(Exception):
    """The audit could not be made; `str()` says why."""


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NotAudited(
            "The audit needs Playwright: install what requirements-dev.txt lists, and Debian's chromium."
        ) from None
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        except Error as error:
            raise NotAudited(f"{program} does not start: {str(error).splitlines()[0]}") from error
        yield browser
        browser.close()


@dataclass
class Visit:
    """One visitor in one state. What they meet is added to `seen`, with the page it was met on."""

    browser: Browser
    origin: str
    state: State
    seen: list[Seen] = field(default_factory=list)
    at: str = ""

    @contextmanager
    def begun(self) -> Iterator[Page]:
        """With the choice made."""
        context = self._context()
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        self._listen(page)
        self._choose(page)
        yield page
        page.wait_for_timeout(AT_REST)
        self.note(page)
        context.close()

    def open(self, page: Page, address: str) -> bool:
        """Whether it is a page. What it leaves is noted."""
        from playwright.sync_api import Error

        self.at = address.removeprefix(self.origin) or "/"
        try:
            response = page.goto(address)
        except Error:
            return False
        is_page = response is not None and response.headers.get("content-type", "").startswith("text/html")
        self.note(page)
        return is_page

    def note(self, page: Page) -> None:
        now = time.time()
        for cookie in page.context.cookies():
            expires = cookie.get("expires", -1)
            lasts = expires - now if expires > 0 else None
            self._add(Kind.COOKIE, cookie["name"], cookie.get("domain", ""), lasts)
        if self.state.how != How.NO_SCRIPT:
            for kind, names in page.evaluate(STORED).items():
                for name in names:
                    self._add(kind, name, urlsplit(self.origin).hostname or "", None)

    def _add(self, kind: str, name: str, domain: str, lasts: float | None) -> None:
        self.seen.append(Seen(kind, name, domain, self.at, self.state, lasts))

    def _context(self) -> BrowserContext:
        privacy = self.state.how == How.PRIVACY
        context = self.browser.new_context(
            java_script_enabled=self.state.how != How.NO_SCRIPT,
            extra_http_headers={"Sec-GPC": "1"} if privacy else {},
        )
        if privacy:
            context.add_init_script(GPC)
        return context

    def _listen(self, page: Page) -> None:
        """To requests that leave the site, and to cookies that a server sends, kept or not."""
        page.on("request", lambda request: self._requested(request.url))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceivedExtraInfo", self._answered)

    def _requested(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(self.origin).netloc:
            self._add(REQUEST, parts.hostname or "", parts.hostname or "", None)

    def _answered(self, event: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in event.get("headers", {}).items()}
        for line in headers.get("set-cookie", "").splitlines():
            self._sent(line)

    def _sent(self, line: str) -> None:
        try:
            for morsel in SimpleCookie(line).values():
                if morsel["max-age"] not in ("0", 0):
                    lasts = float(morsel["max-age"]) if morsel["max-age"] else None
                    self._add(Kind.COOKIE, morsel.key, morsel["domain"], lasts)
        except (CookieError, ValueError):
            return

    # --- making a choice, as a visitor does ---

    def _choose(self, page: Page) -> None:
        how = self.state.how
        if how in (How.REJECT, How.ACCEPT):
            self._press(page, how.value)
        elif how == How.ONLY:
            self._mark(page, self.state.accepted)
        elif how == How.TAKEN_BACK:
            # The things of the consent belong to another state, in which they may be there.
            before, self.seen = self.seen, []
            self._press(page, "accept")
            page.goto(f"{self.origin}/")
            page.wait_for_timeout(AT_REST)
            with page.expect_event("load"):
                self._mark(page, frozenset())
            self.seen = before

    def _press(self, page: Page, choice: str) -> None:
        page.goto(f"{self.origin}/")
        page.click(f"section.consent button[value={choice}]")
        page.wait_for_selector(".consent-said:not([hidden])")

    def _mark(self, page: Page, accepted: Iterable[str]) -> None:
        page.goto(f"{self.origin}/cookies/")
        for radio in page.locator("[data-page-form] input[type=radio]").all():
            key = (radio.get_attribute("name") or "").removeprefix("g.")
            if (radio.get_attribute("value") == "yes") == (key in accepted):
                radio.check()
        page.click("[data-page-form] button[value=save]")
        page.wait_for_selector("#cookies-saved:not([hidden])")


def audit(
    browser: Browser, origin: str, states: list[State], *, also: Iterable[str], limit: int, tell: Tell
) -> tuple[list[Seen], Walk]:
    """Everything that was seen in every state; the pages are found in the first, and walked again in the others."""
    walk, seen = Walk(origin, limit), []
    for address in ("/", *also):
        walk.add(address)
    for state in states:
        seen += _in(browser, state, walk, tell)
    return seen, walk


def _in(browser: Browser, state: State, walk: Walk, tell: Tell) -> list[Seen]:
    visit = Visit(browser, walk.origin, state)
    with visit.begun() as page:
        if not walk.found:
            walk.over(lambda address: _links(visit, page, address, len(walk.found), tell))
            if not walk.found:
                raise NotAudited(f"There is no page at {walk.origin}/.")
        else:
            for number, address in enumerate(walk.found, start=1):
                visit.open(page, address)
                tell(state, number, len(walk.found))
    return visit.seen


def _links(visit: Visit, page: Page, address: str, found: int, tell: Tell) -> list[str] | None:
    if not visit.open(page, address):
        return None
    tell(visit.state, found + 1, 0)
    return list(page.evaluate(LINKS))
