"""Narrowing the list by kind, topic, area and day, and whatever else people and machines put in an address."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.http import QueryDict
from lxml import html

from news.filters import Filters, Key, read
from news.models import Kind
from publishing.clock import LONDON
from publishing.states import Ending, State
from tests.factories import HOUR, at, make_area, make_post_edition, make_topic
from tests.news.test_list import page_of, titles, within
from tests.site.visitor import Visitor

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
NUL, SURROGATE, ARABIC = "%00", "%ED%A0%80", quote("٢٠٢٦-٠١-٠١")


@pytest.fixture
def news(db: None) -> None:
    roads, burglary = make_topic("Roads", "roads"), make_topic("Burglary", "burglary")
    leek, stone = make_area("Leek", "leek"), make_area("Stone", "stone")
    with at(NOW):
        tags: list[tuple[str, Any, Any]] = [
            (Kind.APPEAL, [roads], [leek]),
            (Kind.APPEAL, [burglary], [leek, stone]),
            (Kind.COURT, [roads, burglary], [stone]),
            (Kind.NEWS, [], []),
        ]
        for number, (kind, topics, areas) in enumerate(tags, 1):
            fields = {"kind": kind, "topics": topics, "areas": areas}
            make_post_edition(State.LIVE, title=f"{number}", released_at=NOW - number * HOUR, **fields)
            make_post_edition(State.SCHEDULED, title=f"{number} later", **fields)
            make_post_edition(Ending.WITHDRAWN, title=f"{number} withdrawn", **fields)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=appeal", ["1", "2"]),
        ("topic=roads", ["1", "3"]),
        ("area=stone", ["2", "3"]),
        ("topic=roads&area=stone", ["3"]),
        ("kind=appeal&topic=burglary&area=leek", ["2"]),
        ("kind=court&area=leek", []),
        ("kind=&topic=&area=", ["1", "2", "3", "4"]),
        ("topic=roads&topic=burglary", ["2", "3"]),
        ("q=anything&utm_source=x", ["1", "2", "3", "4"]),
        ("topic=Roads", []),
    ],
)
def test_filters_narrow_the_list(news: None, visitor: Visitor, query: str, found: list[str]) -> None:
    with at(NOW):
        assert titles(page_of(visitor, f"/news/?{query}")) == found


def test_each_filter_in_use_is_shown_and_can_be_removed(news: None, visitor: Visitor) -> None:
    with at(NOW):
        page = page_of(
            visitor, "/news/?kind=appeal&topic=roads&area=leek&from=2026-11-01&to=2026-11-30&page=1"
        )
    chips = {a.text_content().split("×")[0]: a.get("href") for a in within(page, "chips", "//a")}

    month = "from=2026-11-01&to=2026-11-30"
    assert chips == {
        "Appeal": f"/news/?topic=roads&area=leek&{month}",
        "Roads": f"/news/?kind=appeal&area=leek&{month}",
        "Leek": f"/news/?kind=appeal&topic=roads&{month}",
        "November 2026": "/news/?kind=appeal&topic=roads&area=leek",
    }
    assert page.findtext(".//title").startswith("News: Appeal, Leek, Roads, November 2026 – ")


def test_a_kind_is_chosen_beside_what_narrows_the_list_already(news: None, visitor: Visitor) -> None:
    with at(NOW):
        page = page_of(visitor, "/news/?kind=appeal&topic=roads&page=1")
    panel = "//nav[@aria-labelledby='kinds']//a"

    chosen = {a.text_content(): a.get("href") for a in page.xpath(panel)}
    assert chosen["Court news"] == "/news/?kind=court&topic=roads"
    assert chosen["Other news"] == "/news/?kind=news&topic=roads"
    assert page.xpath(f"{panel}[@aria-current]/text()") == ["Appeals"]


def test_days_are_chips_of_their_own_when_they_are_no_month(news: None, visitor: Visitor) -> None:
    with at(NOW):
        page = page_of(visitor, "/news/?from=2026-11-02&to=2026-11-30")
    chips = [a.text_content().split("×")[0] for a in within(page, "chips", "//a")]

    assert chips == ["From 2 November 2026", "Until 30 November 2026"]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("from=2026-07-10", True),
        ("from=2026-07-11", False),
        ("to=2026-07-10", True),
        ("to=2026-07-09", False),
        ("from=2026-07-10&to=2026-07-10", True),
    ],
)
def test_days_are_londons(db: None, visitor: Visitor, query: str, is_found: bool) -> None:
    released_at = datetime(2026, 7, 9, 23, 30, tzinfo=UTC)  # 00:30 on the tenth in London
    with at(NOW):
        make_post_edition(State.LIVE, released_at=released_at)
        assert bool(titles(page_of(visitor, f"/news/?{query}"))) is is_found


@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29"])
@pytest.mark.parametrize("hour", [0, 23])
def test_a_day_is_whole_when_the_clocks_change(db: None, visitor: Visitor, day: str, hour: int) -> None:

    released_at = datetime.combine(date.fromisoformat(day), datetime.min.time(), LONDON).replace(
        hour=hour, minute=59
    )
    with at(NOW):
        make_post_edition(State.LIVE, title="There", released_at=released_at)
        assert titles(page_of(visitor, f"/news/?from={day}&to={day}")) == ["There"]


ODD = [
    "kind=x",
    "kind=APPEAL",
    f"kind={NUL}",
    f"kind={SURROGATE}",
    "topic=a%20b",
    f"topic={NUL}",
    f"topic={SURROGATE}",
    "topic=" + "x" * 81,
    "area=%F0%9F%94%A5",
    "area=../..",
    "area=%27%3B--",
    "page=0",
    "page=-1",
    "page=1_0",
    "page=%D9%A2",
    "page=1.0",
    "page=1e3",
    "page=" + "9" * 400,
    f"page=1{NUL}",
    "page=%2B1",
    "from=0000-01-01",
    "from=0001-01-01",
    "from=9999-12-31",
    "from=2026-02-30",
    "from=2026-13-01",
    "from=20260101",
    "from=2026-W01-1",
    f"from={ARABIC}",
    "from=1_00-01-01",
    "to=2026-1-1",
    f"to={NUL}",
    f"to=2026-01-01{SURROGATE}",
    "from=tomorrow",
    "from=2026-02-02&to=2026-02-01",
    "before=x",
    "before=20261301T000000.000000Z-1",
    "before=00000101T000000.000000Z-1",
    "after=20260101T000000Z-1",
    "before=20260101T000000.000000Z-" + "9" * 30,
    "before=20260101T250000.000000Z-1",
    f"after={NUL}",
    "after=-",
    "before=20260101T000000.000000Z-%D9%A2",
]


@pytest.mark.parametrize("query", ODD)
def test_what_is_odd_is_left_out_and_said(news: None, visitor: Visitor, query: str) -> None:
    with at(NOW):
        page = page_of(visitor, f"/news/?{query}")

    assert titles(page) == ["1", "2", "3", "4"]
    assert len(within(page, "note")) == 1
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost/news/"]


@pytest.mark.parametrize(
    "query",
    [
        "page=51",
        "page=999999999",
        "before=20260101T000000.000000Z-999999999999999999",
        "after=21991231T235959.999999Z-1",
        "topic=no-such-topic&area=nowhere",
        "from=2199-12-31",
        "to=1900-01-01",
        "%00=1",
        "=&&=",
        "from",
        "page=&from=&to=&before=&after=",
        "page=2&before=20270101T000000.000000Z-1",
        "before=20270101T000000.000000Z-1&after=20200101T000000.000000Z-1",
    ],
)
def test_what_is_extreme_is_answered(news: None, visitor: Visitor, query: str) -> None:
    with at(NOW):
        assert visitor.get(f"/news/?{query}").status_code in (200, 404)


def test_a_list_has_one_address_however_it_was_asked_for(news: None, visitor: Visitor) -> None:
    with at(NOW):
        page = html.fromstring(visitor.get("/news/?utm=x&area=leek&page=1&kind=appeal&to=").content)

    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost/news/?kind=appeal&area=leek"]


def test_a_key_is_read_as_it_is_written() -> None:
    key = Key(datetime(2026, 7, 9, 23, 30, 0, 123456, tzinfo=UTC), 42)

    assert str(key) == "20260709T233000.123456Z-42"
    assert read(QueryDict(f"after={key}")) == Filters(after=key)


def test_the_next_page_keeps_the_filters(news: None) -> None:
    asked = read(QueryDict("kind=appeal&topic=roads&from=2026-01-01&page=3"))

    assert asked.address(page=4) == "/news/?kind=appeal&topic=roads&from=2026-01-01&page=4"
    assert asked.from_the_start(kind="") == "/news/?topic=roads&from=2026-01-01"


def test_a_label_that_nothing_public_carries_has_no_name(db: None, visitor: Visitor) -> None:
    with at(NOW):
        make_post_edition(State.DRAFT, topics=[make_topic("Operation Secret", "secret")])
        page = page_of(visitor, "/news/?topic=secret")

    assert "Operation Secret" not in page.text_content()
    assert [a.text_content().split("×")[0] for a in within(page, "chips", "//a")] == ["Topic without news"]


@pytest.mark.parametrize(("name", "called"), [("area", "Area"), ("topic", "Topic")])
def test_an_area_or_a_topic_without_news_is_said_and_can_be_removed(
    news: None, visitor: Visitor, name: str, called: str
) -> None:
    with at(NOW):
        visitor.settle()
        page = page_of(visitor, f"/news/?kind=appeal&{name}=call-this-number-instead")

    assert len(visitor.statements) <= 3
    assert [note.text_content().strip() for note in within(page, "note")] == [
        f"There is no news under that {name}."
    ]
    chips = {a.text_content().split("×")[0]: a.get("href") for a in within(page, "chips", "//a")}
    assert chips[f"{called} without news"] == "/news/?kind=appeal"
    assert page.findtext(".//h1") == f"News: Appeal, {called} without news"
    assert "call-this" not in page.findtext(".//title") + page.xpath("//main")[0].text_content()


def test_where_something_is_found_nothing_is_said_of_unknown_filters(news: None, visitor: Visitor) -> None:
    with at(NOW):
        page = page_of(visitor, "/news/?kind=court&area=leek")

    assert not within(page, "note")
