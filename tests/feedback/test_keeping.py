"""How long feedback is kept, what the database refuses, and the demonstration's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback import demonstration, retention
from feedback.models import Feedback
from tests.factories import at, make_editor, make_feedback

pytestmark = pytest.mark.django_db


def forget(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("forget_feedback", *arguments, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue()


@pytest.mark.parametrize(
    ("now", "months", "before"),
    [
        (datetime(2026, 11, 27, 9, 30, tzinfo=UTC), 12, datetime(2025, 11, 27, 9, 30, tzinfo=UTC)),
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), 12, datetime(2027, 2, 28, 12, 0, tzinfo=UTC)),
        (datetime(2026, 7, 31, 9, 0, tzinfo=UTC), 1, datetime(2026, 6, 30, 9, 0, tzinfo=UTC)),
        (datetime(2026, 1, 15, 9, 0, tzinfo=UTC), 1, datetime(2025, 12, 15, 9, 0, tzinfo=UTC)),
        (datetime(2026, 4, 30, 8, 0, tzinfo=UTC), 2, datetime(2026, 2, 28, 9, 0, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_the_calendar_in_london(now: datetime, months: int, before: datetime) -> None:
    assert retention.months_before(now, months) == before


def test_what_is_older_than_a_year_goes_and_nothing_else() -> None:
    now = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    limit = datetime(2025, 11, 27, 9, 30, tzinfo=UTC)
    make_feedback("older", sent_at=limit - timedelta(seconds=1))
    make_feedback("a year old", sent_at=limit)
    make_feedback("recent", sent_at=now)
    with at(now):
        said = "1 would be deleted: sent before 27 November 2025, 09:30. Nothing was changed."
        assert forget("--dry-run") == (said, "")
        assert Feedback.objects.count() == 3
        assert forget() == ("1 deleted: sent before 27 November 2025, 09:30.", "")
        assert set(Feedback.objects.values_list("thoughts", flat=True)) == {"a year old", "recent"}
        assert forget() == ("0 deleted: sent before 27 November 2025, 09:30.", "")
        assert forget("--months", "1")[0] == "1 deleted: sent before 27 October 2026, 09:30."


def test_many_are_deleted_in_steps_that_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "STEP", 10)
    monkeypatch.setattr("feedback.management.commands.forget_feedback.STEP", 10)
    long_ago = timezone.now() - timedelta(days=500)
    Feedback.objects.bulk_create(Feedback(thoughts="x", version=1, sent_at=long_ago) for _n in range(25))

    said, told = forget()

    assert said.startswith("25 deleted")
    assert told.split("\n")[:3] == ["10 of 25 …", "20 of 25 …", "25 of 25 …"]


@pytest.mark.parametrize("months", ["0", "-1", "121", "x", "1.5", "١", "9" * 5000])
def test_odd_months_are_refused(months: str) -> None:
    with pytest.raises(CommandError, match="say how many months, from 1 to 120"):
        forget(f"--months={months}")


def test_a_year_is_what_visitors_are_told() -> None:
    assert retention.MONTHS == 12


@pytest.mark.parametrize(
    "break_it",
    [
        lambda one: one.update(thoughts=""),
        lambda one: one.update(handled_at=timezone.now()),
        lambda one: one.update(handled_by=make_editor()),
        lambda one: one.update(rating="five stars"),
        lambda one: one.update(redacted_at=timezone.now()),
    ],
)
def test_the_database_refuses_what_makes_no_sense(break_it: Callable[[Any], int]) -> None:
    feedback = make_feedback()

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(Feedback.objects.filter(pk=feedback.pk))


def test_the_demonstration_has_some_of_each_and_is_loaded_once() -> None:
    editor = make_editor()

    assert demonstration.load(editor) == len(demonstration.SAID)
    assert demonstration.load(editor) == 0
    assert Feedback.objects.new().count() == 3
    assert Feedback.objects.handled().count() == 2
    assert all("Demonstration" in one.doing + one.thoughts for one in Feedback.objects.all())
