"""Claims as the public reads them: rule, rows, ties, caveat, date, and an address that stays."""

from __future__ import annotations

import re
from typing import Any

import pytest

from peel import claiming, claims
from peel.comparison import CAVEATS
from peel.models import Claim, ClaimKind, ClaimStatus, Comparability, Measure
from publishing import clock, places
from tests.factories import make_editor
from tests.peel.claims.making import make_approved, make_claim
from tests.peel.files import SOURCE, TOTALS, load
from tests.peel.test_results import NOW
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TEST_CHANGED = str(CAVEATS[Comparability.TEST_CHANGED])
LOWEST = {"kind": ClaimKind.NONE_BELOW, "measure": Measure.LOWEST, "from_cycle_id": None, "floor": "Adequate"}
EVERY = [
    *(
        {"kind": kind, "measure": measure}
        for kind in ("improved", "the most")
        for measure in Measure.values[:4]
    ),
    *({"kind": "among the most", "measure": measure, "places": 3} for measure in Measure.values[:4]),
    LOWEST,
    LOWEST | {"force_id": "hampshire"},
]


def read(address: str) -> str:
    response = Visitor().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")


@pytest.mark.parametrize("fields", EVERY, ids=lambda one: "-".join(map(str, one.values())))
def test_every_kind_by_every_measure_is_told_whole(fields: dict[str, Any]) -> None:
    claim = make_approved(**fields)
    visitor = Visitor().settle()
    html = visitor.get(f"/peel/claims/{claim.pk}/").content.decode()
    said = words(html)

    assert len(visitor.statements) <= 8, visitor.statements
    assert claim.get_status_display().capitalize() in said
    for part in ("rule", "answer", "caveat"):
        assert claim.result[part] in said
    for place in claim.result["places"]:
        assert f'<a href="/peel/forces/{place["force"]}/">' in html
    assert html.count('<th scope="row"><a href="/peel/forces/') == len(claim.result["places"])
    assert said.count("shared ") >= sum(one["tied"] for one in claim.result["places"])
    for one in claim.result["left_out"]:
        assert one["why"] in said
    assert html.count("<table") == html.count("<caption")
    assert claim.data_version[:16] in said
    assert "the answer is the same" in said
    assert "ClaimReview" not in html
    assert "Rating" not in html


def test_the_caveat_is_on_the_page_in_the_citation_and_in_the_list() -> None:
    claim = make_approved()
    said = words(read(f"/peel/claims/{claim.pk}/"))

    assert said.count(TEST_CHANGED) == 2
    citation = said.partition("To cite this")[2]
    assert TEST_CHANGED in citation
    assert f"/peel/claims/{claim.pk}/" in citation
    assert TEST_CHANGED in words(read("/peel/claims/"))


def test_ties_are_shown_as_ties() -> None:
    said = words(read(f"/peel/claims/{make_approved(measure=Measure.NET_STEPS_SAME).pk}/"))

    assert said.count("1 shared") == 2
    assert re.search(r"3 Avon and Somerset Constabulary -2", said)
    assert "the next rank counts them all" in said


def test_the_mean_is_in_no_list_and_no_summary() -> None:
    make_approved()
    said = words(read("/peel/claims/"))

    assert "0.97" not in said
    assert "mean grade" not in said
    assert "Not supported" in said


def test_the_mean_is_in_the_workings_alone_and_never_in_what_is_cited() -> None:
    said = words(read(f"/peel/claims/{make_approved().pk}/"))
    before, workings = said.split("How it was tested")

    assert "rank 3 of the 17 forces" in before
    assert "0.97" not in before
    assert "0.97" in workings.partition("To cite this")[0]
    assert "0.97" not in workings.partition("To cite this")[2].partition("The rows used")[0]
    assert "we make no average anywhere else" in workings


def test_a_claim_is_nowhere_before_it_is_approved() -> None:
    claim = make_claim(wording="Zephyrine is the most improved.")

    assert Visitor().get(f"/peel/claims/{claim.pk}/").status_code == 404
    assert "Zephyrine" not in read("/peel/claims/")
    assert "No claim has been tested yet" in read("/peel/claims/")
    assert places.at(f"/peel/claims/{claim.pk}/", NOW) is None


def test_what_is_withdrawn_stays_at_its_address_and_says_so_first() -> None:
    wrong, better = make_approved(wording="Wrong."), make_approved(wording="Better.")
    before = words(read(f"/peel/claims/{wrong.pk}/"))
    assert claiming.withdraw(wrong, by=make_editor(), reason="A number was wrong.", instead=better)
    assert not claiming.withdraw(wrong, by=make_editor(), reason="Again.")

    html = read(f"/peel/claims/{wrong.pk}/")
    said = words(html)
    assert said.index("Do not cite it. A number was wrong.") < said.index("Not supported")
    assert f'href="/peel/claims/{better.pk}/">What is said instead' in html
    assert wrong.result["answer"] in said
    assert "This was withdrawn" not in before
    assert "Withdrawn on" in words(read("/peel/claims/"))
    assert Claim.desk.get(pk=wrong.pk).withdrawn_because == "A number was wrong."


def test_later_data_about_that_day_are_said_plainly_and_the_answer_stays() -> None:
    claim = make_approved()
    later = f"dorset,2023-25,9,0,0,0,0,9,2025-01-01,{SOURCE}"
    earlier = f"dorset,2021-22,0,0,0,0,9,9,2022-01-01,{SOURCE}"
    assert load("totals.csv", TOTALS, later, earlier).is_applied

    said = words(read(f"/peel/claims/{claim.pk}/"))
    assert "The data have changed since" in said
    assert "the answer is the same" not in said
    assert "rank 3 of the 17 forces" in said


def test_a_claim_across_2021_has_no_number() -> None:
    claim = make_approved(from_cycle_id="2018-19", to_cycle_id="2021-22")
    said = words(read(f"/peel/claims/{claim.pk}/"))

    assert claim.status == ClaimStatus.CANNOT_BE_TESTED
    assert "Not comparable." in said
    assert "The rows used" not in said


def test_claims_are_places_and_their_list_asks_seldom() -> None:
    claim = make_approved()
    visitor = Visitor().settle()
    visitor.get("/peel/claims/")

    assert len(visitor.statements) <= 8
    assert places.at(f"/peel/claims/{claim.pk}/", clock.now()) is not None
    assert claims.still_holds(claim)
