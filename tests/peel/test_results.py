"""Results of every force in every cycle, against the files themselves; and that states are never mixed up."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peel import columns, record, results
from peel.dates import PartialDate
from peel.models import Question
from peel.record import Record
from peel.results import CellState
from peel.words import Grade, Graded
from tests.peel.files import load_grading
from tests.peel.test_reference import rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
CYCLES = ("2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25", "2025-27")


@pytest.fixture
def everything() -> Record:
    return record.read(NOW)


def told() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["force_id"], row["cycle"], row["question"]): row for row in rows_of("gradings.csv")}


def totals_told() -> dict[tuple[str, str], list[int]]:
    """The last totals of each force and cycle, in the order of the scale."""
    names = ("outstanding", "good", "adequate", "requires_improvement", "inadequate")
    return {
        (row["force_id"], row["cycle"]): [int(row[name]) for name in names] for row in rows_of("totals.csv")
    }


@pytest.mark.parametrize("cycle", CYCLES)
def test_every_cell_of_every_force_is_in_the_state_that_its_row_says(everything: Record, cycle: str) -> None:
    rows = told()
    for force in everything.reference.forces:
        for one in results.cells(everything, force, cycle):
            row = rows.get((force, cycle, one.question.code))
            if row is None:
                assert one.state in (CellState.UNKNOWN, CellState.NOT_GRADED)
                assert (one.grade, one.rank, one.judgement) == ("", None, None)
            elif row["judgement"] == "Not graded":
                assert (one.state, one.grade, one.rank) == (CellState.NOT_GRADED, "", None)
            else:
                assert (one.grade, one.words) == (row["judgement"], row["judgement"])
                derived, carried = row["evidence_class"] == "derived", row["basis"] == "carried over"
                expected = CellState.CARRIED_OVER if carried else CellState.GRADED
                assert one.state == (CellState.DERIVED if derived else expected)
            assert one.words


@pytest.mark.parametrize("cycle", CYCLES)
def test_what_has_no_row_is_not_graded_only_where_that_is_known(everything: Record, cycle: str) -> None:
    for force in everything.reference.forces:
        complete = results.is_complete(everything, force, cycle)
        for one in results.cells(everything, force, cycle):
            if one.judgement is None and (force, cycle) in everything.inspections:
                known = one.question.graded == Graded.NO or (one.question.graded == Graded.SOME and complete)
                assert one.state == (CellState.NOT_GRADED if known else CellState.UNKNOWN)
            elif one.judgement is None:
                assert one.state == CellState.UNKNOWN


def test_the_complete_sets_are_those_that_were_checked_against_totals(everything: Record) -> None:
    def complete(cycle: str) -> set[str]:
        return {
            force for force in everything.reference.forces if results.is_complete(everything, force, cycle)
        }

    assert complete("2021-22") == {"staffordshire", "lincolnshire", "norfolk", "thames-valley", "wiltshire"}
    assert complete("2023-25") == {
        *("staffordshire", "avon-and-somerset", "city-of-london", "cleveland", "gwent", "hertfordshire"),
        *("merseyside", "metropolitan", "sussex", "warwickshire", "west-mercia", "wiltshire"),
    }


@pytest.mark.parametrize("cycle", ["2021-22", "2023-25"])
def test_every_tally_is_the_sum_of_its_areas_or_the_published_totals(everything: Record, cycle: str) -> None:
    published = totals_told()
    for force in everything.reference.forces:
        tally = results.tally(everything, force, cycle)
        rows = Counter(row["judgement"] for key, row in told().items() if key[:2] == (force, cycle))
        assert list(tally.counts) == ["Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate"]
        assert tally.by_area == {grade: rows[grade] for grade in tally.counts}
        if (force, cycle) in published:
            assert list(tally.counts.values()) == published[force, cycle]
            assert tally.graded == sum(published[force, cycle])
            assert "graded" in tally.sentence
        elif rows:
            assert f"{sum(rows.values())} are in our data" in tally.sentence
        else:
            assert tally.sentence.startswith("No grade of an area")


@pytest.mark.parametrize(
    ("force", "cycle", "counts", "words"),
    [
        ("staffordshire", "2023-25", (0, 1, 4, 3, 0), "1 Good, 4 Adequate, 3 Requires improvement"),
        ("staffordshire", "2021-22", (0, 0, 1, 5, 3), "1 Adequate, 5 Requires improvement, 3 Inadequate"),
        (
            "warwickshire",
            "2023-25",
            (0, 2, 3, 3, 1),
            "2 Good, 3 Adequate, 3 Requires improvement, 1 Inadequate",
        ),
        ("durham", "2023-25", (1, 2, 5, 2, 0), "1 Outstanding, 2 Good, 5 Adequate, 2 Requires improvement"),
    ],
)
def test_tallies(everything: Record, force: str, cycle: str, counts: tuple[int, ...], words: str) -> None:
    tally = results.tally(everything, force, cycle)

    assert tuple(tally.counts.values()) == counts
    assert tally.words == words
    assert tally.sentence.endswith(f"HMICFRS graded {sum(counts)} areas: {words}.")


def test_staffordshires_areas_by_grade(everything: Record) -> None:
    def areas(cycle: str, grade: str) -> set[str]:
        cells = results.cells(everything, "staffordshire", cycle)
        return {one.question.code for one in cells if one.grade == grade}

    assert areas("2023-25", Grade.GOOD) == {"preventing-crime"}
    assert areas("2023-25", Grade.REQUIRES_IMPROVEMENT) == {
        "responding",
        "investigating",
        "protecting-vulnerable",
    }
    assert areas("2021-22", Grade.INADEQUATE) == {"responding", "investigating", "managing-offenders"}


@pytest.mark.parametrize(
    ("force", "cycle", "others"),
    [
        ("durham", "2023-25", {"the report’s page": 9}),
        ("devon-and-cornwall", "2023-25", {"the report’s page": 9}),
        ("warwickshire", "2023-25", {"the press release": 8}),
        ("staffordshire", "2023-25", {}),
        ("bedfordshire", "2025-27", {}),
    ],
)
def test_who_counts_differently_is_told(
    everything: Record, force: str, cycle: str, others: dict[str, int]
) -> None:
    assert results.tally(everything, force, cycle).other_counts == others


def test_tallies_of_pillars_leave_the_whole_of_a_pillar_out(everything: Record) -> None:
    tally = results.tally(everything, "staffordshire", "2014")

    assert list(tally.counts) == ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    assert sum(tally.by_area.values()) == 3
    assert (
        results.cell(everything, "staffordshire", question("2014", "efficiency")).grade == Grade.OUTSTANDING
    )


def question(cycle: str, code: str) -> Question:
    return Question.objects.select_related("cycle").get(cycle=cycle, code=code)


def test_a_whole_national_column(everything: Record) -> None:
    column = columns.column(everything, question("2016", "effectiveness"))

    assert list(column.counts.values()) == [1, 28, 13, 1]
    assert [one.force.pk for one in column.by_grade[Grade.OUTSTANDING]] == ["durham"]
    assert [one.force.pk for one in column.by_grade[Grade.INADEQUATE]] == ["bedfordshire"]
    assert (column.graded, column.forces, column.unknown) == (43, 43, ())
    assert column.coverage.startswith("In our data 43 of 43 forces have a grade for this question.")


@pytest.mark.parametrize("cycle", CYCLES)
def test_every_column_has_every_force_once_and_says_how_many_are_known(
    everything: Record, cycle: str
) -> None:
    rows = told()
    for one in everything.reference.questions[cycle]:
        column = columns.column(everything, one)
        graded = sum(
            key[1:] == (cycle, one.code) and row["judgement"] != "Not graded" for key, row in rows.items()
        )
        assert [found.force.pk for found in column.cells] == list(everything.reference.forces)
        assert (column.graded, column.forces) == (graded, 43)
        assert column.coverage.startswith(f"In our data {graded} of 43 forces")
        assert Grade.ADEQUATE not in column.counts or everything.reference.cycles[cycle].scale_id == "five"


def test_a_column_says_how_far_apart_its_reports_are(everything: Record) -> None:
    column = columns.column(everything, question("2023-25", "responding"))

    assert column.first_and_last == (PartialDate("2023-10"), PartialDate("2025-07-24"))
    assert "between October 2023 and 24 July 2025" in column.coverage


def test_carried_over_not_graded_unknown_and_derived_are_told_apart(everything: Record) -> None:
    cells = {
        CellState.CARRIED_OVER: ("city-of-london", question("2018-19", "effectiveness-1")),
        CellState.NOT_GRADED: ("greater-manchester", question("2017", "legitimacy")),
        CellState.UNKNOWN: ("durham", question("2023-25", "responding")),
        CellState.DERIVED: ("gwent", question("2023-25", "responding")),
        CellState.GRADED: ("staffordshire", question("2023-25", "responding")),
    }

    assert {results.cell(everything, *where).state for where in cells.values()} == set(cells)
    for state, where in cells.items():
        assert results.cell(everything, *where).state == state


def test_what_was_worked_out_can_be_left_out() -> None:
    sourced = record.read(NOW, sourced_only=True)
    cells = [results.cell(sourced, "gwent", one) for one in sourced.reference.questions["2023-25"]]

    assert len(sourced.judgements) == 772
    assert Counter(one.state for one in cells)[CellState.DERIVED] == 0
    assert Counter(one.state for one in cells)[CellState.UNKNOWN] == 5
    assert not results.is_complete(sourced, "gwent", "2023-25")


# --- as of ---


def test_as_of_every_month_the_record_holds_what_was_public_then() -> None:
    """By the files alone: what has a day was known from that day on, and nothing is known before its cycle began."""
    rows = told()
    starts = {row["cycle"]: PartialDate(row["starts"]) for row in rows_of("cycles.csv") if row["starts"]}
    known = record.reference()
    before: set[object] = set()
    for year in range(2014, 2027):
        for month in (1, 7):
            day = date(year, month, 1)
            then = record.read(record.as_of(day, NOW), known=known)
            cells = {
                (force, one.cycle_id, one.code)
                for force in known.forces
                for asked in known.questions.values()
                for one in asked
                if then.judgement(force, one)
            }
            dated = {key for key, row in rows.items() if len(row["report_published"]) > 0 and _over(row, day)}
            changed = {("northamptonshire", "2023-25", "responding")}
            assert dated <= cells | changed
            assert all(starts[cycle].first_day <= day for _force, cycle, _code in cells)
            assert before <= cells
            before = set(cells)
    assert len(before) == 783


def _over(row: dict[str, str], day: date) -> bool:
    return PartialDate(row["report_published"]).last_day <= day


def test_as_of_the_changed_grade_of_northamptonshire() -> None:
    def then(day: date) -> tuple[str, list[int], date | None]:
        known = record.read(record.as_of(day, NOW), forces=["northamptonshire"])
        found = results.cell(known, "northamptonshire", question("2023-25", "responding"))
        tally = results.tally(known, "northamptonshire", "2023-25")
        return found.grade, list(tally.counts.values()), found.revised_on

    assert then(date(2024, 8, 7)) == (Grade.ADEQUATE, [1, 1, 6, 1, 0], None)
    assert then(date(2024, 8, 8)) == (Grade.REQUIRES_IMPROVEMENT, [1, 1, 5, 2, 0], date(2024, 8, 8))


def test_as_of_a_day_to_come_shows_nothing_that_is_not_public_yet() -> None:
    load_grading(cycle="2025-27", question="leadership", published="2099-07-01")
    seen = record.as_of(date(2100, 1, 1), NOW)

    assert seen == NOW
    assert ("staffordshire", "2025-27") not in record.read(seen).inspections
    assert ("staffordshire", "2025-27") not in record.read(datetime(2100, 1, 1, tzinfo=UTC)).inspections


# --- what it costs, and what it refuses ---


def test_everything_is_read_in_seven_statements_and_a_force_in_three() -> None:
    with CaptureQueriesContext(connection) as queries:
        known = record.read(NOW)
        for force in known.reference.forces:
            results.tally(known, force, "2023-25")
        for one in known.reference.questions["2023-25"]:
            told = [
                (found.dated, found.judgement.source.title)
                for found in columns.column(known, one).cells
                if found.judgement
            ]
            assert len(told) == columns.column(known, one).graded
    assert len(queries) == 7

    with CaptureQueriesContext(connection) as queries:
        record.read(NOW, forces=["staffordshire"], known=known.reference)
    assert len(queries) == 3


def test_a_record_is_not_asked_about_what_it_was_not_read_for() -> None:
    known = record.read(NOW, forces=["staffordshire"], cycles=["2023-25"])

    assert results.tally(known, "staffordshire", "2023-25").is_complete
    with pytest.raises(LookupError, match="not read for dorset"):
        results.tally(known, "dorset", "2023-25")
    with pytest.raises(LookupError, match="not read for"):
        columns.column(known, question("2023-25", "responding"))
    with pytest.raises(LookupError, match="in 2021-22"):
        results.cells(known, "staffordshire", "2021-22")


def test_two_records_that_say_the_same_have_the_same_version(everything: Record) -> None:
    assert record.read(NOW).version() == everything.version()
    assert record.read(datetime(2020, 1, 1, tzinfo=UTC)).version() != everything.version()


def test_no_result_has_an_overall_grade_or_a_mean(everything: Record) -> None:
    names = {name for kind in (results.Cell, results.Tally, columns.Column) for name in dir(kind)}
    fields = {
        name for kind in (results.Cell, results.Tally, columns.Column) for name in kind.__dataclass_fields__
    }

    assert not [name for name in names | fields if "mean" in name or "overall" in name or "average" in name]
    for cycle in ("2021-22", "2023-25", "2025-27"):
        assert not any(one.is_pillar_overall for one in everything.reference.questions[cycle])
