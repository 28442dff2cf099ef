"""What the database refuses about inspections, whoever asks and by whatever way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from peel.constraints import SupersededOnce
from peel.dates import PartialDate
from peel.models import (
    Action,
    Claim,
    Cycle,
    Evidence,
    Finding,
    Force,
    Inspection,
    Judgement,
    MetricPoint,
    MonitoringSpell,
    PolicingBody,
    ProgressNote,
    Question,
    QuestionLink,
    Response,
    ScalePoint,
    Source,
    Totals,
)
from peel.words import Basis, FindingKind, FindingStatus, Grade, Relation, Stage
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def source(url: str = "https://hmicfrs.justiceinspectorates.gov.uk/letter/") -> Source:
    return Source.objects.get_or_create(title="A letter", url=url)[0]


def inspection(force: str = "staffordshire", cycle: str = "2023-25") -> Inspection:
    return Inspection.desk.get(force=force, cycle=cycle)


def question(code: str = "crime-recording", cycle: str = "2023-25") -> Question:
    return Question.objects.get(cycle=cycle, code=code)


def judgement(**fields: Any) -> Judgement:
    row = {
        "inspection": inspection(),
        "question": question(),
        "value": Grade.GOOD,
        "source": source(),
        "recorded_at": NOW,
    }
    return Judgement(**(row | fields))


def totals(**fields: Any) -> Totals:
    parts = dict.fromkeys(("outstanding", "good", "adequate", "requires_improvement", "inadequate"), 1)
    row = {
        "inspection": inspection("bedfordshire"),
        "areas_graded": 5,
        "published_on": PartialDate("2026-01"),
        "source": source(),
    }
    return Totals(**(row | parts | fields))


def finding(**fields: Any) -> Finding:
    row = {
        "force": inspection().force,
        "inspection": inspection(),
        "kind": FindingKind.AREA,
        "reference": "AFI-1",
        "text": "The force should answer sooner.",
        "hmicfrs_status": FindingStatus.OPEN,
        "source": source(),
    }
    return Finding(**(row | fields))


def spell(**fields: Any) -> MonitoringSpell:
    row = {
        "force_id": "staffordshire",
        "stage": Stage.ENGAGE,
        "entered": PartialDate("2025-01"),
        "source": source(),
    }
    return MonitoringSpell(**(row | fields))


def action(**fields: Any) -> Action:
    there = finding(reference=f"AFI-{Finding.desk.count() + 10}")
    there.save()
    row = {"finding": there, "reference": "A-1", "text": "More staff.", "owner_role": "Head of contact"}
    return Action(**(row | fields))


def point(**fields: Any) -> MetricPoint:
    row = {
        "series_id": "999-under-10-seconds",
        "force_id": "staffordshire",
        "period_from": date(2025, 1, 1),
        "period_to": date(2025, 1, 31),
        "numerator": 9,
        "denominator": 10,
        "source": source(),
    }
    return MetricPoint(**(row | fields))


def claim(**fields: Any) -> Claim:
    row = {
        "force_id": "staffordshire",
        "wording": "The most improved.",
        "kind": "the most",
        "measure": "net steps",
        "from_cycle_id": "2021-22",
        "to_cycle_id": "2023-25",
        "as_of": NOW,
        "data_version": "1",
        "status": "not supported",
    }
    return Claim(**(row | fields))


REFUSED: dict[str, Callable[[], models.Model]] = {
    "a second grade for a cell": lambda: judgement(question=question("responding")),
    "a grade that is no word of the inspectorate": lambda: judgement(value="Excellent"),
    "a basis that is no word of ours": lambda: judgement(basis="heard"),
    "evidence of an unknown kind": lambda: judgement(evidence_class="rumour"),
    "a grade without a source": lambda: judgement(source=None),
    "carried over from a cycle, and inspected": lambda: judgement(carried_from_id="2021-22"),
    "superseded without a reason": lambda: judgement(superseded_on=date(2026, 1, 1)),
    "a reason without being superseded": lambda: judgement(reason="Because."),
    "superseded before it held": lambda: judgement(
        effective_from=date(2026, 2, 1), superseded_on=date(2026, 1, 1), reason="Because."
    ),
    "a correction without its day": lambda: judgement(basis=Basis.CORRECTION),
    "a revisit without its day": lambda: judgement(basis=Basis.REVISIT),
    "counts that do not add up": lambda: totals(areas_graded=6),
    "counts below zero": lambda: totals(good=-1, areas_graded=3),
    "totals twice for one date": lambda: totals(
        inspection=inspection("warwickshire"), published_on=PartialDate("2025-06-10")
    ),
    "totals twice without a date": lambda: totals(inspection=inspection("gwent"), published_on=None),
    "a second inspection of a cycle": lambda: Inspection(force_id="staffordshire", cycle_id="2023-25"),
    "more graded than inspected": lambda: Inspection(
        force_id="staffordshire", cycle_id="2025-27", areas_inspected=8, areas_graded_on_page=9
    ),
    "a code of the ONS twice": lambda: Force(
        id="new",
        official_name="New",
        short_name="New",
        country="England",
        hmicfrs_slug="new",
        kind="territorial",
        is_inspected=True,
        ons_code="E23000015",
    ),
    "two policing bodies at once": lambda: PolicingBody(force_id="staffordshire", kind="mayor"),
    "a body of an unknown kind": lambda: PolicingBody(force_id="btp", kind="king"),
    "a cycle of five grades with pillars": lambda: Cycle(
        code="2030", label="2030", position=30, scale_id="five", has_pillars=True, one_report=True
    ),
    "a question twice": lambda: Question(
        cycle_id="2023-25", code="responding", official_name="R", short_name="R", graded="yes", position=99
    ),
    "a question that is the whole of no pillar": lambda: Question(
        cycle_id="2023-25",
        code="overall",
        official_name="O",
        short_name="O",
        graded="yes",
        position=99,
        is_pillar_overall=True,
    ),
    "a scale with a grade twice": lambda: ScalePoint(
        scale_id="five", grade=Grade.GOOD, rank=9, meaning="M", symbol="tick"
    ),
    "a scale with two grades of one rank": lambda: ScalePoint(
        scale_id="four", grade=Grade.ADEQUATE, rank=2, meaning="M", symbol="tick"
    ),
    "no grade as a grade of a scale": lambda: ScalePoint(
        scale_id="five", grade=Grade.NOT_GRADED, rank=9, meaning="M", symbol="tick"
    ),
    "a link to nothing that says what follows": lambda: QuestionLink(
        earlier=question("responding"), relation=Relation.SAME
    ),
    "a link to a question that says none": lambda: QuestionLink(
        earlier=question("responding"), later=question("leadership", "2025-27"), relation=Relation.NONE
    ),
    "a finding of nowhere": lambda: finding(inspection=None),
    "a finding of a letter without a date": lambda: finding(inspection=None, letter=source()),
    "a finding closed by nobody": lambda: finding(hmicfrs_status=FindingStatus.DISCHARGED),
    "an open finding with the day on which it was closed": lambda: finding(closed_on=PartialDate("2025")),
    "an area for improvement that is closed": lambda: finding(
        hmicfrs_status=FindingStatus.CLOSED, closing_source=source()
    ),
    "a cause of concern that is discharged": lambda: finding(
        kind=FindingKind.CAUSE, hmicfrs_status=FindingStatus.DISCHARGED, closing_source=source()
    ),
    "practice with a status": lambda: finding(kind=FindingKind.INNOVATIVE),
    "a finding of an unknown kind": lambda: finding(kind="praise"),
    "an action with a new date and no reason": lambda: action(
        due=date(2026, 1, 1), revised_due=date(2026, 2, 1)
    ),
    "an action that is closed": lambda: action(force_status="closed"),
    "evidence that is nowhere": lambda: Evidence(action=saved(action()), title="E", dated=date(2026, 1, 1)),
    "a public note that nobody approved": lambda: ProgressNote(
        action=saved(action()), text="Done.", written_at=NOW, written_by=make_user(), is_public=True
    ),
    "a response that was published nowhere": lambda: Response(
        inspection=inspection(),
        body=PolicingBody.objects.get(force="staffordshire"),
        published_on=date(2024, 10, 1),
    ),
    "an unknown stage": lambda: spell(stage="Watch"),
    "left before it was entered": lambda: spell(left=PartialDate("2024-12")),
    "left in the month in which it was entered": lambda: spell(left=PartialDate("2025-01")),
    "a figure larger than its whole": lambda: point(numerator=11),
    "a figure of none": lambda: point(numerator=0, denominator=0),
    "a period that ends before it begins": lambda: point(period_to=date(2024, 12, 31)),
    "a claim of an unknown kind": lambda: claim(kind="the best"),
    "one of the most, of how many": lambda: claim(kind="among the most"),
    "the most, with places": lambda: claim(places=3),
    "a comparison with one cycle": lambda: claim(from_cycle_id=None),
    "no area below nothing": lambda: claim(kind="none below", measure="lowest grade"),
    "a claim approved at no time": lambda: claim(approved_by=make_user()),
}


def saved(thing: Any) -> Any:
    thing.save()
    return thing


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    thing = REFUSED[name]()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(thing)._default_manager.bulk_create([settled(thing)])


def settled(thing: Any) -> Any:
    if isinstance(thing, Judgement):
        thing.settle(thing.inspection.cycle)
    elif hasattr(thing, "settle"):
        thing.settle()
    return thing


@pytest.mark.parametrize(
    "make", [judgement, totals, finding, spell, action, point, claim], ids=lambda make: make.__name__
)
def test_what_these_rows_differ_from_is_allowed(make: Callable[[], models.Model]) -> None:
    """Else the rows above would be refused for another reason than the one they name."""
    thing = make()
    thing.save()
    thing.full_clean()

    assert thing.pk


# --- a judgement is superseded once, and never edited ---


@pytest.mark.parametrize(
    "change",
    [
        {"value": Grade.OUTSTANDING},
        {"basis": Basis.CARRIED_OVER},
        {"published_on": PartialDate("2020")},
        {"recorded_at": NOW},
        {"known_from": NOW},
        {"reason": "Because."},
        {"superseded_on": date(2026, 1, 1), "known_until": NOW, "reason": "R", "value": Grade.OUTSTANDING},
    ],
    ids=", ".join,
)
def test_a_judgement_is_not_edited(change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.desk.filter(inspection=inspection(), question__code="responding").update(**change)


def test_a_judgement_is_superseded_once() -> None:
    rows = Judgement.desk.filter(
        pk=Judgement.desk.get(inspection=inspection(), question__code="responding").pk
    )
    closing = {"superseded_on": date(2026, 1, 1), "known_until": NOW, "reason": "Because."}

    assert rows.update(**closing) == 1
    for change in (
        closing,
        {"reason": "Another."},
        {"superseded_on": None, "known_until": None, "reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_judgement_is_not_removed_in_plain_sql_either() -> None:
    for statement in (
        "DELETE FROM peel_judgement",
        "UPDATE peel_judgement SET value = 'Good' WHERE value = 'Inadequate'",
        "UPDATE peel_judgement SET source_id = source_id + 1",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_after_it_is_superseded_the_cell_takes_one_new_grade() -> None:
    old = Judgement.desk.get(inspection=inspection(), question__code="responding")
    Judgement.desk.filter(pk=old.pk).update(superseded_on=date(2026, 1, 1), known_until=NOW, reason="R")
    new = {"question": old.question, "basis": Basis.CORRECTION, "effective_from": date(2026, 1, 1)}
    judgement(**new).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        judgement(**new).save()


# --- one stage at a time ---


@pytest.mark.parametrize(
    ("entered", "left", "allowed"),
    [
        ("2020-01", "2022-06", True),  # Staffordshire was in Engage from June 2022 until May 2024.
        ("2024-05", None, True),
        ("2020-01", "2022-07", False),
        ("2020-01", None, False),
        ("2023-01", "2023-02", False),
        ("2024-04", "2025-01", False),
        ("2024-05-30", None, False),
        ("2024-06-01", None, True),
    ],
)
def test_a_force_is_in_one_stage_at_a_time(entered: str, left: str | None, allowed: bool) -> None:
    new = spell(stage=Stage.SCAN, entered=PartialDate(entered), left=PartialDate(left) if left else None)
    new.settle()
    if allowed:
        new.clean()
        new.save()
        return
    with pytest.raises(ValidationError, match="overlaps with Engage from 2022-06"):
        new.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        MonitoringSpell.desk.bulk_create([new])


def test_a_spell_cannot_be_stretched_over_the_next() -> None:
    spell(entered=PartialDate("2024-06-01")).save()
    earlier = MonitoringSpell.desk.get(force="staffordshire", entered="2022-06")
    earlier.left = PartialDate("2024-06-02")

    with pytest.raises(IntegrityError), transaction.atomic():
        earlier.save()


def test_two_forces_may_be_in_engage_at_once() -> None:
    spell(force_id="dorset", entered=PartialDate("2022-06")).save()


# --- what looks at more than one table: the models' own validation ---


@pytest.mark.parametrize("cycle", ["2014", "2015", "2016", "2017", "2018-19"])
def test_adequate_was_no_grade_until_2021(cycle: str) -> None:
    for one in Question.objects.filter(cycle=cycle).exclude(graded="no"):
        where = Inspection(force_id="staffordshire", cycle_id=cycle)
        with pytest.raises(ValidationError, match="Adequate was not a grade"):
            judgement(inspection=where, question=one, value=Grade.ADEQUATE).clean()
        judgement(inspection=where, question=one, value=Grade.GOOD).clean()


def test_a_question_that_was_not_graded_has_no_grade_in_any_cycle() -> None:
    for one in Question.objects.filter(graded="no"):
        where = Inspection(force_id="staffordshire", cycle_id=one.cycle_id)
        with pytest.raises(ValidationError, match="not graded, so it has no grade"):
            judgement(inspection=where, question=one, value=Grade.GOOD).clean()
        judgement(inspection=where, question=one, value=Grade.NOT_GRADED).clean()


def test_a_grade_is_of_a_question_of_its_own_cycle() -> None:
    with pytest.raises(ValidationError, match="not of the cycle"):
        judgement(question=question("responding", "2021-22")).clean()


def test_a_pillar_is_of_a_cycle_that_had_pillars() -> None:
    late = Question(
        cycle_id="2023-25",
        code="effectiveness",
        official_name="E",
        short_name="E",
        pillar="effectiveness",
        is_pillar_overall=True,
        graded="yes",
        position=99,
    )

    with pytest.raises(ValidationError, match="no pillars"):
        late.clean()


def test_only_hmicfrs_closes_a_finding() -> None:
    closed = {"hmicfrs_status": FindingStatus.DISCHARGED, "closed_on": PartialDate("2026-01")}
    finding(**closed, closing_source=source()).clean()

    with pytest.raises(ValidationError, match="closed by HMICFRS"):
        finding(**closed, closing_source=source("https://www.example.org/")).clean()


def test_a_recommendation_stands_under_its_own_forces_cause_of_concern() -> None:
    cause = saved(finding(kind=FindingKind.CAUSE, reference="CoC-1"))
    area = saved(finding(reference="AFI-2"))
    under = {"kind": FindingKind.RECOMMENDATION, "reference": "R-1"}
    finding(**under, parent=cause).clean()

    with pytest.raises(ValidationError, match="a cause of concern"):
        finding(**under, parent=area).clean()
    elsewhere = inspection("durham")
    with pytest.raises(ValidationError, match="another force’s"):
        finding(**under, parent=cause, force=elsewhere.force, inspection=elsewhere).clean()


# --- section 55 ---


def test_the_last_day_of_the_answer_is_the_55th_after_publication() -> None:
    answer = Response(inspection=inspection(), body=PolicingBody.objects.get(force="staffordshire"))

    assert answer.due_on == date(2024, 11, 18)
    assert [answer.day_number(day) for day in (date(2024, 9, 24), date(2024, 11, 18))] == [1, 56]
    assert not answer.is_overdue(date(2024, 11, 18))
    assert answer.is_overdue(date(2024, 11, 19))


def test_without_the_day_of_publication_nobody_knows_when_an_answer_is_due() -> None:
    answer = Response(inspection=inspection("wiltshire"), body=PolicingBody.objects.get(force="wiltshire"))

    assert (answer.due_on, answer.day_number(date(2024, 9, 1))) == (None, None)
    assert not answer.is_overdue(date(2030, 1, 1))


def test_an_answer_is_the_forces_own_bodys_and_comes_after_the_report() -> None:
    with pytest.raises(ValidationError, match="another force’s"):
        Response(inspection=inspection(), body=PolicingBody.objects.get(force="dorset")).clean()
    early = Response(
        inspection=inspection(),
        body=PolicingBody.objects.get(force="staffordshire"),
        published_on=date(2024, 9, 23),
        url="https://www.example.org/",
    )
    with pytest.raises(ValidationError, match="not published yet"):
        early.clean()


def test_the_guard_of_judgements_names_every_column_that_may_not_change() -> None:
    """SQLite’s trigger knows only the columns that are named: a new one has to be added to it."""
    (guard,) = [one for one in Judgement._meta.constraints if isinstance(one, SupersededOnce)]
    columns = {field.column for field in Judgement._meta.concrete_fields}

    assert {"id", *guard.kept, "superseded_on", "known_until", "reason"} == columns
