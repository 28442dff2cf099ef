"""What a decision would do is said on its screen before the button, and in a one-person office that it is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from publishing.states import State, Update
from tests.desk.conftest import Hands, People
from tests.desk.pages import ADD, INDEX, LIST, Desk
from tests.factories import make_area, make_next_edition, make_page_edition, make_post_edition
from tests.publishing.acts import fresh

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    """Nine in the morning, British Summer Time."""
    hands.to(JULY)
    return hands


def test_a_replacement_says_what_it_replaces_and_what_readers_are_told(people: People) -> None:
    live = make_post_edition(State.LIVE)
    minor = make_next_edition(live, State.SUBMITTED, title="Two words")
    assert Desk(people.editor).open(minor, "release").sentences[1:] == [
        "It replaces edition 1, which is public until then.",
        "Readers are not told, and it keeps its place in lists.",
    ]

    other = make_post_edition(State.LIVE)
    major = make_next_edition(other, State.SUBMITTED, update=Update.MAJOR, change_note="A second witness.")
    assert "“A second witness.”" in Desk(people.editor).open(major, "release").sentences[2]


def test_a_gap_in_which_nothing_is_shown_is_said(people: People) -> None:
    live = make_post_edition(State.LIVE, expires_at=JULY + DAY)
    following = make_next_edition(live, State.SUBMITTED, expires_at=None)

    page = Desk(people.editor).open(
        following, "release", when="later", moment_0="2026-07-03", moment_1="10:00"
    )

    assert (
        "Edition 1 ends on Thursday 2 July 2026, 09:00 BST. From then until this release nothing is shown."
        in page.sentences
    )


@pytest.mark.parametrize(
    ("screen", "role", "typed"),
    [
        ("release", "editor", {}),
        ("urgent", "on_call", {"reason": "A child is missing."}),
        ("withdraw", "editor", {"reason": "Wrong."}),
    ],
)
def test_an_embargo_that_will_not_happen_is_said_before_the_button(
    screen: str, role: str, typed: dict[str, str], people: People
) -> None:
    live = make_post_edition(State.LIVE)
    scheduled = make_next_edition(live, State.SCHEDULED, released_at=JULY + DAY)
    subject = live if screen == "withdraw" else make_next_edition(live, State.SUBMITTED, title="Sooner")
    desk = Desk(getattr(people, role))

    page = desk.open(subject, screen)

    assert (
        "Edition 2, scheduled for Thursday 2 July 2026, 09:00 BST, is set aside: it will not appear unless it "
        "is approved again." in page.sentences
    )
    assert desk.press(page, **typed).said
    assert fresh(scheduled).state(JULY) == State.SET_ASIDE
    alarm = desk.open(INDEX)
    assert "Was scheduled and will not appear: needs approving again, or leaving" in alarm.words


def test_beside_a_scheduled_edition_only_its_own_moment_is_offered(people: People) -> None:
    live = make_post_edition(State.LIVE)
    make_next_edition(live, State.SCHEDULED, released_at=JULY + DAY)
    following, desk = make_next_edition(live, State.SUBMITTED, title="Other"), Desk(people.editor)

    def at(time: str) -> Any:
        return desk.open(following, "release", when="later", moment_0="2026-07-02", moment_1=time)

    assert (
        "Edition 2 is scheduled for Thursday 2 July 2026, 09:00 BST." in desk.open(following, "release").words
    )
    refused = desk.press(at("11:00"))
    assert refused.errors[0].startswith("Edition 2 is scheduled for another moment.")
    assert desk.press(at("09:00")).said == ["The public sees it from Thursday 2 July 2026, 09:00 BST."]


def test_in_a_one_person_office_every_screen_says_so_and_the_writer_may_approve(
    people: People, settings: Any
) -> None:
    settings.TWO_PEOPLE = False
    words = "One person may write and approve on this site: the second person is switched off."
    draft = make_post_edition(State.SUBMITTED, author=people.editor, areas=[make_area()])
    desk = Desk(people.editor)
    screens = ["change", "submit", "history", "compare", "release", "set-aside", "return"]

    for where in (INDEX, LIST, ADD, "/admin/news/", "/admin/password_change/"):
        assert words in desk.open(where).words, where
    for screen in screens:
        assert words in desk.open(draft, screen).words, screen
    assert Desk().open("/admin/login/").words.count(words) == 1
    assert desk.press(desk.open(draft, "release")).said == ["The public sees it now."]
    settings.TWO_PEOPLE = True
    assert words not in desk.open(INDEX).words


def test_a_page_is_in_no_list_and_nobody_is_told_that_it_is(people: People) -> None:
    live = make_page_edition(State.LIVE)
    told = make_next_edition(live, State.SUBMITTED, update=Update.MAJOR, change_note="A new number.")

    sentences = Desk(people.editor).open(told, "release").sentences

    assert sentences[-1] == "The page says that it was updated, and readers are told: “A new number.”"
    assert "list" not in " ".join(sentences)
