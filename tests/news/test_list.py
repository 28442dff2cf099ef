"""The list of news: order, pages, places in it, months, and what it costs."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from news.filters import Filters, Key
from news.models import Kind, PostEdition, Topic
from news.paging import read_page
from news.shown import key_of
from publishing.states import Ending, State, Update
from tests.factories import HOUR, MINUTE, at, make_area, make_next_edition, make_post_edition, make_topic
from tests.news.many import make_many
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)


def page_of(visitor: Visitor, address: str = "/news/") -> Any:
    response = visitor.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content)


def within(page: Any, css_class: str, path: str = "") -> list[Any]:
    """What `path` (XPath) finds inside the elements of a class."""
    return list(page.xpath(f'//*[contains(concat(" ", @class, " "), " {css_class} ")]{path}'))


def titles(page: Any) -> list[str]:
    return [link.text_content() for link in within(page, "river", "//h2/a")]


def link(page: Any, words: str) -> str | None:
    """The address of the link in the pagination that says `words`."""
    found = [a.get("href") for a in within(page, "pages", "//a") if words in a.text_content()]
    return found[0] if found else None


def walk_by_key(visitor: Visitor, address: str, words: str = "Older") -> list[str]:
    """The titles on a page and on all that follow it."""
    page = page_of(visitor, address)
    onward = link(page, words)
    return titles(page) + (walk_by_key(visitor, onward, words) if onward else [])


def test_the_newest_comes_first_and_what_is_not_public_does_not_come(visitor: Visitor) -> None:
    with at(NOW):
        for state in (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.ENDED, Ending.WITHDRAWN):
            make_post_edition(state, title=f"A {state} post")
        make_post_edition(State.LIVE, title="Older", released_at=NOW - 2 * HOUR)
        make_post_edition(State.LIVE, title="Newer", released_at=NOW - HOUR)

        assert titles(page_of(visitor)) == ["Newer", "Older"]


def test_a_minor_update_keeps_its_place_and_a_major_one_rises(visitor: Visitor) -> None:
    with at(NOW):
        first = make_post_edition(State.LIVE, title="First", released_at=NOW - 3 * HOUR)
        second = make_post_edition(State.LIVE, title="Second", released_at=NOW - 2 * HOUR)
        make_post_edition(State.LIVE, title="Third", released_at=NOW - HOUR)
        make_next_edition(second, State.LIVE, title="Second, tidied", released_at=NOW - MINUTE)
        assert titles(page_of(visitor)) == ["Third", "Second, tidied", "First"]

        note: Any = {"update": Update.MAJOR, "change_note": "The road was named."}
        make_next_edition(first, State.LIVE, title="First, again", **note)
    with at(NOW + MINUTE):
        page = page_of(visitor)

    assert titles(page) == ["First, again", "Third", "Second, tidied"]
    assert "Updated 9 November 2026, 12:00" in within(page, "river", "/li")[0].text_content()


def test_a_card_says_kind_date_and_areas(visitor: Visitor) -> None:
    areas = [make_area(name, name.lower()) for name in ("Leek", "Stone", "Rugeley", "Cannock")]
    with at(NOW):
        make_post_edition(State.LIVE, kind=Kind.APPEAL, areas=areas[:3], slug="three")
        make_post_edition(State.LIVE, areas=areas, slug="four", released_at=NOW - 2 * HOUR)
        three, four = (card.text_content() for card in within(page_of(visitor), "river", "/li"))

    assert "Appeal" in three
    assert "9 November 2026, 11:00" in three
    assert "Leek, Rugeley, Stone" in three
    assert "Cannock, Leek and 2 more" in four


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/news/", "There is no news yet"),
        ("/news/?kind=court", "No news matches"),
        ("/news/?from=2026-01-01", "No news matches"),
        ("/news/?topic=no-such-topic", "No news matches"),
        ("/news/?before=20200101T000000.000000Z-1", "There is nothing further"),
    ],
)
def test_an_empty_list_says_so(visitor: Visitor, address: str, sentence: str) -> None:
    assert sentence in page_of(visitor, address).text_content()


def test_numbered_pages_join_without_gap_or_repeat(visitor: Visitor) -> None:
    make_many(45, lambda n: NOW - n * MINUTE)
    with at(NOW + HOUR):
        pages = [page_of(visitor, f"/news/?page={number}") for number in (1, 2, 3)]

    assert [title for page in pages for title in titles(page)] == [f"Post {n}" for n in range(45)]
    assert "45 stories newest first, page 2 of 3" in " ".join(pages[1].text_content().split())
    assert link(pages[0], "Newer") is None
    assert (link(pages[1], "Newer"), link(pages[1], "Older")) == ("/news/", "/news/?page=3")
    assert link(pages[2], "Older") is None
    assert [a.get("href") for a in within(pages[1], "pages", "//*[@aria-current='page']")] == [
        "/news/?page=2"
    ]


@pytest.mark.parametrize("number", [3, 51, 99, 999_999_999])
def test_a_page_beyond_the_last_is_no_page(visitor: Visitor, number: int) -> None:
    make_many(40, lambda n: NOW - n * MINUTE)
    with at(NOW):
        response = visitor.get(f"/news/?page={number}&kind=news")
    page = html.fromstring(response.content)

    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    (said,) = within(page, "empty")
    assert "The list has no page with this number" in said.text_content()
    assert [a.get("href") for a in within(page, "empty", "//a")] == ["/news/?kind=news"]


def test_beyond_fifty_pages_the_list_goes_on_by_place(visitor: Visitor) -> None:
    make_many(1030, lambda n: NOW - n * MINUTE)
    with at(NOW):
        first, fiftieth = page_of(visitor), page_of(visitor, "/news/?page=50")
        onward = link(fiftieth, "Older")
        assert onward is not None
        assert "More than 1,000 stories" in fiftieth.text_content()
        assert [a.text_content() for a in within(first, "pages", "//li/a")] == ["Page 1", "Page 2", "Page 50"]
        assert onward.startswith("/news/?before=2026")
        assert walk_by_key(visitor, onward) == [f"Post {n}" for n in range(1000, 1030)]
        last = page_of(visitor, onward)
        assert titles(page_of(visitor, link(last, "Newer") or "")) == [f"Post {n}" for n in range(980, 1000)]
        assert link(last, "Newest") == "/news/"


def test_a_hundred_posts_of_one_moment_are_each_seen_once(visitor: Visitor) -> None:
    made = make_many(100, lambda n: NOW)
    start = f"/news/?before={Key(NOW + MINUTE, 1)}"
    end = f"/news/?after={Key(NOW - MINUTE, 1)}"
    with at(NOW):
        assert walk_by_key(visitor, start) == [edition.title for edition in reversed(made)]
        pages = walk_by_key(visitor, end, "Newer")

    assert sorted(pages) == sorted(edition.title for edition in made)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.integers(0, 4), min_size=1, max_size=70), asked=st.sampled_from(["", "roads"]))
def test_reading_on_loses_and_repeats_nothing(db: None, minutes: list[int], asked: str) -> None:
    """Forwards to the end and back to the beginning, whatever stands at the same moment."""
    PostEdition.desk.all().delete()
    topic, _ = Topic.objects.get_or_create(slug="roads", name="Roads")
    made = make_many(len(minutes), lambda n: NOW - minutes[n] * MINUTE, topics=[topic])
    newest_first = sorted(made, key=lambda edition: (edition.listed_at, edition.pk), reverse=True)

    forward: list[Any] = []
    backward: list[Any] = []
    first, last = Key(NOW + HOUR, 1), Key(NOW - HOUR, 1)
    for _ in range(len(minutes)):
        older = [card.post for card in read_page(Filters(topic=asked, before=first), NOW).cards]
        newer = [card.post for card in read_page(Filters(topic=asked, after=last), NOW).cards]
        forward, backward = forward + older, newer + backward
        if older and newer:
            first, last = key_of(older[-1]), key_of(newer[0])

    assert forward == newest_first
    assert backward == newest_first


def test_years_and_months_run_from_the_newest_post_to_the_oldest(visitor: Visitor) -> None:
    with at(NOW):
        # 23:30 on 31 August in UTC is half past midnight of 1 September in London.
        make_post_edition(State.LIVE, released_at=datetime(2025, 8, 31, 23, 30, tzinfo=UTC), title="Old")
        make_post_edition(State.LIVE, released_at=datetime(2026, 2, 10, tzinfo=UTC), title="New")
        newest = page_of(visitor)
        older = page_of(visitor, "/news/?from=2025-01-01&to=2025-12-31&kind=news")

    assert months(newest) == ["2026", "February 2026", "January 2026", "2025"]
    assert months(older) == ["2026", "2025", *(f"{name} 2025" for name in MONTHS_FROM_SEPTEMBER)]
    links = {a.text_content(): a.get("href") for a in within(older, "months", "//a")}
    assert links["2026"] == "/news/?kind=news&from=2026-01-01&to=2026-12-31"
    assert links["September 2025"] == "/news/?kind=news&from=2025-09-01&to=2025-09-30"
    assert titles(older) == ["Old"]
    assert [a.text for a in within(older, "months", "//a[@aria-current]")] == ["2025"]
    assert within(older, "chips", "//a")[1].text == "2025"


MONTHS_FROM_SEPTEMBER = ["December", "November", "October", "September"]


def months(page: Any) -> list[str]:
    return [a.text_content() for a in within(page, "months", "//a")]


LISTS = [
    "/news/",
    "/news/?page=2",
    "/news/?topic=roads",
    "/news/?topic=roads&area=leek&kind=news&from=2020-01-01&to=2030-01-01&page=2",
    f"/news/?before={Key(NOW - 25 * MINUTE, 1)}",
    f"/news/?area=leek&after={Key(NOW - 45 * MINUTE, 1)}",
]


@pytest.mark.parametrize("posts", [50, 1000])
def test_the_list_takes_three_queries_filters_and_all(visitor: Visitor, posts: int) -> None:
    tags: Any = {"topics": [make_topic(slug="roads")], "areas": [make_area(slug="leek"), make_area()]}
    make_many(posts, lambda n: NOW - n * MINUTE, **tags)
    with at(NOW + HOUR):
        visitor.settle()
        for address in LISTS:
            assert len(titles(page_of(visitor, address))) == 20
            assert len(visitor.statements) <= 3, "\n".join(visitor.statements)


def test_a_missing_page_of_the_list_takes_two_queries(visitor: Visitor) -> None:
    assert visitor.settle().get("/news/?page=2").status_code == 404
    assert len(visitor.statements) <= 2


def test_no_statement_of_a_list_reads_texts_it_does_not_show(visitor: Visitor) -> None:
    make_many(25, lambda n: NOW - n * MINUTE)
    with at(NOW):
        visitor.get("/news/")

    assert not [sql for sql in visitor.statements if re.search(r'"body"', sql)]


def test_posts_are_counted_to_the_second(visitor: Visitor) -> None:
    with at(NOW):
        make_post_edition(State.LIVE)
        make_post_edition(State.SCHEDULED, released_at=NOW + HOUR, expires_at=NOW + 2 * HOUR)
    second = timedelta(seconds=1)
    for hours, count in ((1, ("1 story", "2 stories")), (2, ("2 stories", "1 story"))):
        for moment, words in zip((NOW + hours * HOUR - second, NOW + hours * HOUR), count, strict=True):
            with at(moment):
                assert words in page_of(visitor).text_content()
