"""What we do about what inspectors found: two words, kept apart, and nothing that is not public."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils.html import strip_tags

from peel import progress
from peel import work as working
from peel.dates import PartialDate
from peel.demonstration import findings, texts
from peel.models import Action, Evidence, Finding, Inspection, ProgressNote
from peel.words import FindingStatus, ForceStatus
from peel.work import Stand
from publishing import clock
from publishing.states import State
from tests.factories import at, make_summary_edition
from tests.peel.public.conftest import THEN
from tests.peel.test_pages import read, words
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
MARKER = "zephyrine"
LEAD = "Chief Superintendent Xanthippe"


def article(reference: str, address: str = "/peel/progress/") -> str:
    """What a reader hears of one finding."""
    html = Visitor().get(address).content.decode()
    key = Finding.desk.get(reference=reference).pk
    found = re.search(rf'<article[^>]+id="finding-{key}".*?</dl>', html, re.DOTALL)
    assert found is not None
    return re.sub(r"\s+", " ", strip_tags(found.group().replace("<", " <"))).strip()


def test_without_findings_the_place_says_what_will_come() -> None:
    with at(THEN):
        said = read("/peel/progress/")

    assert "No finding of HMICFRS about us is in our data yet" in said
    assert "June 2022 HMICFRS moved us to Engage." in said
    assert "How many stand where" not in said


@pytest.mark.usefixtures("work")
def test_counts_are_by_kind_and_add_up() -> None:
    done = working.read(THEN, "staffordshire")
    rows = {row.kind: row.counts for row in progress.counts(done)}

    assert rows == {
        "area for improvement": (2, 1, 1),
        "cause of concern": (0, 0, 1),
        "recommendation": (1, 0, 2),
    }
    assert sum(map(sum, rows.values())) == len(done.every) == 8
    assert [(stand, len(found)) for stand, found in progress.groups(done)] == [
        (Stand.OPEN, 3),
        (Stand.COMPLETE, 1),
        (Stand.CLOSED, 2),
    ]


@pytest.mark.usefixtures("work")
def test_what_we_say_and_what_hmicfrs_says_are_kept_apart() -> None:
    done, ended = article("DEMO-A-3"), article("DEMO-A-4")

    assert "What HMICFRS says Open What we say" in done
    assert "Complete – awaiting HMICFRS" in done.partition("What we say")[2]
    assert "What HMICFRS says Discharged, 30 September 2025: Demonstration: an invented letter" in ended
    assert "Complete Owner: Head of local policing" in ended.partition("What we say")[2]
    assert "awaiting" not in ended


@pytest.mark.usefixtures("work")
def test_an_action_has_its_owner_its_dates_its_last_update_and_public_evidence() -> None:
    moved, late, evident = article("DEMO-A-2"), article("DEMO-A-1"), article("DEMO-A-3")

    assert "Owner: Head of crime Due 22 April 2026 First due 23 November 2025. Changed because:" in moved
    assert "Blocked Owner: Head of information technology" in moved
    assert "Due 23 December 2025: this date has passed" in late
    assert "Due 1 June 2026 No update yet." in late
    assert "how the daily meeting works" in evident
    assert "this date has passed" not in evident
    assert "for the desk alone" not in read("/peel/progress/")


@pytest.mark.usefixtures("work")
def test_what_is_late_changes_at_midnight_in_london_and_no_page_is_kept_past_it() -> None:
    action = Action.desk.get(reference="DEMO-1")
    Action.desk.filter(pk=action.pk).update(due=date(2026, 2, 1))
    clock.public_changed()
    with at(datetime(2026, 2, 1, 23, 59, 55, tzinfo=UTC)):
        before = Visitor().get("/peel/progress/")
    with at(datetime(2026, 2, 2, tzinfo=UTC)):
        after = Visitor().get("/peel/progress/")

    late = "Due 1 February 2026: this date has passed"
    assert late not in words(before.content.decode())
    assert "max-age=5," in before.headers["Cache-Control"]
    assert late in words(after.content.decode())


@pytest.mark.usefixtures("work")
def test_the_lead_is_never_named_and_neither_are_those_who_write() -> None:
    Action.desk.update(lead=LEAD)
    clock.public_changed()
    area = Finding.desk.get(reference="DEMO-A-1").question
    assert area is not None
    for address in ("/peel/progress/", f"/peel/areas/{area.code}/", "/peel/", "/peel/answers/"):
        visitor = Visitor()
        html = visitor.get(address).content.decode()
        for name in (LEAD, "Ada Writer", "Eve Approver"):
            assert name not in html, address
        assert not any('."lead"' in statement for statement in visitor.statements), address


@pytest.mark.usefixtures("work")
def test_a_note_is_public_only_when_approved_and_written() -> None:
    action = Action.desk.get(reference="DEMO-3")
    note: dict[str, Any] = {"action": action, "written_by": ProgressNote.desk.all()[0].written_by}
    ProgressNote.desk.create(text=f"{MARKER} waits", written_at=THEN - timedelta(hours=1), **note)
    clock.public_changed()
    for address in ("/peel/progress/", "/peel/areas/responding/"):
        html = Visitor().get(address).content.decode()
        assert MARKER not in html
        assert "Nobody has approved this note" not in html


@pytest.mark.usefixtures("work")
def test_the_progress_page_has_the_last_update_and_the_area_page_all_of_them() -> None:
    action, writer = Action.desk.get(reference="DEMO-2"), ProgressNote.desk.all()[0].written_by
    older: dict[str, Any] = {"text": "The first word on it.", "is_public": True, "written_by": writer}
    action.notes.create(written_at=THEN - timedelta(days=90), approved_by=writer, **older)
    clock.public_changed()

    assert "The first word on it." not in article("DEMO-A-1")
    assert "The telephones can do it" in article("DEMO-A-1")
    assert "The first word on it." in article("DEMO-A-1", "/peel/areas/responding/")


@pytest.mark.usefixtures("work")
def test_nothing_of_an_inspection_under_embargo_is_told() -> None:
    plain = {one: Visitor().get(one).content for one in ("/peel/progress/", "/peel/answers/")}
    inspection = Inspection.desk.create(
        force_id="staffordshire", cycle_id="2025-27", public_from=THEN + timedelta(days=1)
    )
    source = Finding.desk.all()[0].source
    finding = Finding.desk.create(
        force_id="staffordshire",
        inspection=inspection,
        kind="area for improvement",
        reference="NEW",
        text=MARKER,
        hmicfrs_status=FindingStatus.OPEN,
        source=source,
    )
    action = Action.desk.create(finding=finding, reference="NEW-1", text=MARKER, owner_role=MARKER)
    Evidence.desk.create(action=action, title=MARKER, url="https://example.org/", dated=THEN, is_public=True)
    clock.public_changed()

    assert {one: Visitor().get(one).content for one in plain} == plain
    with at(THEN + timedelta(days=1)):
        assert read("/peel/progress/").count(MARKER) == 4


@pytest.mark.usefixtures("work")
def test_that_hmicfrs_closes_something_is_not_told_before_its_day() -> None:
    finding = Finding.desk.get(reference="DEMO-A-3")
    finding.hmicfrs_status, finding.closed_on = FindingStatus.DISCHARGED, PartialDate("2026-02-03")
    finding.closing_source = finding.source
    finding.save()
    clock.public_changed()
    ends = datetime(2026, 2, 3, 0, 1, tzinfo=UTC)
    files = [f"/api/peel/v1/{name}" for name in ("findings", "findings.csv", "csv/findings.csv")]
    for address in files:
        assert "2026-02-03" not in Visitor().get(address).content.decode(), address

    assert "What HMICFRS says Open" in article("DEMO-A-3")
    with at(ends - timedelta(seconds=4)):
        assert "max-age=4," in Visitor().get("/peel/progress/").headers["Cache-Control"]
        assert "What HMICFRS says Open" in article("DEMO-A-3")
    with at(ends):
        assert "What HMICFRS says Discharged, 3 February 2026" in article("DEMO-A-3")
        for address in files:
            assert "2026-02-03" in Visitor().get(address).content.decode(), address


@pytest.mark.usefixtures("work")
def test_as_of_a_day_only_what_hmicfrs_said_is_told() -> None:
    said = read("/peel/progress/?as_of=2024-05-01")

    assert "Cause of concern: Responding to the public" in said
    assert "What HMICFRS says Open" in said
    assert "What we said on that day is not kept." in said
    assert "Owner:" not in said
    assert "14 May 2024" not in said
    assert "DEMO-A-1" not in said


@pytest.mark.usefixtures("work")
def test_the_timeline_has_causes_and_stages_newest_first() -> None:
    said = read("/peel/progress/").partition("Causes of concern and monitoring, newest first")[2]

    dates = re.findall(r"((?:\d+ )?[A-Z][a-z]+ 20\d\d) (?:Demonstration: HMICFRS|HMICFRS|We left)", said)
    assert dates == ["14 May 2024", "May 2024", "22 September 2022", "June 2022"]


@pytest.mark.usefixtures("work")
def test_actions_of_a_finding_all_complete_wait_for_hmicfrs_and_one_open_action_holds_it() -> None:
    Action.desk.filter(reference="DEMO-2").update(force_status=ForceStatus.COMPLETE)
    found = {one.finding.reference: one.stand for one in working.read(THEN, "staffordshire").every}
    assert found["DEMO-A-1"] == Stand.OPEN
    Action.desk.filter(reference="DEMO-3").update(force_status=ForceStatus.COMPLETE)
    found = {one.finding.reference: one.stand for one in working.read(THEN, "staffordshire").every}
    assert found["DEMO-A-1"] == Stand.COMPLETE
    assert found["DEMO-C-1"] == Stand.CLOSED


@pytest.mark.usefixtures("work")
def test_everything_invented_says_so(settings: Any) -> None:
    settings.DEMONSTRATION = True
    for text in [
        *Finding.desk.values_list("text", flat=True),
        *Finding.desk.values_list("source__title", flat=True),
        *Action.desk.values_list("text", flat=True),
        *ProgressNote.desk.values_list("text", flat=True),
        *Evidence.desk.values_list("title", flat=True),
    ]:
        assert text.startswith("Demonstration: "), text
    for address in ("/peel/progress/", "/peel/areas/responding/", "/peel/answers/"):
        assert "their dates and their sources, are invented." in read(address), address


@pytest.mark.usefixtures("work")
def test_no_page_of_the_work_asks_more_than_eight_times() -> None:
    make_summary_edition(Inspection.desk.get(force="staffordshire", cycle="2023-25"), State.LIVE)
    visitor = Visitor().settle()
    for address in (
        "/peel/",
        "/peel/progress/",
        "/peel/answers/",
        "/peel/areas/responding/",
        "/peel/areas/victims/",
    ):
        for query in ("", "?as_of=2024-10-01", "?as_of=x"):
            visitor.get(address + query)
            assert len(visitor.statements) <= 8, (address + query, len(visitor.statements))


@pytest.mark.usefixtures("work")
def test_the_demonstration_adds_nothing_a_second_time() -> None:
    writer = ProgressNote.desk.all()[0].written_by

    assert findings.load(writer, writer, THEN) == 0
    assert Finding.desk.count() == len(texts.FOUND)
    for finding in Finding.desk.all():
        finding.full_clean()
    for action in Action.desk.all():
        action.full_clean()
    for note in ProgressNote.desk.all():
        note.full_clean()


@pytest.mark.usefixtures("work")
def test_a_date_that_hmicfrs_set_is_said_to_have_passed_as_ours_is() -> None:
    assert "HMICFRS set a date: June 2025: this date has passed" in article("DEMO-R-3")
    assert "this date has passed" not in article("DEMO-R-1")
