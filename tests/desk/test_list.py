"""The list: one row a post, found by where it stands, at a cost that does not grow. The first page agrees with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from news.models import Kind, Post, PostAddress, PostEdition
from publishing.states import Ending, State
from tests.desk.conftest import Hands, People
from tests.desk.pages import INDEX, LIST, Desk
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    hands.to(JULY)
    return hands


def titles(desk: Desk, **query: Any) -> list[str]:
    page = desk.open(LIST, **query)
    assert page.status == 200
    return page.all("th.field-title")


def states(desk: Desk, **query: Any) -> dict[str, str]:
    page = desk.open(LIST, **query)
    return dict(zip(page.all("th.field-title"), page.all("td.field-state"), strict=True))


@pytest.fixture
def every_state() -> None:
    for state in (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.LIVE, State.ENDED, State.SET_ASIDE):
        make_post_edition(state, title=state.value)
    make_post_edition(Ending.WITHDRAWN, title="withdrawn")
    make_post_edition(State.LIVE, title="urgent", urgent_reason="A child is missing.")
    live = make_post_edition(State.LIVE, title="live before")
    make_next_edition(live, title="live, with a draft")
    scheduled = make_next_edition(make_post_edition(State.LIVE, title="x"), State.SCHEDULED, title="y")
    make_next_edition(scheduled, State.SUBMITTED, title="all three")
    urgent = make_post_edition(State.LIVE, urgent_reason="A child is missing.")
    make_next_edition(urgent, title="urgent, with a draft")


@pytest.mark.usefixtures("every_state")
def test_each_post_has_one_row_that_says_where_it_stands(people: People) -> None:
    assert states(Desk(people.auditor)) == {
        "draft": "Draft",
        "submitted": "Waiting for approval",
        "scheduled": "Scheduled",
        "live": "Live",
        "ended": "Expired",
        "set-aside": "Set aside",
        "withdrawn": "Withdrawn",
        "urgent": "Live, urgent: not yet approved",
        "live, with a draft": "Draft; an older edition is live",
        "all three": "Waiting for approval; an older edition is live; an older edition is scheduled",
        "urgent, with a draft": "Draft; an older edition is live",
    }


FOUND = {
    "draft": {"draft", "live, with a draft", "urgent, with a draft"},
    "submitted": {"submitted", "all three"},
    "open": {"draft", "submitted", "live, with a draft", "urgent, with a draft", "all three"},
    "scheduled": {"scheduled", "all three"},
    "live": {"live", "urgent", "live, with a draft", "urgent, with a draft", "all three"},
    "ended": {"ended", "withdrawn"},
    "set-aside": {"set-aside"},
    "urgent": {"urgent", "urgent, with a draft"},
}


@pytest.mark.usefixtures("every_state")
def test_a_state_finds_each_post_that_is_in_it_also_behind_a_newer_draft(people: People) -> None:
    desk = Desk(people.author)

    for state, wanted in FOUND.items():
        found = titles(desk, state=state)
        assert (set(found), len(found)) == (wanted, len(wanted)), state


NONSENSE = [
    {"state": "bogus"},
    {"mine": "maybe"},
    {"edited": "soon"},
    {"edited": "2026-13"},
    {"edited": "0000"},
    {"edited": "9999"},
    {"edited": "9999-12"},
    {"edited": "0001"},
    {"edited": "²²²²"},
    {"edited": "2026-²"},
    {"edited": "2026-00"},
    {"edited": "-"},
    {"kind__exact": "weather"},
    {"kind__exact": "a\x00b"},
    {"topics__id__exact": "x"},
    {"topics__id__exact": "9" * 30},
    {"topics__id__exact": "\x00"},
    {"areas__id__exact": "-1"},
    {"p": "99999"},
    {"p": "-1"},
    {"p": "x"},
    {"o": "9.-9.x"},
    {"q": "a\x00b"},
    {"q": "%_\\'\"; drop table"},
    {"q": "x" * 5000},
    {"all": ""},
    {"e": "1"},
    {"edited_by__password__startswith": "p"},
    {"contributors__email": "x"},
    {"is_newest__exact": "0"},
    {"document__id__exact": "1"},
    {"_facets": "True"},
    {"_popup": "1"},
    {"_to_field": "content_hash"},
]


def test_nonsense_in_the_address_is_never_an_accident(people: People) -> None:
    make_post_edition(State.LIVE)
    desk = Desk(people.author)

    for query in NONSENSE:
        response = desk.client.get(LIST, query, follow=True)
        assert response.status_code in (200, 400, 403), query


def test_an_unknown_state_hides_nothing(people: People) -> None:
    make_post_edition(State.LIVE, title="Here")

    assert titles(Desk(people.author), state="bogus", mine="maybe", edited="soon") == ["Here"]


def test_filters_for_who_kind_topic_area_and_month_work_together(people: People) -> None:
    roads, leek = make_topic("Roads"), make_area("Leek")
    both: dict[str, Any] = {"topics": [roads], "areas": [leek], "kind": Kind.APPEAL}
    make_post_edition(title="mine", author=people.author, **both)
    make_post_edition(title="theirs", **both)
    make_post_edition(title="old", author=people.author, released_at=JULY - 400 * DAY, **both)
    make_post_edition(title="elsewhere", author=people.author)
    desk = Desk(people.author)

    assert set(titles(desk, mine="yes")) == {"mine", "old", "elsewhere"}
    assert titles(desk, mine="no") == ["theirs"]
    filed = {"topics__id__exact": roads.pk, "areas__id__exact": leek.pk, "kind__exact": "appeal"}
    assert set(titles(desk, **filed)) == {"mine", "theirs", "old"}
    assert titles(desk, **filed, mine="yes", edited="2026") == ["mine"]
    assert titles(desk, **filed, mine="yes", edited="2026-07") == ["mine"]
    assert titles(desk, edited="2026-06") == []
    assert titles(desk, q="elsewhere", mine="yes") == ["elsewhere"]


def test_what_was_edited_last_is_first_and_dates_are_londons(people: People, july: Hands) -> None:
    first = make_post_edition(title="First")
    make_post_edition(title="Second")
    july.to(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    make_next = Desk(people.author)
    make_next.press(make_next.open(first), "_save", title="First, edited")

    page = make_next.open(LIST)

    assert page.all("th.field-title") == ["First, edited", "Second"]
    assert page.all("td.field-when")[0] == "2 Jul 2026, 00:30 BST"


def test_an_empty_list_says_so(people: People) -> None:
    page = Desk(people.author).open(LIST)

    assert page.status == 200
    assert "0 posts" in page.words


def many_posts(count: int, author: User) -> None:
    """Live posts past the verbs: two thousand rows through them would take minutes."""
    posts = Post.objects.bulk_create(Post() for _ in range(count))
    PostAddress.objects.bulk_create(PostAddress(document=post, slug=f"many-{post.pk}") for post in posts)
    PostEdition.desk.bulk_create(
        PostEdition(
            document=post,
            number=1,
            title=f"Post {post.pk}",
            summary="About it.",
            edited_at=JULY - MINUTE * number,
            edited_by=author,
            released_at=JULY - MINUTE * number,
            listed_at=JULY - MINUTE * number,
            first_released_at=JULY - MINUTE * number,
            released_by=author,
            approved_by=author,
            content_hash="0" * 64,
        )
        for number, post in enumerate(posts)
    )


def queries(desk: Desk, path: str, **query: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert desk.open(path, **query).status == 200
    return len(captured)


def test_the_list_and_the_first_page_cost_the_same_with_two_thousand_posts(people: People) -> None:
    desk, filters = Desk(people.editor), {"state": "live", "kind__exact": "news"}
    many_posts(60, people.author)
    desk.open(INDEX)  # a sign-in is noted once a minute
    few = queries(desk, LIST, **filters), queries(desk, INDEX)
    assert len(titles(desk, **filters)) == 50

    many_posts(2_000, people.author)
    many = queries(desk, LIST, **filters), queries(desk, INDEX)

    assert few == many
    assert many[0] <= 12
    assert many[1] <= 18  # six of them for what waits of inspections
    assert "2000 posts" in desk.open(LIST, **filters).words  # a count that stops


def test_a_search_among_many_finds_the_one(people: People) -> None:
    many_posts(100, people.author)
    make_post_edition(title="A needle in Leek")

    assert titles(Desk(people.author), q="needle leek") == ["A needle in Leek"]
