"""Correcting one grade at the desk: dated, with a reason, logged; and never by changing what was said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from peel import record, results, revising
from peel.models import Inspection, Judgement, ProgressNote, Question, Source
from peel.words import Basis, Grade
from publishing.models import Decision, SiteState
from tests.factories import make_editor, make_user
from tests.peel.test_constraints import action
from tests.peel.test_results import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def supersede(**fields: Any) -> Judgement:
    told = {
        "value": Grade.ADEQUATE,
        "basis": Basis.REVISIT,
        "reason": "Inspectors came again.",
        "effective_from": date(2025, 11, 3),
        "source": Source.objects.get_or_create(
            title="A letter", url="https://hmicfrs.justiceinspectorates.gov.uk/l/"
        )[0],
        "by": make_editor(),
    }
    where = Inspection.desk.get(force="staffordshire", cycle="2023-25")
    asked = Question.objects.get(cycle="2023-25", code="responding")
    return revising.supersede(where, asked, **(told | fields))


def test_a_grade_is_superseded_from_its_day_on_and_the_log_says_what_changed() -> None:
    version = SiteState.objects.get().version
    supersede()
    decision = Decision.objects.select_related("text").latest("position")

    assert decision.text.spoken()["changed"] == (
        "“Responding to the public”: Requires improvement became Adequate."
    )
    assert SiteState.objects.get().version == version + 1
    before, after = (record.read(datetime(2025, 11, day, 12, tzinfo=UTC)) for day in (2, 3))
    asked = Question.objects.get(cycle="2023-25", code="responding")
    old, new = (results.cell(one, "staffordshire", asked) for one in (before, after))
    assert (old.grade, old.revised_on) == (Grade.REQUIRES_IMPROVEMENT, None)
    assert (new.grade, new.revised_on) == (Grade.ADEQUATE, date(2025, 11, 3))
    assert [one.reason for one in new.earlier] == ["Inspectors came again."]
    assert (
        results.tally(after, "staffordshire", "2023-25").words == "1 Good, 5 Adequate, 2 Requires improvement"
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": " "}, "Say why"),
        ({"basis": Basis.INSPECTED}, "after a revisit, or as a correction"),
        ({"effective_from": date(2024, 9, 1)}, "from before the old one did"),
        ({"effective_from": None}, "from which day"),
    ],
)
def test_a_correction_that_is_not_whole_is_refused_with_a_sentence(
    fields: dict[str, Any], sentence: str
) -> None:
    before = Judgement.desk.count(), Decision.objects.count()

    with pytest.raises(ValidationError, match=sentence):
        supersede(**fields)
    assert (Judgement.desk.count(), Decision.objects.count()) == before


def test_a_grade_that_the_cycle_could_not_give_is_refused_here_too() -> None:
    where = Inspection.desk.get(force="staffordshire", cycle="2018-19")
    asked = Question.objects.get(cycle="2018-19", code="effectiveness")

    with pytest.raises(ValidationError, match="Adequate was not a grade"):
        revising.supersede(
            where,
            asked,
            value=Grade.ADEQUATE,
            basis=Basis.CORRECTION,
            reason="R",
            effective_from=date(2021, 1, 1),
            source=Source.objects.first() or Source(),
            by=make_editor(),
        )


def test_totals_that_no_longer_fit_do_not_overrule_the_areas() -> None:
    """After a correction the old totals still stand; the areas are all here, and are what is told."""
    supersede()
    tally = results.tally(record.read(NOW), "staffordshire", "2023-25")

    assert not tally.is_from_totals
    assert tally.published is not None
    assert tally.counts != tally.published.counts()


def test_totals_that_were_counted_before_a_change_say_so() -> None:
    """Of Northamptonshire three areas are known: its totals are told, and were counted again after August 2024."""
    before = results.tally(record.read(NOW), "northamptonshire", "2023-25")
    where = Inspection.desk.get(force="northamptonshire", cycle="2023-25")
    revising.supersede(
        where,
        Question.objects.get(cycle="2023-25", code="responding"),
        value=Grade.INADEQUATE,
        basis=Basis.CORRECTION,
        reason="R",
        effective_from=date(2025, 5, 6),
        source=Source.objects.order_by("pk")[0],
        by=make_editor(),
    )
    after = results.tally(record.read(NOW), "northamptonshire", "2023-25")

    assert (before.is_from_totals, before.revised_since) == (True, None)
    assert after.revised_since == date(2025, 5, 6)
    assert after.sentence.endswith("A grade was changed on 6 May 2025, after these were counted.")


def test_a_note_on_progress_is_not_dated_ahead_and_not_approved_by_its_writer() -> None:
    doing = action()
    doing.save()
    writer = make_user()
    told = {"action": doing, "text": "T", "written_by": writer}

    with pytest.raises(ValidationError, match="not dated ahead"):
        ProgressNote(**told, written_at=datetime(2099, 1, 1, tzinfo=UTC)).clean()
    with pytest.raises(ValidationError, match="does not approve it"):
        ProgressNote(**told, written_at=datetime(2026, 1, 1, tzinfo=UTC), approved_by=writer).clean()
