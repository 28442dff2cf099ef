"""Revising a grade at the desk: both are shown before it is done, the second person is told, nothing is done twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from peel.models import Inspection, Judgement, Question
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page
from tests.factories import at
from tests.peel.desk.factories import LETTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TYPED = {
    "value": "Requires improvement",
    "basis": "correction",
    "effective_from": "2025-11-03",
    "reason": "The force’s data were wrong.",
    "source_title": "A letter",
    "source_url": LETTER,
}


def cell(code: str = "workforce") -> Judgement:
    rows = Judgement.desk.current().filter(inspection__force="staffordshire", question__cycle="2023-25")
    return rows.select_related("inspection").get(question__code=code)


def revise(judgement: Judgement) -> str:
    return reverse("admin:peel_inspection_revise", args=[judgement.pk])


def show(desk: Desk, judgement: Judgement, **typed: str) -> Page:
    return desk.press(desk.open(revise(judgement)), "_show", **(TYPED | typed))


def test_old_and_new_are_shown_before_anything_is_done(people: People) -> None:
    desk, old = Desk(people.editor), cell()
    count = Judgement.desk.count()
    page = show(desk, old)

    assert page.sentences[0] == "The grade is Adequate: inspected."
    assert "Adequate becomes Requires improvement." in page.sentences
    assert "Readers see it at once." in page.sentences
    assert "Readers see the old grade too, and why: “The force’s data were wrong.”" in page.sentences
    assert page.sentences[-1] == (
        "Grades in our data: 1 Good, 4 Adequate, 3 Requires improvement become "
        "1 Good, 3 Adequate, 4 Requires improvement."
    )
    assert page.buttons[-1] == "Revise: Adequate becomes Requires improvement"
    assert Judgement.desk.count() == count

    page = desk.press(page, "_do")
    new = cell()
    assert (new.value, new.basis, new.source.title) == ("Requires improvement", "correction", "A letter")
    assert page.said == [
        "“Developing a positive workplace” is Requires improvement now. What it was is kept."
    ]
    assert any(
        "Adequate until 3 November 2025. Then it was changed: The force’s data were wrong." in one
        for one in page.all("tr.was")
    )
    decision = Decision.objects.select_related("text").latest("position")
    assert (decision.actor, decision.document) == (people.editor, f"peel.inspection:{new.inspection_id}")
    assert "Adequate became Requires improvement" in decision.text.spoken()["changed"]
    assert decision.text.spoken()["reason"] == TYPED["reason"]


def test_the_second_person_is_refused_with_what_the_first_did_and_keeps_what_was_typed(
    people: People,
) -> None:
    old = cell()
    first, second = Desk(people.editor), Desk(people.on_call)
    mine = show(second, old, value="Good", basis="revisit")
    first.press(show(first, old), "_do")
    page = second.press(mine, "_do")

    assert any("meanwhile it was revised. Edith Editor, " in one for one in page.errors)
    assert any("Adequate became Requires improvement. What you typed is kept" in one for one in page.errors)
    assert page.fields()["value"] == "Good"
    assert page.fields()["reason"] == TYPED["reason"]
    assert cell().value == "Requires improvement"

    second.press(second.press(page, "_show"), "_do")
    assert cell().value == "Good", "Whoever has read it may go on."


def test_a_second_press_does_nothing(people: People) -> None:
    desk, old = Desk(people.editor), cell()
    page = show(desk, old)
    desk.press(page, "_do")
    stored = Judgement.desk.count(), Decision.objects.count()

    assert desk.press(page, "_do").said == ["It is revised already: Requires improvement."]
    assert (Judgement.desk.count(), Decision.objects.count()) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": "Adequate"}, "That is the grade that it has."),
        ({"effective_from": ""}, "Say from which day the new grade holds."),
        ({"effective_from": "2024-01-01"}, "The new grade holds from before the old one did."),
        ({"reason": ""}, "This field is required."),
        ({"source_url": ""}, "This field is required."),
        ({"basis": "retyped"}, "Select a valid choice. retyped is not one of the available choices."),
    ],
)
def test_what_is_not_whole_is_refused_with_a_sentence_and_kept(
    typed: dict[str, str], sentence: str, people: People
) -> None:
    desk, old = Desk(people.editor), cell()
    page = show(desk, old, **typed)

    assert sentence in page.errors
    assert page.fields()["source_title"] == "A letter"
    assert cell().pk == old.pk


def test_a_question_that_is_not_graded_is_offered_no_grade_and_is_given_none(people: People) -> None:
    inspection = cell().inspection
    victims = Question.objects.get(cycle="2023-25", code="victims")
    desk, grades = Desk(people.editor), reverse("admin:peel_inspection_grades", args=[inspection.pk])
    source = {"source_title": "A letter", "source_url": LETTER}
    page = desk.press(desk.open(grades), "_do", grade_victims="Inadequate", **source)

    assert page.errors == [
        f"“{victims.short_name}” was inspected in 2023–25 and not graded, so it has no grade."
    ]
    free = Inspection.desk.create(force_id="staffordshire", cycle_id="2018-19", framework_version="revised")
    grades = reverse("admin:peel_inspection_grades", args=[free.pk])
    page = desk.press(desk.open(grades), "_do", **{"grade_effectiveness-1": "Adequate"}, **source)
    assert page.errors == ["Adequate was not a grade in 2018/19."]
    page = desk.press(page, "_do", **{"grade_effectiveness-1": "Good"})
    assert Judgement.desk.get(inspection=free).value == "Good"


def test_what_we_typed_wrongly_under_embargo_is_mended_and_no_reader_ever_sees_it(people: People) -> None:
    desk, old = Desk(people.editor), cell()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    Inspection.desk.filter(pk=old.inspection_id).update(public_from=tomorrow, report_published=None)
    page = show(desk, old, basis="retyped", effective_from="")
    assert "Readers will never see the wrong grade. The decision log keeps it." in page.sentences
    page = desk.press(page, "_do")

    new = cell()
    assert (new.value, new.basis, new.effective_from) == ("Requires improvement", "inspected", None)
    later = tomorrow + timedelta(days=1)
    shown = Judgement.public.ever(later).filter(inspection=new.inspection_id, question=new.question_id)
    assert [one.pk for one in shown] == [new.pk]
    assert (
        "typed Adequate, meant Requires improvement"
        in (Decision.objects.select_related("text").latest("position").text.spoken()["changed"])
    )


def test_a_correction_on_the_day_after_is_seen_from_then_on_and_the_old_grade_with_it(people: People) -> None:
    desk, old = Desk(people.editor), cell()
    desk.press(show(desk, old), "_do")
    in_november = datetime(2025, 11, 3, 0, 1, tzinfo=UTC)
    asked: Any = {"inspection": old.inspection_id, "question": old.question_id}

    before = Judgement.public.at(in_november - timedelta(seconds=1)).get(**asked)
    assert (before.value, Judgement.public.at(in_november).get(**asked).value) == (
        "Adequate",
        "Requires improvement",
    )
    with at(in_november + timedelta(days=1)):
        assert "Requires improvement" in Desk().open("/peel/").words


@pytest.mark.parametrize(
    ("who", "may"), [("author", False), ("auditor", False), ("editor", True), ("on_call", True)]
)
def test_who_may_revise_finds_the_way_and_who_may_not_is_refused(who: str, may: bool, people: People) -> None:
    desk, old = Desk(getattr(people, who)), cell()
    page = desk.open(reverse("admin:peel_inspection_change", args=[old.inspection_id]))

    assert page.status == 200
    assert (revise(old) in page.source) is may
    answer = desk.client.post(revise(old), TYPED | {"_do": "1", "seen": old.pk})
    assert answer.status_code == (200 if may else 403)
    assert cell().pk == old.pk
