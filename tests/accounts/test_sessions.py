"""A sign-in ends after 30 minutes unused and after 12 hours at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
START = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(clock: time_machine.Traveller, client: Client) -> Client:
    client.force_login(User.objects.create_user("a@example.org", name="A"))
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def test_half_an_hour_unused_ends_it(signed_in: Client, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=31))

    assert not is_in(signed_in)


def test_using_it_keeps_it(signed_in: Client, clock: time_machine.Traveller) -> None:
    for _ in range(4):
        clock.shift(timedelta(minutes=20))
        assert is_in(signed_in)


def test_twelve_hours_end_it_even_in_use(signed_in: Client, clock: time_machine.Traveller) -> None:
    for _ in range(35):
        clock.shift(timedelta(minutes=20))
        assert is_in(signed_in)

    clock.shift(timedelta(minutes=20))

    assert not is_in(signed_in)
    assert not Session.objects.exists()


def test_a_request_within_the_minute_writes_nothing(signed_in: Client, clock: time_machine.Traveller) -> None:
    before = Session.objects.get().session_data
    clock.shift(timedelta(seconds=30))

    assert is_in(signed_in)
    assert Session.objects.get().session_data == before


def test_reading_the_public_side_does_not_keep_a_sign_in_alive(
    signed_in: Client, clock: time_machine.Traveller
) -> None:
    for _ in range(2):
        clock.shift(timedelta(minutes=16))
        signed_in.get("/no-such-page/")

    assert not is_in(signed_in)
