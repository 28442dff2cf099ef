"""Exported files are the ones that load_peel reads, and come back as they went."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from peel import loading
from peel.exporting import FILES
from peel.loading.findings import Actions
from peel.loading.monitoring import Monitoring
from peel.models import Inspection
from tests.factories import at
from tests.peel.api.asking import API, ask
from tests.peel.api.conftest import TODAY
from tests.peel.api.files import exported, fill, rows
from tests.peel.files import GRADINGS, grading, load
from tests.peel.test_loading import correct
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def much(reference: Any) -> None:
    fill()


@pytest.mark.usefixtures("much")
def test_what_was_exported_changes_nothing_where_it_is_there_already(tmp_path: Path) -> None:
    exported(tmp_path / "files")
    report = loading.load_folder(tmp_path / "files")

    assert not report.refused
    # A name that leads an action is not exported, so the file says that nobody does.
    assert [line.file for line in report.changed] == ["actions.csv"]


def test_every_file_that_can_be_loaded_is_written_with_its_columns() -> None:
    columns = {one.name: set(one.columns) for one in FILES}
    # `precision` only says what the dates show; `lead` names a person; a grade that holds has no reason.
    left_out = {Actions: {"lead"}, Monitoring: {"precision"}}
    for shape in loading.SHAPES:
        (name,) = set(shape.names) & columns.keys()
        expected = {*shape.required, *shape.optional} - left_out.get(shape, set())
        assert columns[name] == expected - ({"reason"} if name == "gradings.csv" else set()), name
    for one in FILES:
        assert set(one.key) <= set(one.columns), one.name


@pytest.mark.usefixtures("reference")
def test_the_reference_data_come_back_whole(tmp_path: Path) -> None:
    found = exported(tmp_path)
    told = {name: len(rows(content)) for name, content in found.items()}

    assert told["gradings.csv"] == 783
    assert (told["revisions.csv"], told["totals.csv"], told["monitoring.csv"]) == (1, 54, 9)
    assert (told["forces.csv"], told["questions.csv"], told["cycles.csv"]) == (48, 100, 8)
    given = rows((loading.REFERENCE / "gradings.csv").read_bytes())
    wanted = {tuple(one[name] for name in given[0]) for one in given}
    assert {tuple(one[name] for name in given[0]) for one in rows(found["gradings.csv"])} == wanted


@pytest.mark.usefixtures("reference")
def test_what_is_under_embargo_is_exported_only_when_that_is_said(tmp_path: Path) -> None:
    with at(TODAY):
        without = exported(tmp_path / "before")
        row = grading(cycle="2025-27", question="leadership", published="2027-07-01")
        assert load("gradings.csv", GRADINGS, row).is_applied
        correct(effective_from="2027-07-01", reason="Zephyrine.")
        Inspection.desk.create(force_id="kent", cycle_id="2025-27", title="Kept back", public_from=None)
        assert exported(tmp_path / "after") == without
        everything = exported(tmp_path / "all", "--with-embargoed")

    assert "2025-27" in everything["gradings.csv"].decode()
    assert "Zephyrine." in everything["revisions.csv"].decode()
    assert "Kept back" not in everything["inspections.csv"].decode(), "It would be public once it is loaded."


@pytest.mark.usefixtures("much")
def test_nobody_who_leads_an_action_is_named(tmp_path: Path) -> None:
    for content in exported(tmp_path, "--with-embargoed").values():
        assert b"Ann" not in content.replace(b"Annual", b"")


@pytest.mark.usefixtures("much", "today")
def test_the_package_describes_what_is_in_the_zip() -> None:
    described = ask("datapackage.json")
    first = Visitor().get(f"{API}peel.zip").content
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}

    assert Visitor().get(f"{API}peel.zip").content == first
    assert json.loads(inside["datapackage.json"]) == described
    assert described["licenses"][0]["name"] == "OGL-UK-3.0"
    assert "cannot be compared directly" in described["description"]
    assert "cannot be compared directly" in inside["README.txt"].decode()
    assert len(described["resources"]) == len(FILES) == len(inside) - 2
    for one in described["resources"]:
        content = inside[one["path"]]
        assert len(content) == one["bytes"]
        header, *lines = csv.reader(io.StringIO(content.decode(), newline=""))
        assert [field["name"] for field in one["schema"]["fields"]] == header
        keys = [tuple(line[header.index(name)] for name in one["schema"]["primaryKey"]) for line in lines]
        assert len(set(keys)) == len(keys), one["name"]
        assert Visitor().get(f"{API}{one['path']}").content == content


@pytest.mark.usefixtures("much", "today")
def test_the_files_of_the_zip_load() -> None:
    content = Visitor().get(f"{API}peel.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name.removeprefix("csv/"): packed.read(name) for name in packed.namelist() if "csv/" in name}
    assert loading.load(files, dry_run=True).refused == []
