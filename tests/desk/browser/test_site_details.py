"""Site details in real browsers: an administrator changes them, a visitor sees it, and no policy is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from pages import brand
from tests.browser import judge
from tests.desk.browser.people import Office
from tests.factories import make_user
from tests.pages.pictures import picture

pytestmark = pytest.mark.browser
GREEN = "#006b3f"


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_name_colour_logo_and_phase_are_changed_and_the_public_page_shows_them(
    office: Office,
    page_of: Callable[..., Page],
    complaints: list[str],
    no_complaints: Callable[[], None],
) -> None:
    desk: Any = page_of(make_user(Role.ADMINISTRATOR), viewport={"width": 320, "height": 800})
    desk.goto("/admin/")
    desk.get_by_role("link", name="Site details").first.click()
    desk.get_by_label("Name of the force").fill("Exampleton Police")
    desk.get_by_label("Short name").fill("Exam Police")
    desk.get_by_label("Phase message").fill("Llan" + "fair" * 40)
    desk.get_by_label("Colour").fill("#ff69b4")
    logo = {"name": "crest.png", "mimeType": "image/png", "buffer": picture(size=(90, 60))}
    desk.get_by_label("New logo").set_input_files(logo)
    desk.get_by_role("button", name="Show what it looks like").click()

    expect(desk.get_by_role("heading", name="What #ff69b4 looks like")).to_be_in_viewport()
    expect(desk.get_by_role("heading", name="Too hard to see")).to_be_visible()
    desk.get_by_text("Every pair, with its contrast").click()
    no_complaints()
    judge(desk, widths=[320, 1280])
    complaints.clear()  # what axe does to the page is refused
    desk.get_by_label("Colour").fill(GREEN)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved. Every page follows within seconds.")).to_be_visible()

    for scheme in ("light", "dark"):
        visitor = page_of(None, color_scheme=scheme)
        visitor.goto("/news/")
        expect(visitor.get_by_role("banner")).to_contain_text("Exampleton Police")
        expect(visitor.get_by_role("banner")).not_to_contain_text("This website is new")
        tints = brand.tints_of(GREEN)[scheme]
        expect(visitor.locator(".foot")).to_have_css("background-color", rgb(tints["brand-deep"]))
        shown = visitor.locator(".top__name img").evaluate("image => [image.naturalWidth, image.alt]")
        assert shown == [90, ""]
        for width, name in ((320, "Exam Police"), (1280, "Exampleton Police")):
            visitor.set_viewport_size({"width": width, "height": 800})
            assert visitor.locator(".top__name").inner_text() == name
            assert visitor.evaluate("document.documentElement.scrollWidth") == width
    no_complaints()
