"""The frame: what all pages share is read once, and again exactly when it may have changed."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from publishing import clock, decisions, frame
from publishing.models import Decision, SiteState, Verb
from publishing.states import State
from tests.factories import HOUR, MINUTE, at, make_editor, make_post_edition, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A part that says when it was read."""
    read: list[datetime] = []

    def part(moment: datetime) -> int:
        read.append(moment)
        return len(read)

    monkeypatch.setattr(frame, "_readers", {"part": part})
    return read


def seen() -> frame.Frame:
    return frame.of(RequestFactory().get("/"))


def test_a_request_has_one_moment_and_asks_once() -> None:
    request = RequestFactory().get("/")
    with CaptureQueriesContext(connection) as queries:
        assert frame.of(request) is frame.of(request)

    assert len([one for one in queries if "publishing_sitestate" in one["sql"]]) == 1


def test_parts_are_kept_while_nothing_changes(readings: list[datetime]) -> None:
    assert [seen().parts["part"] for _number in range(3)] == [1, 1, 1]
    assert frame.last_parts() == {"part": 1}


def test_a_public_change_is_seen_by_the_next_request(readings: list[datetime]) -> None:
    first = seen()
    with transaction.atomic():
        clock.public_changed()

    assert (seen().parts["part"], seen().version) == (2, first.version + 1)


def test_what_was_announced_is_seen_when_it_comes(readings: list[datetime]) -> None:
    now = timezone.now()
    make_post_edition(State.SCHEDULED, released_at=now + HOUR)
    with at(now + MINUTE):
        assert (seen().parts["part"], seen().until) == (1, now + HOUR)
    with at(now + HOUR):
        assert (seen().parts["part"], seen().until) == (2, None)
    with at(now + MINUTE):  # a clock that is set back shows nothing of what comes later
        assert seen().parts["part"] == 3


def test_a_change_without_editions_is_logged_bumps_the_version_and_verifies() -> None:
    editor, topic, before = make_editor(), make_topic("Roads"), SiteState.objects.get().version

    decision = decisions.record_change(topic, by=editor, changed="name: “Road” became “Roads”")

    assert SiteState.objects.get().version == before + 1
    stored = Decision.objects.get()
    assert (stored.verb, stored.document, stored.actor) == (Verb.CHANGE, f"news.topic:{topic.pk}", editor)
    assert decision.text.spoken() == {"changed": "name: “Road” became “Roads”"}
    assert list(decisions.verify()) == []
