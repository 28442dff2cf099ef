"""The release screens where a check stops a text: what they show, whom they let through, and what the history says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from news.models import PostEdition
from publishing import checks
from publishing.checks import Finding
from publishing.editions import Edition
from publishing.states import State
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page
from tests.factories import make_post_edition
from tests.publishing.acts import fresh
from tests.publishing.test_overruling import FALSE, OTHER, UNLAWFUL

pytestmark = pytest.mark.django_db
WHY = "The report was corrected this morning."
TICK = {"nevertheless": "on"}


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    said = [FALSE]

    def check(edition: Edition) -> Iterator[Finding]:
        yield from said

    monkeypatch.setattr(checks, "_checks", [*checks._checks, check])
    return said


@pytest.fixture
def waiting(people: People) -> PostEdition:
    return make_post_edition(State.SUBMITTED, author=people.author)


def points(page: Page) -> list[str]:
    return [words for words in page.all(".findings li") if words.startswith("It names")]


def test_the_author_is_shown_it_and_may_ask_for_approval(people: People) -> None:
    desk = Desk(people.author)
    page = desk.open(make_post_edition(author=people.author), "submit")

    assert points(page) == [
        "It names the wrong grade. Roads are Good. Roads are Adequate. Source: The report"
    ]
    assert "They cannot release it without a reason: change it first." in page.sentences[1]
    assert desk.press(page).said == ["It is waiting for approval. The public does not see it."]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Tick this, or go back and change the text."),
        (TICK, "Say why it is released nevertheless."),
        ({"overruling": WHY}, "Tick this, or go back and change the text."),
    ],
)
def test_an_editor_ticks_it_and_says_why(
    people: People, waiting: PostEdition, typed: dict[str, str], error: str
) -> None:
    desk = Desk(people.editor)
    refused = desk.press(desk.open(waiting, "release"), **typed)

    assert error in refused.errors
    assert fresh(waiting).released_at is None
    assert refused.fields().get("overruling", "") == typed.get("overruling", "")


def test_the_history_says_what_was_overruled_and_why(people: People, waiting: PostEdition) -> None:
    desk = Desk(people.editor)
    released = desk.press(desk.open(waiting, "release"), **TICK, overruling=WHY)

    assert released.said == ["The public sees it now."]
    history = desk.open(waiting, "history").words
    assert f"Released nevertheless, because: {WHY}" in history
    assert "It was found: It names the wrong grade. “Roads are Good.” Roads are Adequate." in history


def test_what_was_found_since_is_shown_and_ticked_again(
    people: People, waiting: PostEdition, found: list[Finding]
) -> None:
    desk = Desk(people.editor)
    page = desk.open(waiting, "release")
    found.append(OTHER)

    again = desk.press(page, **TICK, overruling=WHY)
    assert any("that you have not read yet" in error for error in again.errors)
    assert len(points(again)) == 2
    assert "nevertheless" not in again.fields()
    assert again.fields()["overruling"] == WHY
    assert desk.press(again, **TICK).said == ["The public sees it now."]


def test_what_cannot_be_overruled_leaves_no_button(
    people: People, waiting: PostEdition, found: list[Finding]
) -> None:
    found.append(UNLAWFUL)
    page = Desk(people.editor).open(waiting, "release")

    assert not page.button
    assert "until the points marked “stop” are mended" in page.words


def test_on_call_may_about_others_texts_and_not_about_their_own(people: People, waiting: PostEdition) -> None:
    desk = Desk(people.on_call)
    page = desk.open(make_post_edition(author=people.on_call), "urgent")
    assert not page.button
    assert "somebody else has to overrule this" in page.words

    done = desk.press(desk.open(waiting, "urgent"), reason="Tonight.", **TICK, overruling=WHY)
    assert done.said == ["The public sees it now. Another person has to approve it afterwards."]


def test_nothing_is_asked_where_nothing_stops(
    people: People, waiting: PostEdition, found: list[Finding]
) -> None:
    found.clear()
    desk = Desk(people.editor)
    page = desk.open(waiting, "release")

    assert not {"nevertheless", "overruling", "read"} & set(page.fields())
    assert desk.press(page).said == ["The public sees it now."]
