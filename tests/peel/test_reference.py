"""The reference data that comes with the project: what is in it, and that it loads as it is, once and for all."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peel import loading
from peel.loading import Outcome
from peel.models import (
    Cycle,
    Force,
    ImportBatch,
    Inspection,
    Judgement,
    MonitoringSpell,
    PolicingBody,
    Question,
    QuestionLink,
    Source,
    Totals,
)
from peel.rules import GRADES_OF_SCALE
from peel.words import Basis, BodyKind, EvidenceClass, Grade, Graded, Relation
from publishing.models import SiteState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# As they were delivered: not one byte of these is ours.
DIGESTS = {
    "forces.csv": "8cf9a33f764b986c076f38c721f197cb4e40f5c5af93aee2a0a05b89fa6d9f25",
    "gradings.csv": "af9c12df91096384a7a78908485b368302f38794d4bade0be78d9d4b1eaf95a8",
    "monitoring.csv": "4ecd98f1563acbd0e4609d12e12f47b7429fe4e1d7bf568ed4941771486888af",
    "questions.csv": "06f9bc9c4b874eb253725d18c1597a38e9a22bb08129f237dad4e651e4ae8a22",
    "totals.csv": "9674f5ed16f23d0168e1902ed11079f7cdd2fa4eeed7f0e955c1884b3ea26a6a",
}
CYCLES = {"2014": 37, "2015": 91, "2016": 126, "2017": 186, "2018-19": 107, "2021-22": 117, "2023-25": 119}
SCALE = (Grade.OUTSTANDING, Grade.GOOD, Grade.ADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


def rows_of(name: str) -> list[dict[str, str]]:
    with (loading.REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", DIGESTS)
def test_the_files_are_the_delivered_ones(name: str) -> None:
    assert hashlib.sha256((loading.REFERENCE / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_everything_is_created_and_nothing_refused(reference: loading.Report) -> None:
    gradings = reference.of("gradings.csv")

    assert reference.is_applied
    assert gradings.as_counts() == {"created": 783, "changed": 0, "same": 0, "refused": 0}
    assert gradings.created == list(range(2, 785))
    assert reference.count(Outcome.REFUSED) == reference.count(Outcome.CHANGED) == 0
    assert reference.of("totals.csv").as_counts()["created"] == 54


def test_the_grades_are_as_many_as_the_data_say() -> None:
    current = Judgement.desk.current()

    assert Counter(current.values_list("value", flat=True)) == {
        Grade.GOOD: 419,
        Grade.REQUIRES_IMPROVEMENT: 203,
        Grade.OUTSTANDING: 64,
        Grade.ADEQUATE: 63,
        Grade.INADEQUATE: 32,
        Grade.NOT_GRADED: 2,
    }
    assert Counter(current.values_list("inspection__cycle", flat=True)) == CYCLES
    assert current.values("inspection__force").distinct().count() == 43


def test_every_cell_says_what_its_row_says() -> None:
    """All 783: grade, date, basis, evidence and source."""
    told = {
        (row["force_id"], row["cycle"], row["question"]): (
            *(row["judgement"], row["report_published"], row["basis"], row["evidence_class"]),
            *(row["source_title"], row["source_url"]),
        )
        for row in rows_of("gradings.csv")
    }
    kept = {
        (one.inspection.force_id, one.inspection.cycle_id, one.question.code): (
            *(one.value, str(one.published_on or ""), one.basis, one.evidence_class),
            *(one.source.title, one.source.url),
        )
        for one in Judgement.desk.current().select_related("inspection", "question", "source")
    }

    assert kept == told


def test_a_second_run_changes_nothing_at_all() -> None:
    def state() -> list[int]:
        models = (Judgement, Inspection, Source, Totals, ImportBatch, Force, QuestionLink, PolicingBody)
        return [model._default_manager.count() for model in models] + [SiteState.objects.get().version]

    before = state()
    again = loading.load_folder(loading.REFERENCE)

    assert again.is_applied
    assert again.count(Outcome.CREATED) == again.count(Outcome.CHANGED) == again.count(Outcome.REFUSED) == 0
    assert again.of("gradings.csv").as_counts()["same"] == 783
    assert state() == before


def test_a_second_run_asks_little_of_the_database() -> None:
    with CaptureQueriesContext(connection) as queries:
        loading.load_folder(loading.REFERENCE)

    assert len(queries) <= 30


def test_each_file_that_was_loaded_is_remembered_with_its_digest() -> None:
    batches = {batch.file_name: batch for batch in ImportBatch.objects.all()}

    assert batches["gradings.csv"].digest == DIGESTS["gradings.csv"]
    assert batches["gradings.csv"].counts["created"] == 783
    assert len(batches["totals.csv"].warnings) == 5
    assert set(Judgement.desk.current().values_list("batch__file_name", flat=True)) == {"gradings.csv"}


def test_every_grade_is_one_of_its_cycles_scale_and_of_a_graded_question() -> None:
    for one in Judgement.desk.select_related("question", "inspection__cycle"):
        cycle = one.inspection.cycle
        assert one.value in (*GRADES_OF_SCALE[cycle.scale_id], Grade.NOT_GRADED)
        assert one.question.graded != Graded.NO
        assert one.question.cycle_id == cycle.pk


def test_pillars_ended_with_2018_19() -> None:
    for cycle in Cycle.objects.all():
        pillars = set(cycle.questions.values_list("pillar", flat=True))
        assert cycle.has_pillars == (cycle.position <= 5) == (cycle.scale_id == "four")
        assert (pillars == {""}) != cycle.has_pillars
    assert not Question.objects.filter(is_pillar_overall=True, cycle__position__gt=5).exists()


def test_eleven_rows_are_worked_out_and_say_so() -> None:
    derived = Judgement.desk.filter(evidence_class=EvidenceClass.DERIVED)

    assert Counter(derived.values_list("inspection__force", flat=True)) == {"city-of-london": 6, "gwent": 5}
    assert all("by elimination" in one.source.title for one in derived.select_related("source"))


def test_what_was_carried_over_says_from_where() -> None:
    carried = Judgement.desk.filter(basis=Basis.CARRIED_OVER)
    cells = {(one.inspection.force_id, one.question.code, one.carried_from_id) for one in carried}

    assert cells == {
        ("city-of-london", "effectiveness-1", "2017"),
        ("devon-and-cornwall", "effectiveness-1", "2017"),
        ("devon-and-cornwall", "effectiveness-4", "2017"),
    }


def test_there_are_43_forces_and_five_that_peel_leaves_out() -> None:
    assert Force.objects.inspected().count() == 43
    assert Force.objects.count() == 48
    assert Force.objects.get(pk="metropolitan").short_name == "Metropolitan"
    assert Force.objects.get(pk="btp").ons_code is None


def test_every_inspected_force_has_a_policing_body() -> None:
    kinds = Counter(PolicingBody.objects.values_list("kind", flat=True))

    assert kinds == {BodyKind.PCC: 33, BodyKind.MAYOR: 5, BodyKind.PFCC: 4, BodyKind.COMMON_COUNCIL: 1}


def test_hampshire_is_called_differently_since_2021() -> None:
    hampshire = Force.objects.get(pk="hampshire")

    assert [hampshire.slug_in(year) for year in (2014, 2018, 2021, 2025)] == [
        *("hampshire", "hampshire", "hampshire-and-isle-of-wight", "hampshire-and-isle-of-wight")
    ]
    assert Force.objects.get(pk="staffordshire").slug_in(2025) == "staffordshire"


def test_totals_are_the_sum_of_their_parts_and_never_less_than_what_is_known() -> None:
    """Each of the 54, against the grades that are known by question as of its own date."""
    for totals in Totals.desk.select_related("inspection"):
        inspection = totals.inspection
        assert sum(totals.counts().values()) == totals.areas_graded
        moment = totals.known_from or inspection.public_from
        assert moment is not None
        known = Counter(
            Judgement.desk.at(moment)
            .filter(inspection=inspection)
            .exclude(value=Grade.NOT_GRADED)
            .values_list("value", flat=True)
        )
        assert all(known[grade] <= totals.counts()[grade] for grade in SCALE), str(totals)


@pytest.mark.parametrize(
    ("force", "cycle", "graded", "page", "press"),
    [
        ("durham", "2023-25", 10, 9, 10),
        ("devon-and-cornwall", "2023-25", 8, 9, 8),
        ("warwickshire", "2023-25", 9, 9, 8),
    ],
)
def test_where_the_report_and_its_news_count_differently_both_are_kept(
    force: str, cycle: str, graded: int, page: int, press: int, reference: loading.Report
) -> None:
    totals = Totals.desk.select_related("inspection").get(inspection__force=force, inspection__cycle=cycle)
    number = 2 + [(row["force_id"], row["cycle"]) for row in rows_of("totals.csv")].index((force, cycle))

    assert totals.areas_graded == graded
    assert (totals.inspection.areas_graded_on_page, totals.inspection.areas_in_press_release) == (page, press)
    assert number in {line.row for line in reference.of("totals.csv").warnings}


def test_monitoring_is_as_exact_as_its_sources() -> None:
    spells = {spell.force_id: spell for spell in MonitoringSpell.desk.all()}

    assert len(spells) == 9
    assert (str(spells["cleveland"].entered), str(spells["cleveland"].left)) == ("2019", "2023-09")
    assert (str(spells["metropolitan"].entered), str(spells["metropolitan"].left)) == (
        "2022-06-28",
        "2025-01-23",
    )
    assert {force for force, spell in spells.items() if spell.left is None} == {
        *("devon-and-cornwall", "west-midlands", "lincolnshire")
    }


def test_every_link_goes_forward_and_every_graded_question_since_2014_has_one() -> None:
    links = QuestionLink.objects.select_related("earlier__cycle", "later__cycle")
    assert all(
        link.later is None or link.later.cycle.position > link.earlier.cycle.position for link in links
    )

    linked = set(links.values_list("earlier", flat=True))
    graded = Question.objects.exclude(graded=Graded.NO).filter(cycle__position__lt=7)
    assert [str(question) for question in graded if question.pk not in linked] == []


def test_links_to_2023_25_are_those_of_the_framework() -> None:
    links = QuestionLink.objects.filter(earlier__cycle="2021-22").select_related("earlier", "later")
    told = {(link.earlier.code, link.later.code if link.later else "", link.relation) for link in links}

    assert told == {
        ("victims", "victims", Relation.RENAMED),
        ("crime-recording", "crime-recording", Relation.SAME),
        ("treatment-of-public", "police-powers", Relation.OVERLAPS),
        ("preventing-crime", "preventing-crime", Relation.OVERLAPS),
        ("responding", "responding", Relation.SAME),
        ("investigating", "investigating", Relation.SAME),
        ("protecting-vulnerable", "protecting-vulnerable", Relation.SAME),
        ("managing-offenders", "managing-offenders", Relation.SAME),
        ("workforce", "workforce", Relation.SAME),
        ("resources", "leadership", Relation.OVERLAPS),
        ("serious-organised-crime", "", Relation.NONE),
        ("strategic-policing-requirement", "", Relation.NONE),
        ("armed-threats", "", Relation.NONE),
    }


def test_a_question_is_the_same_only_if_it_has_the_same_name() -> None:
    for link in QuestionLink.objects.filter(relation=Relation.SAME).select_related("earlier", "later"):
        assert link.later is not None
        assert link.earlier.official_name == link.later.official_name


def test_northamptonshires_changed_grade_is_kept_in_both_readings() -> None:
    rows = Judgement.desk.filter(inspection__force="northamptonshire", question__code="responding")
    before, now = rows.filter(inspection__cycle="2023-25").order_by("known_from")

    assert (before.value, str(before.superseded_on)) == (Grade.ADEQUATE, "2024-08-08")
    assert "supplied was wrong" in before.reason
    assert (now.value, now.superseded_on) == (Grade.REQUIRES_IMPROVEMENT, None)
    assert before.known_until == now.known_from
