"""Loading files that people made: strange, wrong, half right, and twice."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peel import loading
from peel.loading import Outcome
from peel.loading.files import FileFault, read
from peel.loading.gradings import Gradings
from peel.models import (
    Action,
    Finding,
    Force,
    ImportBatch,
    Inspection,
    Judgement,
    MetricPoint,
    MonitoringSpell,
    Question,
    Source,
    Totals,
)
from peel.words import Basis, FindingStatus, Grade, Graded
from publishing.models import Decision, SiteState
from tests.factories import make_editor
from tests.peel.files import (
    ACTIONS,
    FINDINGS,
    GRADINGS,
    METRICS,
    MONITORING,
    SOURCE,
    TOTALS,
    grading,
    load,
    load_grading,
    refusal,
    text_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# A cell that is there, and one that is not.
THERE = {"question": "responding"}
NEW = {"force": "bedfordshire", "question": "responding"}


def state() -> list[Any]:
    models = (Judgement, Inspection, Source, Totals, ImportBatch, Force, MonitoringSpell, Finding, Decision)
    return [model._default_manager.count() for model in models] + [SiteState.objects.get().version]


def cell(force: str = "staffordshire", question: str = "responding") -> Judgement:
    rows = Judgement.desk.current().select_related("source")
    return rows.get(inspection__force=force, inspection__cycle="2023-25", question__code=question)


# --- what cannot be read at all ---

GOOD = text_of(GRADINGS, grading(**NEW)).decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "The file is empty."),
        (GOOD.encode("utf-16"), "The file is UTF-16, as “Unicode text” from Excel. Save it as “CSV UTF-8”."),
        (
            GOOD.replace("A report", "Café").encode("cp1252"),
            "Line 2 is not UTF-8. Save the file as “CSV UTF-8”",
        ),
        (GOOD.replace("judgement,", "").encode(), "These columns are missing: judgement."),
        (GOOD.replace("force_id,", "force,").encode(), "These columns are missing: force_id."),
        (GOOD.replace("reason\n", "reason,grade\n").encode(), "These columns are unknown: grade."),
        (GOOD.replace("reason\n", "reason,\n").encode(), "These columns are unknown: (no name)."),
        (GOOD.replace("reason\n", "reason,basis\n").encode(), "These columns are there twice: basis."),
        (GOOD.replace("A report", '"A report').encode(), "Row 2 cannot be read as CSV"),
        (GOOD.replace("A report", "A" * 200_000).encode(), "Row 2 cannot be read as CSV"),
        (b"PK\x03\x04" + bytes(range(32)), "These columns are missing: force_id"),
        (b"x" * 20_000_001, "The file is larger than 20 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    before = state()
    report = loading.load({"gradings.csv": data})

    assert refusal(report).startswith(f"gradings.csv: {sentence}")
    assert state() == before


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (GOOD.encode(), ""),
        (GOOD.replace("\n", "\r\n").encode(), ""),
        (GOOD.rstrip("\n").encode(), ""),
        (GOOD.replace("\n", "\n\n,,,,,,,,,,\n").encode(), ""),
        (GOOD.replace("force_id", "Force_ID ").replace("bedfordshire", " bedfordshire ").encode(), ""),
        (GOOD.encode("utf-8-sig"), "It begins with a byte order mark, as Excel writes it"),
        (GOOD.replace(",", ";").encode(), "Its cells stand between semicolons"),
        (GOOD.replace(",", "\t").encode(), "Its cells stand between tabs"),
        (f"sep=;\n{GOOD.replace(',', ';')}".encode(), "Its cells stand between semicolons"),
        (GOOD.replace("A report", '"A ""report"", of\ntwo lines"').encode(), ""),
    ],
)
def test_what_excel_makes_of_a_file_is_read(data: bytes, note: str) -> None:
    report = loading.load({"gradings.csv": data})

    assert report.is_applied
    assert report.count(Outcome.CREATED) == 1
    assert [line.sentence.startswith(note) for line in report.warnings] == ([True] if note else [])
    assert cell("bedfordshire").value == Grade.GOOD


# --- rows that are refused ---


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (grading(force="staffs"), "“staffs” is no force that is known here."),
        (grading(force=""), "force_id is empty."),
        (grading(force="btp"), "British Transport Police is not inspected under PEEL."),
        (grading(cycle="2020"), "“2020” is no cycle that is known here."),
        (grading(question="custody"), "“custody” is no question of 2023–25."),
        (grading(question="serious-organised-crime"), "“serious-organised-crime” is no question of 2023–25."),
        (grading(grade="good"), "judgement: “good” is not one of: Outstanding, Good, Adequate"),
        (grading(grade=""), "judgement: “” is not one of"),
        (
            grading(**NEW, published="24/09/2024"),
            "report_published: “24/09/2024” is not a date as it is written",
        ),
        (grading(**NEW, published="2024-02-30"), "report_published: “2024-02-30” is not a date"),
        (grading(**NEW, published="Sep-24"), "report_published: “Sep-24” is not a date"),
        (grading(**NEW, published="45559"), "report_published: “45559” is not a date"),
        (grading(**NEW, effective_from="2024-09"), "effective_from: a day is needed"),
        (grading(**NEW, basis="heard"), "basis: “heard” is not one of"),
        (grading(**NEW, basis="correction"), "effective_from: say from which day the grade holds."),
        (grading(**NEW).replace("A report", ""), "A source is needed: source_title and source_url."),
        (grading(**NEW).replace("https://hmicfrs", "javascript://hmicfrs"), "source_url: “javascript:"),
        (grading(**NEW).replace("A report", "x" * 401), "“title” is longer than 400 characters."),
        (grading(**NEW).replace("A report", "A\x00report"), "It holds a character that cannot be seen."),
        (grading(**NEW).replace("A report", "A\u202ereport"), "It holds a character that cannot be seen."),
        (grading(**NEW) + ",", "It has 12 cells, and the header 11."),
        ("bedfordshire,2023-25", "It has 2 cells, and the header 11."),
        (
            grading(cycle="2018-19", question="effectiveness-1", grade="Adequate"),
            "Adequate was not a grade in 2018/19.",
        ),
        (grading(question="victims"), "“Service for victims” was inspected in 2023–25 and not graded"),
        (
            grading(cycle="2014", question="effectiveness-1", basis="carried over"),
            "There is no earlier cycle",
        ),
    ],
)
def test_a_row_that_is_wrong_is_refused_with_its_number_and_reason(row: str, sentence: str) -> None:
    before = state()
    report = load("gradings.csv", GRADINGS, grading(**NEW | {"question": "workforce"}), row)

    assert refusal(report).startswith(f"gradings.csv, row 3: {sentence}")
    assert report.count(Outcome.CREATED) == 1
    assert state() == before


def test_the_victims_question_was_graded_for_some_in_2021_22() -> None:
    """Gloucestershire’s is in the data; another of the first eight forces could have one too."""
    there = Judgement.desk.get(inspection__force="gloucestershire", question__code="victims")

    assert there.value == Grade.INADEQUATE
    assert load_grading(force="durham", cycle="2021-22", question="victims").is_applied


def test_every_ungraded_question_refuses_a_grade_and_every_graded_one_takes_it() -> None:
    questions = Question.objects.exclude(cycle="2025-27").order_by("pk")
    rows = [
        grading(force="north-wales", cycle=one.cycle_id, question=one.code, grade="Requires improvement")
        for one in questions
    ]
    there = set(Judgement.desk.filter(inspection__force="north-wales").values_list("question", flat=True))
    report = load("gradings.csv", GRADINGS, *rows)

    refused = {line.row for line in report.refused if "not graded" in line.sentence}
    assert refused == {number for number, one in enumerate(questions, 2) if one.graded == Graded.NO}
    graded = {number for number, one in enumerate(questions, 2) if one.graded != Graded.NO}
    conflicts = {line.row for line in report.refused} - refused
    assert conflicts == {number for number, one in enumerate(questions, 2) if one.pk in there}
    assert set(report.of("gradings.csv").created) == graded - conflicts


def test_a_row_that_is_there_twice_is_refused() -> None:
    report = load("gradings.csv", GRADINGS, grading(**NEW), grading(**NEW, basis="inspected"))

    assert refusal(report) == "gradings.csv, row 3: It says again what row 2 says."


def test_one_wrong_row_of_many_means_that_nothing_is_loaded() -> None:
    before = state()
    files = {
        "gradings.csv": text_of(GRADINGS, grading(**NEW)),
        "totals.csv": text_of(TOTALS, f"bedfordshire,2023-25,0,1,1,1,1,5,,{SOURCE}"),
    }
    report = loading.load(files)

    assert refusal(report) == "totals.csv, row 2: The counts add up to 4, and areas_graded says 5."
    assert report.of("gradings.csv").as_counts()["created"] == 1
    assert state() == before


# --- conflicts and corrections ---


def test_another_grade_for_a_cell_is_a_conflict_and_overwrites_nothing() -> None:
    before = state()
    report = load_grading(**THERE, grade="Outstanding", published="2024-09-24")

    assert "Conflict. “Responding to the public” of staffordshire is Requires improvement here" in refusal(
        report
    )
    assert "give a basis (revisit or correction), a reason and effective_from" in refusal(report)
    assert state() == before
    assert cell().value == Grade.REQUIRES_IMPROVEMENT


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"basis": "correction"}, "Conflict."),
        ({"reason": "A mistake."}, "Conflict."),
        ({"basis": "inspected", "reason": "A mistake."}, "Conflict."),
        ({"basis": "correction", "reason": "A mistake."}, "Say from which day"),
        (
            {"basis": "correction", "reason": "A mistake.", "effective_from": "2024-09-23"},
            "The new grade holds from before the old one did.",
        ),
    ],
)
def test_a_correction_needs_a_basis_a_reason_and_a_day(fields: dict[str, str], sentence: str) -> None:
    before = state()

    assert sentence in refusal(load_grading(**THERE, **fields))
    assert state() == before


def correct(**fields: str) -> loading.Report:
    told = {"basis": "correction", "reason": "The data were wrong.", "effective_from": "2025-03-03"}
    return load_grading(**THERE, **(told | fields))


def test_a_correction_closes_the_old_row_and_adds_one() -> None:
    before = cell()
    report = correct()

    assert report.is_applied
    assert [line.sentence for line in report.changed] == [
        "“Responding to the public” of staffordshire is Requires improvement here, and Good in the row."
    ]
    after = cell()
    before.refresh_from_db()
    assert (before.value, before.superseded_on, before.reason) == (
        *(Grade.REQUIRES_IMPROVEMENT, date(2025, 3, 3), "The data were wrong."),
    )
    assert (after.value, after.basis, after.effective_from) == (
        Grade.GOOD,
        Basis.CORRECTION,
        date(2025, 3, 3),
    )
    assert before.known_until == after.known_from


def test_a_correction_is_loaded_once_and_the_old_file_then_conflicts() -> None:
    correct()
    before = state()

    again = correct()
    assert (again.count(Outcome.SAME), again.count(Outcome.CHANGED)) == (1, 0)
    old = loading.load_folder(loading.REFERENCE)
    assert refusal(old).startswith("gradings.csv, row 612: Conflict.")
    assert state() == before


def test_the_same_grade_with_another_date_or_source_is_a_conflict_too() -> None:
    report = load_grading(**THERE, grade="Requires improvement", published="2024-09-25")

    assert "has the same grade here, and differs in: published, source" in refusal(report)


def test_a_correction_may_itself_be_corrected() -> None:
    correct()
    correct(grade="Adequate", effective_from="2025-04-04", reason="Again.")

    rows = Judgement.desk.filter(inspection__force="staffordshire", question__code="responding")
    values = rows.filter(inspection__cycle="2023-25").order_by("known_from").values_list("value", flat=True)
    assert list(values) == [Grade.REQUIRES_IMPROVEMENT, Grade.GOOD, Grade.ADEQUATE]


# --- dry runs, the log, the command ---


def test_a_dry_run_says_everything_and_changes_nothing() -> None:
    before = state()
    rows = grading(**NEW), grading(**THERE, basis="correction", reason="R", effective_from="2025-03-03")
    report = load("gradings.csv", GRADINGS, *rows, dry_run=True)

    assert report.of("gradings.csv").as_counts() == {"created": 1, "changed": 1, "same": 0, "refused": 0}
    assert not report.is_applied
    assert state() == before


def test_a_load_at_the_desk_is_logged_with_who_did_it() -> None:
    editor = make_editor()
    version = SiteState.objects.get().version
    load("gradings.csv", GRADINGS, grading(**NEW), by=editor)
    decision = Decision.objects.select_related("text").latest("position")

    assert (decision.actor, decision.verb) == (editor, "change")
    assert decision.text.spoken()["changed"] == "gradings.csv: 1 created, 0 changed, 0 same, 0 refused."
    assert ImportBatch.objects.latest("pk").loaded_by == editor
    assert SiteState.objects.get().version == version + 1


def test_a_load_by_the_command_tells_every_process() -> None:
    version = SiteState.objects.get().version
    load_grading(**NEW)

    assert SiteState.objects.get().version == version + 1


def test_long_files_tell_how_far_they_are() -> None:
    seen: list[tuple[int, int]] = []
    loading.load_folder(loading.REFERENCE, progress=lambda done, total: seen.append((done, total)))

    assert seen == sorted(seen)
    assert len(seen) > 8
    assert seen[-1][0] == seen[-1][1] > 1000


def command(*arguments: Any) -> str:
    said = StringIO()
    call_command("load_peel", *arguments, stdout=said, stderr=StringIO())
    return said.getvalue()


def test_the_command_takes_the_reference_data_without_being_told() -> None:
    assert "gradings.csv: 0 created, 0 changed, 783 same, 0 refused." in command()
    assert command("--dry-run").endswith("A dry run: nothing was changed.\n")


def test_the_command_fails_when_a_row_is_refused_and_says_which(tmp_path: Path) -> None:
    (tmp_path / "gradings.csv").write_bytes(text_of(GRADINGS, grading(**THERE, grade="Outstanding")))
    said = StringIO()

    with pytest.raises(CommandError, match="Nothing was changed: 1 refused"):
        call_command("load_peel", tmp_path, stdout=said)
    assert "Refused: gradings.csv, row 2: Conflict." in said.getvalue()


def test_a_folder_without_files_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "grades.csv").write_text("force_id\n")

    with pytest.raises(CommandError, match="Nothing was changed"):
        command(tmp_path)
    with pytest.raises(CommandError, match="Nothing was changed"):
        command(tmp_path / "nowhere")


def test_a_file_of_another_name_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("anything\n")
    (tmp_path / "judgements.csv").write_bytes(text_of(GRADINGS, grading(**NEW)))

    said = command(tmp_path)
    assert "To know: notes.csv: No file of this name is loaded." in said
    assert "judgements.csv: 1 created" in said


def test_the_number_of_statements_hardly_grows_with_the_number_of_rows() -> None:
    questions = [one for one in Question.objects.filter(cycle="2016") if one.graded == "yes"]
    forces = Force.objects.inspected().values_list("pk", flat=True)
    there = set(Judgement.desk.values_list("inspection__force", "question"))
    rows = [
        grading(force=force, cycle="2016", question=one.code, published="2017-03-02")
        for force in forces
        for one in questions
        if (force, one.pk) not in there
    ]

    def statements(rows: list[str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert load("gradings.csv", GRADINGS, *rows).is_applied
        return len(queries)

    few, many = statements(rows[:10]), statements(rows[10:])
    assert len(rows) > 400
    assert many <= few + 12


# --- the other files ---


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            f"staffordshire,2023-25,0,1,4,3,0,9,2024-09-24,{SOURCE}",
            "The counts add up to 8, and areas_graded says 9.",
        ),
        (f"staffordshire,2018-19,0,1,1,0,0,2,,{SOURCE}", "Adequate was not a grade in 2018/19."),
        (f"staffordshire,2023-25,0,-1,4,3,0,6,,{SOURCE}", "good: “-1” is not a number."),
        (f"staffordshire,2023-25,,1,4,3,0,8,,{SOURCE}", "outstanding is empty."),
        (f"staffordshire,2023-25,0,1.0,4,3,0,8,,{SOURCE}", "good: “1.0” is not a number."),
    ],
)
def test_totals_that_do_not_add_up_are_refused(row: str, sentence: str) -> None:
    assert refusal(load("totals.csv", TOTALS, row)) == f"totals.csv, row 2: {sentence}"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"staffordshire,Engage,2023-01,2023-06,{SOURCE}", "It overlaps with Engage from 2022-06."),
        (f"dorset,Engage,2023-06,2023-01,{SOURCE}", "The force left before it entered"),
        (f"dorset,Watch,2023-06,,{SOURCE}", "stage: “Watch” is not one of: Scan, Engage."),
        (f"dorset,Engage,,,{SOURCE}", "entered is empty."),
        ("dorset,Engage,2023,,,", "A source is needed: source_title and source_url."),
    ],
)
def test_monitoring_that_cannot_be_is_refused(row: str, sentence: str) -> None:
    assert refusal(load("monitoring.csv", MONITORING, row)).startswith(f"monitoring.csv, row 2: {sentence}")


def test_a_leaving_date_that_was_not_known_is_added() -> None:
    row = "lincolnshire,Engage,2024-12,2026-01-15," + SOURCE
    report = load("monitoring.csv", MONITORING, row)
    spell = MonitoringSpell.desk.get(force="lincolnshire")

    assert report.is_applied
    assert "Left: “nothing” becomes “2026-01-15”." in report.changed[0].sentence
    assert spell.left_known_from == spell.left.known_from  # type: ignore[union-attr]


def finding_row(**fields: str) -> str:
    url = SOURCE.partition(",")[2]
    row = {
        "force": "staffordshire", "cycle": "2023-25", "question": "responding", "kind": "area for improvement",
        "reference": "AFI-1", "text": "It should.", "issued": "2024-09-24", "target": "", "status": "open",
        "closed": "", "source": url, "parent": "", "closing": "",
    }  # fmt: skip
    return ",".join((row | fields).values())


CAUSE = finding_row(kind="cause of concern", reference="CoC-1")
UNDER = finding_row(kind="recommendation", reference="R-1", parent="CoC-1")
LETTER = "https://hmicfrs.justiceinspectorates.gov.uk/letter/"


def test_findings_come_with_their_recommendations_and_actions() -> None:
    action = (
        "staffordshire,CoC-1,A-1,Answer sooner.,Head of contact,2025-01-31,in progress,2025-03-31,Money.,Ann"
    )
    files = {
        "findings.csv": text_of(FINDINGS, CAUSE, UNDER, finding_row()),
        "actions.csv": text_of(ACTIONS, action),
    }
    report = loading.load(files)
    assert report.lines()[:2] == [
        "findings.csv: 3 created, 0 changed, 0 same, 0 refused.",
        "actions.csv: 1 created, 0 changed, 0 same, 0 refused.",
    ]
    assert Finding.desk.get(reference="R-1").parent == Finding.desk.get(reference="CoC-1")
    assert Action.desk.get().lead == "Ann"
    again = loading.load(files)
    assert again.count(Outcome.SAME) == 4
    assert not again.does_something()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([CAUSE], "A cause of concern has at least one recommendation."),
        (
            [finding_row(kind="accelerated cause of concern")],
            "A cause of concern has at least one recommendation.",
        ),
        ([finding_row(parent="CoC-9")], "“CoC-9” is no finding above it."),
        ([finding_row(status="closed", closing=LETTER)], "hmicfrs_status: “closed” is not what HMICFRS says"),
        ([finding_row(status="discharged")], "Closing a finding needs HMICFRS’s own word"),
        (
            [finding_row(status="discharged", closing="https://www.example.org/")],
            "A finding is closed by HMICFRS",
        ),
        ([finding_row(closed="2025-01")], "It is not closed, and says when or where it was."),
        ([finding_row(cycle="", question="", issued="")], "Without a cycle it stands in a letter"),
        ([finding_row(cycle="2025-27", question="")], "That inspection is not known here yet."),
        ([finding_row(kind="innovative practice")], "hmicfrs_status: “open” is not what HMICFRS says"),
        ([finding_row(text="")], "text is empty."),
        (
            [finding_row(status="discharged", closed="2024-01", closing=LETTER)],
            "It was closed before it was issued.",
        ),
    ],
)
def test_findings_that_cannot_be_are_refused(rows: list[str], sentence: str) -> None:
    assert refusal(load("findings.csv", FINDINGS, *rows)).startswith(f"findings.csv, row 2: {sentence}")


def test_a_finding_is_discharged_by_a_letter_later() -> None:
    load("findings.csv", FINDINGS, finding_row())
    report = load(
        "findings.csv", FINDINGS, finding_row(status="discharged", closed="2025-06", closing=LETTER)
    )

    assert report.count(Outcome.CHANGED) == 1
    assert Finding.desk.get().hmicfrs_status == FindingStatus.DISCHARGED
    assert Finding.desk.get().closing_source.url == LETTER  # type: ignore[union-attr]


def test_a_finding_of_a_letter_comes_before_any_report() -> None:
    rows = [
        finding_row(cycle="", question="", kind="accelerated cause of concern", reference="A-1"),
        finding_row(cycle="", question="", kind="recommendation", reference="A-2", parent="A-1"),
    ]

    assert load("findings.csv", FINDINGS, *rows).is_applied
    assert Finding.desk.get(reference="A-1").letter is not None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"999-under-10-seconds,staffordshire,2025-01-01,2025-01-31,9,10,{SOURCE}", ""),
        (f"999,staffordshire,2025-01-01,2025-01-31,9,10,{SOURCE}", "“999” is no series of figures."),
        (f"101-own,staffordshire,2025-01,2025-01-31,9,10,{SOURCE}", "period_from: a day is needed"),
        (f"101-own,staffordshire,2025-02-01,2025-01-31,9,10,{SOURCE}", "A period has two days"),
        (f"101-own,staffordshire,2099-01-01,2099-01-31,9,10,{SOURCE}", "The period is not over yet."),
        (f"101-own,staffordshire,2025-01-01,2025-01-31,11,10,{SOURCE}", "So many of so many"),
        (f"101-own,staffordshire,2025-01-01,2025-01-31,0,0,{SOURCE}", "So many of so many"),
        (f"101-own,staffordshire,2025-01-01,2025-01-31,,10,{SOURCE}", "numerator is empty."),
    ],
)
def test_figures(row: str, sentence: str) -> None:
    report = load("metrics.csv", METRICS, row)

    if sentence:
        assert refusal(report).startswith(f"metrics.csv, row 2: {sentence}")
    else:
        assert MetricPoint.objects.get().share == 0.9


# --- whatever is in a file, it is read or refused, and never an error ---

ANY_FILE = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda header, rest: header.encode() + b"\n" + rest, st.just(GRADINGS), st.binary(max_size=200)
    ),
)
ANY_CELL = st.one_of(
    st.text(max_size=30), st.sampled_from(["staffordshire", "2023-25", "responding", "Good", "2024"])
)


@given(ANY_FILE)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        said = read("gradings.csv", data, Gradings.required, Gradings.optional).digest
    except FileFault as fault:
        said = str(fault)
    assert said


@given(st.lists(ANY_CELL, min_size=11, max_size=11))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cells_are_taken_or_refused(cells: list[str]) -> None:
    written = StringIO()
    csv.writer(written).writerow(cells)
    data = f"{GRADINGS}\r\n{written.getvalue()}".encode("utf-8", "replace")

    report = loading.load({"gradings.csv": data}, dry_run=True)
    assert all(line.sentence for line in report.refused)
