"""Five tries, then a quarter of an hour: for that person from that address, however either is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.sign_in import client_address

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase"


@pytest.fixture(autouse=True)
def tries_are_counted(settings: Settings) -> None:
    settings.AXES_ENABLED = True


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 7, 1, 3, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def person() -> User:
    return User.objects.create_user("duty@example.org", PASSWORD, name="Duty Officer")


def attempt(
    email: str = "duty@example.org", password: str = "wrong", address: str = "192.0.2.1"
) -> HttpResponse:
    form = {"username": email, "password": password}
    return Client(REMOTE_ADDR=address).post(reverse("admin:login"), form)  # type: ignore[return-value]


def test_the_sixth_try_is_refused_even_with_the_right_password() -> None:
    assert [attempt().status_code for _ in range(4)] == [200] * 4
    attempt()

    refused = attempt(password=PASSWORD)

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "Wait 15 minutes" in refused.content.decode()


def test_capitals_do_not_start_a_new_count() -> None:
    for email in (
        "duty@example.org",
        "Duty@example.org",
        "DUTY@example.org",
        "duty@EXAMPLE.org",
        "dUTY@example.org",
    ):
        attempt(email)

    assert attempt(password=PASSWORD).status_code == 429


def test_somebody_elsewhere_cannot_lock_the_duty_officer_out() -> None:
    for _ in range(6):
        attempt(address="198.51.100.7")

    assert attempt(password=PASSWORD, address="192.0.2.1").status_code == 302


def test_a_quarter_of_an_hour_later_it_works_again(clock: time_machine.Traveller) -> None:
    for _ in range(7):
        attempt()

    clock.shift(timedelta(minutes=16))

    assert attempt(password=PASSWORD).status_code == 302


def test_an_unknown_person_is_answered_alike() -> None:
    known = [attempt() for _ in range(6)]
    unknown = [attempt("nobody@example.org") for _ in range(6)]

    assert [answer.status_code for answer in unknown] == [answer.status_code for answer in known]
    assert known[-1].content == unknown[-1].content


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "forged, 203.0.113.9", "203.0.113.9"),
        (2, "forged, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "", "10.0.0.1"),
    ],
)
def test_a_visitor_cannot_choose_the_address_that_is_counted(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/admin/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address
