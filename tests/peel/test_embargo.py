"""When inspections are public: at their own moment, on every way to what hangs on them, and never before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from peel.dates import PartialDate
from peel.models import (
    Action,
    Finding,
    Inspection,
    Judgement,
    MonitoringSpell,
    ProgressNote,
    Response,
    Totals,
)
from peel.words import Grade
from publishing import clock
from tests.factories import make_user
from tests.peel.files import FINDINGS, GRADINGS, SOURCE, TOTALS, grading, load, load_grading
from tests.peel.test_constraints import action, spell
from tests.peel.test_loading import correct, finding_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# 00:01 on 1 July 2027 in London: the inspectorate's usual end of an embargo.
ENDS = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.fixture
def embargoed() -> Inspection:
    rows = [
        grading(
            force="staffordshire",
            cycle="2025-27",
            question="leadership",
            published="2027-07-01",
            grade="Good",
        )
    ]
    assert load("gradings.csv", GRADINGS, *rows).is_applied
    totals = f"staffordshire,2025-27,0,1,0,0,0,1,,{SOURCE}"
    assert load("totals.csv", TOTALS, totals).is_applied
    row = finding_row(cycle="2025-27", question="leadership", reference="NEW-1", issued="2027-01-01")
    assert load("findings.csv", FINDINGS, row).is_applied
    return Inspection.desk.get(force="staffordshire", cycle="2025-27")


def seen(moment: datetime, inspection: Inspection) -> list[int]:
    hanging: list[Any] = [Judgement, Totals, Finding, Response]
    counts = [model.public.at(moment).filter(inspection=inspection).count() for model in hanging]
    return [Inspection.public.at(moment).filter(pk=inspection.pk).count(), *counts]


def test_an_inspection_and_all_of_it_is_public_at_its_second(embargoed: Inspection) -> None:
    body = embargoed.force.policing_bodies.get()
    Response.desk.create(inspection=embargoed, body=body)

    assert embargoed.public_from == ENDS
    assert seen(ENDS - TICK, embargoed) == [0, 0, 0, 0, 0]
    assert seen(ENDS, embargoed) == [1, 1, 1, 1, 1]


def test_what_the_force_does_about_a_hidden_finding_is_hidden_with_it(embargoed: Inspection) -> None:
    doing = Action(finding=Finding.desk.get(reference="NEW-1"), reference="N-1", text="T", owner_role="O")
    doing.save()
    writer = make_user()
    told = {"text": "T", "written_by": writer, "written_at": ENDS - timedelta(days=1)}
    ProgressNote.desk.create(action=doing, is_public=True, approved_by=make_user(), **told)
    ProgressNote.desk.create(action=doing, **told)

    assert [Action.public.at(moment).count() for moment in (ENDS - TICK, ENDS)] == [0, 1]
    assert [ProgressNote.public.at(moment).count() for moment in (ENDS - TICK, ENDS)] == [0, 1]


def test_the_clock_knows_when_it_appears(embargoed: Inspection) -> None:
    assert clock.look(ENDS - timedelta(days=1)).next_change == ENDS
    assert clock.look(ENDS).next_change is None


def test_every_moment_at_which_something_of_inspections_changes_is_known_to_the_clock() -> None:
    """A field that says from when or until when is registered, or a kept page would be shown too long."""
    edges = {"public_from", "known_from", "known_until", "left_known_from"}
    fields: set[tuple[Any, str]] = {
        (model, field.name)
        for model in apps.get_app_config("peel").get_models()
        for field in model._meta.concrete_fields
        if field.name in edges
    }

    assert fields
    assert fields <= set(clock._further_edges)
    for model, name in fields:
        assert model._meta.get_field(name).db_index, f"{model.__name__}.{name} has no index."


def test_the_end_of_an_embargo_may_be_another_moment_than_the_reports() -> None:
    header, row = (
        "force_id,cycle,title,url,report_published,public_from",
        "dorset,2025-27,,,2027-07-01,2027-07-02 06:30",
    )
    assert load("inspections.csv", header, row).is_applied
    ends = datetime(2027, 7, 2, 5, 30, tzinfo=UTC)

    assert clock.look(ENDS).next_change == ends
    assert [
        Inspection.public.at(moment).filter(cycle="2025-27").exists() for moment in (ends - TICK, ends)
    ] == [*(False, True)]


def test_an_inspection_that_the_desk_keeps_back_is_not_shown_by_loading_its_grades() -> None:
    kept = Inspection.desk.create(force_id="bedfordshire", cycle_id="2021-22", public_from=None)
    assert load_grading(force="bedfordshire", cycle="2021-22", published="2022-01-01").is_applied
    kept.refresh_from_db()

    assert str(kept.report_published) == "2022-01-01"
    assert kept.public_from is None
    assert seen(datetime(2090, 1, 1, tzinfo=UTC), kept)[:2] == [0, 0]


def test_everything_of_the_past_is_public_by_now() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)

    assert Inspection.public.at(now).count() == Inspection.desk.count()
    assert Judgement.public.at(now).count() == 783


def test_a_grade_is_known_from_its_own_reports_day() -> None:
    """In 2017 there were three reports: a reader of December 2017 knew two of them."""
    grades = Judgement.public.at(datetime(2017, 12, 31, tzinfo=UTC)).filter(
        inspection__force="avon-and-somerset", inspection__cycle="2017"
    )

    assert set(grades.values_list("question__pillar", flat=True)) == {"efficiency", "legitimacy"}


def test_without_a_date_nothing_is_known_before_the_cycles_last_report() -> None:
    undated = Judgement.desk.filter(published_on=None, inspection__cycle__in=["2015", "2016", "2017"])
    assert undated.exists()
    for one in undated.select_related("inspection__cycle"):
        assert one.known_from == PartialDate(str(one.inspection.cycle.ends)).known_from


def test_a_correction_changes_what_is_public_from_its_day_on_and_nothing_before() -> None:
    correct()
    edge = datetime(2025, 3, 3, 0, 1, tzinfo=UTC)

    def grade(moment: datetime) -> str:
        rows = Judgement.public.at(moment).filter(
            inspection__force="staffordshire", inspection__cycle="2023-25"
        )
        return rows.get(question__code="responding").value

    assert (grade(edge - TICK), grade(edge)) == (Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)


def test_a_correction_that_is_still_to_come_is_known_to_the_clock() -> None:
    correct(effective_from="2027-07-01")

    assert clock.look(datetime(2027, 6, 1, tzinfo=UTC)).next_change == ENDS
    assert Judgement.public.at(ENDS - TICK).count() == Judgement.public.at(ENDS).count() == 783


def test_where_a_force_stands_is_seen_from_the_day_on_which_it_is_known() -> None:
    later = spell(entered=PartialDate("2027-07-01"))
    later.save()
    later.refresh_from_db()
    lasting = MonitoringSpell.desk.filter(force="staffordshire")

    assert [lasting.lasting(moment).count() for moment in (ENDS - TICK, ENDS)] == [0, 1]
    assert clock.look(datetime(2027, 6, 1, tzinfo=UTC)).next_change == ENDS


def test_the_name_of_a_lead_is_not_read_for_the_public() -> None:
    doing = action(lead="Ann Example")
    doing.save()

    assert Action.public.at(datetime(2026, 3, 2, tzinfo=UTC)).get().get_deferred_fields() == {"lead"}


def test_what_is_public_is_asked_in_one_way() -> None:
    with pytest.raises(AttributeError):
        Inspection.public.all()  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        Inspection().public.at(ENDS)
    with pytest.raises(AttributeError):
        Inspection.objects  # type: ignore[attr-defined]  # noqa: B018
