"""An inspection comes under embargo: it is added, graded and counted, and its moment chosen, by one press officer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from peel.models import Inspection, Judgement, Source, Totals
from peel.words import Basis, Grade
from publishing import clock
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page
from tests.factories import at
from tests.peel.desk.factories import LETTER, make_cycle, make_force, make_inspection, make_question

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
EMBARGO = datetime(2026, 12, 4, 0, 1, tzinfo=UTC)
SOURCE = {"source_title": "The report", "source_url": LETTER}
ADD = reverse("admin:peel_inspection_add")
COUNTS = {"outstanding": "0", "good": "1", "adequate": "1", "requires_improvement": "0", "inadequate": "0"}


def screen(name: str, inspection: Any) -> str:
    return reverse(f"admin:peel_inspection_{name}", args=[inspection.pk])


def said_last() -> str:
    return Decision.objects.select_related("text").latest("position").text.spoken()["changed"]


@pytest.fixture
def cycle() -> Any:
    cycle = make_cycle()
    make_question(cycle, "vehicles")
    make_question(cycle, "horses")
    make_question(cycle, "victims", graded="no")
    return cycle


@pytest.fixture
def desk(people: People) -> Desk:
    return Desk(people.on_call)


@pytest.fixture
def inspection(cycle: Any) -> Inspection:
    told = {"title": "PEEL", "url": LETTER, "report_published": "2026-12-04", "public_from": EMBARGO}
    return make_inspection(cycle=cycle, **told)


def grade(desk: Desk, inspection: Inspection, **typed: str) -> Page:
    return desk.press(desk.open(screen("grades", inspection)), "_do", **typed)


def test_a_report_with_a_date_to_come_is_under_embargo_until_00_01_of_it(desk: Desk, cycle: Any) -> None:
    make_force()
    with at(NIGHT):
        page = desk.press(desk.open(ADD), "_save", cycle=cycle.pk, report_published="2026-12-04")

    added = Inspection.desk.get()
    assert (added.force_id, added.public_from) == ("staffordshire", EMBARGO)
    assert "from Friday 4 December 2026, 00:01 GMT" in page.words
    assert "It is added" in page.said[0]
    assert "under embargo until 4 Dec 2026, 00:01 GMT" in said_last()


@pytest.mark.parametrize("day", ["2026-11-25", ""])
def test_a_report_that_is_out_or_has_no_date_is_not_public_until_somebody_says_so(
    day: str, desk: Desk, cycle: Any
) -> None:
    make_force()
    with at(NIGHT):
        page = desk.press(desk.open(ADD), "_save", cycle=cycle.pk, report_published=day)

    assert Inspection.desk.get().public_from is None
    assert "nobody has said from when it will" in page.sentences[0]


def test_what_is_there_already_and_a_date_that_is_none_are_refused_and_nothing_typed_is_lost(
    desk: Desk, inspection: Inspection
) -> None:
    typed = {"cycle": inspection.cycle_id, "report_published": "soon", "title": "Typed"}
    page = desk.press(desk.open(ADD), "_save", **typed)

    assert any("is there already" in one for one in page.errors)
    assert any("“soon” is not a date as it is written here" in one for one in page.errors)
    assert (page.value("report_published"), page.value("title")) == ("soon", "Typed")
    assert Inspection.desk.count() == 1


def test_all_grades_are_entered_at_once_with_one_source(desk: Desk, inspection: Inspection) -> None:
    with at(NIGHT):
        page = grade(desk, inspection, grade_vehicles="Good", grade_horses="Adequate", **SOURCE)

    rows = Judgement.desk.order_by("question__position")
    assert [(one.value, one.basis, one.source.title, one.known_from) for one in rows] == [
        ("Good", "inspected", "The report", None),
        ("Adequate", "inspected", "The report", None),
    ]
    assert page.said == [
        "2 grades are entered. Under embargo: the public sees this inspection from Friday 4 December 2026, 00:01 GMT."
    ]
    assert said_last() == "Grades entered: “Vehicles”: Good; “Horses”: Adequate."
    assert not Judgement.public.at(NIGHT).exists()
    assert Judgement.public.at(EMBARGO).count() == 2


def test_a_second_press_enters_nothing_twice(desk: Desk, inspection: Inspection) -> None:
    page = desk.open(screen("grades", inspection))
    typed = {"grade_vehicles": "Good", **SOURCE}
    desk.press(page, "_do", **typed)
    count = Decision.objects.count()

    assert desk.press(page, "_do", **typed).said == [
        "These grades are there already. Nothing was entered twice."
    ]
    assert (Judgement.desk.count(), Decision.objects.count()) == (1, count)


def test_each_row_is_refused_with_its_own_sentence_and_the_others_keep_what_was_chosen(
    desk: Desk, inspection: Inspection
) -> None:
    inspection.cycle.scale_id, inspection.cycle.has_pillars = make_cycle("2000", 1).scale_id, False
    page = grade(
        desk, inspection, grade_vehicles="Good", grade_victims="Inadequate", source_title="", source_url=""
    )

    assert "“Victims” was inspected in 2099-00 and not graded, so it has no grade." in page.errors
    assert page.fields()["grade_vehicles"] == "Good"
    assert not Judgement.desk.exists()


def test_what_somebody_else_entered_meanwhile_is_not_overwritten(desk: Desk, inspection: Inspection) -> None:
    mine = desk.open(screen("grades", inspection))
    grade(desk, inspection, grade_vehicles="Good", **SOURCE)
    page = desk.press(mine, "_do", grade_vehicles="Inadequate", grade_horses="Good", **SOURCE)

    assert page.errors == [
        "Somebody else entered Good meanwhile. If yours is right, leave this open and revise it."
    ]
    assert page.fields()["grade_horses"] == "Good"
    assert [one.value for one in Judgement.desk.all()] == ["Good"]


def test_totals_that_do_not_add_up_are_refused_and_those_that_differ_are_kept_with_a_warning(
    desk: Desk, inspection: Inspection
) -> None:
    grade(desk, inspection, grade_vehicles="Good", **SOURCE)
    page = desk.press(desk.open(screen("totals", inspection)), "_do", **COUNTS, areas_graded="3", **SOURCE)
    assert page.errors == ["The grades above add up to 2, and here it says 3."]
    assert page.value("good") == "1"

    page = desk.press(page, "_do", areas_graded="2")
    assert page.said == ["The totals are kept: 0/1/1/0/0 of 2."]
    assert "Grades in our data: 1 Good. The published totals: 1 Good, 1 Adequate. Both are kept." in page.all(
        "p.held"
    )
    assert said_last() == "Published totals: none became 0/1/1/0/0 of 2."
    assert Totals.desk.get().known_from is None


def test_the_screen_lists_every_question_in_order_and_what_is_missing(
    desk: Desk, inspection: Inspection
) -> None:
    grade(desk, inspection, grade_horses="Good", **SOURCE)
    Inspection.desk.update(url="", areas_graded_on_page=3)
    page = desk.open(screen("change", inspection))

    assert [one.split()[0] for one in page.all("table.areas tr")][1:] == ["Vehicles", "Horses", "Victims"]
    assert page.all(".lacking li") == [
        "The address of the report.",
        "A grade for “Vehicles”.",
        "The published totals.",
        "A summary: what we say about it ourselves. It is written under “PEEL summaries”.",
    ]
    assert page.all("p.held") == ["We have 1 graded areas, and the report’s page 3. Both numbers are kept."]


def test_the_moment_says_what_becomes_visible_before_it_is_changed(
    desk: Desk, inspection: Inspection
) -> None:
    with at(NIGHT):
        typed = {"opens": "moment", "moment_0": "2026-12-03", "moment_1": "10:00"}
        page = desk.press(desk.open(screen("embargo", inspection)), "_do", **typed)
        assert Inspection.desk.get().public_from == EMBARGO, "It must be shown first."
        assert page.sentences[1] == (
            "On Thursday 3 December 2026, 10:00 GMT the public begins to see the inspection, its grades, "
            "its totals and its findings."
        )
        assert page.buttons[-1] == "Make it public on Thursday 3 December 2026, 10:00 GMT"
        page = desk.press(page, "_do")

    assert Inspection.desk.get().public_from == datetime(2026, 12, 3, 10, tzinfo=UTC)
    assert said_last() == "Public from: 4 Dec 2026, 00:01 GMT became 3 Dec 2026, 10:00 GMT."


def test_what_is_shown_is_what_is_done(desk: Desk, inspection: Inspection) -> None:
    with at(NIGHT):
        page = desk.press(desk.open(screen("embargo", inspection)), "_show", opens="never")
        page = desk.press(page, "_do", opens="moment", moment_0="2026-11-26", moment_1="02:00")

    assert Inspection.desk.get().public_from == EMBARGO
    assert "As soon as you press the button, the public sees" in page.sentences[1]


def test_hiding_what_is_public_needs_a_reason(people: People, inspection: Inspection) -> None:
    with at(EMBARGO):
        desk = Desk(people.on_call)
        page = desk.press(desk.open(screen("embargo", inspection)), "_show", opens="never")
        assert page.errors == ["Say why the public stops seeing it."]
        page = desk.press(page, "_show", reason="HMICFRS withdrew the report.")
        assert "At once the public stops seeing" in page.sentences[1]
        desk.press(page, "_do")

    assert Inspection.desk.get().public_from is None
    assert Decision.objects.latest("position").text.spoken()["reason"] == "HMICFRS withdrew the report."


def test_two_people_at_the_moment(people: People, desk: Desk, inspection: Inspection) -> None:
    other = Desk(people.editor)
    with at(NIGHT):
        mine = desk.press(desk.open(screen("embargo", inspection)), "_show", opens="never")
        theirs = other.press(
            other.open(screen("embargo", inspection)), "_show", opens="moment", moment_0="2026-12-05"
        )
        other.press(theirs, "_do")
        page = desk.press(mine, "_do")
    assert any("Somebody else changed it meanwhile" in one for one in page.errors)
    assert Inspection.desk.get().public_from == datetime(2026, 12, 5, 0, 1, tzinfo=UTC)


def test_two_people_at_the_fields(people: People, desk: Desk, inspection: Inspection) -> None:
    other, form = Desk(people.editor), desk.open(screen("change", inspection))
    other.press(other.open(screen("change", inspection)), "_save", title="Theirs", hmi="A person")
    page = desk.press(form, "_save", title="Mine", note="A note")
    assert page.errors == [
        "Somebody else changed it meanwhile to “Theirs”. Save again to put yours in its place."
    ]
    desk.press(page, "_save")
    stored = Inspection.desk.get()
    assert (stored.title, stored.hmi, stored.note) == ("Mine", "A person", "A note")


def test_every_change_drops_what_public_pages_keep(desk: Desk, inspection: Inspection) -> None:
    versions = [clock.look(NIGHT).version]
    grade(desk, inspection, grade_vehicles=Grade.GOOD, **SOURCE)
    versions.append(clock.look(NIGHT).version)
    desk.press(desk.open(screen("change", inspection)), "_save", title="Another")
    versions.append(clock.look(NIGHT).version)

    assert versions == sorted(set(versions))
    assert said_last() == "Title of the report: “PEEL” became “Another”."
    assert Source.objects.filter(publisher="HMICFRS").count() == 1
    assert Judgement.desk.get().basis == Basis.INSPECTED
