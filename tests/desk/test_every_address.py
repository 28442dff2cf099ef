"""Every address of the desk, for every kind of person: who gets the page, and that looking changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.urls import reverse

from pages.details import SiteDetails
from publishing import drafts
from publishing.hashing import content_hash
from publishing.models import Decision
from publishing.states import Ending, State
from tests.consent.factories import make_policy
from tests.desk.conftest import People
from tests.desk.pages import Desk
from tests.factories import (
    make_area,
    make_author,
    make_feedback,
    make_next_edition,
    make_page_edition,
    make_post_edition,
    make_topic,
)
from tests.home.factories import make_campaign, make_feature
from tests.peel.desk.factories import one_of_each
from tests.peel.summaries.factories import make_summary

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


# Of every kind of edition, by the name of the screen.
EDITIONS = {
    "changelist": Rule(READERS),
    "add": Rule(WRITERS),
    "change": Rule(READERS, "draft"),
    "history": Rule(READERS, "draft"),
    "compare": Rule(READERS, "draft"),
    "preview": Rule(READERS, "draft"),
    "delete": Rule(NOBODY, "draft"),
    "submit": Rule(WRITERS, "draft", verb=True),
    "set-aside": Rule(WRITERS, "draft", verb=True),
    "release": Rule(EDITORS, "submitted", verb=True),
    "return": Rule(EDITORS, "submitted", verb=True),
    "urgent": Rule(ALONE, "draft", verb=True),
    "clear": Rule(EDITORS, "urgent", verb=True),
    "start": Rule(WRITERS, "live", verb=True),
    "withdraw": Rule(EDITORS | ALONE, "live", verb=True),
    "cancel": Rule(EDITORS | ALONE, "scheduled", verb=True),
    "expiry": Rule(EDITORS, "live", verb=True),
    "restore": Rule(EDITORS | ALONE, "withdrawn", verb=True),
    "outcome": Rule(EDITORS, "withdrawn", verb=True),
    "move": Rule(EDITORS, "live", verb=True),
    "redact": Rule(EDITORS, "withdrawn", verb=True),
}
DESK = {
    "index": Rule(EVERYBODY),
    "password_change": Rule(EVERYBODY),
    "password_change_done": Rule(EVERYBODY),
    "jsi18n": Rule(EVERYBODY),
    "autocomplete": Rule(NOBODY),
    "app_list accounts": Rule(SEE_PEOPLE),
    "app_list news": Rule(EVERYBODY),
    "app_list pages": Rule(READERS),
    "accounts_user_changelist": Rule(SEE_PEOPLE),
    "accounts_user_add": Rule({"administrator", "superuser"}),
    "accounts_user_history": Rule(SEE_PEOPLE, "person"),
    "accounts_user_change": Rule(SEE_PEOPLE, "person"),
    "accounts_user_delete": Rule(NOBODY, "person"),
}
DESK |= {
    "app_list pages": Rule(EVERYBODY),
    "pages_sitedetails_changelist": Rule(EVERYBODY),
    "pages_sitedetails_add": Rule(NOBODY),
    "pages_sitedetails_change": Rule(EVERYBODY, "details"),
    "pages_sitedetails_history": Rule(EVERYBODY, "details"),
    "pages_sitedetails_delete": Rule(NOBODY, "details"),
}
DESK |= {
    "publishing_decision_changelist": Rule(READERS),
    "publishing_decision_add": Rule(NOBODY),
    "publishing_decision_history": Rule(READERS, "decision"),
    "publishing_decision_change": Rule(READERS, "decision"),
    "publishing_decision_delete": Rule(NOBODY, "decision"),
    "app_list publishing": Rule(READERS),
}
DESK |= {
    "home_feature_changelist": Rule(READERS),
    "home_feature_preview": Rule(READERS),
    "home_feature_change": Rule(READERS, "feature"),
    "home_campaign_changelist": Rule(READERS),
    "home_campaign_add": Rule(EDITORS | ALONE),
    "home_campaign_history": Rule(READERS, "campaign"),
    "home_campaign_change": Rule(READERS, "campaign"),
    "home_campaign_delete": Rule(NOBODY, "campaign"),
    "app_list home": Rule(READERS),
    "app_list feedback": Rule(READERS),
    "feedback_feedback_changelist": Rule(READERS),
    "feedback_feedback_export": Rule(READERS),
    "feedback_feedback_add": Rule(NOBODY),
    "feedback_feedback_change": Rule(READERS, "feedback"),
    "feedback_feedback_history": Rule(READERS, "feedback"),
    "feedback_feedback_redact": Rule(EDITORS, "feedback"),
    "feedback_feedback_delete": Rule(NOBODY, "feedback"),
    "app_list consent": Rule(READERS),
    "consent_answercount_changelist": Rule(READERS),
    "consent_answercount_export": Rule(READERS),
}
KINDS = {"news_postedition": "", "pages_pageedition": "page, ", "peel_summaryedition": "summary, "}
for kind, which in KINDS.items():
    for screen, rule in EDITIONS.items():
        DESK[f"{kind}_{screen}"] = rule._replace(of=f"{which}{rule.of}" if rule.of else "")
# A summary stands on its inspection's page: whoever would move it is told so.
DESK["peel_summaryedition_move"] = Rule(NOBODY, "summary, live", verb=True)
# There is one policy. Here it is public by an urgent release, with a draft beside it: it cannot be begun again, started
# from or timed. tests/consent/desk/test_screens.py walks its other states.
NOT_NOW = ("release", "return", "start", "cancel", "expiry", "restore", "outcome", "move", "redact")
for screen, rule in EDITIONS.items():
    of = "draft" if rule.of in ("draft", "submitted") else "live"
    DESK[f"consent_policyedition_{screen}"] = rule._replace(of=f"policy, {of}" if rule.of else "")
for screen in NOT_NOW:
    name = f"consent_policyedition_{screen}"
    DESK[name] = DESK[name]._replace(who=NOBODY)
DESK["consent_policyedition_add"] = Rule(NOBODY)
for label in ("topic", "area"):
    DESK |= {
        f"news_{label}_changelist": Rule(EVERYBODY),
        f"news_{label}_add": Rule(KEEPERS),
        f"news_{label}_history": Rule(EVERYBODY, label),
        f"news_{label}_change": Rule(EVERYBODY, label),
        f"news_{label}_delete": Rule(NOBODY, label),
    }
PEEL_READ = (
    *("force", "policingbody", "cycle", "question", "questionlink", "metricseries", "metricpoint"),
    "importbatch",
)
PEEL_OURS = ("response", "action", "evidence", "progressnote", "claim")
PEEL_KEPT = ("source", "inspection", "monitoringspell", "finding", "wording", *PEEL_OURS)
DESK["app_list peel"] = Rule(READERS)
for label in PEEL_READ + PEEL_KEPT:
    DESK |= {
        f"peel_{label}_changelist": Rule(READERS),
        f"peel_{label}_add": Rule(
            NOBODY if label in PEEL_READ else WRITERS if label in PEEL_OURS else EDITORS | ALONE
        ),
        f"peel_{label}_history": Rule(READERS, f"peel {label}"),
        f"peel_{label}_change": Rule(READERS, f"peel {label}"),
        f"peel_{label}_delete": Rule(NOBODY, f"peel {label}"),
    }
DESK |= {
    f"peel_inspection_{screen}": Rule(EDITORS | ALONE, "peel inspection")
    for screen in ("grades", "totals", "embargo")
}
DESK |= {
    "peel_claim_approve": Rule(EDITORS, "peel claim"),
    "peel_claim_withdraw": Rule(EDITORS, "peel approved claim"),
    "peel_wording_approve": Rule(EDITORS, "peel wording"),
    "peel_wording_retire": Rule(EDITORS, "peel approved wording"),
}
DESK["peel_inspection_revise"] = Rule(EDITORS | ALONE, "peel judgement")
DESK |= {
    "peel_evidence_file": Rule(READERS, "peel evidence"),
    "peel_progressnote_approve": Rule(EDITORS, "peel progressnote"),
    "peel_progressnote_withdraw": Rule(EDITORS, "peel progressnote"),
    "peel_importbatch_load": Rule(EDITORS | ALONE),
    "peel_importbatch_example": Rule(READERS, "peel csv"),
}
OPEN_TO_STRANGERS = {"login", "logout"}
# Its GET is Django's "405"; its POST ends the sign-in and nothing else.
TESTED_ELSEWHERE = OPEN_TO_STRANGERS | {"app_list", "peel_importbatch_checked"}


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
    pages = {f"page, {state}": edition for state, edition in one_in_each_state(make_page_edition).items()}
    summaries = {f"summary, {state}": edition for state, edition in one_in_each_state(make_summary).items()}
    return {
        **one_in_each_state(make_post_edition),
        "policy, live": (policy := make_policy(urgent_reason="The old one named a cookie that is gone.")),
        "policy, draft": drafts.start_next(policy, by=make_author()),
        **pages,
        **summaries,
        "topic": make_topic("Roads"),
        "area": make_area("Leek"),
        "details": SiteDetails(pk=1),  # which is there before its row is
        "person": people.colleague,
        "feature": make_feature(make_post_edition(State.LIVE)),
        "campaign": make_campaign(),
        "feedback": make_feedback(),
        "decision": Decision.objects.latest("position"),
        **{f"peel {name}": thing for name, thing in one_of_each().items()},
    }


def one_in_each_state(make: Callable[..., Any]) -> dict[str, Any]:
    return {
        "draft": make(),
        "submitted": make(State.SUBMITTED),
        "scheduled": make_next_edition(make(State.LIVE), State.SCHEDULED),
        "live": make(State.LIVE),
        "urgent": make(State.LIVE, urgent_reason="A child is missing."),
        "withdrawn": make(Ending.WITHDRAWN),
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
    if name.endswith(("edition_compare", "edition_preview", "edition_history")):
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
