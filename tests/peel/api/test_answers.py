"""What open data says, and that it says no more than is known."""

from __future__ import annotations

from typing import Any

import pytest

from peel.api.declared import RESOURCES
from peel.comparison import CAVEATS
from peel.models import Comparability
from peel.words import Grade
from publishing import clock
from tests.peel.api.asking import API, ask, csv_rows, data
from tests.peel.files import SOURCE, TOTALS, load
from tests.peel.test_loading import correct
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
CHANGED_TEST = str(CAVEATS[Comparability.TEST_CHANGED])
NOT_COMPARABLE = str(CAVEATS[Comparability.NOT_COMPARABLE])
NORTHANTS = "judgements?force=northamptonshire&cycle=2023-25&question=responding"


def test_a_grade_has_the_shape_that_was_promised() -> None:
    (row,) = data("judgements?force=staffordshire&cycle=2023-25&question=responding")
    promised = {
        "force": "staffordshire",
        "cycle": "2023-25",
        "question": "responding",
        "judgement": "Requires improvement",
        "basis": "inspected",
        "effective_from": None,
        "superseded_on": None,
    }

    assert promised.items() <= row.items()
    assert row["source"].keys() == {"title", "url"}
    assert row["source"]["url"].startswith("https://")


def test_every_answer_says_of_when_it_is_under_which_licence_and_whom_to_name() -> None:
    for name in RESOURCES:
        about = ask(name)["about"]
        assert about["as_of"] == "2026-11-09", name
        assert len(about["data_version"]) == 64, name
        assert about["licence"]["name"] == "Open Government Licence v3.0", name
        assert about["attribution"].startswith("Contains public sector information from His Majesty's"), name
        headers = Visitor().get(f"{API}{name}.csv").headers
        assert headers["Data-As-Of"] == about["as_of"], name
        assert headers["Data-Version"] == about["data_version"], name
        assert headers["Data-Attribution"] == about["attribution"], name
        assert 'open-government-licence/version/3/>; rel="license"' in headers["Link"], name


def test_walking_all_pages_finds_every_grade_once_and_in_order() -> None:
    seen: list[dict[str, Any]] = []
    question, walked = "judgements?per_page=100", 0
    while question:
        answer = ask(question)
        seen += answer["data"]
        walked += 1
        link = Visitor().get(API + question).headers["Link"]
        following = [one for one in link.split(", ") if 'rel="next"' in one]
        question = following[0].partition("<")[2].partition(">")[0].partition(API)[2] if following else ""

    assert (walked, len(seen), answer["total"]) == (8, 783, 783)
    assert len({(row["force"], row["cycle"], row["question"]) for row in seen}) == 783
    whole = csv_rows("judgements.csv")
    assert [(row["force"], row["cycle"], row["question"], row["judgement"]) for row in whole] == [
        (row["force"], row["cycle"], row["question"], row["judgement"]) for row in seen
    ]
    counts = {grade: sum(row["judgement"] == grade for row in seen) for grade in Grade.values}
    assert list(counts.values()) == [64, 419, 63, 203, 32, 2]


@pytest.mark.parametrize(
    ("day", "grade"),
    [("2024-08-07", "Adequate"), ("2024-08-08", "Requires improvement"), ("2024-02-28", None)],
)
def test_a_correction_changes_what_is_known_from_its_day_on(day: str, grade: str | None) -> None:
    answer = ask(f"{NORTHANTS}&as_of={day}")

    assert [row["judgement"] for row in answer["data"]] == ([grade] if grade else [])
    assert answer["about"]["as_of"] == day
    assert all(row["superseded_on"] is None for row in answer["data"]), "Nobody knew that then."
    assert answer["about"]["data_version"] != ask("forces")["about"]["data_version"]


def test_what_was_superseded_is_told_when_it_is_asked_for() -> None:
    before, now = data(f"{NORTHANTS}&history=yes")

    assert (before["judgement"], before["superseded_on"]) == ("Adequate", "2024-08-08")
    assert before["known_until"] == now["known_from"] == "2024-08-07T23:01:00Z"
    assert before["reason"] == "Data that the force had supplied was wrong."
    assert data(f"{NORTHANTS}&history=yes&as_of=2024-08-07")[0]["superseded_on"] is None


def test_a_correction_still_to_come_is_not_told() -> None:
    question = "judgements?force=staffordshire&cycle=2023-25&question=responding"
    before = [ask(one)["data"] for one in (question, f"{question}&history=yes")]
    correct(effective_from="2027-07-01", reason="Zephyrine.")
    clock.public_changed()

    assert [ask(one)["data"] for one in (question, f"{question}&history=yes")] == before
    assert "2027" not in str(csv_rows("judgements.csv?history=yes&force=staffordshire"))


def test_class_sourced_leaves_out_what_was_worked_out() -> None:
    derived = data("judgements?class=derived")

    assert len(derived) == 11
    assert ask("judgements?class=sourced")["total"] == 783 - 11
    assert {row["evidence_class"] for row in derived} == {"derived"}


def test_grades_of_two_cycles_beside_each_other_carry_the_caveat_and_others_do_not() -> None:
    both = ask("judgements?force=staffordshire")
    assert CHANGED_TEST in both["about"]["caveats"]
    assert NOT_COMPARABLE in both["about"]["caveats"]
    assert CHANGED_TEST in ask("totals?force=staffordshire")["about"]["caveats"]
    assert ask("judgements?force=staffordshire&cycle=2023-25")["about"]["caveats"] == []
    assert ask("judgements?as_of=2021-01-01")["about"]["caveats"] != []
    assert CHANGED_TEST not in ask("judgements?as_of=2021-01-01")["about"]["caveats"]


def test_the_caveat_stays_in_a_file_that_lost_its_headers() -> None:
    for name in ("judgements", "totals"):
        rows = csv_rows(f"{name}.csv")
        newest = [row for row in rows if row["cycle"] == "2023-25"]
        assert newest
        assert all(row["caveat"] == CHANGED_TEST for row in newest), name
    header = Visitor().get(f"{API}judgements.csv").headers["Data-Caveat"]
    assert "grades of 2023-25 cannot be compared directly with those of 2021/22" in header
    packed = Visitor().get(f"{API}csv/gradings.csv").headers["Data-Caveat"]
    assert "cannot be compared directly" in packed


def test_a_page_of_grades_carries_the_caveat_of_the_whole_answer() -> None:
    assert CHANGED_TEST in ask("judgements?per_page=1")["about"]["caveats"]


def test_no_field_of_open_data_is_an_overall_grade_or_a_mean() -> None:
    names = {field.name for resource in RESOURCES.values() for field in resource.fields}

    assert not [name for name in names if "overall" in name or "mean" in name or "average" in name]
    since = [row for row in data("judgements?per_page=1000") if row["cycle"] in ("2021-22", "2023-25")]
    whole = {row["question"] for row in data("questions") if row["is_whole_pillar"]}
    assert since
    assert not whole & {row["question"] for row in since}


def test_a_grade_that_a_scale_does_not_have_is_null_and_never_zero() -> None:
    load("totals.csv", TOTALS, f"staffordshire,2016,1,2,0,0,0,3,2017-03-02,{SOURCE}")
    clock.public_changed()
    (row,) = data("totals?force=staffordshire&cycle=2016")
    (cells,) = csv_rows("totals.csv?force=staffordshire&cycle=2016")

    assert (row["adequate"], row["inadequate"]) == (None, 0)
    assert (cells["adequate"], cells["inadequate"]) == ("", "0")


def test_coverage_is_stated_for_every_cycle() -> None:
    held = {row["cycle"]: (row["forces_with_grades"], row["forces_inspected"]) for row in data("cycles")}

    assert held["2016"] == (43, 43)
    assert 0 < held["2023-25"][0] < 43
    assert held["2025-27"] == (0, 43)


def test_monitoring_on_a_day_and_as_of_a_day() -> None:
    on = {row["force"] for row in data("monitoring?stage=Engage&on=2023-01-31")}
    assert {"staffordshire", "wiltshire", "metropolitan"} <= on
    assert "staffordshire" not in {row["force"] for row in data("monitoring?on=2024-06-01")}
    (then,) = data("monitoring?force=staffordshire&as_of=2023-01-31")
    assert (then["entered"], then["left"]) == ("2022-06", None)
    assert data("monitoring?force=staffordshire")[0]["left"] == "2024-05"


def test_questions_and_forces_are_whole() -> None:
    assert ask("questions")["total"] == 100
    assert ask("forces")["total"] == 48
    assert sum(row["inspected"] for row in data("forces")) == 43
    assert [row["order"] for row in data("questions?cycle=2023-25")] == list(range(1, 11))


def test_every_resource_is_asked_in_few_statements() -> None:
    visitor = Visitor().settle()
    further = [
        "judgements?as_of=2024-06-01",
        "peel.zip",
        "datapackage.json",
        "csv/gradings.csv",
        "openapi.json",
    ]
    for name in ["", *RESOURCES, *(f"{one}.csv" for one in RESOURCES), *further]:
        assert visitor.get(API + name).status_code == 200, name
        assert len(visitor.statements) <= 8, (name, len(visitor.statements))


def test_counts_that_were_published_again_stand_once() -> None:
    rows = data("totals")
    cells = [(row["force"], row["cycle"], row["framework_version"]) for row in rows]
    assert len(cells) == len(set(cells)) > 50
    (row,) = data("totals?force=northamptonshire&cycle=2023-25")
    assert (row["adequate"], row["requires_improvement"]) == (5, 2)
    # The newer counts were worked out: who asks for sources alone is not given the older ones as if they held.
    assert data("totals?force=northamptonshire&cycle=2023-25&class=sourced") == []
    (row,) = data("totals?force=northamptonshire&cycle=2023-25&as_of=2024-08-01")
    assert (row["adequate"], row["requires_improvement"]) == (6, 1)
