"""Every moment on the desk is London's, with GMT or BST: after midnight in July and on both nights of change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from publishing.states import State
from tests.desk.conftest import Hands, People
from tests.desk.pages import INDEX, LIST, Desk
from tests.factories import make_post_edition

pytestmark = pytest.mark.django_db

# The moment in UTC; how London writes it; and half an hour later, when something is scheduled to appear.
NIGHTS = [
    pytest.param(
        datetime(2026, 7, 14, 23, 30, tzinfo=UTC),
        "15 Jul 2026, 00:30 BST",
        "15 Jul 2026, 01:30 BST",
        id="July",
    ),
    pytest.param(
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "25 Oct 2026, 01:30 BST",
        "25 Oct 2026, 01:30 GMT",
        id="back",
    ),
    pytest.param(
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        "28 Mar 2027, 00:30 GMT",
        "28 Mar 2027, 02:30 BST",
        id="forward",
    ),
    pytest.param(
        datetime(2028, 2, 29, 0, 30, tzinfo=UTC),
        "29 Feb 2028, 00:30 GMT",
        "29 Feb 2028, 01:30 GMT",
        id="leap",
    ),
]


@pytest.mark.parametrize(("moment", "now", "hence"), NIGHTS)
def test_the_list_the_first_page_and_the_history_tell_londons_time(
    moment: datetime, now: str, hence: str, people: People, hands: Hands
) -> None:
    hands.to(moment)
    draft = make_post_edition(author=people.author)
    scheduled = make_post_edition(State.SCHEDULED, author=people.author)
    desk = Desk(people.author)
    desk.press(desk.open(draft), "_save", title="Edited now")

    assert desk.open(LIST).all("td.field-when") == [now, hence]
    first_page = desk.open(INDEX).words
    assert now in first_page
    assert hence in first_page
    assert hence in desk.open(scheduled, "history").words
    assert hence[-9:] in desk.open(scheduled).words
    for page in (desk.open(draft), desk.open(draft, "history"), desk.open(scheduled)):
        assert "UTC" not in page.words
        assert "+00:00" not in page.words
        assert "Z" not in page.words.replace("Zone", "")


@pytest.mark.parametrize(("moment", "now", "hence"), NIGHTS)
def test_a_draft_is_written_submitted_and_released_in_that_hour(
    moment: datetime, now: str, hence: str, people: People, hands: Hands
) -> None:
    hands.to(moment)
    author, editor = Desk(people.author), Desk(people.editor)
    draft = make_post_edition(author=people.author)
    hands.on(timedelta(minutes=1))
    author.press(author.open(draft, "submit"))
    hands.on(timedelta(minutes=1))

    assert editor.press(editor.open(draft, "release")).said == ["The public sees it now."]

    assert f"{now[-9:-4].replace('30', '32')} {now[-3:]}" in editor.open(draft).words


def test_an_expiry_keeps_its_hour_when_it_is_saved_again(people: People) -> None:
    desk = Desk(people.author)
    for date, time in (("2030-07-01", "00:30"), ("2030-12-01", "23:59"), ("2027-03-28", "02:00")):
        page = desk.write(title=f"Ends {date}", expires_at_0=date, expires_at_1=time)
        again = desk.press(page, "_save")
        assert (again.fields()["expires_at_0"], again.fields()["expires_at_1"]) == (date, time)


def test_an_expiry_in_the_hour_that_comes_twice_is_not_moved_by_a_save(people: People, hands: Hands) -> None:
    """Only a machine sets one (the form refuses it); whoever opens that draft must see which hour it is."""
    hands.to(datetime(2026, 7, 1, 8, tzinfo=UTC))
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    draft = make_post_edition(author=people.author, expires_at=twice)
    desk = Desk(people.author)

    page = desk.press(desk.open(draft), "_save", title="Another")

    assert any("01:30 comes twice" in error for error in page.errors)
    draft.refresh_from_db()
    assert draft.expires_at == twice
