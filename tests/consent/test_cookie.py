"""What counts as an answer: what we write, and nothing else. Never a yes by mistake, and never an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from consent import cookie, revealing
from publishing.states import State
from tests.consent.cookies import ASKS, examples
from tests.consent.factories import make_group, make_policy
from tests.factories import HOUR
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
POSED = revealing.read(ASKS)
NAMES = {"slug": "post", "kind": "news", "topic": "roads", "area": "town", "day": "2026-07-10"}


def says(value: str, now: datetime = NOW) -> list[bool | None]:
    """For each group in ASKS, as the server judges a raw Cookie header."""
    request = RequestFactory().get("/", headers={"Cookie": f'a=b; cookie_consent="{value}"; c=d'})
    answer = cookie.read(cookie.of(request), now)
    return [answer.says(one, now) if answer else None for one in POSED]


@pytest.mark.parametrize("example", examples(NOW, 182), ids=lambda example: example.value[:60])
def test_what_a_cookie_says(example: Any) -> None:
    assert says(example.value) == [example.statistics, example.preferences]


@given(st.text(max_size=400))
def test_no_text_is_an_answer_by_chance(value: str) -> None:
    answer = cookie.read(value, NOW)

    assert answer is None or [answer.says(one, NOW) for one in POSED] == [None, None]


PARTS = st.sampled_from(
    [
        "statistics",
        "preferences",
        "_v",
        "_t",
        "_s",
        "=",
        "|",
        "-1",
        "2",
        "20261127",
        "2026-11-20T10:00:00+00:00",
        "x",
    ]
)


@given(st.lists(PARTS, max_size=30))
def test_what_is_taken_for_a_yes_was_written_as_one(parts: list[str]) -> None:
    value = "".join(parts)
    for one, said in zip(POSED, says(value), strict=True):
        if said:
            assert f"{one.key}=2026-11-20T10:00:00+00:00" in value.split("|")
            assert "_t=20261127" in value.split("|")


@given(
    st.dictionaries(st.sampled_from(["statistics", "preferences"]), st.booleans(), min_size=2),
    st.integers(2, 10**9 - 1),
)
def test_what_is_given_is_read_back_and_is_ours(choices: dict[str, bool], number: int) -> None:
    answer = cookie.give(choices, POSED, number, NOW)
    read = cookie.read(answer.value, NOW)

    assert read == answer
    assert read.is_ours()
    assert [read.says(one, NOW) for one in POSED] == [choices[one.key] for one in POSED]
    assert len(answer.value) < 300


def test_the_same_answer_on_the_same_day_is_the_same_cookie_for_everyone() -> None:
    evening = NOW + 11 * HOUR
    first, second = (
        cookie.give({"statistics": True, "preferences": False}, POSED, 2, when) for when in (NOW, evening)
    )

    assert first.value == second.value


@pytest.mark.parametrize("change", ["_v=2", "_t=2026", "statistics=", "preferences=-1"])
def test_a_changed_receipt_is_not_ours(change: str) -> None:
    answer = cookie.give({"statistics": True, "preferences": False}, POSED, 2, NOW)
    forged = cookie.read_any(
        answer.value.replace(change, f"{change[:-1]}9" if change[-1].isdigit() else f"{change}9")
    )

    assert forged is None or not forged.is_ours()


def test_a_receipt_outlives_the_key_that_signed_it(settings: Any) -> None:
    answer = cookie.give({"statistics": True, "preferences": False}, POSED, 2, NOW)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5

    assert answer.is_ours()


def test_an_answer_counts_for_as_long_as_the_setting_says(settings: Any) -> None:
    settings.CONSENT_DAYS = 30
    answer = cookie.give({"statistics": True, "preferences": True}, POSED, 2, NOW)

    assert says(answer.value, NOW + timedelta(days=29, hours=11)) == [True, True]
    assert says(answer.value, NOW + timedelta(days=30)) == [None, None]


@pytest.mark.django_db
def test_no_cookie_breaks_any_page(visitor: Visitor) -> None:
    make_policy()
    addresses = [one for one in public_addresses(**NAMES) if "/api/" not in one and one != "/readyz"]
    for number, example in enumerate(examples(timezone.now(), 182)):
        visitor.defaults["HTTP_COOKIE"] = f"cookie_consent={example.value}".encode().decode("latin-1")
        about = [one for one in addresses if one.startswith("/cookies/")]
        for address in [*about, addresses[number % len(addresses)]]:
            assert visitor.get(address).status_code < 500, (address, example.value)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["zzzz", "None", "true", "2099", "9999-12-31T23:59:59+00:00", ""])
def test_the_package_sees_no_consent_in_junk_either(visitor: Visitor, value: str) -> None:
    """django-cookie-consent 1.0 compares strings: "zzzz" is newer than any version."""
    make_policy(State.LIVE, make_group())
    today = f"_v=1|_t={timezone.now():%Y%m%d}"

    for sent in (f"statistics={value}", f"statistics={value}|{today}"):
        visitor.defaults["HTTP_COOKIE"] = f'cookie_consent="{sent}"'
        said = visitor.get("/cookies/status/").json()
        assert (said["acceptedCookieGroups"], said["declinedCookieGroups"]) == ([], [])
        assert said["notAcceptedOrDeclinedCookieGroups"] == ["statistics"]
