"""Two press officers press at the same moment, on real threads: one grade is stored, and the other one is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from peel.models import Judgement
from publishing.decisions import verify
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page
from tests.peel.desk.factories import LETTER, make_inspection, make_judgement, make_question
from tests.publishing.test_at_the_same_moment import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = {"source_title": "A letter", "source_url": LETTER}


def pressed_at_once(pages: list[tuple[Desk, Page]], **typed: str) -> list[Page]:
    answers: list[Page] = []
    acts = [
        lambda desk=desk, page=page: answers.append(desk.press(page, "_do", **typed)) for desk, page in pages
    ]
    assert all_at_once(acts) == [""] * len(pages)
    return answers


def test_one_of_two_revises(people: People, transactional_db: Any) -> None:
    inspection = make_inspection()
    old = make_judgement(inspection, make_question(inspection.cycle))
    address = reverse("admin:peel_inspection_revise", args=[old.pk])
    typed = {"basis": "correction", "effective_from": "2026-11-20", "reason": "A slip.", **SOURCE}
    pages = []
    for person, value in ((people.editor, "Good"), (people.on_call, "Inadequate")):
        desk = Desk(person)
        pages.append((desk, desk.press(desk.open(address), "_show", value=value, **typed)))
    answers = pressed_at_once(pages)

    assert Judgement.desk.count() == 2
    assert Judgement.desk.current().count() == 1
    assert sorted(bool(page.said) for page in answers) == [False, True]
    told = next(page for page in answers if not page.said)
    assert any("meanwhile it was revised" in one for one in told.errors)
    assert told.fields()["reason"] == "A slip."
    assert not list(verify())


def test_one_of_two_enters_the_first_grades(people: People, transactional_db: Any) -> None:
    inspection = make_inspection()
    make_question(inspection.cycle)
    address = reverse("admin:peel_inspection_grades", args=[inspection.pk])
    desks = [Desk(people.editor), Desk(people.on_call)]
    answers = pressed_at_once([(desk, desk.open(address)) for desk in desks], grade_vehicles="Good", **SOURCE)

    assert Judgement.desk.count() == 1
    assert {page.status for page in answers} == {200}
    assert any(page.said for page in answers)
