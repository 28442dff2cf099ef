"""What holds of every public page, found from the URL configuration."""

from __future__ import annotations

import copy
import itertools
import re
from html.parser import HTMLParser
from typing import Any

import html5lib
import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.utils import timezone
from lxml.html import fromstring

from news.models import Kind
from publishing import release
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.consent.factories import make_entry, make_group, make_policy
from tests.factories import (
    HOUR,
    MINUTE,
    make_area,
    make_editor,
    make_next_edition,
    make_page_edition,
    make_post_edition,
    make_topic,
)
from tests.news.many import make_many
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
MISSING = "!!MISSING %s!!"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SHAPES = {"path", "circle", "rect"}
# Error pages that must work when nothing else does.
PLAIN = [f"{status}.html" for status in (400, 403, 405, 413, 429, 500, 503)]


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, in order, and no id is given twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [f"the id {one!r} is given twice" for one in set(self.ids) if self.ids.count(one) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
        if tag not in VOID | SHAPES:
            self.faults.append(f"<{tag}/> closes nothing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> meets {self.open[-1:]}")
        else:
            self.open.pop()


def invalid(html: str) -> list[Any]:
    """What the HTML standard's own parser finds wrong."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return list(parser.errors)


@pytest.fixture
def news(settings: Any) -> dict[str, str]:
    """Posts in every state that has a page, and templates that say when they miss a variable."""
    templates: Any = copy.deepcopy(django_settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    settings.TEMPLATES, settings.DEMONSTRATION = templates, True
    make_policy(
        State.LIVE,
        make_group("statistics"),
        make_group("preferences", make_entry("kept_*", provider_url="/")),
    )
    topic, area = make_topic("Roads", "roads"), make_area("Town & country", "town")
    post = make_post_edition(
        State.LIVE,
        slug="post",
        kind=Kind.APPEAL,
        topics=[topic],
        areas=[area],
        title="“Witnesses” & <others>",
    )
    make_next_edition(post, State.LIVE, update=Update.MAJOR, change_note="A road was named wrongly.")
    make_many(45, lambda number: timezone.now() - HOUR - number * MINUTE, topics=[topic])
    gone: dict[str, Any] = {"reason": "Wrong.", "by": make_editor()}
    notice: dict[str, Any] = {"outcome": Outcome.NOTICE, "notice": Notice.APPEAL_CLOSED}
    release.withdraw(make_post_edition(State.LIVE, slug="notice"), **gone, **notice)
    make_post_edition(Ending.WITHDRAWN, slug="gone")
    page = make_page_edition(
        State.LIVE, slug="post", title="“About” & <us>", is_sensitive=True, navigation_position=1
    )
    make_next_edition(page, State.LIVE, update=Update.MAJOR, change_note="Somebody else leads us.")
    make_page_edition(
        State.LIVE, slug="post/post", language="cy", is_beta=True, related=[page.document], footer_position=1
    )
    names = {"slug": "post", "topic": "roads", "area": "town", "kind": Kind.APPEAL}
    return {**names, "day": f"{timezone.localdate():%Y-%m-%d}"}


def pages(visitor: Visitor, names: dict[str, str]) -> dict[str, str]:
    """Every page that is one, the error pages too, by its address."""
    asked = [*public_addresses(**names), "/news/notice/", "/news/gone/", "/news/?kind=court"]
    answers = {address: visitor.get(address) for address in asked}
    found = {address: answer.content.decode() for address, answer in answers.items() if is_page(answer)}
    return found | {name: render_to_string(name) for name in PLAIN}


def is_page(answer: Any) -> bool:
    """Neither a redirect, nor a file for machines, nor a passage for other sites' pages."""
    is_for_others = "Access-Control-Allow-Origin" in answer.headers and answer.status_code == 200
    is_html = answer["Content-Type"].startswith("text/html")
    return answer.status_code not in (301, 302) and is_html and not is_for_others


def test_every_page_is_whole(visitor: Visitor, news: dict[str, str]) -> None:
    found = pages(visitor, news)

    assert len(found) > 15
    for address, html in found.items():
        page = Reader(html)
        assert not page.faults + invalid(html), f"{address}: {page.faults + invalid(html)}"
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == tags.count("title") == tags.count("main") == 1, address
        assert html.startswith("<!doctype html>"), address
        assert re.search(r"<title>\s*\S", html), address
        language = "cy" if address == "/post/post/" else "en-GB"
        assert dict(page.elements)["html"]["lang"] == language, address
        assert "!!MISSING" not in html, f"{address}: {re.findall('!!MISSING.*?!!', html)}"
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), f"{address}: {levels}"


def test_no_page_has_anything_that_the_policy_refuses(visitor: Visitor, news: dict[str, str]) -> None:
    for address, html in pages(visitor, news).items():
        for tag, attributes in Reader(html).elements:
            assert tag != "style", address
            assert "style" not in attributes, address
            assert not [name for name in attributes if name.startswith("on")], address
            data = attributes.get("type") == "application/ld+json"
            assert tag != "script" or data or attributes.get("src"), address
            for name in ("src", "href", "action"):
                assert not (attributes.get(name) or "").startswith(("//", "javascript:", "data:")), address


def test_every_page_that_stays_says_what_it_is(visitor: Visitor, news: dict[str, str]) -> None:
    for address in public_addresses(**news):
        response = visitor.get(address)
        if response.status_code != 200 or not is_page(response):
            continue
        elements = Reader(response.content.decode()).elements
        meta = {a.get("name") or a.get("property"): a.get("content") for tag, a in elements if tag == "meta"}
        canonical = [a["href"] for tag, a in elements if tag == "link" and a.get("rel") == "canonical"]
        assert meta["description"], address
        assert meta["og:title"], address
        assert len(canonical) == 1, address
        assert canonical[0] == meta["og:url"], address
        assert str(canonical[0]).startswith("http://localhost/"), address
        assert ("script", {"type": "application/ld+json"}) not in elements, address
        assert response["X-Robots-Tag"] == "noindex", address
        for name in ("og:title", "og:site_name"):
            assert str(meta[name]).endswith("(demonstration)"), address


def test_what_is_no_demonstration_is_told_to_machines(
    visitor: Visitor, news: dict[str, str], settings: Any
) -> None:
    settings.DEMONSTRATION = False
    for address in ("/", "/news/", "/news/post/", "/post/", "/feedback/"):
        response = visitor.get(address)
        elements = Reader(response.content.decode()).elements
        assert ("script", {"type": "application/ld+json"}) in elements, address
        assert "X-Robots-Tag" not in response, address
        assert "demonstration" not in response.content.decode(), address


def test_whom_to_call_is_said_in_sentences(visitor: Visitor) -> None:
    for address in ("/", "/no-such-page/"):
        said = fromstring(visitor.get(address).content).xpath("//ul[@class='help']/li")
        words = [" ".join(one.text_content().split()) for one in said]
        assert words[0].startswith("Call 999 if someone is in danger or a crime is happening now"), address
        assert words[1].startswith("Call 101 if it is not an emergency"), address


def test_every_link_of_a_page_leads_somewhere(visitor: Visitor, news: dict[str, str]) -> None:
    """Within the site, from the list and from an article, one step far."""
    links = set()
    for address in (
        "/",
        "/news/",
        "/news/?page=2",
        "/news/?topic=roads&kind=news",
        "/news/post/",
        "/news/gone/",
    ):
        elements = Reader(visitor.get(address).content.decode()).elements
        links |= {a["href"] for tag, a in elements if tag == "a" and str(a.get("href")).startswith("/")}
    for link in links:
        assert visitor.get(str(link)).status_code in (200, 302), link


def test_the_error_pages_need_neither_database_nor_request() -> None:
    for name in PLAIN:
        assert "site.css" in render_to_string(name, {})
