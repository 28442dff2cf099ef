"""Claims: the rule, the rows, ties, the caveat, and an answer that stays true to its date."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from peel import claims, record
from peel.comparison import CAVEATS
from peel.measures import Rule
from peel.models import Claim, ClaimKind, ClaimStatus, Comparability, Force, Measure
from peel.monitoring import Standing, spells, standing
from peel.ranking import ranking
from peel.record import Record
from peel.words import Stage
from tests.peel.files import SOURCE, TOTALS, load
from tests.peel.test_loading import correct
from tests.peel.test_reference import rows_of
from tests.peel.test_results import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

MODERN = {"earlier": "2021-22", "later": "2023-25"}


@pytest.fixture
def everything() -> Record:
    return record.read(NOW)


def most(force: str = "staffordshire", **fields: Any) -> Rule:
    return Rule(force, **({"kind": ClaimKind.MOST, "measure": Measure.MEAN_CHANGE} | MODERN | fields))


# --- the claim that three forces make ---


def test_the_most_improved_by_the_mean_is_not_supported_for_staffordshire(everything: Record) -> None:
    found = claims.work_out(everything, most())
    first = [(place.rank, place.force.pk, place.shown) for place in found.ranking.places[:4]]

    assert found.status == ClaimStatus.NOT_SUPPORTED
    assert first == [
        *((1, "north-yorkshire", "+1.18"), (2, "wiltshire", "+1.15")),
        *((3, "staffordshire", "+0.97"), (4, "cleveland", "+0.85")),
    ]
    values = [place.value for place in found.ranking.places]
    assert (len(values), sum(one > 0 for one in values), sum(one < 0 for one in values)) == (17, 7, 10)
    assert "rank 3 of the 17 forces" in found.answer
    assert "First is North Yorkshire Police with +1.18." in found.answer


def test_one_of_the_most_improved_holds_with_the_caveat(everything: Record) -> None:
    rule = most(kind=ClaimKind.AMONG_MOST, places=3)
    found = claims.work_out(everything, rule)

    assert found.status == ClaimStatus.CAVEAT
    assert str(CAVEATS[Comparability.TEST_CHANGED]) in found.caveat
    assert "17 of 43 forces" in found.caveat
    assert (
        "If 1 force that is left out stood before Staffordshire Police, the claim would not hold."
        in found.caveat
    )
    cleveland = claims.work_out(everything, most("cleveland", kind=ClaimKind.AMONG_MOST, places=3))
    assert cleveland.status == ClaimStatus.NOT_SUPPORTED


def test_by_net_steps_wiltshire_is_ahead_of_staffordshire(everything: Record) -> None:
    found = claims.work_out(everything, most(measure=Measure.NET_STEPS))

    assert [(one.force.pk, one.shown) for one in found.ranking.places[:2]] == [
        *(("wiltshire", "+9"), ("staffordshire", "+8"))
    ]
    assert found.status == ClaimStatus.NOT_SUPPORTED


def test_on_questions_that_stayed_they_are_tied_and_neither_is_the_most(everything: Record) -> None:
    for force in ("staffordshire", "wiltshire"):
        found = claims.work_out(everything, most(force, measure=Measure.NET_STEPS_SAME))
        place = found.ranking.of(force)
        assert place is not None
        assert (place.rank, place.is_tied, place.shown) == (1, True, "+5")
        assert found.status == ClaimStatus.NOT_SUPPORTED
        assert "rank 1, shared" in found.answer


def test_the_first_of_few_is_not_known_to_be_the_first_of_all(everything: Record) -> None:
    found = claims.work_out(everything, most(measure=Measure.AREAS_HIGHER))
    place = found.ranking.of("staffordshire")

    assert place is not None
    assert (place.rank, place.is_tied, place.shown) == (1, False, "7")
    assert found.ranking.compared == 3
    assert found.status == ClaimStatus.CANNOT_BE_TESTED


def test_among_forces_that_can_all_be_compared_the_first_is_supported_with_the_caveat(
    everything: Record,
) -> None:
    rule = most("north-yorkshire", comparators=("north-yorkshire", "staffordshire", "cleveland"))
    found = claims.work_out(everything, rule)

    assert found.status == ClaimStatus.CAVEAT
    assert "3 of 3 forces" in found.caveat


def test_every_force_that_is_left_out_is_named_with_why(everything: Record) -> None:
    for measure in (Measure.MEAN_CHANGE, Measure.NET_STEPS, Measure.LOWEST):
        rule = most(measure=measure)
        if measure == Measure.LOWEST:
            rule = Rule("staffordshire", ClaimKind.NONE_BELOW, measure, "2023-25", floor="Adequate")
        ranked = claims.work_out(everything, rule).ranking
        shown = {one.force.pk for one in ranked.places} | {force.pk for force, _why in ranked.left_out}
        assert shown == set(everything.reference.forces)
        assert all(why for _force, why in ranked.left_out)
        assert ranked.rule.startswith("By ")


def test_the_mean_of_every_force_against_the_file(everything: Record) -> None:
    names = ("inadequate", "requires_improvement", "adequate", "good", "outstanding")

    def mean(row: dict[str, str]) -> Fraction:
        return Fraction(
            sum(rank * int(row[name]) for rank, name in enumerate(names)), int(row["areas_graded"])
        )

    means = {(row["force_id"], row["cycle"]): mean(row) for row in rows_of("totals.csv")}
    ranked = claims.work_out(everything, most()).ranking
    for place in ranked.places:
        expected = means[place.force.pk, "2023-25"] - means[place.force.pk, "2021-22"]
        assert place.value == expected
    assert {force.pk for force, _why in ranked.left_out} == {
        force
        for force in everything.reference.forces
        if not {(force, "2021-22"), (force, "2023-25")} <= means.keys()
    }


# --- other claims ---


def test_improved_is_said_of_those_above_zero_alone(everything: Record) -> None:
    for place in claims.work_out(everything, most()).ranking.places:
        found = claims.work_out(everything, most(place.force.pk, kind=ClaimKind.IMPROVED))
        assert (found.status == ClaimStatus.CAVEAT) == (place.value > 0)
        assert (found.status == ClaimStatus.NOT_SUPPORTED) == (place.value <= 0)


def test_nothing_is_claimed_across_2021_for_any_force(everything: Record) -> None:
    for force in everything.reference.forces:
        for kind in (ClaimKind.MOST, ClaimKind.IMPROVED):
            rule = most(force, kind=kind, measure=Measure.NET_STEPS, earlier="2018-19", later="2021-22")
            found = claims.work_out(everything, rule)
            assert (found.status, found.ranking.places) == (ClaimStatus.CANNOT_BE_TESTED, ())
            assert found.caveat == str(CAVEATS[Comparability.NOT_COMPARABLE])


def test_a_force_of_which_too_little_is_known_cannot_be_tested(everything: Record) -> None:
    found = claims.work_out(everything, most("durham", measure=Measure.NET_STEPS))

    assert found.status == ClaimStatus.CANNOT_BE_TESTED
    assert "linked areas are not in our data" in found.answer


def test_no_area_below_a_grade(everything: Record) -> None:
    """Hampshire’s commissioner said in 2025: one of five. Four are known here, and Hampshire is one of them."""
    rule = Rule("hampshire", ClaimKind.NONE_BELOW, Measure.LOWEST, "2023-25", floor="Adequate")
    found = claims.work_out(everything, rule)

    assert found.status == ClaimStatus.SUPPORTED
    assert found.answer == "No area below Adequate: that holds for 4 of the 28 forces known here."
    assert {one.shown for one in found.ranking.places} == {"Adequate", "Requires improvement", "Inadequate"}
    below = Rule("staffordshire", ClaimKind.NONE_BELOW, Measure.LOWEST, "2023-25", floor="Adequate")
    assert claims.work_out(everything, below).status == ClaimStatus.NOT_SUPPORTED


# --- ties ---


def test_the_tied_share_a_rank_and_the_next_counts_them_all(everything: Record) -> None:
    forces = everything.reference.forces
    values = {"dorset": 3, "durham": 5, "essex": 3, "kent": 1, "gwent": 3}
    found = ranking("By a rule.", values, forces, {"surrey": "Nothing is known."})

    assert [(one.rank, one.force.pk, one.is_tied) for one in found.places] == [
        (1, "durham", False),
        (2, "dorset", True),
        (2, "essex", True),
        (2, "gwent", True),
        (5, "kent", False),
    ]
    assert found.left_out == ((forces["surrey"], "Nothing is known."),)


# --- the row of a claim ---


def make_claim(**fields: Any) -> Claim:
    row = {
        "force_id": "staffordshire",
        "wording": "Staffordshire is the most improved force.",
        "kind": ClaimKind.MOST,
        "measure": Measure.MEAN_CHANGE,
        "from_cycle_id": "2021-22",
        "to_cycle_id": "2023-25",
        "as_of": NOW,
    }
    claim = Claim(**(row | fields))
    claims.settle(claim)
    claim.full_clean()
    claim.save()
    return Claim.desk.get(pk=claim.pk)


def test_a_claim_keeps_its_result_with_the_rows_that_were_used() -> None:
    claim = make_claim()

    assert (claim.status, claim.rank, claim.compared) == (ClaimStatus.NOT_SUPPORTED, 3, 17)
    assert claim.result["places"][2] == {"rank": 3, "force": "staffordshire", "value": "+0.97", "tied": False}
    assert len(claim.result["places"]) + len(claim.result["left_out"]) == 43
    assert str(CAVEATS[Comparability.TEST_CHANGED]) in claim.result["caveat"]
    assert len(claim.data_version) == 64


def test_what_is_corrected_later_does_not_change_what_a_claim_said_of_its_day() -> None:
    claim = make_claim(measure=Measure.NET_STEPS, as_of=datetime(2025, 8, 1, tzinfo=UTC))
    correct(grade="Good", effective_from="2025-09-01")
    assert claims.still_holds(claim)

    again = make_claim(measure=Measure.NET_STEPS)
    assert (claim.status, again.status) == (ClaimStatus.NOT_SUPPORTED, ClaimStatus.CANNOT_BE_TESTED)
    assert claim.data_version != again.data_version


def test_data_that_come_late_about_the_day_of_a_claim_are_noticed() -> None:
    claim = make_claim()
    totals = f"dorset,2023-25,9,0,0,0,0,9,2025-01-01,{SOURCE}"
    earlier = f"dorset,2021-22,0,0,0,0,9,9,2022-01-01,{SOURCE}"
    assert load("totals.csv", TOTALS, totals, earlier).is_applied

    assert not claims.still_holds(claim)


@pytest.mark.parametrize(
    ("fields", "compared"),
    [
        ({}, 43),
        ({"comparators": "England"}, 39),
        ({"comparators": "Wales", "force_id": "gwent"}, 4),
        ({"comparators": "Wales"}, 5),
        ({"comparators": "region"}, 4),
        ({"comparators": "chosen"}, 1),
    ],
)
def test_whom_a_claim_compares_with(fields: dict[str, str], compared: int) -> None:
    claim = make_claim(**fields)

    assert len(claims.comparators(claim)) == compared
    assert claim.force_id in claims.comparators(claim)


def test_the_forces_named_are_compared_with() -> None:
    claim = make_claim(comparators="chosen")
    claim.chosen.set(Force.objects.filter(pk__in=["cleveland", "wiltshire"]))
    found = claims.settle(claim)

    assert [one.force.pk for one in found.ranking.places] == ["wiltshire", "staffordshire", "cleveland"]


# --- stages ---


@pytest.mark.parametrize(
    ("force", "day", "stage", "words"),
    [
        (
            "staffordshire",
            datetime(2022, 6, 1, tzinfo=UTC),
            Stage.SCAN,
            "Scan: no other stage is in our data.",
        ),
        ("staffordshire", datetime(2023, 1, 1, tzinfo=UTC), Stage.ENGAGE, "Engage since June 2022."),
        ("staffordshire", NOW, Stage.SCAN, "Scan since May 2024."),
        ("metropolitan", datetime(2025, 1, 23, 12, tzinfo=UTC), Stage.SCAN, "Scan since 23 January 2025."),
        ("metropolitan", datetime(2025, 1, 22, 12, tzinfo=UTC), Stage.ENGAGE, "Engage since 28 June 2022."),
        ("lincolnshire", NOW, Stage.ENGAGE, "When it left, if it has, is not in our data."),
        ("dorset", NOW, Stage.SCAN, "Scan: no other stage is in our data."),
    ],
)
def test_where_a_force_stood(force: str, day: datetime, stage: Stage, words: str) -> None:
    found: Standing = standing(spells(day, force), day)

    assert found.stage == stage
    assert words in found.words
