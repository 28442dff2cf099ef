"""The audit itself: one browser, one profile for each state, some of them beside each other."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from playwright.async_api import Browser, Error, Playwright, async_playwright

from consent.auditing.answering import answer
from consent.auditing.crawling import Found, crawl
from consent.auditing.orders import CouldNotRun, Order, Tell
from consent.auditing.seen import Notes
from consent.auditing.states import ACCEPTED, State, withdrawn
from consent.auditing.watching import Watch

# More of them only wait for each other on a small machine.
AT_ONCE = 3
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
GPC = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });"


@dataclass(frozen=True)
class Audited:
    """The pages, and what was seen in each state."""

    found: Found
    notes: list[Notes]


def run(order: Order, tell: Tell) -> Audited:
    """In a thread of its own, since Playwright runs a loop and whoever calls may have one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(_run(order, tell))).result()


async def _run(order: Order, tell: Tell) -> Audited:
    async with async_playwright() as playwright, _browser(playwright, order) as browser:
        asking = await playwright.request.new_context()
        found = await crawl(asking, order, lambda pages: tell(pages, 0))
        audit = _Audit(browser, order, found.pages, tell)
        notes = await asyncio.gather(*(audit.state(state) for state in order.states))
        return Audited(found, [one for several in notes for one in several])


@asynccontextmanager
async def _browser(playwright: Playwright, order: Order) -> AsyncIterator[Browser]:
    path = order.chromium or shutil.which("chromium")
    try:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
    except Error as error:
        told = _("No browser could be started. Install Chromium, or name it with --chromium.")
        raise CouldNotRun(told) from error
    try:
        yield browser
    finally:
        await browser.close()


class _Audit:
    def __init__(self, browser: Browser, order: Order, pages: list[str], tell: Tell) -> None:
        self.browser, self.order, self.pages, self.tell = browser, order, pages, tell
        self.free = asyncio.Semaphore(AT_ONCE)
        self.done = 0

    async def state(self, state: State) -> list[Notes]:
        async with self.free, self._watch(state) as watch:
            if state.choice:
                await answer(watch, self.order, state)
                # The page that was answered on is not one of them.
                watch.notes.pages = 0
            for url in self.pages:
                await watch.visit(url)
                self._tell()
            return [watch.notes] if state.key != ACCEPTED else await self._withdraw(watch)

    async def _withdraw(self, watch: Watch) -> list[Notes]:
        """Taken back on the page about cookies; then the first page is opened, as by somebody who goes on reading."""
        state, first = withdrawn(), urljoin(self.order.site, "/")
        await answer(watch, self.order, state)
        # Clearing goes on for a moment after the answer: what is there on the page after this one is left.
        await watch.visit(first)
        watch.notes.pages = len(self.pages)
        ended = watch.go_on_as(state)
        await watch.visit(first)
        return [ended, watch.notes]

    @asynccontextmanager
    async def _watch(self, state: State) -> AsyncIterator[Watch]:
        headers: dict[str, Any] = {"extra_http_headers": {"Sec-GPC": "1"}} if state.gpc else {}
        context = await self.browser.new_context(java_script_enabled=state.script, **headers)
        if state.gpc:
            await context.add_init_script(GPC)
        watch = Watch(context, await context.new_page(), self.order.host, state)
        await watch.begin()
        try:
            yield watch
        finally:
            await context.close()

    def _tell(self) -> None:
        self.done += 1
        self.tell(self.done, len(self.pages) * len(self.order.states))
