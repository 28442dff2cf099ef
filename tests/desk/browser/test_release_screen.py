"""The release screen says what will happen before anybody presses, and nobody releases now who meant later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from publishing.clock import LONDON
from publishing.states import State
from tests.desk.browser.people import Office, path_of
from tests.desk.browser.writing import choose_moment
from tests.factories import make_post_edition

pytestmark = pytest.mark.browser


@pytest.fixture
def deciding(office: Office, page_of: Callable[..., Page]) -> Page:
    waiting = make_post_edition(State.SUBMITTED, author=office.author, title="Waiting")
    page = page_of(office.editor)
    page.goto(path_of(waiting, "release"))
    return page


def test_a_moment_that_was_not_looked_at_holds_the_button(deciding: Page) -> None:
    button = deciding.get_by_role("button", name="Approve, and release now")
    expect(button).to_be_enabled()
    deciding.get_by_label("Date", exact=True).fill("2036-12-04")

    expect(deciding.get_by_label("At a moment in London's time")).to_be_checked()
    expect(button).to_be_disabled()
    expect(deciding.get_by_role("status")).to_have_text(
        "You changed the moment. Press “Show what would happen” first."
    )


def test_choosing_now_again_frees_the_button(deciding: Page) -> None:
    deciding.get_by_label("At a moment in London's time").check()
    expect(deciding.get_by_role("button", name="Approve, and release now")).to_be_disabled()
    deciding.get_by_label("Now").check()

    expect(deciding.get_by_role("button", name="Approve, and release now")).to_be_enabled()


def test_a_moment_that_was_looked_at_is_on_the_button(deciding: Page) -> None:
    day = (timezone.now() + timedelta(days=3)).astimezone(LONDON)
    choose_moment(deciding, f"{day:%Y-%m-%d}", "10:00")

    button = deciding.get_by_role("button", name="Approve, and release on")
    expect(button).to_be_enabled()
    expect(button).to_have_value(f"Approve, and release on {day:%A} {day.day} {day:%B %Y}, 10:00 {day:%Z}")


def test_a_half_moment_is_refused_and_leaves_no_button(deciding: Page) -> None:
    choose_moment(deciding, "2036-12-04", "")

    expect(deciding.get_by_text("Give the time too.")).to_be_visible()
    expect(deciding.get_by_role("button", name="Approve")).to_have_count(0)
