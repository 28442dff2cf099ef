"""Cookies whose consent is gone are removed, on every level at which a browser can hold them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from consent.expiring import MOST_BYTES, above
from consent.models import PolicyEdition
from consent.register import Kind, Party
from publishing.states import State
from tests.consent.answering import FORM, HERE, PREFERENCES, SCRIPT, send
from tests.consent.factories import make_entry, make_group, make_policy, replace_policy
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
HOST = "www.force.test"
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def at_a_real_host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [HOST]


@pytest.fixture
def policy() -> PolicyEdition:
    return make_policy(
        State.LIVE,
        make_group(
            "statistics",
            make_entry("_ga"),
            make_entry("_ga_*", domain=".force.test", party=Party.THIRD),
            make_entry("kept_here", path="/news/"),
            make_entry("seen", kind=Kind.LOCAL),
        ),
        make_group("preferences", make_entry("text_size")),
    )


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(
        SERVER_NAME=HOST, headers={"Cookie": "_ga=1; _ga_ABC=2; _ga_XYZ=3; text_size=4; other=5; seen=6"}
    )


def expired(response: Any) -> set[tuple[str, str, str]]:
    """Name, domain and path of each cookie that the response removes, but older answers."""
    gone = [one for one in response.cookies.values() if one["max-age"] == 0]
    assert all(one["expires"].endswith("1970 00:00:00 GMT") for one in gone)
    return {(one.key, one["domain"], one["path"]) for one in gone if one.key != "cookie_consent"}


def everywhere(name: str, *paths: str) -> set[tuple[str, str, str]]:
    return {(name, domain, path) for domain in ("", HOST, "force.test") for path in (*paths, "/")}


def test_a_refusal_removes_names_patterns_and_paths_on_every_level(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    expected = [everywhere(name) for name in ("_ga", "_ga_ABC", "_ga_XYZ", "text_size")]
    for headers in (None, SCRIPT):
        response = send(visitor, "reject", **({"headers": headers} if headers else {}))

        assert expired(response) == set().union(*expected, everywhere("kept_here", "/news/"))


def test_each_is_a_header_of_its_own(visitor: Visitor, policy: PolicyEdition) -> None:
    response = send(visitor, "reject")
    sent = [one.OutputString() for one in response.cookies.values()]

    assert len(sent) == len(set(sent))
    assert sum(one.startswith("_ga=") for one in sent) == 3


def test_a_yes_removes_nothing_and_a_mixture_only_what_was_refused(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    assert expired(send(visitor, "accept")) == set()
    assert expired(send(visitor, "save", g_statistics="yes", g_preferences="no")) == everywhere("text_size")


def test_an_answer_set_by_another_host_of_the_domain_goes(visitor: Visitor, policy: PolicyEdition) -> None:
    response = send(visitor, "accept")
    gone = [one for one in response.cookies.values() if one["max-age"] == 0]

    assert {(one.key, one["domain"]) for one in gone} == {
        ("cookie_consent", HOST),
        ("cookie_consent", "force.test"),
    }


def test_a_visitor_with_very_many_cookies_gets_a_bounded_answer(policy: PolicyEdition) -> None:
    many = "; ".join(f"_ga_{number}=1" for number in range(500))
    response = send(Visitor(SERVER_NAME=HOST, headers={"Cookie": many}), "reject")

    assert response.status_code == 303
    assert sum(len(one.OutputString()) for one in response.cookies.values()) <= MOST_BYTES + 1_000


def test_a_refusal_is_as_short_as_a_yes_where_there_is_nothing_to_remove() -> None:
    """What stands in front of a site reads some kilobytes of a response: a longer refusal would be lost every time."""
    entries = [make_entry(f"cookie_{number}") for number in range(30)]
    make_policy(State.LIVE, make_group("statistics", *entries))
    lengths = {
        choice: sum(
            len(one.OutputString()) for one in send(Visitor(SERVER_NAME=HOST), choice).cookies.values()
        )
        for choice in ("accept", "reject")
    }

    assert lengths["reject"] <= lengths["accept"]


def test_what_the_policy_no_longer_names_is_removed_too(visitor: Visitor, policy: PolicyEdition) -> None:
    replace_policy(policy, make_group("preferences", make_entry("text_size")), moment=timezone.now() - SECOND)
    visitor.settle()

    gone = [everywhere(name) for name in ("_ga", "_ga_ABC", "_ga_XYZ")]
    assert expired(send(visitor, "accept", policy=2)) == set().union(*gone, everywhere("kept_here", "/news/"))


@pytest.mark.parametrize("name", ["_ga_é", "_ga_(x)", "_ga_a,b", '_ga_"q"'])
def test_an_odd_name_breaks_nothing(policy: PolicyEdition, name: str) -> None:
    odd = f"{name}=1".encode().decode("latin-1")
    assert send(Visitor(SERVER_NAME=HOST, headers={"Cookie": odd}), "reject").status_code == 303


def test_over_https_secure_cookies_can_be_named(
    policy: PolicyEdition, visitor: Visitor, settings: Any
) -> None:
    response = visitor.post(
        PREFERENCES, "choice=reject&policy=1", content_type=FORM, headers=HERE, secure=True
    )

    assert response.cookies["_ga  /"]["secure"]
    assert all(one["secure"] for one in response.cookies.values() if one["max-age"] == 0)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (
            "www.staffordshire.police.uk",
            ["www.staffordshire.police.uk", "staffordshire.police.uk", "police.uk"],
        ),
        ("localhost", []),
        ("127.0.0.1", []),
        ("[::1]", []),
    ],
)
def test_the_levels_above_a_host(host: str, expected: list[str]) -> None:
    assert above(host) == expected
