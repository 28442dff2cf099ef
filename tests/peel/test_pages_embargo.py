"""An inspection under embargo is nowhere: with it in the database every page says what it said without it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from peel.dates import PartialDate
from peel.models import Action, Evidence, Finding, Inspection, MonitoringSpell, ProgressNote, Response, Source
from publishing import clock, frame
from tests.factories import at, make_author, make_editor
from tests.peel.files import FINDINGS, GRADINGS, SOURCE, TOTALS, grading, load
from tests.peel.test_loading import correct, finding_row
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
# 00:01 on 1 July 2027 in London: the inspectorate's usual end of an embargo.
ENDS = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NAMES: Any = {"slug": "post", "kind": "appeal", "topic": "roads", "area": "town", "day": "2026-07-10"}
FURTHER = [
    "/peel/2025-27/",
    "/peel/compare/?cycle=2025-27",
    "/peel/compare/?cycle=2025-27&question=leadership",
    "/peel/forces/staffordshire/",
    "/peel/progress/",
    "/peel/answers/",
]


def walk(*, all_of_the_site: bool = False) -> dict[str, tuple[int, str]]:
    """A new process each time: what a process keeps must not depend on the embargo either."""
    frame.forget()
    visitor = Visitor()
    asked = public_addresses(**NAMES) if all_of_the_site else ["/", "/peel/", "/peel/history/"]
    answers = {one: visitor.get(one) for one in [*asked, *FURTHER]}
    return {one: (answer.status_code, text_of(answer)) for one, answer in answers.items()}


def embargoed() -> None:
    asked = {"force": "staffordshire", "cycle": "2025-27", "question": "leadership"}
    assert load("gradings.csv", GRADINGS, grading(**asked, published="2027-07-01", grade="Good")).is_applied
    assert load("totals.csv", TOTALS, f"staffordshire,2025-27,0,1,0,0,0,1,,{SOURCE}").is_applied
    row = finding_row(cycle="2025-27", question="leadership", reference="NEW-1", issued="2027-01-01")
    assert load("findings.csv", FINDINGS, row).is_applied
    inspection, approver = Inspection.desk.get(cycle="2025-27"), make_editor()
    doing = Action(finding=Finding.desk.get(), reference="Z-1", text="Zephyrine plan", owner_role="Zephyrine")
    doing.save()
    told = {"written_by": make_author(), "written_at": ENDS - timedelta(days=1), "approved_by": approver}
    ProgressNote.desk.create(action=doing, text="Zephyrine note", is_public=True, **told)
    shown = {"title": "Zephyrine proof", "url": "https://zephyrine.example.org/", "dated": date(2027, 6, 1)}
    Evidence.desk.create(action=doing, is_public=True, **shown)
    Response.desk.create(inspection=inspection, body=inspection.force.policing_bodies.get())


def test_an_embargoed_inspection_appears_at_its_second_on_every_page_and_before_it_on_none() -> None:
    moment = ENDS - timedelta(hours=1)
    with at(moment):
        without = walk(all_of_the_site=True)
        embargoed()
        clock.public_changed()
        assert walk(all_of_the_site=True) == without
    with at(ENDS - SECOND):
        assert walk().items() <= without.items()
    with at(ENDS):
        now = walk()
    assert now["/peel/2025-27/"][0] == 200
    for address in ("/", "/peel/", "/peel/2025-27/", "/peel/forces/staffordshire/"):
        assert "2025–27 inspection" in now[address][1], address
    for word in ("Zephyrine plan", "Zephyrine note", "Zephyrine proof"):
        assert word in now["/peel/progress/"][1]
    assert "2025–27" in now["/peel/answers/"][1]
    assert "1 of 43 forces" in now["/peel/compare/?cycle=2025-27"][1]
    assert "2025–27" in now["/peel/history/"][1]
    assert Inspection.desk.filter(cycle="2025-27").count() == Finding.desk.count() == 1


def test_a_grade_that_will_be_changed_and_a_stage_to_come_are_not_told_before() -> None:
    with at(ENDS - timedelta(hours=1)):
        without = walk()
        spell = MonitoringSpell(force_id="staffordshire", stage="Engage", entered=PartialDate("2027-07-01"))
        spell.source = Source.objects.all()[0]
        spell.save()
        clock.public_changed()
        assert walk() == without
    with at(ENDS):
        assert "Engage since 1 July 2027" in walk()["/peel/"][1]


def test_an_inspection_that_the_desk_keeps_back_is_on_no_page() -> None:
    with at(ENDS):
        without = walk()
        Inspection.desk.create(
            force_id="staffordshire", cycle_id="2025-27", title="Zephyrine", public_from=None
        )
        clock.public_changed()
        assert walk() == without


def test_a_correction_shows_from_its_day_on_with_what_stood_before() -> None:
    with at(ENDS - SECOND):
        without = walk()
        correct(effective_from="2027-07-01")
        clock.public_changed()
        assert walk() == without
    with at(ENDS):
        now = walk()
    assert "Requires improvement until 1 July 2027." in now["/peel/"][1]
    assert "two Good" in now["/"][1]
