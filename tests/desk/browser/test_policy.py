"""The desk works under its strict policy: nothing is refused, nothing is complained about."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from config.headers import EDITOR_STYLE
from tests.desk.browser.people import POSTS, Office, let_sign_ins_expire
from tests.desk.browser.writing import editor_of

pytestmark = pytest.mark.browser


def test_writing_with_every_button_of_the_editor_breaks_no_policy(
    office: Office, page_of: Callable[..., Page], no_complaints: Callable[[], None]
) -> None:
    page = page_of(office.author)
    page.goto(f"{POSTS}add/")
    page.get_by_label("Title").fill("A title")
    editor = editor_of(page)
    editor.click()
    page.keyboard.type("Where it happened")
    page.locator(".prose-menubar__selected").click()
    page.get_by_role("button", name="Heading 2", exact=True).click()
    page.keyboard.press("Enter")
    page.keyboard.type("In Exampleton")
    for name in ("bold", "italic", "unordered list", "ordered list", "blockquote"):
        page.get_by_role("button", name=name, exact=True).click()
    dialog = dialog_for_a_link(page, editor)
    dialog.get_by_role("textbox").first.fill("https://www.example.org/")
    dialog.get_by_role("button", name="Update").click()
    expect(editor.get_by_role("heading", level=2)).to_have_text("Where it happened")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    no_complaints()


def dialog_for_a_link(page: Page, editor: Locator) -> Locator:
    """The editor learns of a selection some time after the browser has made it, and links nothing before."""
    dialog = page.get_by_role("dialog")
    for _try in range(20):
        editor.press("Shift+Home")
        page.get_by_role("button", name="insert link").click()
        try:
            dialog.wait_for(timeout=1_000)
        except Error:
            continue
        break
    return dialog


def test_the_carried_page_breaks_no_policy(
    office: Office, page_of: Callable[..., Page], complaints: list[str]
) -> None:
    page = page_of(office.author)
    page.goto(f"{POSTS}add/")
    page.get_by_label("Title").fill("A title")
    let_sign_ins_expire()
    page.get_by_role("button", name="Save the draft").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet, and not lost")
    refused = [line for line in complaints if "status of 403" not in line]
    assert not refused, refused


def test_the_one_style_that_is_allowed_is_the_editors(office: Office, page_of: Callable[..., Page]) -> None:
    page = page_of(office.author)
    page.goto(f"{POSTS}add/")
    editor_of(page)

    styles = page.locator("style").all_inner_texts()
    texts = page.locator("style").evaluate_all("styles => styles.map(style => style.textContent)")
    hashes = {f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}
    assert styles, "The editor puts no style into the page any more: take its hash out of config/headers.py."
    assert hashes == {EDITOR_STYLE}, "The editor was upgraded: put the new hash into config/headers.py."
    expect(editor_of(page)).to_have_css("white-space", "break-spaces")
