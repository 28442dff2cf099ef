"""Findings at the desk: HMICFRS's word and the force's are two things, and only HMICFRS closes one."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from peel.models import Action, Finding
from peel.words import FindingKind, FindingStatus
from publishing import clock
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import Desk
from tests.peel.desk.factories import (
    LETTER,
    make_action,
    make_cycle,
    make_finding,
    make_force,
    make_inspection,
    make_question,
)

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:peel_finding_changelist"), reverse("admin:peel_finding_add")
SOURCE = {"source_title": "The report", "source_url": LETTER}
CAUSE = {"kind": FindingKind.CAUSE, "reference": "C1", "text": "Calls wait.", "hmicfrs_status": "open"}
FIRST = {"first_reference": "C1/1", "first_text": "Answer them."}
CLOSING = {"hmicfrs_status": "closed", "closed_on": "2026-05-01", "closing_title": "A letter"}


def change(thing: Any) -> str:
    return reverse(f"admin:peel_{thing._meta.model_name}_change", args=[thing.pk])


def said() -> str:
    return Decision.objects.select_related("text").latest("position").text.spoken()["changed"]


def add_cause(desk: Desk, **typed: Any) -> Any:
    inspection = make_inspection()
    return desk.press(desk.open(ADD), "_save", **{**CAUSE, **SOURCE, "inspection": inspection.pk, **typed})


def test_a_cause_of_concern_is_added_with_its_first_recommendation_and_not_without(people: People) -> None:
    desk = Desk(people.editor)
    page = add_cause(desk)
    assert page.errors == ["A cause of concern has at least one recommendation."]
    assert not Finding.desk.exists()
    page = desk.press(page, "_save", **FIRST)

    cause, recommendation = Finding.desk.order_by("pk")
    assert recommendation.parent == cause
    assert recommendation.source == cause.source
    assert cause.source.publisher == "HMICFRS"
    assert said() == "Finding added: C1. With the recommendation C1/1."
    assert "C1/1 Answer them." in page.words
    assert "An action: nothing is said yet of what the force does about it." in page.all(".lacking li")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"hmicfrs_status": "closed"}, "Closing it needs HMICFRS’s own word: its title and address."),
        (
            {**CLOSING, "closing_url": "https://www.example.police.uk/"},
            "A finding is closed by HMICFRS: name its publication or letter as the source.",
        ),
        (
            {**CLOSING, "closing_url": LETTER, "hmicfrs_status": "open"},
            "It is not closed, and says when or where it was.",
        ),
        (
            {**CLOSING, "closing_url": LETTER, "hmicfrs_status": "discharged"},
            (
                "HMICFRS discharges areas for improvement and closes causes of concern and recommendations; "
                "practice has no status."
            ),
        ),
        ({**CLOSING, "closing_url": LETTER, "issued": "2026-06"}, "It was closed before it was issued."),
        (
            {"inspection": ""},
            "Without an inspection it stands in a letter, and needs the day on which that was issued.",
        ),
        ({"reference": "F2"}, "This force has a finding with this reference already."),
        ({"source_url": ""}, "This field is required."),
    ],
)
def test_what_is_refused(people: People, typed: dict[str, str], sentence: str) -> None:
    make_finding("F2")
    desk = Desk(people.editor)
    page = add_cause_elsewhere(desk, **FIRST, **typed)
    assert sentence in page.errors
    assert Finding.desk.count() == 1
    assert page.fields()["text"] == "Calls wait."


def add_cause_elsewhere(desk: Desk, **typed: Any) -> Any:
    inspection: Any = Finding.desk.get().inspection
    return desk.press(desk.open(ADD), "_save", **{**CAUSE, **SOURCE, "inspection": inspection.pk, **typed})


def test_it_is_closed_with_hmicfrss_own_word_and_what_the_force_says_stays(people: People) -> None:
    finding = make_finding(kind=FindingKind.CAUSE)
    recommendation = make_finding("A1/1", kind=FindingKind.RECOMMENDATION, parent=finding)
    action = make_action(recommendation)
    desk = Desk(people.editor)
    desk.press(desk.open(change(finding)), "_save", **CLOSING, closing_url=LETTER)
    finding.refresh_from_db()
    action.refresh_from_db()

    assert finding.hmicfrs_status == FindingStatus.CLOSED
    assert finding.closing_source is not None
    assert finding.closing_source.url == LETTER
    assert action.force_status == "not started"
    assert "What HMICFRS says: “open” became “closed”." in said()


def test_a_letter_is_the_source_of_what_stands_in_no_inspection(people: People) -> None:
    make_force()
    desk = Desk(people.editor)
    typed = {**CAUSE, **SOURCE, **FIRST, "kind": FindingKind.ACCELERATED, "issued": "2026-03-11"}
    desk.press(desk.open(ADD), "_save", **typed)

    cause, recommendation = Finding.desk.order_by("pk")
    assert cause.letter == cause.source == recommendation.letter
    assert Finding.public.at(clock.now()).count() == 2


def test_the_only_recommendation_is_not_taken_from_its_cause(people: People) -> None:
    cause = make_finding("C1", kind=FindingKind.CAUSE)
    only = make_finding("C1/1", kind=FindingKind.RECOMMENDATION, parent=cause)
    desk = Desk(people.editor)
    page = desk.press(desk.open(change(only)), "_save", parent="")
    assert page.errors == ["It is the only recommendation of C1, which would be left without one."]
    page = desk.press(desk.open(change(cause)), "_save", kind=FindingKind.AREA)
    assert page.errors == ["Recommendations stand under it, so it is a cause of concern."]


def test_a_cause_without_a_recommendation_is_said_to_lack_one(people: People) -> None:
    cause = make_finding("C1", kind=FindingKind.CAUSE)
    page = Desk(people.auditor).open(change(cause))
    assert "A recommendation: a cause of concern has at least one." in page.all(".lacking li")


def test_two_people_change_one_finding(people: People) -> None:
    finding = make_finding()
    first, second = Desk(people.editor), Desk(people.on_call)
    mine = second.open(change(finding))
    first.press(first.open(change(finding)), "_save", text="Theirs", recipient="The chief constable")
    page = second.press(mine, "_save", text="Mine")

    assert page.errors == [
        "Somebody else changed it meanwhile to “Theirs”. Save again to put yours in its place."
    ]
    assert page.fields()["text"] == "Mine"
    finding.refresh_from_db()
    assert finding.text == "Theirs"
    second.press(page, "_save")
    finding.refresh_from_db()
    assert (finding.text, finding.recipient) == ("Mine", "The chief constable")


def test_saving_what_nobody_changed_logs_nothing(people: People) -> None:
    finding = make_finding()
    desk = Desk(people.editor)
    desk.press(desk.open(change(finding)), "_save")
    assert not Decision.objects.exists(), said()


def test_causes_of_concern_come_first_of_our_own_force_with_filters(people: People) -> None:
    cycle = make_cycle()
    question = make_question(cycle)
    ours = make_inspection()
    theirs = make_inspection(force=make_force("kent"))
    make_finding("A1", inspection=ours, question=question)
    make_finding("A2", inspection=ours, kind=FindingKind.PROMISING, hmicfrs_status="")
    make_finding("A3", inspection=ours, kind=FindingKind.CAUSE)
    make_finding("K1", inspection=theirs)
    desk = Desk(people.author)

    def found(**query: str) -> list[str]:
        return [row.split()[0] for row in desk.open(LIST, **query).all("tbody th")]

    assert found() == ["A3", "A1", "A2"]
    assert found(force="kent") == ["K1"]
    assert found(kind__exact=FindingKind.AREA) == ["A1"]
    assert found(hmicfrs_status__exact="open") == ["A3", "A1"]
    assert found(area=question.code) == ["A1"]
    assert found(cycle="letter") == []
    assert found(cycle=cycle.code) == ["A3", "A1", "A2"]


def test_an_auditor_reads_and_an_author_does_not_keep_findings(people: People) -> None:
    finding = make_finding()
    for person in (people.auditor, people.author):
        page = Desk(person).open(change(finding))
        assert "Calls wait." in page.words
        assert not page.buttons
        assert Desk(person).client.post(change(finding), {"text": "Mine"}).status_code == 403
    assert Action.desk.count() == 0
