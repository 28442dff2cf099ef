"""The home page: what it shows, in which order, from when until when, and what it costs."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import html

from accounts.models import User
from home import choosing
from home.choosing import MOST
from home.models import Campaign
from news.models import Kind, PostEdition
from publishing import release
from publishing.rules import Refused
from publishing.states import Ending, State
from tests.desk.pages import Desk
from tests.factories import (
    HOUR,
    MINUTE,
    at,
    make_author,
    make_editor,
    make_next_edition,
    make_post_edition,
    make_user,
)
from tests.news.many import make_many
from tests.site.test_freshness import lifetimes
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def editor() -> User:
    return make_editor()


def front(visitor: Visitor) -> Any:
    response = visitor.get("/")
    assert response.status_code == 200
    return html.fromstring(response.content)


def titles(page: Any, css_class: str) -> list[str]:
    """The headlines within the elements of a class."""
    path = f'//*[contains(concat(" ", @class, " "), " {css_class} ")]//*[contains(@class, "headline")]/a'
    return [link.text_content() for link in page.xpath(path)]


def featured(page: Any) -> list[str]:
    return titles(page, "lead") + titles(page, "features")


def live(title: str, **fields: Any) -> PostEdition:
    return make_post_edition(State.LIVE, title=title, **fields)


def feature(edition: PostEdition, by: User, ends_at: datetime = NOW + DAY) -> Any:
    return choosing.feature(edition.document, by=by, ends_at=ends_at)


def test_an_empty_site_says_whom_to_call_and_what_will_be_here(visitor: Visitor) -> None:
    words = front(visitor).text_content()

    assert "999" in words
    assert "101" in words
    assert "There is no news yet" in words
    assert "News, appeals and advice will be on this page" in words


@pytest.mark.parametrize("count", range(1, MOST + 1))
def test_the_first_featured_post_leads_and_the_others_follow_in_order(
    visitor: Visitor, editor: User, count: int
) -> None:
    with at(NOW):
        for number in range(count):
            feature(live(f"Story {number}"), editor)
        live("Not featured")
        page = front(visitor)

    assert titles(page, "lead") == ["Story 0"]
    assert titles(page, "features") == [f"Story {number}" for number in range(1, count)]
    assert bool(page.xpath(f'//ul[@class="features features--{count - 1}"]')) == (count > 1)
    assert titles(page, "river") == ["Not featured"]
    assert page.xpath("//h2[@id='latest']/text()") == ["More news"]


def test_where_nothing_is_featured_the_newest_post_leads(visitor: Visitor) -> None:
    with at(NOW):
        live("Older", released_at=NOW - 2 * HOUR)
        live("Newest", released_at=NOW - HOUR)
        page = front(visitor)

    assert featured(page) == ["Newest"]
    assert titles(page, "river") == ["Older"]
    assert page.xpath("//h2[@id='latest']/text()") == ["Latest news"]


def test_what_is_released_urgently_leads_until_a_second_person_has_approved_it(
    visitor: Visitor, editor: User
) -> None:
    with at(NOW):
        for number in range(MOST):
            feature(live(f"Story {number}"), editor)
        urgent = live("Stay indoors", released_at=NOW - 3 * HOUR, urgent_reason="A chemical smell.")
        live("Newest", released_at=NOW - MINUTE)

        assert featured(front(visitor)) == [
            "Stay indoors",
            *(f"Story {number}" for number in range(MOST - 1)),
        ]
        said = Desk(make_author()).open("/admin/home/feature/").words
        assert "“Stay indoors” leads the home page: it was released urgently" in said
        assert "first and larger" not in said

        release.clear_debt(urgent, by=make_editor(), seen=urgent.content_hash)
        assert featured(front(visitor)) == [f"Story {number}" for number in range(MOST)]


def test_appeals_and_advice_have_lists_of_their_own_and_no_story_stands_twice(
    visitor: Visitor, editor: User
) -> None:
    with at(NOW):
        for number in range(6):
            live(f"Appeal {number}", kind=Kind.APPEAL, released_at=NOW - (number + 1) * MINUTE)
        live("Advice", kind=Kind.ADVICE)
        for number in range(8):
            live(f"News {number}", released_at=NOW - (number + 1) * HOUR)
        feature(PostEdition.desk.select_related("document").get(title="Appeal 0"), editor)
        page = front(visitor)

    assert featured(page) == ["Appeal 0"]
    assert titles(page, "front__top")[1:] == [f"Appeal {number}" for number in (1, 2, 3, 4)]
    assert titles(page, "river") == ["Appeal 5", *(f"News {number}" for number in range(5))]
    every = [link for link in page.xpath("//main//a/@href") if link.startswith("/news/") and "?" not in link]
    assert len(set(every) - {"/news/"}) == len([link for link in every if link != "/news/"])


@pytest.mark.parametrize("state", [State.SCHEDULED, Ending.WITHDRAWN])
def test_a_featured_post_that_is_not_public_leaves_no_word_no_count_and_no_gap(
    visitor: Visitor, editor: User, state: State | Ending
) -> None:
    with at(NOW - HOUR):
        hidden = live("Zephyrine", released_at=NOW - 3 * HOUR) if state == Ending.WITHDRAWN else None
        hidden = hidden or make_post_edition(State.SCHEDULED, title="Zephyrine", released_at=NOW + HOUR)
        feature(hidden, editor)
        feature(live("Shown"), editor)
        if state == Ending.WITHDRAWN:
            release.withdraw(hidden, by=make_editor(), reason="It names somebody.")
    with at(NOW):
        source = visitor.get("/").content.decode()
        page = html.fromstring(source)

    assert featured(page) == ["Shown"]
    assert "zephyrine" not in source.lower()
    assert "features--" not in source


def test_a_scheduled_post_leads_at_its_second_and_not_before(visitor: Visitor, editor: User) -> None:
    with at(NOW - HOUR):
        live("Old", released_at=NOW - 2 * HOUR)
        feature(make_post_edition(State.SCHEDULED, title="New", released_at=NOW), editor)
    with at(NOW - SECOND):
        assert featured(front(visitor)) == ["Old"]
    with at(NOW):
        assert featured(front(visitor)) == ["New"]


def test_a_feature_ends_at_its_second_and_no_copy_outlives_it(visitor: Visitor, editor: User) -> None:
    with at(NOW - HOUR):
        feature(live("Featured", released_at=NOW - 3 * HOUR), editor, ends_at=NOW)
        live("Newest", released_at=NOW - 2 * HOUR)
    with at(NOW - 4 * SECOND):
        response = visitor.get("/")
        assert featured(html.fromstring(response.content)) == ["Featured"]
        assert lifetimes(response) == (4, 4, 0, 0)
    with at(NOW):
        assert featured(front(visitor)) == ["Newest"]


def test_a_correction_of_a_featured_post_shows_at_once(visitor: Visitor, editor: User) -> None:
    with at(NOW):
        edition = live("Wrong", released_at=NOW - HOUR)
        feature(edition, editor)
        make_next_edition(edition, State.LIVE, title="Right")
    with at(NOW + SECOND):
        assert featured(front(visitor)) == ["Right"]


def test_a_campaign_shows_between_its_edges_while_it_is_on(visitor: Visitor, editor: User) -> None:
    campaign = Campaign(title="Lock it", text="Ten minutes.", link_words="How", link_url="/news/")
    campaign.starts_at, campaign.ends_at = NOW, NOW + HOUR
    with at(NOW - HOUR):
        live("Story", released_at=NOW - 2 * HOUR)
        choosing.keep_campaign(campaign, by=editor)
    seen = []
    for moment in (NOW - SECOND, NOW, NOW + HOUR - SECOND, NOW + HOUR):
        with at(moment):
            seen.append("Lock it" in front(visitor).text_content())
    with at(NOW + MINUTE):
        campaign.is_on = False
        choosing.keep_campaign(campaign, by=editor)
        seen.append("Lock it" in front(visitor).text_content())

    assert seen == [False, True, True, False, False]


def test_it_says_what_it_is_to_search_engines(visitor: Visitor) -> None:
    with at(NOW):
        page = front(visitor)
    graph = json.loads(page.xpath('//script[@type="application/ld+json"]')[0].text)["@graph"]

    assert [thing["@type"] for thing in graph] == ["WebSite", "GovernmentOrganization"]
    assert graph[0]["publisher"]["@id"] == graph[1]["@id"]
    assert page.xpath('//link[@rel="canonical"]/@href') == ["http://localhost/"]


@pytest.mark.parametrize("count", [0, 2000])
def test_it_costs_at_most_six_queries_and_fifty_kilobytes(visitor: Visitor, editor: User, count: int) -> None:
    with at(NOW):
        made = []
        for kind in (Kind.NEWS, Kind.APPEAL, Kind.ADVICE):
            made += make_many(count // 3, lambda number: NOW - number * MINUTE, kind=kind)
        for edition in made[:MOST]:
            feature(edition, editor)
        visitor.get("/no-such-page/")  # the frame is known to a process that has answered before
        response = visitor.get("/")

    assert len(visitor.statements) <= 6, "\n".join(visitor.statements)
    assert len(response.content) < 50_000
    assert len(gzip.compress(response.content)) < 10_000


def test_nobody_without_the_right_chooses(editor: User) -> None:
    with at(NOW):
        edition = live("Story")
        for person in (make_author(), make_user()):
            with pytest.raises(Refused, match="role"):
                feature(edition, person)
