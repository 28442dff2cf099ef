"""The first day of a new site: nothing is there yet."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peel import loading
from peel.loading import Outcome
from peel.models import Force, ImportBatch, Judgement
from publishing.models import SiteState

pytestmark = pytest.mark.django_db


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in loading.REFERENCE.glob("*.csv")}


def test_all_of_it_is_loaded_in_a_bounded_number_of_statements() -> None:
    with CaptureQueriesContext(connection) as queries:
        report = loading.load(files())

    assert report.is_applied
    assert report.of("gradings.csv").as_counts()["created"] == 783
    assert len(queries) <= 130
    assert SiteState.objects.get().version == 1
    assert "publishing_sitestate" in [one["sql"] for one in queries if "UPDATE" in one["sql"]][-1]


def test_grades_without_forces_are_refused_row_by_row() -> None:
    report = loading.load({"gradings.csv": files()["gradings.csv"]})

    assert report.count(Outcome.REFUSED) == 783
    assert {line.sentence for line in report.refused if line.row == 2} == {
        "“avon-and-somerset” is no force that is known here."
    }


def test_one_wrong_force_leaves_only_its_own_grades_without_a_force() -> None:
    """What is right is stored until all is taken back, so that later files are judged by themselves."""
    given = files()
    given["forces.csv"] = given["forces.csv"].replace(b"E23000039", b"E23000038")
    report = loading.load(given)

    sentences = {line.sentence for line in report.refused}
    assert len(sentences) == 2
    assert any("E23000038 is the code of dorset" in one for one in sentences)
    assert "“wiltshire” is no force that is known here." in sentences
    assert len(report.of("gradings.csv").refused) == given["gradings.csv"].count(b"\nwiltshire,")
    assert not Force.objects.exists()


def test_a_dry_run_leaves_nothing_behind() -> None:
    report = loading.load(files(), dry_run=True)

    assert report.count(Outcome.CREATED) > 1000
    assert [model._default_manager.count() for model in (Force, Judgement, ImportBatch)] == [0, 0, 0]
    assert SiteState.objects.get().version == 0
