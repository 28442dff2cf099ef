"""Who may approve and withdraw a claim, and what nobody may do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from peel import claiming
from peel.demonstration import claim as demonstration
from peel.models import Claim, ClaimKind, ClaimStatus, Inspection, Measure
from publishing.rules import Refused
from tests.factories import make_author, make_editor, make_on_call, make_user
from tests.peel.claims.making import make_approved, make_claim
from tests.peel.files import SOURCE, TOTALS, load
from tests.peel.test_results import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def approve(claim: Claim, by: Any) -> bool:
    return claiming.approve(claim, by=by, seen=claiming.seal(claim))


def test_whoever_worked_on_it_does_not_approve_it() -> None:
    editor, root = make_editor(), make_user(superuser=True)
    for person in (editor, root):
        claim = make_claim(by=person)
        with pytest.raises(Refused, match="somebody else"):
            approve(claim, person)
    claim = make_claim()
    claim.wording = "Changed by an editor."
    claiming.keep(claim, by=editor)
    with pytest.raises(Refused, match="somebody else"):
        approve(claim, editor)
    assert approve(claim, root)


def test_one_person_alone_may_where_the_site_says_so(settings: Any) -> None:
    settings.TWO_PEOPLE = False
    editor = make_editor()

    assert approve(make_claim(by=editor), editor)


@pytest.mark.parametrize("make", [make_author, make_on_call])
def test_others_do_not_approve_or_withdraw(make: Any) -> None:
    with pytest.raises(Refused, match="role"):
        approve(make_claim(), make())
    with pytest.raises(Refused, match="role"):
        claiming.withdraw(make_approved(), by=make(), reason="Because.")


def test_a_second_press_is_harmless() -> None:
    claim, editor = make_claim(), make_editor()
    assert approve(claim, editor)
    stored = Claim.desk.values().get(pk=claim.pk)

    assert not approve(claim, editor)
    assert Claim.desk.values().get(pk=claim.pk) == stored


def test_it_is_approved_as_it_was_read() -> None:
    claim = make_claim()
    seen = claiming.seal(claim)
    claim.wording = "Something else."
    claiming.keep(claim, by=make_author())

    with pytest.raises(claiming.DataChanged):
        claiming.approve(claim, by=make_editor(), seen=seen)
    assert not Claim.desk.get(pk=claim.pk).is_approved


def test_data_that_came_meanwhile_are_shown_before_it_is_approved() -> None:
    claim = make_claim()
    seen = claiming.seal(claim)
    rows = (
        f"dorset,2023-25,9,0,0,0,0,9,2025-01-01,{SOURCE}",
        f"dorset,2021-22,0,0,0,0,9,9,2022-01-01,{SOURCE}",
    )
    assert load("totals.csv", TOTALS, *rows).is_applied

    with pytest.raises(claiming.DataChanged, match="have changed"):
        claiming.approve(claim, by=make_editor(), seen=seen)
    again = Claim.desk.get(pk=claim.pk)
    assert (again.is_approved, again.rank) == (False, 4)
    assert approve(again, make_editor())


@pytest.mark.parametrize("public_from", [None, datetime(2099, 1, 1, tzinfo=UTC)])
def test_nothing_is_approved_about_an_inspection_under_embargo(public_from: datetime | None) -> None:
    ours = Inspection.desk.filter(force="staffordshire", cycle="2023-25")
    ours.update(public_from=public_from)
    claim = make_claim()

    assert claim.status == ClaimStatus.CANNOT_BE_TESTED
    with pytest.raises(Refused, match="was not public"):
        approve(claim, make_editor())


def test_nor_about_one_that_was_not_public_on_the_day_or_that_of_a_force_named() -> None:
    with pytest.raises(Refused, match="was not public"):
        approve(make_claim(as_of=datetime(2024, 1, 1, tzinfo=UTC)), make_editor())
    Inspection.desk.filter(force="cleveland", cycle="2023-25").update(public_from=None)
    with pytest.raises(Refused, match="Cleveland"):
        approve(make_claim(comparators="chosen", chosen=("cleveland",)), make_editor())


def test_an_approved_claim_is_never_edited() -> None:
    claim = make_approved()
    for name, value in (
        ("wording", "Else."),
        ("status", "supported"),
        ("result", {}),
        ("as_of", NOW.replace(day=1)),
    ):
        changed = Claim.desk.get(pk=claim.pk)
        setattr(changed, name, value)
        with pytest.raises(ValidationError):
            changed.save()
    with pytest.raises(Refused):
        claiming.keep(claim, by=make_author())


def test_it_is_withdrawn_with_a_reason_only() -> None:
    editor = make_editor()
    with pytest.raises(Refused, match="Say why"):
        claiming.withdraw(make_approved(), by=editor, reason="  ")
    with pytest.raises(Refused, match="Only an approved"):
        claiming.withdraw(make_claim(), by=editor, reason="Because.")


def test_forces_that_are_named_are_compared_before_they_are_stored() -> None:
    claim = make_claim(comparators="chosen", chosen=("cleveland", "wiltshire"))

    assert [one["force"] for one in claim.result["places"]] == ["wiltshire", "staffordshire", "cleveland"]
    assert approve(claim, make_editor())


def test_the_demonstrations_claims_have_the_honest_answers_and_are_added_once() -> None:
    writer, approver = make_author(name="Ada Writer"), make_editor(name="Eve Approver")
    assert demonstration.load(writer, approver) == 3
    assert demonstration.load(writer, approver) == 0

    found = {(one.kind, one.measure): one for one in Claim.public.at(datetime.now(UTC))}
    said = found[ClaimKind.AMONG_MOST, Measure.MEAN_CHANGE]
    assert (said.status, said.rank, said.compared) == (ClaimStatus.CAVEAT, 3, 17)
    assert found[ClaimKind.AMONG_MOST, Measure.NET_STEPS].status == ClaimStatus.CANNOT_BE_TESTED
    assert found[ClaimKind.MOST, Measure.NET_STEPS_SAME].status == ClaimStatus.NOT_SUPPORTED
    for one in found.values():
        assert one.wording.startswith("Demonstration:") or one == said


def test_only_what_is_approved_is_said_instead() -> None:
    """Else its number would stand on a public page before anybody had approved it."""
    wrong, draft = make_approved(wording="Wrong."), make_claim(wording="Nobody read it.")
    with pytest.raises(Refused, match="approved first"):
        claiming.withdraw(wrong, by=make_editor(), reason="A number was wrong.", instead=draft)

    assert not Claim.desk.get(pk=wrong.pk).is_withdrawn
