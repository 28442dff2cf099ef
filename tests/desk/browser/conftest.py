"""A press office with a browser for everybody in it, and a server whose clock a test can move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from publishing import clock
from tests.browser import listen
from tests.desk.browser.people import Office, sign_in
from tests.desk.browser.screens import Scene, set_the_scene
from tests.factories import make_area, make_author, make_editor, make_on_call, make_topic

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def office(live_server: LiveServer) -> Office:
    return Office(
        url=live_server.url,
        author=make_author(name="Asha Author"),
        editor=make_editor(name="Edith Editor"),
        on_call=make_on_call(name="Nia Night"),
        topic=make_topic("Road safety"),
        area=make_area("Exampleton"),
    )


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Further browsers beside the one of `page`: no cookie, no cache."""
    contexts: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **options)  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page_of(office: Office, new_context: NewContext, complaints: list[str]) -> Callable[..., Page]:
    """A page of somebody's own browser, signed in (None: a visitor)."""

    def page_of(user: User | None, **options: object) -> Page:
        context = new_context(base_url=office.url, **options)
        if user:
            sign_in(context, user, at=office.url)
        page = context.new_page()
        listen(page, complaints)
        return page

    return page_of


class ServerClock:
    """The server's time: the real one, until it is set."""

    def __init__(self) -> None:
        self.moment: datetime | None = None

    def now(self) -> datetime:
        return self.moment or timezone.now()

    def stop_at(self, moment: datetime) -> None:
        self.moment = moment

    def just_before(self, moment: datetime) -> None:
        self.stop_at(moment - timedelta(seconds=1))


@pytest.fixture
def server_clock(monkeypatch: pytest.MonkeyPatch) -> ServerClock:
    """What publishing takes for the time. Sessions and the browser keep the real one."""
    moved = ServerClock()
    monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=moved.now))
    return moved


@pytest.fixture
def scene(office: Office) -> Scene:
    return set_the_scene(office)
