"""A page at its address: what it shows, what stands around it, and what is there afterwards."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import html

from pages.documents import PageEdition
from publishing import release
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.factories import HOUR, at, make_editor, make_next_edition, make_page_edition
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 9, 23, 30, tzinfo=UTC)  # half past midnight of the tenth in London
SECOND = timedelta(seconds=1)


def page_at(visitor: Visitor, path: str) -> Any:
    response = visitor.get(f"/{path}/")
    assert response.status_code == 200, path
    return html.fromstring(response.content)


def spoken(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def links(page: Any, path: str) -> list[tuple[str, str]]:
    return [(spoken(link), link.get("href")) for link in page.xpath(f"{path}//a")]


def crumbs(page: Any) -> list[tuple[str, str]]:
    """The way back, without the front page at its beginning."""
    return [link for link in links(page, "//nav[contains(@class, 'crumbs')]") if link[1] != "/"]


def section(page: Any) -> list[tuple[str, str]]:
    return links(page, "//nav[@aria-labelledby='section']")


def related(page: Any) -> list[tuple[str, str]]:
    return links(page, "//nav[@aria-labelledby='related']")


def navigation(page: Any) -> list[tuple[str, str]]:
    return links(page, "//nav[contains(concat(' ', @class, ' '), ' nav ')]")


def footer(page: Any) -> list[tuple[str, str]]:
    return links(page, "//footer//nav[@aria-labelledby='about-site']")


def live(slug: str, **fields: Any) -> PageEdition:
    return make_page_edition(State.LIVE, slug=slug, title=f"About {slug}", **fields)


# --- what it shows ----------------------------------------------------------------------------------------


def test_a_page_shows_what_was_released(visitor: Visitor) -> None:
    live("about", summary="Who we are.", body="<h2>Words</h2><p>And more.</p>")

    page = page_at(visitor, "about")

    assert spoken(page.xpath("//h1")[0]) == "About about"
    assert spoken(page.xpath("//p[@class='summary']")[0]) == "Who we are."
    assert spoken(page.xpath("//div[@class='prose']/h2")[0]) == "Words"
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost/about/"]
    assert page.xpath("//meta[@name='description']/@content") == ["Who we are."]


def test_the_day_of_the_last_update_is_the_newest_major_ones(visitor: Visitor) -> None:
    with at(NOW - 48 * HOUR):
        edition = live("about", released_at=NOW - 72 * HOUR)
    with at(NOW - 24 * HOUR):
        edition = make_next_edition(
            edition, State.LIVE, update=Update.MAJOR, change_note="Another telephone."
        )
    with at(NOW):
        make_next_edition(edition, State.LIVE, update=Update.MINOR, summary="A comma.")
        page = page_at(visitor, "about")

    assert spoken(page.xpath("//header[@class='article__head']")[0]).endswith("Last updated 9 July 2026")
    told = spoken(page.xpath("//section[@aria-labelledby='updated']")[0])
    assert "9 July 2026 Another telephone. 7 July 2026 First published." in told


def test_a_page_in_welsh_says_so_and_what_stands_around_it_is_english(visitor: Visitor) -> None:
    live("cysylltu", language="cy", navigation_position=1, footer_position=1)

    page = page_at(visitor, "cysylltu")

    assert page.xpath("/html/@lang") == ["cy"]
    assert page.xpath("//meta[@property='og:locale']/@content") == ["cy_GB"]
    for around in ("//body/header", "//nav[@class='crumbs']", "//footer"):
        assert page.xpath(f"{around}/@lang") == ["en-GB"], around
    assert page.xpath("//article/@lang") == ["cy"]
    assert page.xpath("//a[@href='/cysylltu/']/@lang") == ["cy", "cy"]


def test_what_search_engines_are_told(visitor: Visitor) -> None:
    live("about")
    live("about/us", language="cy")

    (told,) = page_at(visitor, "about/us").xpath("//script[@type='application/ld+json']/text()")

    data = json.loads(told)
    assert (data["@type"], data["url"], data["inLanguage"]) == ("WebPage", "http://localhost/about/us/", "cy")
    steps = data["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Home", "http://localhost/"),
        (2, "About about", "http://localhost/about/"),
        (3, "About about/us", "http://localhost/about/us/"),
    ]


def test_a_sensitive_page_can_be_left_quickly_and_sends_nobody_to_feedback_with_its_name(
    visitor: Visitor,
) -> None:
    live("help", is_sensitive=True)
    live("about")

    assert page_at(visitor, "help").xpath("//*[@data-leave]")
    assert "from=" not in visitor.get("/help/").content.decode()
    assert not page_at(visitor, "about").xpath("//*[@data-leave]")


def test_a_sensitive_page_is_told_to_no_other_site(visitor: Visitor) -> None:
    live("help", is_sensitive=True)
    live("about")

    for address in ("/help/", "/feedback/?sensitive=1"):
        assert visitor.get(address)["Referrer-Policy"] == "same-origin", address
    assert visitor.get("/about/")["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_beta_page_says_so(visitor: Visitor) -> None:
    live("new", is_beta=True)

    assert "Beta" in spoken(page_at(visitor, "new").xpath("//div[@class='phase']")[0])


# --- what stands around it --------------------------------------------------------------------------------


@pytest.fixture
def tree() -> None:
    live("about")
    live("about/us", navigation_title="Us")
    live("about/us/team")
    live("about/us/team/chief")
    live("about/cookies")
    live("about-face")
    live("other")
    make_page_edition(slug="about/draft")
    make_page_edition(State.SCHEDULED, slug="other/soon")
    make_page_edition(Ending.WITHDRAWN, slug="about/gone")


def test_the_way_back_and_the_section(visitor: Visitor, tree: None) -> None:
    page = page_at(visitor, "about/us/team")

    assert crumbs(page) == [("About about", "/about/"), ("Us", "/about/us/")]
    assert section(page) == [("About about/us/team/chief", "/about/us/team/chief/")]
    assert section(page_at(visitor, "about")) == [
        ("About about/cookies", "/about/cookies/"),
        ("About about/us", "/about/us/"),
    ]
    assert crumbs(page_at(visitor, "about")) == []
    assert section(page_at(visitor, "other")) == []


def test_a_page_above_that_is_not_public_is_left_out_of_the_way_back(visitor: Visitor) -> None:
    live("a")
    hidden = live("a/b")
    live("a/b/c")
    release.withdraw(hidden, by=make_editor(), reason="It is wrong.")

    assert crumbs(page_at(visitor, "a/b/c")) == [("About a", "/a/")]
    assert section(page_at(visitor, "a")) == []


def test_after_a_move_everything_leads_to_the_new_addresses(visitor: Visitor, tree: None) -> None:
    about = PageEdition.desk.get(document__addresses__slug="about")
    live("names", related=[about.document])
    release.move(about, by=make_editor(), slug="who-we-are", reason="Clearer.")

    page = page_at(visitor, "who-we-are/us/team")

    assert crumbs(page) == [("About about", "/who-we-are/"), ("Us", "/who-we-are/us/")]
    assert related(page_at(visitor, "names")) == [("About about", "/who-we-are/")]
    for old in ("about", "about/us", "about/us/team/chief"):
        response = visitor.get(f"/{old}/")
        assert (response.status_code, response["Location"]) == (
            301,
            f"/who-we-are{old.removeprefix('about')}/",
        )
    assert visitor.get("/about/draft/").status_code == visitor.get("/who-we-are/draft/").status_code == 404


def test_only_public_pages_are_related(visitor: Visitor) -> None:
    others = [live("b"), live("a"), make_page_edition(slug="draft"), make_page_edition(Ending.WITHDRAWN)]
    live("about", related=[other.document for other in others])

    assert related(page_at(visitor, "about")) == [("About a", "/a/"), ("About b", "/b/")]


@pytest.mark.parametrize("others", [0, 20])
def test_a_page_takes_four_queries(visitor: Visitor, others: int) -> None:
    live("about")
    near = [live(f"about/{number}") for number in range(others)]
    edition = live("about/us", related=[one.document for one in near])
    make_next_edition(edition, State.LIVE, update=Update.MAJOR, change_note="Clearer.")
    for number in range(others):
        live(f"about/us/{number}")
    visitor.settle()

    page = page_at(visitor, "about/us")

    assert (len(section(page)), len(related(page))) == (others, others)
    assert len(visitor.statements) <= 4, "\n".join(visitor.statements)


# --- the ways of every page -------------------------------------------------------------------------------


def test_the_navigation_is_the_news_and_the_pages_that_ask_for_a_place(visitor: Visitor) -> None:
    live("second", navigation_position=2)
    live("first", navigation_position=1, navigation_title="First")
    live("below", footer_position=1)
    live("about")
    make_page_edition(slug="draft", navigation_position=1, footer_position=1)
    make_page_edition(State.SCHEDULED, slug="soon", navigation_position=1, footer_position=1)

    for page in (page_at(visitor, "about"), html.fromstring(visitor.get("/news/").content)):
        rooms = [("News", "/news/"), ("Inspections", "/peel/")]
        assert navigation(page) == [*rooms, ("First", "/first/"), ("About second", "/second/")]
        assert footer(page) == [("About below", "/below/"), ("Cookies", "/cookies/")]


def test_the_section_that_one_is_in_is_marked(visitor: Visitor) -> None:
    live("about", navigation_position=1)
    live("about/us")

    marked = page_at(visitor, "about/us").xpath("//a[@aria-current]/@href")

    assert marked == ["/about/"]


def test_a_page_enters_and_leaves_the_navigation_with_its_release(visitor: Visitor) -> None:
    def shown() -> bool:
        return ("Soon", "/soon/") in navigation(html.fromstring(visitor.get("/news/").content))

    with at(NOW - HOUR):
        soon: dict[str, Any] = {"title": "Soon", "navigation_position": 1, "expires_at": NOW + HOUR}
        make_page_edition(State.SCHEDULED, slug="soon", released_at=NOW, **soon)
        assert not shown()
    with at(NOW - SECOND):
        assert not shown()
    with at(NOW):
        assert shown()
    with at(NOW + HOUR - SECOND):
        assert shown()
    with at(NOW + HOUR):
        assert not shown()


# --- addresses --------------------------------------------------------------------------------------------


def test_a_slash_that_is_missing_is_added(visitor: Visitor) -> None:
    live("about")
    live("about/us")

    for path in ("/about", "/about/us"):
        response = visitor.get(path)
        assert (response.status_code, response["Location"]) == (301, f"{path}/")


@pytest.mark.parametrize(
    "path",
    ["/About/", "/about//", "/about.html", "/about/%00/", "/about/_/", "/a/b/c/d/e/f/", "/é/"],
)
def test_what_cannot_be_a_page_is_not_looked_for(visitor: Visitor, path: str) -> None:
    live("about")

    assert visitor.get(path).status_code == 404
    assert not [sql for sql in visitor.statements if "pages_pageaddress" in sql and 'slug" = %s' in sql]


def test_the_desk_and_the_news_are_nobody_elses(visitor: Visitor) -> None:
    for path in (
        "/admin/nothing/",
        "/news/a/b/",
        "/peel/nothing/at/all/",
        "/api/",
        "/search/",
        "/cookies/nothing/",
        "/static/nothing/",
    ):
        assert visitor.get(path).status_code in (302, 404), path


def test_a_missing_page_takes_three_queries_and_says_the_same_whatever_is_kept_there(
    visitor: Visitor,
) -> None:
    live("about")
    for state in (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.SET_ASIDE):
        make_page_edition(state, slug=f"about/{state}")
    visitor.settle()

    answers = []
    for path in (
        "about/draft",
        "about/submitted",
        "about/scheduled",
        "about/set-aside",
        "about/never",
        "never",
    ):
        answers.append(visitor.get(f"/{path}/"))
        assert len(visitor.statements) <= 3

    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, str(sorted(answer.headers.items()))) for answer in answers}) == 1


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        ({}, 410, "What was here is no longer public."),
        ({"outcome": Outcome.NOTICE, "notice": Notice.NO_LONGER_CURRENT}, 410, "no longer current"),
        ({"outcome": Outcome.REDIRECT, "redirect_to": "/news/"}, 302, ""),
    ],
)
def test_what_is_withdrawn_answers_as_was_decided(
    visitor: Visitor, outcome: dict[str, str], status: int, words: str
) -> None:
    edition = live("about")
    release.withdraw(edition, by=make_editor(), reason="It is wrong.", **outcome)

    response = visitor.get("/about/")

    assert response.status_code == status
    assert words in response.content.decode()
    assert "About about" not in response.content.decode()
