"""The screens of a policy in those states that tests/desk/test_every_address.py has no room for, by role."""

from __future__ import annotations

import pytest
from django.urls import reverse

from publishing.states import Ending, State
from tests.consent.desk.conftest import People
from tests.consent.factories import make_policy
from tests.desk.pages import INDEX, Desk, url

pytestmark = pytest.mark.django_db

WRITERS = {"author", "editor", "on_call", "superuser"}
EDITORS = {"editor", "superuser"}
ALONE = {"on_call", "superuser"}
READERS = WRITERS | {"auditor"}
ADD, LIST = (reverse(f"admin:consent_policyedition_{name}") for name in ("add", "changelist"))
SCREENS: dict[tuple[State | Ending, str], set[str]] = {
    (State.SUBMITTED, "release"): EDITORS,
    (State.SUBMITTED, "return"): EDITORS,
    (State.LIVE, "start"): WRITERS,
    (State.LIVE, "expiry"): set(),
    (State.LIVE, "move"): set(),
    (Ending.WITHDRAWN, "restore"): EDITORS | ALONE,
    (Ending.WITHDRAWN, "outcome"): EDITORS,
    (Ending.WITHDRAWN, "redact"): EDITORS,
}


@pytest.mark.parametrize("role", sorted(READERS | {"administrator"}))
@pytest.mark.parametrize(("state", "screen"), SCREENS)
def test_each_person_gets_the_screens_that_are_theirs(
    state: State | Ending, screen: str, role: str, people: People
) -> None:
    policy = make_policy(state)
    desk = Desk(getattr(people, role))

    got = desk.client.get(url(policy, screen)).status_code

    assert got == (200 if role in SCREENS[state, screen] else 302 if role in READERS else 404)


@pytest.mark.parametrize("role", sorted(READERS | {"administrator"}))
def test_the_first_policy_is_begun_from_its_list_by_those_who_write(role: str, people: People) -> None:
    desk = Desk(getattr(people, role))

    assert desk.client.get(ADD).status_code == (200 if role in WRITERS else 403)
    assert desk.client.get(LIST).status_code == (200 if role in READERS else 403)
    if role in READERS:
        assert (ADD in desk.open(LIST).source) is (role in WRITERS)
    assert ADD not in desk.open(INDEX).source


def test_the_list_takes_few_statements(people: People, django_assert_max_num_queries: object) -> None:
    make_policy(State.LIVE)
    desk = Desk(people.editor)
    desk.open(INDEX)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert desk.open(LIST).status == 200
