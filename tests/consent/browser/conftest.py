"""A site in a browser whose policy asks about two things that two scripts of the demonstration really store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, Request, Route

from consent import counting
from consent.models import PolicyEdition
from consent.register import Kind, Unit
from publishing.states import State
from tests.browser import until
from tests.consent.factories import make_entry, make_group, make_policy
from tests.factories import make_page_edition, make_post_edition

DEMONSTRATION = Path(django_settings.BASE_DIR) / "consent" / "demonstration" / "static"
PREFERENCES = "**/cookies/preferences/"
TROUBLE = "section.consent [data-trouble]"
# Long enough ago for a later version to be newer by more than a second.
ASKED_SINCE = datetime(2026, 3, 2, 10, tzinfo=UTC)
STATISTICS = make_group("statistics", make_entry("demo_visits"), make_entry("demo_visits_*"))
KEPT = {"kind": Kind.LOCAL, "unit": Unit.DELETING, "lasts": 0}
REMEMBERED = make_group("preferences", make_entry("demo_last_page", **KEPT))


@pytest.fixture(autouse=True)
def nothing_is_paused() -> Iterator[None]:
    counting.forget()
    yield
    counting.forget()


@pytest.fixture
def policy(settings: Any, transactional_db: None) -> PolicyEdition:
    settings.DEMONSTRATION = True
    settings.STATICFILES_DIRS = [*django_settings.STATICFILES_DIRS, DEMONSTRATION]
    make_post_edition(State.LIVE, slug="post")
    make_page_edition(State.LIVE, slug="help", is_sensitive=True)
    return make_policy(State.LIVE, STATISTICS, REMEMBERED, released_at=ASKED_SINCE)


@pytest.fixture
def site(live_server: Any, policy: PolicyEdition) -> str:
    return str(live_server.url)


class Watched:
    """A page, with the requests about cookies that it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/cookies/" in request.url and not request.is_navigation_request():
            self.asked.append(f"{request.method} {request.url.partition('/cookies/')[2]}")


@pytest.fixture
def watched(page: Page) -> Watched:
    return Watched(page)


def state(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.consent"))


def is_asking(page: Page) -> bool:
    return page.locator("section.consent").is_visible()


_fresh = count(1)


def fresh(address: str) -> str:
    """The same page past the browser's own cache, which may keep one for some seconds."""
    return f"{address}?fresh={next(_fresh)}"


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def stored(page: Page) -> set[str]:
    """The names of all that the page's browser keeps."""
    cookies = {one["name"] for one in page.context.cookies()}
    return cookies | set(page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))


def answer(page: Page, choice: str) -> None:
    """Press a button of the banner, and wait for what is said to it."""
    page.click(f"section.consent button[value={choice}]")
    until(page, "[...document.querySelectorAll('.consent-said')].some((message) => !message.hidden)")


def keeps(page: Page, name: str) -> None:
    """Wait until the browser keeps it."""
    until(page, f"document.cookie.includes('{name}=') || '{name}' in localStorage")


def answering_with(page: Page, status: int, body: str = "") -> list[str]:
    """Let the server's answer be this. Returns what is sent to it."""
    sent: list[str] = []

    def fulfil(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(status=status, body=body)

    page.route(PREFERENCES, fulfil)
    return sent


def is_in_trouble(page: Page) -> str:
    """What is said about it, once something is."""
    page.wait_for_selector(f"{TROUBLE}:not([hidden])")
    return page.locator(TROUBLE).inner_text()


def hold(page: Page, held: list[Route], times: int | None = None) -> None:
    """Keep what is sent until the test lets it go on. times: after so many, what follows passes."""

    def keep(route: Route) -> None:
        held.append(route)

    page.route(PREFERENCES, keep, times=times)


def choose(page: Page, **choices: str) -> None:
    for group, word in choices.items():
        page.check(f"[name='g.{group}'][value={word}]")
    page.click("main button[value=save]")


def is_saved(page: Page) -> None:
    page.wait_for_selector("#cookies-saved:not([hidden])")
