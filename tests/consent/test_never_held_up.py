"""A database, a log or a cache that fails never keeps anybody from saying no, and an answer is counted once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from cookie_consent.models import LogItem
from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from consent import code, counting
from consent.models import AnswerCount, PolicyEdition
from consent.views import preferences
from publishing import frame
from publishing.states import State
from tests.consent.answering import FORM, HERE, PREFERENCES, SCRIPT, choices, send, stored
from tests.consent.factories import make_group, make_policy
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
ASKED = "statistics preferences"


@pytest.fixture
def policy() -> PolicyEdition:
    return make_policy(State.LIVE, make_group("statistics"), make_group("preferences"))


@contextmanager
def failing(error: Exception, is_hit: Callable[[str], bool] = lambda sql: True) -> Iterator[list[str]]:
    """The database fails at every statement that `is_hit` picks."""
    tried: list[str] = []

    def fail(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if is_hit(sql):
            tried.append(sql)
            raise error
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield tried


DOWN = [OperationalError("the database is locked"), InterfaceError("connection already closed")]


@pytest.mark.parametrize("error", DOWN)
@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_without_the_database_an_answer_is_taken_by_what_the_process_knows(
    visitor: Visitor, policy: PolicyEdition, choice: str, error: Exception, caplog: Any
) -> None:
    visitor.settle()
    with failing(error):
        response = send(visitor, choice)

    assert response.status_code == 303
    assert set(choices(response).values()) == {choice == "accept"}
    assert "was not counted" in caplog.text


@pytest.mark.parametrize("error", DOWN)
def test_a_refusal_is_taken_even_by_a_process_that_knows_nothing(
    visitor: Visitor, policy: PolicyEdition, error: Exception
) -> None:
    frame.forget()
    with failing(error):
        both = {"g_statistics": "no", "g_preferences": "no"}
        for choice, words in (("reject", {}), ("save", both)):
            response = send(visitor, choice, asked=ASKED, headers=SCRIPT, **words)
            assert response.status_code == 204
            answer = stored(response)
            assert answer
            assert answer.is_ours()
            assert choices(response) == {"statistics": False, "preferences": False}


def test_a_yes_is_not_claimed_to_be_saved_by_a_process_that_knows_nothing(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    frame.forget()
    visitor.raise_request_exception = False
    for headers in (SCRIPT, HERE):
        with failing(DOWN[0]):
            response = send(visitor, "accept", asked=ASKED, headers=headers)

        assert response.status_code == 503
        assert not response.cookies


@pytest.mark.parametrize(
    "asked", ["", "a b c d e f g", "statistics STATISTICS", "_v", "x=1", "statistics|_t"]
)
def test_what_a_form_names_is_kept_only_if_it_can_be_a_group(
    visitor: Visitor, policy: PolicyEdition, asked: str
) -> None:
    frame.forget()
    visitor.raise_request_exception = False
    with failing(DOWN[0]):
        response = send(visitor, "reject", asked=asked)

    assert response.status_code == 503
    assert not response.cookies


def test_a_count_that_fails_is_said_in_the_log_and_not_tried_again_at_once(
    visitor: Visitor, policy: PolicyEdition, caplog: Any
) -> None:
    visitor.settle()
    with failing(DOWN[0], lambda sql: "consent_answercount" in sql) as tried:
        for _time in range(5):
            assert send(Visitor(), "reject").status_code == 303

    assert len(tried) == 1
    lost = [
        one for one in caplog.records if one.levelno >= logging.WARNING and "was not counted" in one.message
    ]
    assert len(lost) == 5
    counting.forget()
    send(visitor, "reject")
    assert AnswerCount.objects.get().number == 1


def test_an_answer_is_counted_after_it_was_sent(
    visitor: Visitor, policy: PolicyEdition, monkeypatch: Any
) -> None:
    monkeypatch.setattr(HttpResponse, "close", lambda self: None)  # it would close the test's own connection
    visitor.settle()
    body = b"choice=reject&policy=1"
    request = RequestFactory().generic("POST", PREFERENCES, body, FORM, headers=HERE)
    response = preferences(request)

    assert response.status_code == 303
    assert not AnswerCount.objects.exists()
    response.close()
    assert AnswerCount.objects.get().number == 1


def test_files_that_cannot_be_read_hold_nobody_up(
    visitor: Visitor, policy: PolicyEdition, monkeypatch: Any
) -> None:
    def unreadable(self: Path) -> bytes:
        raise PermissionError(self)

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    code.digest.cache_clear()
    response = send(visitor, "reject")
    code.digest.cache_clear()

    assert response.status_code == 303
    assert AnswerCount.objects.get().code == ""


def test_a_cache_that_fails_is_not_asked(visitor: Visitor, policy: PolicyEdition, monkeypatch: Any) -> None:
    for cache in (caches["default"], caches["consent"]):
        for name in ("get", "add", "delete", "incr"):
            monkeypatch.setattr(cache, name, lambda *args, **kwargs: 1 / 0)

    assert send(visitor, "reject").status_code == 303
    assert visitor.get("/cookies/").status_code == 200
    assert visitor.get("/news/").status_code == 200


# --- what is counted ---------------------------------------------------------------------------------------------


def test_answers_are_counted_by_hour_and_by_how_they_were_given(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    for _time in range(3):
        send(Visitor(), "reject")
    send(visitor, "accept", headers=SCRIPT)
    send(
        visitor,
        "save",
        place="page",
        g_statistics="yes",
        g_preferences="no",
        headers={**SCRIPT, "Sec-GPC": "1"},
    )
    send(visitor, "accept", place="somewhere else")

    hour = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    rows = AnswerCount.objects.order_by("choices", "by_script", "place").values_list(
        "place", "by_script", "gpc", "choices", "number", "version", "code"
    )
    assert list(rows) == [
        ("banner", False, False, "preferences=no statistics=no", 3, 1, code.digest()),
        ("page", True, True, "preferences=no statistics=yes", 1, 1, code.digest()),
        ("other", False, False, "preferences=yes statistics=yes", 1, 1, code.digest()),
        ("banner", True, False, "preferences=yes statistics=yes", 1, 1, code.digest()),
    ]
    assert set(AnswerCount.objects.values_list("hour", flat=True)) <= {hour, hour - timedelta(hours=1)}


def test_the_same_answer_again_is_not_counted_again(visitor: Visitor, policy: PolicyEdition) -> None:
    for _time in range(3):
        kept = send(visitor, "reject").cookies["cookie_consent"].value
        visitor.defaults["HTTP_COOKIE"] = f'cookie_consent="{kept}"'
    send(visitor, "accept")

    assert sorted(AnswerCount.objects.values_list("choices", "number")) == [
        ("preferences=no statistics=no", 1),
        ("preferences=yes statistics=yes", 1),
    ]


def test_a_thousand_answers_are_a_few_rows(visitor: Visitor, policy: PolicyEdition) -> None:
    for number in range(250):
        other = Visitor(headers={"User-Agent": f"robot {number}"}, REMOTE_ADDR=f"203.0.113.{number}")
        send(other, ("accept", "reject")[number % 2], place=f"place {number}", path=f"/{number}/")

    assert AnswerCount.objects.count() <= 4


def test_nothing_that_is_stored_could_tell_who_answered() -> None:
    fields = {field.name: field.get_internal_type() for field in AnswerCount._meta.get_fields()}

    assert fields == {
        "id": "BigAutoField",
        "hour": "DateTimeField",
        "version": "PositiveIntegerField",
        "place": "CharField",
        "by_script": "BooleanField",
        "gpc": "BooleanField",
        "choices": "CharField",
        "code": "CharField",
        "number": "PositiveIntegerField",
    }


def test_the_package_writes_no_log(visitor: Visitor, policy: PolicyEdition) -> None:
    send(visitor, "accept")
    visitor.post("/cookies/accept/", {"all_groups": "true"}, headers=HERE)

    assert not LogItem.objects.exists()
