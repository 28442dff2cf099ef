"""When a release happens: London's time with its zone, no moment that is past, missing or twice there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from publishing.states import State
from tests.desk.conftest import Hands, People
from tests.desk.pages import Desk
from tests.factories import make_post_edition
from tests.publishing.acts import fresh

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    """Nine in the morning, British Summer Time."""
    hands.to(JULY)
    return hands


@pytest.mark.parametrize(
    ("date", "time", "in_words", "instant"),
    [
        ("2026-12-04", "10:00", "Friday 4 December 2026, 10:00 GMT", datetime(2026, 12, 4, 10, tzinfo=UTC)),
        ("2026-07-03", "00:30", "Friday 3 July 2026, 00:30 BST", datetime(2026, 7, 2, 23, 30, tzinfo=UTC)),
        (
            "2026-10-25",
            "00:59",
            "Sunday 25 October 2026, 00:59 BST",
            datetime(2026, 10, 24, 23, 59, tzinfo=UTC),
        ),
        ("2026-10-25", "02:00", "Sunday 25 October 2026, 02:00 GMT", datetime(2026, 10, 25, 2, tzinfo=UTC)),
        ("2027-03-28", "00:59", "Sunday 28 March 2027, 00:59 GMT", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28", "02:00", "Sunday 28 March 2027, 02:00 BST", datetime(2027, 3, 28, 1, tzinfo=UTC)),
    ],
)
def test_scheduling_says_londons_time_with_its_zone_everywhere(
    date: str, time: str, in_words: str, instant: datetime, people: People
) -> None:
    draft, desk = make_post_edition(State.SUBMITTED, slug="a-theft"), Desk(people.editor)

    before = desk.open(draft, "release", when="later", moment_0=date, moment_1=time)
    after = desk.press(before)

    assert before.sentences == [
        f"From {in_words}, the public sees this text at http://localhost/news/a-theft/."
    ]
    assert before.button == f"Approve, and release on {in_words}"
    assert after.said == [f"The public sees it from {in_words}."]
    assert f"Edition 1 is approved. The public sees it from {in_words}." in after.words
    assert fresh(draft).released_at == instant


@pytest.mark.parametrize(
    ("date", "time", "sentence"),
    [
        ("2027-03-28", "01:30", "01:30 does not exist. Choose a time up to 00:59 or from 02:00."),
        ("2027-10-31", "01:30", "01:30 comes twice. Choose a time before 01:00 (BST) or from 02:00 (GMT)."),
        ("2026-06-30", "09:00", "That moment has passed, or is too near."),
        ("2026-07-01", "09:00", "That moment has passed, or is too near."),
        ("", "", "Give the date and the time."),
        ("2026-07-03", "", "Give the time too."),
        ("tomorrow", "10:00", "Give the date as in 2026-12-04."),
        ("0001-01-01", "00:00", "That moment has passed, or is too near."),
    ],
)
def test_a_moment_that_cannot_be_is_refused_before_there_is_a_button(
    date: str, time: str, sentence: str, people: People
) -> None:
    draft = make_post_edition(State.SUBMITTED)

    page = Desk(people.editor).open(draft, "release", when="later", moment_0=date, moment_1=time)

    assert any(sentence in error for error in page.errors), page.errors
    assert not page.button.startswith("Approve")


@pytest.mark.parametrize(
    "at",
    [
        "2026-06-30T09:00:00+00:00",
        "2026-07-01T08:00:04.999999+00:00",
        "2026-12-04T10:00:00",
        "2026-13-45T99:00:00+00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "soon",
        "\x00",
    ],
)
def test_a_forged_moment_is_refused_with_a_sentence(at: str, people: People) -> None:
    draft, desk = make_post_edition(State.SUBMITTED), Desk(people.editor)

    page = desk.press(desk.open(draft, "release"), at=at)

    assert page.status == 200
    assert page.errors
    assert fresh(draft).state(JULY) == State.SUBMITTED


def test_five_seconds_ahead_is_far_enough(people: People) -> None:
    draft, desk = make_post_edition(State.SUBMITTED), Desk(people.editor)

    before = desk.open(draft, "release", when="later", moment_0="2026-07-01", moment_1="09:00:05")
    page = desk.press(before)

    assert page.said == ["The public sees it from Wednesday 1 July 2026, 09:00 BST."]


LATER = {"when": "later", "moment_0": "2027-01-28", "moment_1": "03:30"}


def test_nobody_who_chose_a_moment_releases_now_without_script(people: People) -> None:
    """Without script, the words on the button are still those of before the choice."""
    draft, desk = make_post_edition(State.SUBMITTED, slug="a-theft"), Desk(people.editor)

    refused = desk.press(desk.open(draft, "release"), **LATER)

    assert refused.errors == ["You chose another moment than the button said. Read again what would happen."]
    assert fresh(draft).state(JULY) == State.SUBMITTED
    assert refused.button == "Approve, and release on Thursday 28 January 2027, 03:30 GMT"
    assert refused.sentences[0].startswith("From Thursday 28 January 2027, 03:30 GMT")
    assert desk.press(refused).said == ["The public sees it from Thursday 28 January 2027, 03:30 GMT."]


def test_nobody_who_went_back_to_now_releases_later(people: People) -> None:
    draft, desk = make_post_edition(State.SUBMITTED), Desk(people.editor)

    refused = desk.press(desk.open(draft, "release", **LATER), when="now", moment_0="", moment_1="")

    assert refused.errors
    assert refused.button == "Approve, and release now"
    assert fresh(draft).state(JULY) == State.SUBMITTED


@pytest.mark.parametrize(
    "typed", [{"moment_1": ""}, {"when": "now"}, {"when": ""}, {"moment_0": "2025-01-28"}]
)
def test_a_choice_that_cannot_be_is_pressed_in_vain(typed: dict[str, str], people: People) -> None:
    draft, desk = make_post_edition(State.SUBMITTED), Desk(people.editor)

    refused = desk.press(desk.open(draft, "release"), **LATER | typed)

    assert "Nothing was done." in refused.words
    assert refused.errors
    assert not refused.button.startswith("Approve")
    assert fresh(draft).state(JULY) == State.SUBMITTED


def test_looking_at_a_moment_shows_it_and_does_nothing(people: People) -> None:
    draft, desk = make_post_edition(State.SUBMITTED), Desk(people.editor)

    shown = desk.press(desk.open(draft, "release"), "_show", **LATER)

    assert shown.button == "Approve, and release on Thursday 28 January 2027, 03:30 GMT"
    assert shown.path.endswith("?when=later&moment_0=2027-01-28&moment_1=03%3A30")
    assert fresh(draft).state(JULY) == State.SUBMITTED


def test_what_would_never_be_public_is_neither_asked_for_nor_released(people: People, july: Hands) -> None:
    ends = JULY + timedelta(days=1)
    waiting = make_post_edition(State.SUBMITTED, author=people.author, expires_at=ends)
    editor = Desk(people.editor)

    late = editor.open(waiting, "release", when="later", moment_0="2026-07-02", moment_1="09:00")
    assert any("It ends by itself on Thursday 2 July 2026, 09:00 BST, before that." in e for e in late.errors)
    assert not late.button.startswith("Approve")

    july.on(timedelta(days=2))
    editor = Desk(people.editor)
    passed = "Its expiry has passed: it would never be public. Change it."
    assert passed in editor.open(waiting, "release").all(".findings li")
    assert not editor.open(waiting, "release").button.startswith("Approve")
    draft = make_post_edition(author=people.author, expires_at=ends)
    asking = Desk(people.author).open(draft, "submit")
    assert passed in asking.all(".findings li")
    assert "Ask for approval" not in asking.buttons
