"""Pages that are older than the policy: a no is always taken, a yes only to what the page had put."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from consent import in_force
from consent.models import PolicyEdition
from publishing import release
from publishing.states import State, Update
from tests.consent.answering import SCRIPT, send, stored
from tests.consent.factories import make_entry, make_group, make_policy, replace_policy
from tests.factories import at, make_editor
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def policy() -> PolicyEdition:
    return make_policy(State.LIVE, make_group("statistics"), make_group("preferences"))


def words_of(response: Any) -> str:
    return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())


def released_later(policy: PolicyEdition, *groups: Any, **fields: Any) -> in_force.Version:
    replace_policy(policy, *groups, moment=timezone.now() - SECOND, **fields)
    version = in_force.at(timezone.now())
    assert version
    return version


def test_a_yes_from_an_old_page_does_not_count_for_what_it_did_not_ask(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    released_later(policy, make_group("statistics"), make_group("preferences"), make_group("video"))

    assert send(visitor, "accept", headers=SCRIPT).status_code == 409
    both = {"g_statistics": "yes", "g_preferences": "no", "asked": "statistics preferences"}
    response = send(visitor, "save", **both)
    assert response.status_code == 409
    assert not response.cookies
    assert "We have changed what we ask" in words_of(response)
    assert send(visitor, "accept", policy=2).status_code == 303


def test_a_no_from_an_old_page_is_taken_and_the_new_group_is_still_to_be_asked(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    version = released_later(policy, make_group("statistics"), make_group("preferences"), make_group("video"))

    both = {"g_statistics": "no", "g_preferences": "no", "asked": "statistics preferences"}
    for choice, words in (("reject", {}), ("save", both)):
        answer = stored(send(visitor, choice, **words))
        assert answer
        said = {one.key: answer.says(one, timezone.now()) for one in version.asked}
        assert said == {"statistics": False, "preferences": False, "video": None}


def test_an_old_page_is_taken_where_only_words_have_changed(visitor: Visitor, policy: PolicyEdition) -> None:
    better = make_group("statistics", purpose="What statistics are for, in better words.")
    released_later(policy, better, make_group("preferences"), update=Update.MINOR, change_note="")

    assert send(visitor, "accept").status_code == 303


def test_a_yes_to_less_than_is_kept_now_is_asked_again(visitor: Visitor, policy: PolicyEdition) -> None:
    longer = make_group("statistics", make_entry("statistics_id", lasts=60))
    version = released_later(policy, longer, make_group("preferences"))

    assert send(visitor, "accept").status_code == 409
    answer = stored(send(visitor, "accept", policy=2))
    assert answer
    assert all(answer.says(one, timezone.now()) for one in version.asked)


@pytest.mark.parametrize("number", ["3", "999999999"])
def test_a_page_of_a_version_that_never_was_is_no_page_of_ours(
    visitor: Visitor, policy: PolicyEdition, number: str
) -> None:
    assert send(visitor, "accept", policy=number).status_code == 409
    answer = stored(send(visitor, "reject", policy=number))
    assert answer
    assert answer.number == 1


def test_where_nothing_is_asked_nothing_is_stored(visitor: Visitor, policy: PolicyEdition) -> None:
    with at(timezone.now()):
        release.withdraw(policy, by=make_editor(), reason="The counter is broken.")

    for choice in ("accept", "reject"):
        response = send(visitor, choice)
        assert response.status_code == 409
        assert not response.cookies
