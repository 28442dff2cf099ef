"""A policy in two versions, answers to them, and a clock that stands still at noon some days later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from consent.models import AnswerCount, PolicyEdition
from consent.wording import Place
from publishing import clock
from publishing.states import State
from tests.consent.factories import make_group, make_policy, replace_policy
from tests.desk.pages import Desk
from tests.factories import HOUR, at

REPORT = reverse("admin:consent_answercount_changelist")
EXPORT = reverse("admin:consent_answercount_export")
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
FIRST = datetime(2026, 10, 20, 9, tzinfo=UTC)  # 10:00 BST
SECOND = datetime(2026, 11, 5, 10, tzinfo=UTC)
BOTH_YES, BOTH_NO = "preferences=yes statistics=yes", "preferences=no statistics=no"
MIXED = "preferences=no statistics=yes"


@pytest.fixture
def noon(db: None) -> Iterator[None]:
    with at(NOW):
        yield


@pytest.fixture
def first(noon: None) -> PolicyEdition:
    return make_policy(State.LIVE, make_group("statistics"), make_group("old"), released_at=FIRST)


@pytest.fixture
def second(first: PolicyEdition) -> PolicyEdition:
    policy = replace_policy(first, make_group("statistics"), make_group("preferences"), moment=SECOND)
    back_to(NOW)
    return policy


def back_to(moment: datetime) -> None:
    """`replace_policy` leaves the clock as it was; what it saw is forgotten too."""
    clock.forget()
    assert clock.now() == moment


def answer(choices: str, number: int = 1, *, hour: datetime = NOW - HOUR, **fields: Any) -> AnswerCount:
    usual = {"version": 2, "place": Place.BANNER, "by_script": True, "gpc": False, "code": "c0de"}
    return AnswerCount.objects.create(choices=choices, number=number, hour=hour, **{**usual, **fields})


def said_on(desk: Desk, day: str) -> str:
    page = desk.open(REPORT, day=day)
    assert page.status == 200
    found = page.tree.xpath("//section[@aria-labelledby='on-a-day']")[0].text_content()
    return " ".join(found.partition("Look it up")[2].split())
