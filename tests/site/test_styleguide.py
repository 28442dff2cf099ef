"""Every component in every state, as the style guide shows them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from config.context import WAY_OUT
from tests.browser import judge
from tests.desk.browser.people import sign_in
from tests.factories import make_editor
from tests.site.test_every_page import Reader, invalid

GUIDE = "/admin/styleguide/"


@pytest.mark.django_db
def test_it_is_whole_and_for_people_of_the_desk_alone(client: Client) -> None:
    assert client.get(GUIDE).status_code == 302
    client.force_login(make_editor())
    for address in (GUIDE, f"{GUIDE}?returned"):
        html = client.get(address).content.decode()
        ways_out = [a for tag, a in Reader(html).elements if tag == "a" and a["href"] == WAY_OUT]
        assert len(ways_out) == 2, "a skip link, and a button that is a link without script"
        assert Reader(html).faults + invalid(html) == [], address


@pytest.fixture
def guide(live_server: Any, page: Page, settings: Any) -> Page:
    settings.DEMONSTRATION = True
    sign_in(page.context, make_editor(), at=live_server.url)
    page.goto(live_server.url + GUIDE)
    return page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_in_any_state(guide: Page, complaints: list[str]) -> None:
    judge(guide, widths=[1280, 320])
    guide.locator("summary").click()
    guide.get_by_role("link", name="Show the form as it comes back").click()
    expect(guide.get_by_role("heading", name="There is a problem")).to_be_visible()
    judge(guide, widths=[1280, 320])

    assert not [line for line in complaints if "does not conform to the required format" not in line]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_states_are_seen_and_hidden_stays_hidden(guide: Page) -> None:
    """Our layer stands above the vendor's, so a property set in it also beats what the vendor says of a state."""
    assert guide.locator(".hidden-for-good").is_hidden()
    button = guide.get_by_role("button", name="Send")
    plain = colours(button)
    button.hover()
    assert colours(button) != plain
    for control in (
        "[name=text]",
        "[name=kind]",
        "[name=thoughts]",
        "[name=rating]",
        "button",
        ".leave a",
        "summary",
    ):
        stop = guide.locator(control).first
        before = looks(stop)
        stop.focus()
        guide.keyboard.press("Shift+Tab")
        guide.keyboard.press("Tab")
        assert looks(stop) != before, control

    guide.get_by_role("link", name="Show the form as it comes back").click()
    expect(guide.locator(".govuk-error-summary")).to_be_focused()
    guide.get_by_role("link", name="Enter a valid email address.").click()
    expect(guide.get_by_label("Email address")).to_be_focused()
    description = "Only if you want an answer. Error: Enter a valid email address."
    expect(guide.get_by_label("Email address")).to_have_accessible_description(description)


def colours(locator: Any) -> Any:
    return locator.evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]")


def looks(locator: Any) -> Any:
    """How a control looks, or the label that is drawn in its place."""
    look = "[style.outlineStyle, style.boxShadow, style.borderWidth]"
    parts = f"['', '::before'].map(part => {{ const style = getComputedStyle(one, part); return {look}; }})"
    return locator.evaluate(f"e => [e, ...(e.labels ?? [])].flatMap(one => {parts})")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_shift_pressed_three_times_leaves_the_page(guide: Page) -> None:
    guide.route(WAY_OUT, lambda route: route.fulfill(body="<!doctype html><title>Weather</title>"))
    for _ in range(3):
        guide.keyboard.press("Shift")

    expect(guide).to_have_url(WAY_OUT)
    guide.go_back()
    expect(guide).not_to_have_url(re.compile(GUIDE))
