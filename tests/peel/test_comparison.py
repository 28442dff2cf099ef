"""What may be said of two cycles, for every force and every two cycles."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations, pairwise

import pytest

from peel import record
from peel.comparison import CAVEATS, Comparison, Count, Direction, Why, comparability, compare
from peel.history import history
from peel.models import Comparability
from peel.record import Record
from peel.results import CellState
from peel.words import Relation
from tests.peel.test_reference import rows_of
from tests.peel.test_results import CYCLES, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

STEPS = {"Inadequate": 0, "Requires improvement": 1, "Adequate": 2, "Good": 3, "Outstanding": 4}
LINKS = {
    "crime-recording": "crime-recording",
    "treatment-of-public": "police-powers",
    "preventing-crime": "preventing-crime",
    "responding": "responding",
    "investigating": "investigating",
    "protecting-vulnerable": "protecting-vulnerable",
    "managing-offenders": "managing-offenders",
    "workforce": "workforce",
    "resources": "leadership",
}
OVERLAP = {"treatment-of-public", "preventing-crime", "resources"}


@pytest.fixture
def everything() -> Record:
    return record.read(NOW)


def modern(known: Record, force: str = "staffordshire") -> Comparison:
    return compare(known, force, "2021-22", "2023-25")


def test_staffordshire_between_its_last_two_inspections(everything: Record) -> None:
    found = modern(everything)

    assert found.all_links == Count(linked=8, higher=7, same=1, lower=0, net=8)
    assert found.same_questions == Count(linked=5, higher=4, same=1, lower=0, net=5)
    assert [one.later.question.code for one in found.changes if one.direction == Direction.SAME] == [
        "protecting-vulnerable"
    ]
    assert [one.later.question.code for one in found.changes if one.steps == 2] == ["managing-offenders"]
    left = {one.question.code: one.why for one in found.left_out}
    assert left["crime-recording"] == Why.NOT_GRADED_LATER
    assert str(Why.NOT_GRADED_LATER.label) == "not graded this time"


def test_wiltshire_is_one_step_ahead(everything: Record) -> None:
    assert modern(everything, "wiltshire").all_links == Count(linked=8, higher=6, same=2, lower=0, net=9)


def test_the_caveats_say_what_hmicfrs_says() -> None:
    assert "2023–25 cannot be compared directly with those of 2021/22" in str(
        CAVEATS[Comparability.TEST_CHANGED]
    )
    assert "cannot be compared directly with earlier ones" in str(CAVEATS[Comparability.NOT_COMPARABLE])
    assert set(CAVEATS) == set(Comparability)


def test_every_force_against_the_files(everything: Record) -> None:
    """Both counts, worked out again from the two columns of the file."""
    grades = {
        (row["force_id"], row["cycle"], row["question"]): row["judgement"] for row in rows_of("gradings.csv")
    }
    for force in everything.reference.forces:
        steps = {
            earlier: STEPS[grades[force, "2023-25", later]] - STEPS[grades[force, "2021-22", earlier]]
            for earlier, later in LINKS.items()
            if {(force, "2023-25", later), (force, "2021-22", earlier)} <= grades.keys()
        }
        found = modern(everything, force)
        assert found.all_links == tally(list(steps.values()))
        assert found.same_questions == tally([step for code, step in steps.items() if code not in OVERLAP])
        assert {one.earlier.question.code: one.steps for one in found.changes} == steps
        assert {
            one.earlier.question.code for one in found.changes if not one.stayed
        } == OVERLAP & steps.keys()
        assert found.caveat == str(CAVEATS[Comparability.TEST_CHANGED])
        every = len(found.changes) + len(found.left_out)
        assert every == 13
        assert all(one.why.label for one in found.left_out)


def tally(steps: list[int]) -> Count:
    up, down = sum(one > 0 for one in steps), sum(one < 0 for one in steps)
    return Count(len(steps), up, len(steps) - up - down, down, sum(steps))


@pytest.mark.parametrize(("earlier", "later"), list(combinations(CYCLES, 2)))
def test_what_cannot_be_compared_has_no_number_for_any_force(
    everything: Record, earlier: str, later: str
) -> None:
    comparable = (earlier, later) in {
        *(("2014", "2015"), ("2015", "2016"), ("2016", "2017"), ("2017", "2018-19"), ("2021-22", "2023-25"))
    }
    assert (comparability(everything.reference, earlier, later) != Comparability.NOT_COMPARABLE) == comparable
    for force in everything.reference.forces:
        found = compare(everything, force, earlier, later)
        assert found.is_comparable == comparable
        assert found.caveat
        assert (found.all_links is None) == (found.same_questions is None) == (not comparable)
        if not comparable:
            assert (found.changes, found.left_out, found.pillars) == ((), (), None)
            assert found.caveat.startswith("Not comparable.")


def test_from_2018_19_to_2021_22_the_answer_is_not_comparable_and_why(everything: Record) -> None:
    found = compare(everything, "staffordshire", "2018-19", "2021-22")

    assert found.comparability == Comparability.NOT_COMPARABLE
    assert found.caveat == str(CAVEATS[Comparability.NOT_COMPARABLE])


def test_carried_over_and_not_graded_are_never_change(everything: Record) -> None:
    seen = set()
    for force in everything.reference.forces:
        for earlier, later in (("2016", "2017"), ("2017", "2018-19"), ("2021-22", "2023-25")):
            found = compare(everything, force, earlier, later)
            for one in found.changes:
                assert {one.earlier.state, one.later.state} <= {CellState.GRADED, CellState.DERIVED}
            seen |= {(force, one.question.code) for one in found.left_out if one.why == Why.CARRIED_OVER}

    assert seen == {
        *(("city-of-london", "effectiveness-1"), ("devon-and-cornwall", "effectiveness-1")),
        ("devon-and-cornwall", "effectiveness-4"),
    }


def test_manchesters_missing_grade_of_2017_is_no_fall(everything: Record) -> None:
    left = {
        one.question.code: one.why
        for one in compare(everything, "greater-manchester", "2016", "2017").left_out
    }
    assert (left["efficiency"], left["legitimacy"]) == (Why.NOT_GRADED_LATER, Why.NOT_GRADED_LATER)
    after = {
        one.question.code: one.why
        for one in compare(everything, "greater-manchester", "2017", "2018-19").left_out
    }
    assert (after["efficiency"], after["legitimacy"]) == (Why.NOT_GRADED_EARLIER, Why.NOT_GRADED_EARLIER)


def test_whole_pillars_are_counted_apart_from_areas(everything: Record) -> None:
    found = compare(everything, "staffordshire", "2016", "2017")

    assert found.pillars == Count(linked=3, higher=1, same=2, lower=0, net=1)
    assert found.all_links == Count(0, 0, 0, 0, 0)


def test_a_comparison_is_made_with_what_was_known_then() -> None:
    then = record.read(datetime(2024, 9, 1, tzinfo=UTC))
    found = modern(then)

    assert found.all_links == Count(0, 0, 0, 0, 0)
    assert {one.why for one in found.left_out if one.earlier and one.earlier.has_grade and one.later} == {
        Why.UNKNOWN_LATER
    }


# --- history ---


def test_history_is_two_tables_with_the_break_of_2021_between(everything: Record) -> None:
    for force in everything.reference.forces:
        found = history(everything, force)
        assert [[cycle.pk for cycle in table.cycles] for table in found.tables] == [
            *(["2014", "2015", "2016", "2017", "2018-19"], ["2021-22", "2023-25"])
        ]
        assert found.breaks == (str(CAVEATS[Comparability.NOT_COMPARABLE]),)
        assert found.tables[1].caveats == {"2023-25": str(CAVEATS[Comparability.TEST_CHANGED])}
        assert all(table.caveats.keys() == {one.pk for one in table.cycles[1:]} for table in found.tables)


def test_history_shows_every_question_of_every_cycle_once_and_no_cell_is_blank(everything: Record) -> None:
    for table in history(everything, "staffordshire").tables:
        for cycle in table.cycles:
            shown = [one.question.pk for row in table.rows for one in row.cells[cycle.pk]]
            assert sorted(shown) == sorted(one.pk for one in everything.reference.questions[cycle.pk])
            assert all(row.words(cycle.pk) for row in table.rows)


def test_a_row_of_history_is_made_of_linked_questions(everything: Record) -> None:
    linked = {
        (link.earlier_id, link.later_id)
        for link in everything.reference.links
        if link.relation != Relation.NONE
    }
    for table in history(everything, "wiltshire").tables:
        cycles = [cycle.pk for cycle in table.cycles]
        for row in table.rows:
            for earlier, later in pairwise(cycles):
                for before in row.cells[earlier]:
                    after = [one.question.pk for one in row.cells[later]]
                    assert not after or any((before.question.pk, pk) in linked for pk in after)


def test_staffordshires_history_reads_as_it_was(everything: Record) -> None:
    before, after = history(everything, "staffordshire").tables
    pillars = [row for row in before.rows if row.question.is_pillar_overall]

    assert {row.question.code: [row.words(cycle.pk) for cycle in before.cycles] for row in pillars} == {
        "effectiveness": ["not asked", "Requires improvement", "Requires improvement", "Good", "Good"],
        "efficiency": ["Outstanding", "Good", "Good", "Good", "Good"],
        "legitimacy": ["not asked", "Good", "Good", "Good", "Good"],
    }
    graded = {row.question.code: [row.words(cycle.pk) for cycle in after.cycles] for row in after.rows}
    assert graded["managing-offenders"] == ["Inadequate", "Adequate"]
    assert graded["crime-recording"] == ["Requires improvement", "not graded"]
    assert graded["serious-organised-crime"] == ["not graded", "not asked"]
