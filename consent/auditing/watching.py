"""One browser profile in one state: it opens pages, and everything that it keeps or asks for is noted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from playwright.async_api import BrowserContext, CDPSession, Error, Page, Request

from consent.auditing.headers import cookies
from consent.auditing.in_the_page import KEPT, WRITES
from consent.auditing.orders import CouldNotRun
from consent.auditing.seen import REQUEST, Notes, Thing
from consent.auditing.states import State
from consent.register import Kind


class Watch:
    """cookies, storage and requests go into `notes`, under the page that was open."""

    def __init__(self, context: BrowserContext, page: Page, host: str, state: State) -> None:
        self.context, self.page, self.host = context, page, host
        self.notes = Notes(state)
        self.address = ""
        self._hosts: dict[str, str] = {}
        self._headers: list[tuple[str, str]] = []

    async def begin(self) -> None:
        await self.context.add_init_script(WRITES)
        self.context.on("request", self._asked)
        self.page.on("websocket", lambda socket: self._note_request(socket.url))
        session: CDPSession = await self.context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceivedExtraInfo", self._received)
        await session.send("Network.enable")

    def go_on_as(self, state: State) -> Notes:
        """What follows belongs to another state. Returns what was noted in the one that ends."""
        ended, self.notes = self.notes, Notes(state)
        return ended

    async def visit(self, url: str) -> None:
        self.address = url
        await self._open(url)
        await self.look()
        self.notes.pages += 1

    async def look(self) -> None:
        now = datetime.now(UTC)
        if self.notes.state.script:
            await self._look_into_storage(now)
        self._read_headers(now)
        for cookie in await self.context.cookies():
            lasts = cookie["expires"] - now.timestamp() if cookie["expires"] >= 0 else None
            self._note(Kind.COOKIE, cookie["name"], cookie["domain"].lstrip("."), lasts, cookie["path"])

    async def _open(self, url: str) -> None:
        """A second time if the page was just about to load itself again, as after a withdrawal."""
        try:
            await self.page.goto(url, wait_until="load")
        except Error:
            try:
                await self.page.goto(url, wait_until="load")
            except Error as error:
                why = error.message.splitlines()[0]
                raise CouldNotRun(_("%(url)s did not open: %(why)s") % {"url": url, "why": why}) from error

    async def _look_into_storage(self, now: datetime) -> None:
        for frame in self.page.frames:
            host = urlsplit(frame.url).hostname or self.host
            kept = await _kept(frame)
            for written in kept.pop(Kind.COOKIE, []):
                self._note_cookies(written, host, now)
            for kind, names in kept.items():
                for name in names:
                    self._note(kind, name, host)

    def _read_headers(self, now: datetime) -> None:
        """At the end of a page: Chromium does not say in order which request an answer belongs to."""
        for request, header in self._headers:
            self._note_cookies(header, self._hosts.get(request, self.host), now)
        self._headers.clear()
        self._hosts.clear()

    def _note_cookies(self, text: str, host: str, now: datetime) -> None:
        for one in cookies(text, now):
            self._note(Kind.COOKIE, one.name, one.domain or host, one.lasts, one.path)

    def _asked(self, request: Request) -> None:
        self._note_request(request.url)

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or self.host
        if parts.scheme in {"http", "https", "ws", "wss"} and host != self.host:
            self._note(REQUEST, f"{host}{parts.path}", host)

    def _sent(self, event: dict[str, Any]) -> None:
        self._hosts[event["requestId"]] = urlsplit(event["request"]["url"]).hostname or self.host

    def _received(self, event: dict[str, Any]) -> None:
        for name, value in event["headers"].items():
            if name.lower() == "set-cookie":
                self._headers.append((event["requestId"], value))

    def _note(self, kind: str, name: str, where: str, lasts: float | None = None, path: str = "/") -> None:
        self.notes.add(Thing(kind, name, where), self.address, lasts, path)


async def _kept(frame: Any) -> dict[str, list[str]]:
    try:
        return await frame.evaluate(KEPT)
    except Error:  # the frame went, or the page is being left; what stays is seen at the next one
        return {}
