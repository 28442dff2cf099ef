"""How long a public answer may be kept: never past the next change, a minute at most, and 304 for what is known."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from publishing import clock
from publishing.freshness import keep
from publishing.states import State
from tests.factories import at, make_post_edition
from tests.site.visitor import Visitor

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)


def lifetimes(response: HttpResponseBase) -> tuple[int, ...]:
    """max-age, s-maxage, stale-while-revalidate, stale-if-error"""
    return tuple(int(number) for number in re.findall(r"=(\d+)", response.headers["Cache-Control"]))


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (None, (15, 15, 15, 300)),
        (3600, (15, 15, 15, 300)),
        (100, (15, 15, 15, 85)),
        (20, (15, 15, 5, 5)),
        (10, (10, 10, 0, 0)),
        (0.9, (0, 0, 0, 0)),
        (0, (0, 0, 0, 0)),
        (-5, (0, 0, 0, 0)),
    ],
)
def test_nothing_is_kept_beyond_the_next_change(left: float | None, expected: tuple[int, ...]) -> None:
    until = None if left is None else NOW + timedelta(seconds=left)

    response = keep(RequestFactory().get("/"), HttpResponse("x"), at=NOW, until=until)

    assert lifetimes(response) == expected
    fresh, shared, stale, in_need = lifetimes(response)
    assert fresh + shared + 2 * stale <= 60, "A cache that hides its age and a browser behind it add up."
    assert left is None or shared + max(stale, in_need) <= max(0, left)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/news/", "/news/?kind=court", "/news/live/"])
def test_a_post_ten_seconds_ahead_cuts_every_page_short(visitor: Visitor, address: str) -> None:
    with at(NOW):
        make_post_edition(State.LIVE, slug="live")
        make_post_edition(State.SCHEDULED, released_at=NOW + timedelta(seconds=10))
        assert lifetimes(visitor.get(address)) == (10, 10, 0, 0)
    with at(NOW + timedelta(seconds=10)):
        assert lifetimes(visitor.get(address)) == (15, 15, 15, 300)


@pytest.mark.django_db
def test_an_expiry_ahead_cuts_too(visitor: Visitor) -> None:
    with at(NOW):
        make_post_edition(State.LIVE, expires_at=NOW + timedelta(seconds=12))
        assert lifetimes(visitor.get("/news/")) == (12, 12, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/news/", "/news/live/"])
def test_who_has_the_bytes_is_told_so(visitor: Visitor, address: str) -> None:
    with at(NOW):
        make_post_edition(State.LIVE, slug="live")
        first = visitor.get(address)
        tag = first.headers["ETag"]
        for known in (tag, f'"x", {tag}', f"W/{tag}", "*"):
            again = visitor.get(address, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == tag
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
            assert visitor.head(address, headers={"If-None-Match": known}).status_code == 304
        assert visitor.get(address, headers={"If-None-Match": '"other"'}).status_code == 200

        make_post_edition(State.LIVE)
        assert (visitor.get("/news/").headers["ETag"] == tag) is False


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/news/never-was/", "/no-such-page/", "/news/?page=7"])
def test_a_missing_page_is_kept_by_nobody(visitor: Visitor, address: str) -> None:
    response = visitor.get(address)

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_failure_is_kept_by_nobody(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: 1 / 0)
    visitor.raise_request_exception = False

    response = visitor.get("/news/")

    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "Something went wrong on our side" in response.content.decode()
