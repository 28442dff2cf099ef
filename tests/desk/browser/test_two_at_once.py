"""Two people in one draft, a sign-in that ends while somebody writes, and leaving a page with unsaved words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from publishing.states import State
from tests.desk.browser.people import POSTS, Office, fill_in_sign_in, let_sign_ins_expire, path_of
from tests.desk.browser.writing import editor_of
from tests.factories import make_author, make_post_edition

pytestmark = pytest.mark.browser


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the draft").click()


def expect_saved(page: Page) -> None:
    expect(page.get_by_text("The draft is saved. The public does not see it.")).to_be_visible()


def retype(page: Page, words: str) -> None:
    editor_of(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def test_the_second_of_two_saves_shows_both_texts_and_loses_neither(
    office: Office, page_of: Callable[..., Page], no_complaints: Callable[[], None]
) -> None:
    draft = make_post_edition(author=office.author, title="Appeal", body="<p>As it was.</p>")
    first, second = page_of(office.author), page_of(make_author(name="Col League"))
    for page in (first, second):
        page.goto(path_of(draft))
    retype(first, "What Asha typed.")
    save(first)
    expect_saved(first)

    retype(second, "What Col typed.")
    save(second)
    sides = second.locator(".sides")
    expect(sides).to_have_count(1)
    expect(sides).to_contain_text("What Asha typed.")
    expect(sides).to_contain_text("What Col typed.")
    expect(editor_of(second)).to_have_text("What Col typed.")

    retype(second, "What Asha and Col typed.")
    save(second)
    expect_saved(second)
    first.goto(path_of(draft))
    expect(editor_of(first)).to_have_text("What Asha and Col typed.")
    no_complaints()


def test_words_typed_after_the_sign_in_expired_are_saved_once_more(
    office: Office, page_of: Callable[..., Page]
) -> None:
    page = page_of(office.author)
    page.goto(f"{POSTS}add/")
    page.get_by_label("Title").fill("Typed for an hour")
    retype(page, "Every word of it.")
    let_sign_ins_expire()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet, and not lost")
    expect(page.get_by_role("main")).to_contain_text("Every word of it.")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again").click()
    fill_in_sign_in(opened.value, office.author)
    page.get_by_role("button", name="Save again").click()

    expect_saved(page)
    expect(page.get_by_label("Title")).to_have_value("Typed for an hour")
    expect(editor_of(page)).to_have_text("Every word of it.")


@pytest.fixture
def asked(page_of: Callable[..., Page], office: Office) -> tuple[Page, list[str]]:
    """A page with a draft's form, and the questions that the browser asks its reader. The answer is: leave."""
    page, questions = page_of(office.author), []

    def leave(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    draft = make_post_edition(State.DRAFT, author=office.author, body="<p>As it was.</p>")
    page.goto(path_of(draft))
    editor_of(page)
    return page, questions


def test_leaving_asks_when_a_letter_was_typed_into_the_editor(asked: tuple[Page, list[str]]) -> None:
    page, questions = asked
    editor_of(page).press("x")
    page.goto(POSTS)
    assert questions == ["beforeunload"]


def test_leaving_asks_when_a_refused_form_still_holds_words(asked: tuple[Page, list[str]]) -> None:
    page, questions = asked
    page.get_by_label("Address").fill("")
    page.get_by_label("Title").fill("")
    page.locator("#postedition_form").evaluate("form => { form.noValidate = true }")
    save(page)
    expect(page.locator(".errornote")).to_be_visible()
    page.get_by_role("button", name="bold").focus()
    page.get_by_label("Summary").click()
    page.goto(POSTS)
    assert questions == ["beforeunload"]


def test_leaving_does_not_ask_when_nothing_was_typed_or_all_is_saved(asked: tuple[Page, list[str]]) -> None:
    page, questions = asked
    page.reload()
    editor_of(page).press("x")
    save(page)
    expect_saved(page)
    page.goto(POSTS)
    assert not questions
