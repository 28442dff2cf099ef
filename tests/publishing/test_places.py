"""What stands at an address, for rooms that do not know each other: only what everybody can see there."""

from __future__ import annotations

import pytest
from django.utils import timezone

from publishing import places
from publishing.states import Ending, State
from tests.factories import HOUR, at, make_next_edition, make_post_edition

pytestmark = pytest.mark.django_db

ODD = [
    "",
    "news/",
    "//example.org/",
    "/\\example.org/",
    "https://example.org/",
    "/news/../admin/",
    "/news//post/",
    "/news/post",
    "/news/post/ ",
    "/news/POST/",
    "/news/p%6fst/",
    "/news/post/?page=2",
    "/news/post/#top",
    "/news/\x00/",
    "/news/\u202epost/",
    "/nowhere/at/all/",
    "/admin/",
    "/admin/login/",
    "/" + "a/" * 10_000,
]


def test_a_document_is_found_by_its_address_and_only_while_it_is_public() -> None:
    now = timezone.now()
    first = make_post_edition(State.LIVE, slug="post", released_at=now)
    second = make_next_edition(first, State.SCHEDULED, released_at=now + HOUR)

    assert places.at("/news/post/", now) == places.Place("/news/post/", first)
    with at(now + HOUR) as later:
        assert places.at("/news/post/", later) == places.Place("/news/post/", second)
    assert places.at("/news/post/", now - HOUR) is None


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.SCHEDULED, Ending.WITHDRAWN])
def test_what_is_not_public_is_as_what_never_was(state: State | Ending) -> None:
    make_post_edition(state, slug="post")

    assert places.at("/news/post/", timezone.now()) is places.at("/news/never/", timezone.now()) is None


def test_a_list_is_a_place_without_a_document() -> None:
    assert places.at("/news/", timezone.now()) == places.Place("/news/")


@pytest.mark.parametrize("path", ODD)
def test_odd_addresses_are_no_place(path: str) -> None:
    make_post_edition(State.LIVE, slug="post")

    assert places.at(path, timezone.now()) is None
