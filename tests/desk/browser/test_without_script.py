"""Everything at the desk works with the script switched off: the text is HTML in a plain field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from publishing.clock import LONDON
from tests.desk.browser.people import Office, sign_in_by_form
from tests.desk.browser.writing import choose_moment

pytestmark = pytest.mark.browser


def plain(page_of: Callable[..., Page]) -> Page:
    return page_of(None, java_script_enabled=False)


def test_a_post_is_written_approved_scheduled_and_withdrawn_without_script(
    office: Office, page_of: Callable[..., Page]
) -> None:
    author, editor = plain(page_of), plain(page_of)
    sign_in_by_form(author, office.author, at=office.url)
    author.goto("/admin/news/postedition/add/")
    author.get_by_label("Title").fill("Road closed")
    author.get_by_label("Summary").fill("Until Sunday.")
    author.get_by_label("Text").fill('<h1 class="MsoNormal">Where</h1><p onclick="x()">High Street.</p>')
    author.get_by_label("Road safety").check()
    author.get_by_role("button", name="Save the draft").click()
    expect(author.get_by_text("The draft is saved. The public does not see it.")).to_be_visible()
    expect(author.get_by_label("Text")).to_have_value("<h2>Where</h2><p>High Street.</p>")
    expect(author.get_by_label("Address")).to_have_value("road-closed")
    author.get_by_role("link", name="Ask for approval").click()
    author.get_by_role("button", name="Ask for approval").click()

    sign_in_by_form(editor, office.editor, at=office.url)
    editor.get_by_role("link", name="Road closed").click()
    editor.get_by_role("link", name="Approve and release").click()
    day = (timezone.now() + timedelta(days=2)).astimezone(LONDON)
    choose_moment(editor, f"{day:%Y-%m-%d}", "10:00")
    editor.get_by_role(
        "button", name=f"Approve, and release on {day:%A} {day.day} {day:%B %Y}, 10:00"
    ).click()
    expect(editor.locator(".messagelist")).to_contain_text(f"The public sees it from {day:%A}")

    editor.get_by_role("link", name="Change the moment").click()
    editor.get_by_role("button", name="Release now instead").click()
    expect(editor.get_by_text("The public sees it now.")).to_be_visible()
    visitor = plain(page_of)
    visitor.goto("/news/road-closed/")
    expect(visitor.get_by_role("heading", level=2, name="Where")).to_be_visible()

    editor.get_by_role("link", name="Withdraw").click()
    editor.get_by_label("Why").fill("It opened again.")
    editor.get_by_label("Show a dated notice").check()
    editor.get_by_role("combobox", name="Notice").select_option("no-longer-current")
    editor.get_by_role("button", name="Withdraw now").click()
    late = plain(page_of)
    late.goto("/news/road-closed/")
    expect(late.get_by_text("The information on this page is no longer current.")).to_be_visible()
