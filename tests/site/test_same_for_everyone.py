"""Public answers are the same bytes for everybody, so that they can be kept anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from news.models import Kind
from publishing.states import Ending, State
from tests.factories import at, make_editor, make_page_edition, make_post_edition
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
JUNK = "sessionid=x; desk=0123456789abcdef; csrf=junk; cookie_consent=all; a=b; =; messages=x"
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
    make_post_edition(State.LIVE, slug="post", kind=Kind.APPEAL)
    make_post_edition(Ending.WITHDRAWN, slug="gone")
    make_page_edition(State.LIVE, slug="post", is_sensitive=True)
    make_page_edition(Ending.WITHDRAWN, slug="gone")

    for address in [*public_addresses(**NAMES), "/news/gone/", "/gone/"]:
        answers = [seen(client, address) for client in visitors]
        answers.append(seen(Visitor(), address, accept_language="cy", user_agent="an old phone"))
        assert all(answer == answers[0] for answer in answers), address


def test_nobody_gets_a_cookie_and_nothing_varies(visitors: list[Client]) -> None:
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
