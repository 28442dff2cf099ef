"""The one stylesheet that says what the cookie holds: made from the cookie and the page's own words alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone
from lxml import html

from publishing.states import State
from tests.consent.cookies import ASKS, examples
from tests.consent.factories import make_group, make_policy
from tests.factories import at
from tests.site.visitor import Visitor

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
WORDS = {True: "yes", False: "no", None: "open"}


def styles(visitor: Visitor, asks: str = ASKS, **headers: str) -> str:
    response = visitor.get(f"/cookies/state.css?asks={quote(asks)}", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


@pytest.mark.parametrize("example", examples(NOW, 182), ids=lambda example: example.value[:60])
def test_it_shows_the_question_or_the_true_sentences(visitor: Visitor, example: Any) -> None:
    cookie = f'cookie_consent="{example.value}"'.encode().decode("latin-1")
    with at(NOW):
        said = styles(visitor, Cookie=cookie)

    for key in ("statistics", "preferences"):
        assert f'[data-said="{key} {WORDS[getattr(example, key)]}"]' in said
    assert said.count("[data-said=") == 2
    assert ("section.consent," in said or "section.consent{" in said) == (example.state != "set")
    assert (".consent__stale" in said) == (example.state == "stale")
    assert (".consent__expired" in said) == (example.state == "expired")
    assert (":target" in said) == (example.state == "set")


@pytest.mark.parametrize(
    ("statistics", "preferences", "shown"),
    [("yes", "yes", "accepted"), ("-1", "-1", "rejected"), ("yes", "-1", "customised")],
)
def test_only_the_confirmation_that_the_cookie_bears_out_can_be_shown(
    visitor: Visitor, statistics: str, preferences: str, shown: str
) -> None:
    """Else anybody's link to #cookies-accepted would tell somebody that they had accepted."""
    since = ASKS.split("=")[1].partition("@")[0]
    values = [one.replace("yes", since) for one in (statistics, preferences)]
    value = f"statistics={values[0]}|preferences={values[1]}|_v=2|_t={timezone.now():%Y%m%d}"
    said = styles(visitor, Cookie=f'cookie_consent="{value}"')

    targets = [one for one in ("accepted", "rejected", "customised") if f"#cookies-{one}:target" in said]
    assert targets == [shown]


def test_whoever_asks_for_privacy_is_not_asked(visitor: Visitor) -> None:
    said = styles(visitor, **{"Sec-GPC": "1"})

    assert "section.consent" not in said
    assert ".gpc" in said
    assert '[data-said="statistics open"]' in said


@pytest.mark.parametrize(
    "asks", ["", "x", "statistics", "a=b@c", "}*{display:none", f"{ASKS} " * 50, "\0", "statistics=2026"]
)
def test_what_the_address_says_is_no_style(visitor: Visitor, asks: str) -> None:
    said = styles(visitor, asks)

    assert said.count("{") == said.count("}") == 2
    assert said.startswith("@media screen{")
    assert said.endswith("{display:block}}\n")
    assert "none" not in said
    assert len(said) < 600


def test_no_database_is_asked(visitor: Visitor) -> None:
    """This test has none."""
    assert "section.consent" in styles(visitor)
    assert not connection.in_atomic_block


@pytest.mark.django_db
def test_every_page_names_it_for_browsers_without_script_alone(visitor: Visitor) -> None:
    make_policy(State.LIVE, make_group("statistics"), make_group("preferences"))
    page = html.fromstring(visitor.get("/news/").content)

    links = page.xpath("//head/noscript/link[@rel='stylesheet']/@href")
    assert len(links) == 1
    said = visitor.get(links[0]).content.decode()
    assert '[data-said="statistics open"]' in said
    assert '[data-said="preferences open"]' in said
