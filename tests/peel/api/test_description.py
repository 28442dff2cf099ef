"""The description for programs is true: every real answer is as it says."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from peel import claims
from peel.api.declared import RESOURCES
from peel.models import Claim
from publishing import clock
from tests.factories import make_editor
from tests.peel.api.asking import API, ask
from tests.peel.api.schemas import faults
from tests.peel.files import FINDINGS, load
from tests.peel.test_loading import correct, finding_row
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
APPROVED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def make_claim(**fields: Any) -> Claim:
    told: dict[str, Any] = {"force_id": "staffordshire", "wording": "One of the most improved."}
    told |= {"kind": "among the most", "measure": "change of the mean", "places": 3}
    told |= {"from_cycle_id": "2021-22", "to_cycle_id": "2023-25"}
    claim = Claim(**{**told, "as_of": datetime(2026, 3, 1, tzinfo=UTC), **fields})
    claims.settle(claim)
    claim.save()
    return claim


@pytest.fixture
def everything() -> Claim:
    """Something of each kind."""
    correct()
    practice = finding_row(reference="P-1", kind="promising practice", status="")
    assert load("findings.csv", FINDINGS, finding_row(), practice).is_applied
    claim = make_claim(approved_by=make_editor(), approved_at=APPROVED)
    clock.public_changed()
    return claim


def schema_of(description: dict[str, Any], path: str) -> dict[str, Any]:
    answers = description["paths"][path]["get"]["responses"]
    return answers["200"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize("name", list(RESOURCES))
def test_every_answer_is_as_it_is_described(everything: Claim, name: str) -> None:
    description = ask("openapi.json")
    for further in ("", "?history=yes&per_page=1000") if name == "judgements" else ("",):
        answer = ask(name + further)
        assert answer["data"], name
        assert not list(faults(answer, schema_of(description, f"/{name}"), description))


def test_one_claim_is_as_it_is_described(everything: Claim) -> None:
    description, answer = ask("openapi.json"), ask(f"claims/{everything.pk}")

    assert not list(faults(answer, schema_of(description, "/claims/{id}"), description))
    assert answer["data"]["workings"]["places"][2]["force"] == "staffordshire"
    assert answer["data"]["caveat"] in answer["about"]["caveats"]


def test_a_problem_is_as_it_is_described() -> None:
    description = ask("openapi.json")
    problem = description["components"]["schemas"]["problem"]
    for question, status in (("judgements?force=x&y=1", 400), ("nothing", 404)):
        assert not list(faults(ask(question, status), problem, description))


def test_the_check_itself_finds_what_is_wrong() -> None:
    description, answer = ask("openapi.json"), ask("judgements?per_page=1")
    row = answer["data"][0]
    for name, wrong in (
        ("judgement", "Fine"),
        ("report_published", "soon"),
        ("known_from", "now"),
        ("force", None),
    ):
        broken = {**answer, "data": [{**row, name: wrong}]}
        assert list(faults(broken, schema_of(description, "/judgements"), description)), name
    assert list(faults({**answer, "more": 1}, schema_of(description, "/judgements"), description))


def test_every_parameter_is_described_and_its_example_is_answered() -> None:
    description = ask("openapi.json")
    for name, resource in RESOURCES.items():
        described = description["paths"][f"/{name}"]["get"]["parameters"]
        assert [one["name"] for one in described] == [one.name for one in resource.params]
        for one in described:
            assert Visitor().get(f"{API}{name}?{one['name']}={one['example']}").status_code == 200, one
            assert one["description"]


def test_a_csv_file_has_the_columns_that_are_described(everything: Claim) -> None:
    description = ask("openapi.json")
    for name in RESOURCES:
        first = Visitor().get(f"{API}{name}.csv").content.decode().splitlines()[0]
        content = description["paths"][f"/{name}.csv"]["get"]["responses"]["200"]["content"]["text/csv"]
        assert next(csv.reader(io.StringIO(first))) == content["schema"]["description"].split(", ")


def test_every_reference_within_the_description_leads_somewhere() -> None:
    description = ask("openapi.json")

    def look(part: Any) -> None:
        if isinstance(part, dict):
            if "$ref" in part:
                found = description
                for name in part["$ref"].removeprefix("#/").split("/"):
                    found = found[name]
            for one in part.values():
                look(one)
        elif isinstance(part, list):
            for one in part:
                look(one)

    look(description)
    assert description["openapi"] == "3.1.0"


def test_an_example_is_of_the_type_that_it_is_an_example_of() -> None:
    paths = Visitor().get(f"{API}openapi.json").json()["paths"].values()
    of_numbers = [
        one
        for path in paths
        for one in path["get"].get("parameters", [])
        if one["schema"].get("type") == "integer"
    ]

    assert of_numbers
    assert all(isinstance(one["example"], int) for one in of_numbers)
