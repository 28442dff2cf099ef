"""What the audit reads: links of a page, and Set-Cookie headers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from consent.auditing.addresses import Queue, links
from consent.auditing.headers import Cookie, cookies
from consent.auditing.seen import Notes, Thing
from consent.auditing.states import State
from consent.register import Kind

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
SITE = "https://www.force.example/"


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("a=1", [Cookie("a", "", "/", None)]),
        ("a=b=c; Path=/x/; Domain=.Force.example; Max-Age=60", [Cookie("a", "force.example", "/x/", 60)]),
        ("a=1; expires=Fri, 27 Nov 2026 12:01:00 GMT", [Cookie("a", "", "/", 60)]),
        ("a=1; max-age=60; expires=Fri, 27 Nov 2026 13:00:00 GMT", [Cookie("a", "", "/", 60)]),
        ("a=1\nb=2; secure", [Cookie("a", "", "/", None), Cookie("b", "", "/", None)]),
        ("a=; max-age=0", []),
        ("a=; expires=Thu, 01 Jan 1970 00:00:00 GMT", []),
        ("a=1; expires=tomorrow", [Cookie("a", "", "/", None)]),
        ("a=1; max-age=long", [Cookie("a", "", "/", None)]),
        ("", []),
    ],
)
def test_a_set_cookie_header_is_read_as_browsers_do(header: str, read: list[Cookie]) -> None:
    assert list(cookies(header, NOW)) == read


def test_links_are_made_whole_and_lose_their_fragments() -> None:
    page = """<a href="/a/#part">A</a><a href="b/">B</a><a href="mailto:x@y.example">C</a><a>D</a>
        <a href="http://[">E</a><map><area href="/map/"></map>"""

    found = list(links(page, f"{SITE}news/"))

    assert found == [f"{SITE}a/", f"{SITE}news/b/", "mailto:x@y.example", f"{SITE}map/"]
    assert list(links("", SITE)) == []


def test_only_pages_of_the_site_are_read_each_once_and_never_the_desk() -> None:
    queue = Queue(SITE, [SITE])
    queue.add([f"{SITE}news/", f"{SITE}news/?page=2", f"{SITE}news/?page=3", f"{SITE}news/"])
    queue.add(
        [f"{SITE}admin/", "https://elsewhere.example/", "http://www.force.example/", "mailto:x@y.example"]
    )

    assert queue.take(10) == [SITE, f"{SITE}news/", f"{SITE}news/?page=2"]


def test_a_thing_is_noted_where_it_was_first_with_the_longest_life() -> None:
    notes, thing = Notes(State("nothing", "")), Thing(Kind.COOKIE, "a", "force.example")
    for page, lasts in (("/1/", None), ("/2/", 50.0), ("/3/", 10.0)):
        notes.add(thing, page, lasts)

    [sighting] = notes.sightings
    assert (sighting.page, sighting.lasts) == ("/1/", 50.0)
