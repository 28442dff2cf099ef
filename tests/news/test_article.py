"""A post at its address: what it shows, what readers are told of its changes, and what is there afterwards."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import html

from news.models import Kind, Post, PostEdition
from publishing import release
from publishing.hashing import content_hash
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.factories import (
    HOUR,
    at,
    make_area,
    make_editor,
    make_next_edition,
    make_on_call,
    make_post_edition,
    make_topic,
)
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 9, 23, 30, tzinfo=UTC)  # half past midnight of the tenth in London
SECOND = timedelta(seconds=1)


def article(visitor: Visitor, slug: str = "post") -> Any:
    response = visitor.get(f"/news/{slug}/")
    assert response.status_code == 200
    return html.fromstring(response.content)


def spoken(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def told(page: Any) -> list[str]:
    """The changes, as date and words."""
    return [spoken(line) for line in page.xpath("//ol[@class='lines']/li")]


def words(page: Any, path: str) -> str:
    return spoken(page.xpath(path)[0])


@pytest.fixture
def post() -> PostEdition:
    with at(NOW):
        return make_post_edition(State.LIVE, slug="post", title="The first title", released_at=NOW - 5 * HOUR)


def test_an_article_shows_what_was_released(visitor: Visitor) -> None:
    tags: Any = {"topics": [make_topic("Roads", "roads")], "areas": [make_area("Leek", "leek")]}
    with at(NOW):
        make_post_edition(
            State.LIVE,
            slug="post",
            title="A road & a bridge",
            summary="Both are closed.",
            body="<h2>Where</h2><p>By <strong>the</strong> mill.</p>",
            kind=Kind.APPEAL,
            released_at=NOW - SECOND,
            **tags,
        )
        page = article(visitor)

    assert words(page, "//h1") == "A road & a bridge"
    assert words(page, "//*[@class='summary']") == "Both are closed."
    assert page.xpath("//*[@class='prose']/h2/text()") == ["Where"]
    assert page.xpath("//*[@class='prose']//strong/text()") == ["the"]
    assert words(page, "//article//*[@class='meta']") == "Appeal Published 10 July 2026, 00:29"
    assert page.xpath("//article//time/@datetime") == ["2026-07-10T00:29:59+01:00"]
    links = dict(
        zip(
            page.xpath("//*[@class='links']//a/text()"),
            page.xpath("//*[@class='links']//a/@href"),
            strict=True,
        )
    )
    assert links == {
        "Appeal": "/news/?kind=appeal",
        "Roads": "/news/?topic=roads",
        "Leek": "/news/?area=leek",
        "All news": "/news/",
    }
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost/news/post/"]


def test_search_engines_are_told_the_same(visitor: Visitor) -> None:
    with at(NOW):
        make_post_edition(
            State.LIVE, slug="post", title="</script><script>", summary="A & B", released_at=NOW - HOUR
        )
        page = article(visitor)
    data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])

    assert data["headline"] == "</script><script>"
    assert data["description"] == "A & B"
    assert data["url"] == "http://localhost/news/post/"
    assert data["datePublished"] == data["dateModified"] == "2026-07-09T23:30:00+01:00"
    assert len(page.xpath("//script")) == 1


def test_an_article_speaks_its_own_language(visitor: Visitor, post: PostEdition) -> None:
    Post.objects.update(language="cy")
    with at(NOW):
        assert article(visitor).xpath("//article/@lang") == ["cy"]


def test_a_first_edition_has_no_changes(visitor: Visitor, post: PostEdition) -> None:
    with at(NOW):
        page = article(visitor)

    assert told(page) == []
    assert "Updated" not in page.text_content()


def test_major_updates_are_told_newest_first_and_minor_ones_never(
    visitor: Visitor, post: PostEdition
) -> None:
    with at(NOW):
        tell: Any = {"update": Update.MAJOR}
        second = make_next_edition(
            post, State.LIVE, released_at=NOW - 4 * HOUR, change_note="The day was wrong.", **tell
        )
        third = make_next_edition(
            second, State.LIVE, released_at=NOW - 3 * HOUR, title="Tidied", change_note="A comma."
        )
        fourth = make_next_edition(
            third, State.LIVE, released_at=NOW - 2 * HOUR, change_note="The road is open.", **tell
        )
        make_next_edition(fourth, State.SCHEDULED, released_at=NOW + HOUR, change_note="Not yet.", **tell)
        page = article(visitor)

    assert (
        words(page, "//article//*[@class='meta']")
        == "News Published 9 July 2026, 19:30 Updated 9 July 2026, 22:30"
    )
    assert told(page) == [
        "9 July 2026, 22:30 The road is open.",
        "9 July 2026, 20:30 The day was wrong.",
        "9 July 2026, 19:30 First published.",
    ]


def test_a_restored_text_tells_its_change_once_with_its_old_date(visitor: Visitor, post: PostEdition) -> None:
    with at(NOW):
        fields: Any = {
            "update": Update.MAJOR,
            "change_note": "The day was wrong.",
            "released_at": NOW - 3 * HOUR,
        }
        second = make_next_edition(post, State.LIVE, **fields)
    with at(NOW + SECOND):
        release.withdraw(second, by=make_editor(), reason="Checking.")
    with at(NOW + HOUR):
        release.restore(second, by=make_editor(), reason="Right after all.", seen=content_hash(second))
        page = article(visitor)

    assert told(page) == ["9 July 2026, 21:30 The day was wrong.", "9 July 2026, 19:30 First published."]
    assert "Updated 9 July 2026, 21:30" in words(page, "//article//*[@class='meta']")


@pytest.mark.parametrize("notes", [0, 30])
def test_an_article_takes_four_queries(visitor: Visitor, post: PostEdition, notes: int) -> None:
    tags: Any = {"topics": [make_topic(), make_topic()], "areas": [make_area(), make_area()]}
    with at(NOW):
        last = make_next_edition(post, State.LIVE, released_at=NOW - 4 * HOUR, **tags)
        for number in range(notes):
            moment = NOW - 3 * HOUR + timedelta(minutes=number)
            last = make_next_edition(
                last, State.LIVE, update=Update.MAJOR, change_note=f"{number}", released_at=moment
            )
        page = article(visitor.settle())

    assert len(told(page)) == (notes + 1 if notes else 0)
    assert len(visitor.statements) <= 4, "\n".join(visitor.statements)


def test_an_address_without_a_page_takes_three_queries(visitor: Visitor) -> None:
    assert visitor.settle().get("/news/never-was/").status_code == 404
    assert len(visitor.statements) <= 3


def move(edition: PostEdition, slug: str) -> None:
    release.move(edition, by=make_editor(), slug=slug, reason="A clearer address.")


def test_an_old_address_leads_to_the_new_one_for_good(visitor: Visitor, post: PostEdition) -> None:
    with at(NOW):
        move(post, "second")
        move(post, "third")
        visitor.settle()
        for slug in ("post", "second"):
            response = visitor.get(f"/news/{slug}/?a=b")
            assert (response.status_code, response.headers["Location"]) == (301, "/news/third/")
            assert response.headers["Cache-Control"].startswith("public, max-age=15,")
            assert len(visitor.statements) <= 3
        assert article(visitor, "third") is not None
        move(post, "post")
        assert visitor.get("/news/third/").headers["Location"] == "/news/post/"


def test_an_old_address_of_what_is_gone_leads_to_where_that_is_said(
    visitor: Visitor, post: PostEdition
) -> None:
    with at(NOW):
        move(post, "second")
        release.withdraw(post, by=make_editor(), reason="Wrong.")
    with at(NOW + SECOND):
        assert visitor.get("/news/post/").headers["Location"] == "/news/second/"
        assert visitor.get("/news/second/").status_code == 410


def test_an_old_address_of_what_was_never_public_is_no_address(visitor: Visitor) -> None:
    draft = make_post_edition(slug="post")
    draft.document.addresses.update(is_current=False)
    draft.document.addresses.create(slug="second")

    answers = [visitor.get(f"/news/{slug}/") for slug in ("post", "second", "never-was")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1


@pytest.fixture
def ended(post: PostEdition) -> PostEdition:
    with at(NOW):
        release.withdraw(post, by=make_editor(), reason="Wrong.")
    return post


def change_outcome(edition: PostEdition, **fields: str) -> None:
    release.change_outcome(edition, by=make_editor(), reason="Better.", **fields)


def test_what_is_withdrawn_is_gone_and_caches_forget_it(visitor: Visitor, ended: PostEdition) -> None:
    with at(NOW + SECOND):
        response = visitor.settle().get("/news/post/")

    assert response.status_code == 410
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "This page is no longer here" in response.content.decode()
    assert "first title" not in response.content.decode()
    assert len(visitor.statements) <= 3


def test_a_notice_says_a_set_sentence_and_when(visitor: Visitor, ended: PostEdition) -> None:
    with at(NOW + SECOND):
        change_outcome(ended, outcome=Outcome.NOTICE, notice=Notice.APPEAL_CLOSED)
        response = visitor.get("/news/post/")
    page = html.fromstring(response.content)

    assert response.status_code == 410
    assert words(page, "//*[@class='note']") == (
        "This appeal is closed. Thank you to everybody who helped. Since 10 July 2026, 00:30"
    )


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/news/", 302),
        ("/news/?kind=appeal", 302),
        ("/news/post/", 410),
        ("/news/post/?again", 410),
        ("//example.org/", 410),
        ("/\\example.org/", 410),
        ("https://example.org/", 410),
        ("javascript:alert(1)", 410),
        ("news/", 410),
    ],
)
def test_a_redirect_stays_on_the_site(visitor: Visitor, ended: PostEdition, url: str, status: int) -> None:
    PostEdition.desk.update(outcome=Outcome.REDIRECT, redirect_to=url)
    with at(NOW + SECOND):
        response = visitor.get("/news/post/")

    assert response.status_code == status
    assert response.headers.get("Location", "") == (url if status == 302 else "")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=5"


def test_the_last_edition_answers_for_those_before_it(visitor: Visitor, post: PostEdition) -> None:
    with at(NOW):
        second = make_next_edition(post, State.LIVE, released_at=NOW - HOUR)
        notice = {"outcome": Outcome.NOTICE, "notice": Notice.UNDER_REVIEW}
        release.withdraw(second, by=make_on_call(), reason="Wrong.", **notice)
    with at(NOW + SECOND):
        assert "while we check what it says" in visitor.get("/news/post/").content.decode()


def test_between_two_editions_the_first_ones_end_is_said(visitor: Visitor) -> None:
    with at(NOW):
        first = make_post_edition(State.LIVE, slug="post", expires_at=NOW + HOUR)
        make_next_edition(first, State.SCHEDULED, released_at=NOW + 2 * HOUR, title="Second", expires_at=None)
    for moment, status in (
        (NOW, 200),
        (NOW + HOUR, 410),
        (NOW + 2 * HOUR - SECOND, 410),
        (NOW + 2 * HOUR, 200),
    ):
        with at(moment):
            assert visitor.get("/news/post/").status_code == status
    with at(NOW + 2 * HOUR):
        assert words(article(visitor), "//h1") == "Second"


@pytest.mark.parametrize("state", [Ending.WITHDRAWN, State.ENDED])
def test_what_ended_is_gone_however_it_ended(visitor: Visitor, state: State | Ending) -> None:
    make_post_edition(state, slug="post")

    assert visitor.get("/news/post/").status_code == 410
