"""Every screen of the desk in every state: axe finds nothing, in both schemes, on a desk and on a phone.

The same walk proves the policy: no screen breaks it, and no script of ours complains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from publishing.desk.forms import FORMS
from tests.browser import judge, overflow
from tests.desk.browser.people import POSTS, Office, let_sign_ins_expire, path_of
from tests.desk.browser.screens import Scene
from tests.desk.browser.writing import choose_moment, editor_of

pytestmark = pytest.mark.browser
WIDTHS = [1280, 390]


@pytest.fixture
def look(complaints: list[str]) -> Callable[[Page], None]:
    """Nothing was refused so far, and axe finds nothing. What axe does to the page is refused: that is no news."""

    def look(page: Page) -> None:
        unexpected = [line for line in complaints if "status of 403" not in line]
        assert not unexpected, "\n".join(unexpected)
        expect(page.locator("h1")).to_have_count(1)
        judge(page, widths=WIDTHS)
        page.set_viewport_size({"width": 320, "height": 800})
        assert overflow(page) <= 0, f"{page.url} is wider than 320"
        complaints.clear()

    return look


def test_every_screen_with_a_post_is_accessible_and_keeps_the_policy(
    scene: Scene, page_of: Callable[..., Page], look: Callable[[Page], None]
) -> None:
    readers = {user.pk: page_of(user) for user in scene.office.people()}
    shown = set()
    for user, edition, screen in scene.screens():
        page = readers[user.pk]
        page.goto(path_of(edition, screen))
        expect(page).to_have_url(re.compile(f"/{screen}/$"))
        look(page)
        shown.add(screen)
    assert {form.path for form in FORMS} <= shown


def test_the_first_page_and_the_lists_are_accessible_and_keep_the_policy(
    scene: Scene, page_of: Callable[..., Page], look: Callable[[Page], None]
) -> None:
    page = page_of(scene.office.editor)
    for path in ("/admin/", POSTS, f"{POSTS}?state=live", f"{POSTS}?q=nothing", "/admin/news/topic/"):
        page.goto(path)
        look(page)


def test_the_empty_desk_and_signing_in_are_accessible_and_keep_the_policy(
    office: Office, page_of: Callable[..., Page], look: Callable[[Page], None]
) -> None:
    page = page_of(office.author)
    for path in ("/admin/", POSTS, "/admin/password_change/"):
        page.goto(path)
        look(page)
    visitor = page_of(None)
    visitor.goto("/admin/")
    look(visitor)
    visitor.get_by_label("Email address").fill("nobody@example.org")
    visitor.get_by_label("Password").fill("wrong")
    visitor.get_by_role("button", name="Log in").click()
    look(visitor)


def refused_forms(scene: Scene, page_of: Callable[..., Page]) -> Iterator[Page]:
    """The screens in the states that go wrong."""
    author, editor = page_of(scene.office.author), page_of(scene.office.editor)
    author.goto(f"{POSTS}add/")
    editor_of(author)
    yield author

    author.locator("#postedition_form").evaluate("form => { form.noValidate = true }")
    author.get_by_role("button", name="Save the draft").click()
    expect(author.locator(".errornote")).to_be_visible()
    yield author

    editor.goto(path_of(scene.live, "withdraw"))
    editor.get_by_role("button", name="Withdraw now").click()
    expect(editor.get_by_text("Nothing was done.")).to_be_visible()
    yield editor

    editor.goto(path_of(scene.waiting, "release"))
    choose_moment(editor, "2036-12-04", "10:00")
    yield editor
    choose_moment(editor, "2036-12-04", "")
    yield editor

    author.goto(path_of(scene.returned))
    editor.goto(path_of(scene.returned))
    for page in (author, editor):
        page.get_by_label("Title").fill("Another title")
        page.get_by_label("Summary").fill(page.url)
        page.get_by_role("button", name="Save the draft").click()
    yield author
    expect(editor.locator(".errornote")).to_be_visible()
    yield editor

    let_sign_ins_expire()
    editor.get_by_role("button", name="Save the draft").click()
    expect(editor.locator("h1")).to_have_text("Not saved yet, and not lost")
    yield editor


def test_forms_with_errors_conflicts_and_carried_words_are_accessible(
    scene: Scene, page_of: Callable[..., Page], look: Callable[[Page], None]
) -> None:
    for page in refused_forms(scene, page_of):
        look(page)
