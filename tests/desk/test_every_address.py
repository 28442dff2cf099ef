"""Every address of the desk, for every kind of person: who gets the page, and that looking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.urls import reverse

from publishing.hashing import content_hash
from publishing.models import Decision
from publishing.states import Ending, State
from tests.desk.conftest import People
from tests.desk.pages import Desk
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic

pytestmark = pytest.mark.django_db

WRITERS = {"author", "editor", "on_call", "superuser"}
READERS = WRITERS | {"auditor"}
EDITORS = {"editor", "superuser"}
ALONE = {"on_call", "superuser"}
KEEPERS = {"editor", "administrator", "superuser"}
EVERYBODY = READERS | {"administrator"}
SEE_PEOPLE = {"auditor", "administrator", "superuser"}
NOBODY: set[str] = set()


class Rule(NamedTuple):
    """Who gets the page, and what it is about. `verb`: refused readers are led back and told why."""

    who: set[str]
    of: str = ""
    verb: bool = False


DESK = {
    "index": Rule(EVERYBODY),
    "password_change": Rule(EVERYBODY),
    "password_change_done": Rule(EVERYBODY),
    "jsi18n": Rule(EVERYBODY),
    "autocomplete": Rule(NOBODY),
    "app_list accounts": Rule(SEE_PEOPLE),
    "app_list news": Rule(EVERYBODY),
    "news_postedition_changelist": Rule(READERS),
    "news_postedition_add": Rule(WRITERS),
    "news_postedition_change": Rule(READERS, "draft"),
    "news_postedition_history": Rule(READERS, "draft"),
    "news_postedition_compare": Rule(READERS, "draft"),
    "news_postedition_preview": Rule(READERS, "draft"),
    "news_postedition_delete": Rule(NOBODY, "draft"),
    "news_postedition_submit": Rule(WRITERS, "draft", verb=True),
    "news_postedition_set-aside": Rule(WRITERS, "draft", verb=True),
    "news_postedition_release": Rule(EDITORS, "submitted", verb=True),
    "news_postedition_return": Rule(EDITORS, "submitted", verb=True),
    "news_postedition_urgent": Rule(ALONE, "draft", verb=True),
    "news_postedition_clear": Rule(EDITORS, "urgent", verb=True),
    "news_postedition_start": Rule(WRITERS, "live", verb=True),
    "news_postedition_withdraw": Rule(EDITORS | ALONE, "live", verb=True),
    "news_postedition_cancel": Rule(EDITORS | ALONE, "scheduled", verb=True),
    "news_postedition_expiry": Rule(EDITORS, "live", verb=True),
    "news_postedition_restore": Rule(EDITORS | ALONE, "withdrawn", verb=True),
    "news_postedition_outcome": Rule(EDITORS, "withdrawn", verb=True),
    "news_postedition_move": Rule(EDITORS, "live", verb=True),
    "news_postedition_redact": Rule(EDITORS, "withdrawn", verb=True),
    "accounts_user_changelist": Rule(SEE_PEOPLE),
    "accounts_user_add": Rule({"administrator", "superuser"}),
    "accounts_user_history": Rule(SEE_PEOPLE, "person"),
    "accounts_user_change": Rule(SEE_PEOPLE, "person"),
    "accounts_user_delete": Rule(NOBODY, "person"),
}
DESK |= {
    "publishing_decision_changelist": Rule(READERS),
    "publishing_decision_add": Rule(NOBODY),
    "publishing_decision_history": Rule(READERS, "decision"),
    "publishing_decision_change": Rule(READERS, "decision"),
    "publishing_decision_delete": Rule(NOBODY, "decision"),
    "app_list publishing": Rule(READERS),
}
for label in ("topic", "area"):
    DESK |= {
        f"news_{label}_changelist": Rule(EVERYBODY),
        f"news_{label}_add": Rule(KEEPERS),
        f"news_{label}_history": Rule(EVERYBODY, label),
        f"news_{label}_change": Rule(EVERYBODY, label),
        f"news_{label}_delete": Rule(NOBODY, label),
    }
OPEN_TO_STRANGERS = {"login", "logout"}
# Its GET is Django's "405"; its POST ends the sign-in and nothing else.
TESTED_ELSEWHERE = OPEN_TO_STRANGERS | {"app_list"}


def names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_address_of_the_desk_is_in_the_table() -> None:
    unknown = set(names(admin.site.urls[0])) - set(DESK) - TESTED_ELSEWHERE

    assert not unknown, f"Say in the table above who may see {sorted(unknown)}."
    assert {name.partition(" ")[0] for name in DESK} <= set(names(admin.site.urls[0]))


@pytest.fixture
def things(people: People) -> dict[str, Any]:
    """One of everything, made by people who are not in the matrix, so that no rule about authors is in the way."""
    live = make_post_edition(State.LIVE)
    return {
        "draft": make_post_edition(),
        "submitted": make_post_edition(State.SUBMITTED),
        "scheduled": make_next_edition(make_post_edition(State.LIVE), State.SCHEDULED),
        "live": live,
        "urgent": make_post_edition(State.LIVE, urgent_reason="A child is missing."),
        "withdrawn": make_post_edition(Ending.WITHDRAWN),
        "topic": make_topic("Roads"),
        "area": make_area("Leek"),
        "person": people.colleague,
        "decision": Decision.objects.latest("position"),
    }


def path_of(name: str, things: dict[str, Any]) -> str:
    of = DESK[name].of
    name, _space, app = name.partition(" ")
    if app:
        return reverse(f"admin:{name}", kwargs={"app_label": app})
    return reverse(f"admin:{name}", args=[things[of].pk] if of else [])


def everything_stored() -> dict[str, list[Any]]:
    """All rows of all tables, but who is signed in."""
    models = [model for model in apps.get_models(include_auto_created=True) if model is not Session]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def expected_status(name: str, role: str, method: str) -> int:
    rule = DESK[name]
    if role in rule.who:
        # A form without its fields comes back; a page without a form takes no POST into account.
        return 200
    if rule.verb:
        return 302 if role in READERS else 404
    if name in ("news_postedition_compare", "news_postedition_preview", "news_postedition_history"):
        return 404
    if name == "autocomplete" and method == "post":
        return 405
    return 404 if name.startswith("app_list") else 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_person_gets_the_pages_that_are_theirs_and_nothing_changes(
    role: str, method: str, people: People, things: dict[str, Any]
) -> None:
    desk = Desk(getattr(people, role))
    before = everything_stored()
    wrong = []

    for name in DESK:
        may_differ = method == "post" and not DESK[name].verb and role in DESK[name].who
        response = getattr(desk.client, method)(path_of(name, things))
        got, wanted = response.status_code, expected_status(name, role, method)
        if got != wanted and not (may_differ and got in (302, 403, 405)):
            wrong.append(f"{name}: {got} instead of {wanted}")

    assert not wrong
    assert everything_stored() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in_and_changes_nothing(method: str, things: dict[str, Any]) -> None:
    stranger = Desk()
    before = everything_stored()

    for name in DESK:
        response = getattr(stranger.client, method)(path_of(name, things))
        if method == "get":
            assert response.status_code == 302, name
            assert response["Location"].startswith(reverse("admin:login")), name
        else:
            assert response.status_code in (302, 403), name
            assert not response.has_header("Location") or "login" in response["Location"], name

    assert everything_stored() == before


@pytest.mark.parametrize("role", sorted(EVERYBODY - {"superuser"}))
def test_a_whole_form_from_somebody_who_may_not_decide_changes_nothing(
    role: str, people: People, things: dict[str, Any]
) -> None:
    desk = Desk(getattr(people, role))
    before = everything_stored()

    for name, rule in DESK.items():
        if rule.verb and role not in rule.who:
            form = {
                "seen": content_hash(things[rule.of]),
                "reason": "Because.",
                "certain": "on",
                "slug": "new",
            }
            moment = {"expires_at_0": "2099-01-01", "expires_at_1": "10:00", "outcome": "gone", "at": ""}
            desk.client.post(path_of(name, things), form | moment)

    assert everything_stored() == before


def test_nothing_is_deleted_by_anybody_one_by_one_or_together(people: People, things: dict[str, Any]) -> None:
    desk = Desk(people.superuser)
    before = everything_stored()

    for name in DESK:
        if name.endswith("_delete"):
            assert desk.client.post(path_of(name, things), {"post": "yes"}).status_code == 403, name
        if name.endswith("_changelist"):
            path = path_of(name, things)
            assert "delete_selected" not in desk.open(path).source
            chosen = {"action": "delete_selected", "_selected_action": ["1", "2"], "post": "yes"}
            desk.client.post(path, chosen)

    assert everything_stored() == before
