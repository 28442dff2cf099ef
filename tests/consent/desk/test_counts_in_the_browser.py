"""The report in a browser: axe finds nothing, nothing is wider than a phone, and a day is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.models import AnswerCount
from consent.wording import Place
from publishing.states import State
from tests.browser import judge, overflow
from tests.consent.factories import make_group, make_policy
from tests.desk.browser.conftest import new_context, office, page_of
from tests.desk.browser.people import Office

__all__ = ["new_context", "office", "page_of"]
pytestmark = pytest.mark.browser
REPORT = "/admin/consent/answercount/"
LONG = "a1b2c3d4e5f60718"


def answers() -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    for number in range(12):
        for place, script, says, often in (
            (Place.BANNER, True, "preferences=yes statistics=yes", 12_345),
            (Place.PAGE, False, "preferences=no statistics=no", 900 * number),
            (Place.OTHER, True, "preferences=no statistics=yes", 7),
        ):
            hour = now - timedelta(days=number)
            told = {"version": 1, "gpc": number % 2 == 0, "code": LONG, "number": often}
            AnswerCount.objects.create(hour=hour, place=place, by_script=script, choices=says, **told)


def test_the_report_is_accessible_at_every_width_and_a_day_is_asked_for(
    office: Office, page_of: Callable[..., Page]
) -> None:
    groups = make_group("statistics", name="Counting visits"), make_group("preferences")
    make_policy(State.LIVE, *groups, released_at=timezone.now() - timedelta(days=20))
    page = page_of(office.editor)
    page.goto(REPORT)
    judge(page, widths=[1280, 320])
    answers()
    page.goto(REPORT)

    expect(page.locator("h1")).to_have_count(1)
    judge(page, widths=[1280, 768])
    page.set_viewport_size({"width": 320, "height": 800})
    assert overflow(page) <= 0

    page.get_by_label("Day", exact=True).fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Look it up").press("Enter")
    page.wait_for_url("**/?day=*")
    expect(page.get_by_role("link", name="The words of version 1").first).to_be_visible()
    judge(page, widths=[1280, 320])
