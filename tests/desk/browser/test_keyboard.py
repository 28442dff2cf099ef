"""The whole desk by keyboard: no mouse, and where the focus is can always be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from publishing.states import State
from tests.desk.browser.people import POSTS, Office, path_of
from tests.desk.browser.screens import Scene
from tests.desk.browser.writing import editor_of
from tests.factories import make_post_edition

pytestmark = pytest.mark.browser
MOST = 120
FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? at.labels[0].textContent : "";
  return (at.getAttribute("aria-label") || label || at.value || at.textContent).replace(":", "").trim();
}"""
# A link in the text that is being written is not a control.
CONTROLS = ":is(a[href], button, input:not([type=hidden]), select, textarea):not([contenteditable] *)"
# An outline, or a border or shadow that only the focus brings.
MARK = """at => {
  const look = () => { const now = getComputedStyle(at); return [now.outlineStyle, now.outlineWidth, now.borderColor,
    now.boxShadow, now.backgroundColor, now.textDecorationLine].join(); };
  const marked = look();
  at.blur();
  const plain = look();
  at.focus({ focusVisible: true });
  return marked !== plain;
}"""


def tab_to(page: Page, name: str) -> None:
    """Tab on until the focus is on `name`, as somebody does who cannot point."""
    for _step in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"{page.url}: Tab never came to {name}.")


def press(page: Page, name: str, key: str = "Enter") -> None:
    tab_to(page, name)
    page.keyboard.press(key)


def test_a_post_is_written_approved_and_withdrawn_by_keyboard(
    office: Office, page_of: Callable[..., Page], no_complaints: Callable[[], None]
) -> None:
    author = page_of(office.author)
    author.goto(f"{POSTS}add/")
    editor_of(author)
    expect(author.get_by_label("Title")).to_be_focused()
    author.keyboard.type("By keyboard")
    tab_to(author, "Summary")
    author.keyboard.type("Officers are asking for witnesses.")
    tab_to(author, "Text")
    author.keyboard.type("It happened on Saturday night.")
    press(author, "Road safety", "Space")
    press(author, "Save and ask for approval")
    expect(author.get_by_role("heading", level=1)).to_have_text("Ask for approval")
    press(author, "Ask for approval")
    expect(author.get_by_text("It is waiting for approval.")).to_be_visible()

    editor = page_of(office.editor)
    editor.goto("/admin/")
    press(editor, "By keyboard")
    editor.wait_for_url("**/change/")
    press(editor, "Approve and release")
    editor.wait_for_url("**/release/")
    press(editor, "Approve, and release now")
    expect(editor.get_by_text("The public sees it now.")).to_be_visible()
    press(editor, "Withdraw")
    editor.wait_for_url("**/withdraw/")
    tab_to(editor, "Why")
    editor.keyboard.type("It names the wrong street.")
    press(editor, "Withdraw now")
    expect(editor.get_by_text("The public does not see it any more.")).to_be_visible()
    no_complaints()


def test_a_moment_is_typed_into_the_date_and_time_fields(
    office: Office, page_of: Callable[..., Page]
) -> None:
    waiting = make_post_edition(State.SUBMITTED, author=office.author)
    page = page_of(office.editor)
    page.goto(path_of(waiting, "release"))
    tab_to(page, "Now")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("At a moment in London's time")).to_be_checked()
    tab_to(page, "Date")
    # The browser of the tests writes dates as Americans do.
    page.keyboard.type("12042036")
    tab_to(page, "Time")
    page.keyboard.type("1000AM")
    press(page, "Show what would happen")

    expect(page.get_by_role("button", name="Approve, and release on")).to_have_value(
        "Approve, and release on Thursday 4 December 2036, 10:00 GMT"
    )


def test_the_skip_link_leads_past_the_header(office: Office, page_of: Callable[..., Page]) -> None:
    page = page_of(office.editor)
    page.goto(POSTS)
    page.evaluate("document.activeElement.blur()")
    press(page, "Skip to main content")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_focus_can_be_seen_on_every_control(scene: Scene, page_of: Callable[..., Page]) -> None:
    editor = page_of(scene.office.editor)
    for path in (
        "/admin/",
        POSTS,
        path_of(scene.waiting),
        path_of(scene.waiting, "release"),
        path_of(scene.waiting, "history"),
        path_of(scene.live, "withdraw"),
    ):
        editor.goto(path)
        for control in editor.locator(CONTROLS).all():
            if control.is_visible() and control.is_enabled():
                control.focus()
                editor.keyboard.press("Shift")
                marked = control.evaluate(MARK)
                assert marked, f"{path}: {control.evaluate('at => at.outerHTML')}"
