"""django-cookie-consent underneath: its tables follow the policy, and its addresses answer by our rules."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cookie_consent.cache import all_cookie_groups
from cookie_consent.models import Cookie, CookieGroup
from django.conf import settings
from django.contrib import admin
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from consent import cookie, in_force
from consent.models import AnswerCount, PolicyEdition
from publishing.states import State
from tests.consent.answering import HERE, choices, post, send, stored
from tests.consent.factories import make_entry, make_group, make_policy, replace_policy
from tests.factories import at
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SCRIPT = {**HERE, "X-Cookie-Consent-Fetch": "1"}
ACCEPT, DECLINE, STATUS = "/cookies/accept/", "/cookies/decline/", "/cookies/status/"


@pytest.fixture
def policy() -> PolicyEdition:
    return make_policy(State.LIVE, make_group("statistics"), make_group("preferences"))


def status(visitor: Visitor) -> tuple[list[str], list[str], list[str]]:
    said = visitor.get(STATUS).json()
    assert said["csrftoken"] == ""
    names = ("acceptedCookieGroups", "declinedCookieGroups", "notAcceptedOrDeclinedCookieGroups")
    return tuple(said[name] for name in names)


def test_the_names_of_its_addresses_are_kept() -> None:
    names = ("accept", "decline", "status", "cookie_group_list")
    found = {name: reverse(f"cookie_consent_{name}") for name in names}

    assert found == {"accept": ACCEPT, "decline": DECLINE, "status": STATUS, "cookie_group_list": "/cookies/"}


def test_its_tables_follow_each_release(policy: PolicyEdition) -> None:
    kept = make_group("statistics", make_entry("statistics_id"), make_entry("also_*", domain="localhost"))
    replace_policy(policy, kept, moment=timezone.now())
    version = in_force.at(timezone.now())
    assert version

    rows = {one.varname: one for one in CookieGroup.objects.all()}
    assert {name: one.is_required for name, one in rows.items()} == {"necessary": True, "statistics": False}
    assert rows["statistics"].get_version() == version.asked[0].version
    assert sorted(rows["statistics"].cookie_set.values_list("name", "domain")) == [
        ("also_*", "localhost"),
        ("statistics_id", ""),
    ]


def test_its_helpers_see_no_other_groups_for_a_minute(policy: PolicyEdition) -> None:
    """Its own cache would keep them for an hour, from before a commit and from transactions that were undone."""
    assert set(all_cookie_groups()) == {"statistics", "preferences"}
    with transaction.atomic():
        CookieGroup.objects.bulk_create([CookieGroup(varname="undone", name="Undone")])
        assert "undone" in all_cookie_groups()
        transaction.set_rollback(True)
    assert set(all_cookie_groups()) == {"statistics", "preferences"}


def test_nobody_edits_its_tables_at_the_desk() -> None:
    assert not admin.site.is_registered(CookieGroup)
    assert not admin.site.is_registered(Cookie)


def test_a_part_of_the_groups_is_accepted_and_the_rest_stays(visitor: Visitor, policy: PolicyEdition) -> None:
    response = post(visitor, {"cookie_groups": ["statistics"]}, path=ACCEPT, headers=SCRIPT)
    assert (response.status_code, choices(response)) == (200, {"statistics": True})
    assert status(visitor) == (["statistics"], [], ["preferences"])
    post(visitor, {"cookie_groups": ["preferences"]}, path=DECLINE, headers=SCRIPT)
    assert status(visitor) == (["statistics"], ["preferences"], [])
    post(visitor, {"all_groups": "true"}, path=DECLINE, headers=SCRIPT)
    assert status(visitor) == ([], ["statistics", "preferences"], [])


def test_a_part_that_is_added_makes_the_rest_no_younger(visitor: Visitor, policy: PolicyEdition) -> None:
    """Else an answer to one group could be renewed for ever by answers to another."""
    with at(timezone.now() + 100 * DAY):
        post(visitor, {"cookie_groups": ["statistics"]}, path=ACCEPT, headers=SCRIPT)
    given = cookie.read_any(visitor.cookies["cookie_consent"].value)
    with at(timezone.now() + 150 * DAY):
        response = post(visitor, {"cookie_groups": ["preferences"]}, path=DECLINE, headers=SCRIPT)
    added = stored(response)

    assert given
    assert added
    assert added.day == given.day
    assert added.is_ours()


def test_what_it_is_told_is_counted(visitor: Visitor, policy: PolicyEdition) -> None:
    post(visitor, {"cookie_groups": ["statistics"]}, path=ACCEPT, headers=SCRIPT)

    assert AnswerCount.objects.values_list("place", "choices", "number").get() == (
        "other",
        "statistics=yes",
        1,
    )


def test_it_can_be_declined_without_a_database(visitor: Visitor, policy: PolicyEdition) -> None:
    visitor.settle()

    def fail(*args: Any) -> None:
        raise OperationalError("the database is locked")

    with connection.execute_wrapper(fail):
        response = post(visitor, {"all_groups": "true"}, path=DECLINE, headers=SCRIPT)
    assert choices(response) == {"statistics": False, "preferences": False}


def test_what_our_own_pages_store_it_reads_too(visitor: Visitor, policy: PolicyEdition) -> None:
    send(visitor, "save", g_statistics="yes", g_preferences="no")

    assert status(visitor) == (["statistics"], ["preferences"], [])


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"all_groups": "0"},
        {"all_groups": "false"},
        {"cookie_groups": ["video"]},
        {"cookie_groups": ["statistics", "video"]},
        {"cookie_groups": [""]},
        {"cookie_groups": ["necessary"]},
    ],
)
def test_what_names_no_group_is_refused(
    visitor: Visitor, policy: PolicyEdition, fields: dict[str, Any]
) -> None:
    for path in (ACCEPT, DECLINE):
        response = post(visitor, fields, path=path, headers=SCRIPT)
        assert response.status_code == 400
        assert not response.cookies
    asked = visitor.post(
        ACCEPT, json.dumps({"all_groups": True}), content_type="application/json", headers=SCRIPT
    )
    assert asked.status_code == 400


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_decides_nothing(
    visitor: Visitor, policy: PolicyEdition, headers: dict[str, str]
) -> None:
    response = post(visitor, {"all_groups": "true"}, path=ACCEPT, headers=headers)

    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/news/?page=2", "/news/?page=2"),
        ("//evil.example/", "/cookies/"),
        ("https://evil.example/", "/cookies/"),
    ],
)
def test_a_form_leads_on_within_the_site(
    visitor: Visitor, policy: PolicyEdition, wanted: str, location: str
) -> None:
    response = post(visitor, {"all_groups": "on", "next": wanted}, path=ACCEPT)

    assert (response.status_code, response["Location"]) == (302, location)


def test_no_template_asks_the_package_who_is_looking() -> None:
    """Its filters read the cookie, and a page that is kept for everyone would show one visitor's answer to all."""
    folders = [Path(settings.BASE_DIR) / "templates", *Path(settings.BASE_DIR).glob("*/templates")]
    found = [
        path
        for folder in folders
        for path in folder.rglob("*.html")
        if "cookie_consent_tags" in path.read_text()
    ]

    assert not found
    assert "cookie_consent.middleware.CleanCookiesMiddleware" not in settings.MIDDLEWARE
