"""The desk's first page: what waits for this person, what went wrong, with numbers that the lists confirm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from publishing.states import State
from tests.desk.conftest import Hands, People
from tests.desk.pages import INDEX, Desk, Page
from tests.factories import make_next_edition, make_post_edition

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DEBTS = "Released urgently by one person: needs a second person's approval"
DISPLACED = "Was scheduled and will not appear: needs approving again, or leaving"


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    hands.to(JULY)
    return hands


def sections(page: Page) -> dict[str, tuple[str, list[str], str]]:
    """By heading: the number beside it, the titles, and where the whole list is."""
    found = {}
    for section in page.find("section.waits"):
        heading = section.xpath("string(h2/text())").strip()
        links = section.xpath("p/a/@href")
        found[heading] = (
            section.xpath("string(h2/span)"),
            section.xpath("ul/li/a/text()"),
            links[0] if links else "",
        )
    return found


@pytest.fixture
def a_busy_day(people: People) -> None:
    make_post_edition(author=people.author, title="mine")
    make_post_edition(author=people.editor, title="the editor's")
    make_post_edition(State.SUBMITTED, author=people.author, title="waiting")
    make_post_edition(State.SUBMITTED, author=people.editor, title="the editor's, waiting")
    scheduled = make_post_edition(State.SCHEDULED, title="tomorrow", released_at=JULY + DAY)
    make_next_edition(scheduled, author=people.author, title="tomorrow, corrected")
    make_post_edition(State.SCHEDULED, title="today")
    urgent = make_post_edition(State.LIVE, title="urgent", urgent_reason="A child is missing.")
    make_next_edition(urgent, author=people.colleague, title="urgent, corrected")


@pytest.mark.usefixtures("a_busy_day")
@pytest.mark.parametrize("role", ["author", "editor", "on_call", "auditor", "superuser"])
def test_every_number_is_what_its_list_shows(role: str, people: People) -> None:
    desk = Desk(getattr(people, role))
    found = sections(desk.open(INDEX))

    checked = 0
    for heading, (number, titles, address) in found.items():
        assert number == (str(len(titles)) if titles else ""), heading
        if address:
            listed = desk.open(urlsplit(address).path, **dict(parse_qsl(urlsplit(address).query)))
            assert len(listed.all("th.field-title")) == len(titles), heading
            checked += 1
    assert checked >= 3


@pytest.mark.usefixtures("a_busy_day")
def test_each_person_sees_what_waits_for_them(people: People) -> None:
    editor, author = (sections(Desk(person).open(INDEX)) for person in (people.editor, people.author))

    assert editor["Waiting for your approval"][1] == ["waiting"]
    assert set(editor["Your drafts"][1]) == {"the editor's"}
    assert author["Waiting for approval"][1] == ["waiting", "the editor's, waiting"]
    assert set(author["Your drafts"][1]) == {"mine", "tomorrow, corrected"}
    assert author["Scheduled, soonest first"][1] == ["today", "tomorrow"]
    assert next(iter(editor)) == DEBTS
    assert editor[DEBTS][1] == ["urgent"]


def test_a_quiet_day_says_that_nothing_waits(people: People) -> None:
    page = Desk(people.author).open(INDEX)

    for words in ("Nothing is waiting.", "You have no draft.", "Nothing is scheduled."):
        assert words in page.words
    assert DEBTS not in page.words
    assert DISPLACED not in page.words


def test_an_administrator_is_shown_no_content(people: People) -> None:
    make_post_edition(State.SUBMITTED, title="Embargoed words")

    page = Desk(people.administrator).open(INDEX)

    assert "Embargoed" not in page.source
    assert not page.find("section.waits")
    assert "Nothing here waits for you." in page.words
    assert not page.find("p.writes")


@pytest.mark.parametrize("role", ["author", "on_call"])
def test_whoever_writes_begins_at_the_top(role: str, people: People) -> None:
    page = Desk(getattr(people, role)).open(INDEX)

    assert page.all("p.writes a") == ["Write a post", "Write a PEEL summary", "Write a page"]
    assert "Nothing here waits for you." not in page.words
    assert not Desk(people.auditor).open(INDEX).find("p.writes")


def test_more_than_twenty_are_counted_as_such(people: People) -> None:
    for _number in range(21):
        make_post_edition(State.SUBMITTED, author=people.author)

    number, titles, _address = sections(Desk(people.editor).open(INDEX))["Waiting for your approval"]

    assert (number, len(titles)) == ("20+", 20)


def test_an_embargo_that_will_not_happen_stays_until_somebody_deals_with_it(
    people: People, july: Hands
) -> None:
    live = make_post_edition(State.LIVE)
    lost = make_next_edition(live, State.SCHEDULED, title="Friday's news", released_at=JULY + 3 * DAY)
    make_next_edition(live, State.LIVE, title="Urgent correction", released_at=JULY)
    for _number in range(21):  # however many drafts are set aside after it
        make_post_edition(State.SET_ASIDE)
    july.on(DAY)
    desk = Desk(people.colleague)

    assert sections(desk.open(INDEX))[DISPLACED][1] == ["Friday's news"]
    assert desk.press(desk.open(lost, "start")).said
    assert DISPLACED not in desk.open(INDEX).words


def test_a_release_that_somebody_cancelled_is_no_alarm(people: People) -> None:
    scheduled, desk = make_post_edition(State.SCHEDULED), Desk(people.on_call)

    assert desk.press(desk.open(scheduled, "cancel"), reason="The trial is delayed.").said

    assert DISPLACED not in desk.open(INDEX).words


def test_a_debt_stays_on_everybodys_page_after_the_text_is_withdrawn(people: People, july: Hands) -> None:
    urgent = make_post_edition(State.LIVE, title="Too early", urgent_reason="A child is missing.")
    desk = Desk(people.on_call)
    desk.press(desk.open(urgent, "withdraw"), reason="Found.")
    july.on(20 * DAY)

    assert sections(Desk(people.author).open(INDEX))[DEBTS][1] == ["Too early"]


def test_debts_of_what_the_public_sees_stand_before_those_of_what_is_over(
    people: People, july: Hands
) -> None:
    over = make_post_edition(State.LIVE, title="Over", urgent_reason="A child is missing.")
    desk = Desk(people.on_call)
    july.on(timedelta(minutes=1))
    desk.press(desk.open(over, "withdraw"), reason="Found.")
    july.on(timedelta(minutes=1))
    make_post_edition(State.LIVE, title="Live", urgent_reason="A child is missing.", released_at=july.now)

    assert sections(Desk(people.author).open(INDEX))[DEBTS][1] == ["Live", "Over"]
