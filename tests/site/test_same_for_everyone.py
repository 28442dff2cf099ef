"""Public answers are the same bytes for everybody, so that they can be kept anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consent import cookie, in_force
from news.models import Kind
from publishing.states import Ending, State
from tests.consent.factories import make_policy
from tests.factories import at, make_editor, make_page_edition, make_post_edition
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
JUNK = "sessionid=x; desk=0123456789abcdef; csrf=junk; cookie_consent=all; a=b; =; messages=x"
# They tell a visitor what the visitor's own cookie says, and no cache keeps them.
ABOUT_ONE_COOKIE = ["/cookies/state.css", "/cookies/receipt/", "/cookies/status/"]
NAMES = {"slug": "post", "kind": Kind.APPEAL, "topic": "roads", "area": "town", "day": "2026-07-10"}


def seen(client: Client, address: str, **headers: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    response = client.get(address, headers=headers)
    return response.status_code, sorted(response.headers.items()), response.content


@pytest.fixture
def one_second(db: None) -> Iterator[None]:
    """The form for feedback signs the second in which it is opened: within one, it too is the same for all."""
    with at(timezone.now()):
        yield


@pytest.fixture
def visitors() -> list[Client]:
    person = Visitor()
    person.force_login(make_editor())
    return [Visitor(), person, Visitor(headers={"Cookie": JUNK})]


@pytest.mark.usefixtures("one_second")
def test_everybody_gets_the_same_bytes(visitors: list[Client]) -> None:
    make_policy()
    make_post_edition(State.LIVE, slug="post", kind=Kind.APPEAL)
    make_post_edition(Ending.WITHDRAWN, slug="gone")
    make_page_edition(State.LIVE, slug="post", is_sensitive=True)
    make_page_edition(Ending.WITHDRAWN, slug="gone")

    for address in [*public_addresses(**NAMES), "/news/gone/", "/gone/"]:
        answers = [seen(client, address) for client in visitors]
        answers.append(seen(Visitor(), address, accept_language="cy", user_agent="an old phone"))
        assert all(answer == answers[0] for answer in answers), address


def test_nobody_gets_a_cookie_and_nothing_varies(visitors: list[Client]) -> None:
    make_policy()
    make_post_edition(State.LIVE, slug="post")

    for address in public_addresses(**NAMES):
        for client in visitors:
            response = client.get(address)
            assert not response.cookies, address
            assert "Vary" not in response.headers, address


@pytest.mark.usefixtures("one_second")
def test_head_says_what_get_says(visitor: Visitor) -> None:
    make_post_edition(State.LIVE, slug="post")

    for address in public_addresses(**NAMES):
        head, get = visitor.head(address), visitor.get(address)
        assert head.content == b"", address
        assert (head.status_code, dict(head.headers)) == (get.status_code, dict(get.headers)), address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_public_side_only_answers_questions(visitor: Visitor, method: str) -> None:
    make_post_edition(State.LIVE, slug="post")
    make_page_edition(State.LIVE, slug="post")

    for address in ("/news/", "/news/post/", "/post/"):
        assert getattr(visitor, method)(address).status_code in (403, 405)


def test_an_answer_about_cookies_changes_no_page(visitor: Visitor) -> None:
    policy = make_policy()
    make_post_edition(State.LIVE, slug="post")
    version = in_force.at(timezone.now())
    assert version
    assert version.edition == policy
    for chosen in (True, False):
        answer = cookie.give({"statistics": chosen}, version.asked, 1, timezone.now())
        decided = Visitor(headers={"Cookie": f'cookie_consent="{answer.value}"', "Sec-GPC": "1"})
        for address in public_addresses(**NAMES):
            if address.partition("?")[0] in ABOUT_ONE_COOKIE:
                assert visitor.get(address)["Cache-Control"] == "no-store", address
            elif not address.startswith("/feedback/"):
                assert seen(decided, address) == seen(visitor, address), address
