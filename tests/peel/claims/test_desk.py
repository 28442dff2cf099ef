"""Claims and wordings at the desk: what is typed, what comes of it, and who may decide."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from peel.comparison import CAVEATS
from peel.models import Claim, ClaimKind, ClaimStatus, Comparability, Measure, Wording
from publishing.models import Decision
from tests.desk.conftest import People, people
from tests.desk.pages import Desk
from tests.peel.claims.making import make_approved, make_claim

__all__ = ["people"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ADD = reverse("admin:peel_claim_add")
TYPED: dict[str, Any] = {
    "wording": "Staffordshire is one of the most improved forces.",
    "kind": ClaimKind.AMONG_MOST,
    "measure": Measure.MEAN_CHANGE,
    "from_cycle": "2021-22",
    "to_cycle": "2023-25",
    "places": "3",
    "day": "2025-12-31",
    "comparators": "all",
}


def change(claim: Any, screen: str = "change") -> str:
    return reverse(f"admin:peel_{claim._meta.model_name}_{screen}", args=[claim.pk])


def test_a_claim_is_written_worked_out_approved_and_public(people: People) -> None:
    author, editor = Desk(people.author), Desk(people.editor)
    page = author.press(author.open(ADD), "_save", **TYPED)

    assert page.said == [
        "Saved and worked out: supported with caveat. Read the result below before somebody approves it."
    ]
    assert "rank 3 of the 17 forces" in page.words
    assert str(CAVEATS[Comparability.TEST_CHANGED]) in page.words
    claim = Claim.desk.get()
    assert (claim.status, claim.force_id) == (ClaimStatus.CAVEAT, "staffordshire")
    assert author.client.get(f"/peel/claims/{claim.pk}/").status_code == 404

    page = editor.open(change(claim, "approve"))
    assert "rank 3 of the 17 forces" in page.words
    assert str(CAVEATS[Comparability.TEST_CHANGED]) in page.words
    assert editor.press(page).said == ["Approved. It is public at its address, for ever."]
    assert editor.press(page).said == ["It was approved already."]
    assert author.client.get(f"/peel/claims/{claim.pk}/").status_code == 200
    assert Decision.objects.filter(document=f"peel.claim:{claim.pk}").count() == 2


def test_what_is_approved_is_only_read(people: People) -> None:
    claim = make_approved()
    desk = Desk(people.superuser)
    page = desk.open(change(claim))

    assert page.buttons == []
    assert "never changes" in page.words
    assert desk.client.post(change(claim), TYPED | {"force": "staffordshire"}).status_code == 403
    assert Claim.desk.get(pk=claim.pk).wording == claim.wording


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"places": ""}, "says among the first how many"),
        ({"from_cycle": ""}, "every other claim compares two cycles"),
        ({"from_cycle": "2023-25"}, "Compare a cycle with an earlier one."),
        ({"day": "2999-01-01"}, "That date is still to come."),
        ({"kind": ClaimKind.NONE_BELOW, "places": ""}, "names a grade and one cycle"),
        ({"wording": ""}, "This field is required."),
    ],
)
def test_an_error_is_a_sentence_and_keeps_what_was_typed(typed: Any, error: str, people: People) -> None:
    desk = Desk(people.author)
    page = desk.press(desk.open(ADD), "_save", **(TYPED | typed))

    assert any(error in one for one in page.errors), page.errors
    assert page.fields()["measure"] == Measure.MEAN_CHANGE
    assert page.fields()["day"] == (TYPED | typed)["day"]
    assert not Claim.desk.exists()


def test_it_is_changed_until_it_is_approved_and_worked_out_again(people: People) -> None:
    claim, desk = make_claim(), Desk(people.colleague)
    page = desk.press(desk.open(change(claim)), "_save", measure=Measure.NET_STEPS_SAME, wording="Else.")

    assert "rank 1, shared" in page.words
    again = Claim.desk.get(pk=claim.pk)
    assert (again.measure, again.as_of) == (Measure.NET_STEPS_SAME, claim.as_of)


def test_what_is_not_supported_may_be_published_and_the_desk_says_what_may_be_said(people: People) -> None:
    page = Desk(people.editor).open(change(make_claim(), "approve"))

    assert "The answer: not supported" in page.words
    said = page.words.partition("What may be said")[2]
    assert "rank 3 of the 17 forces that can be compared" in said
    assert "In its 2023–25 inspection HMICFRS graded eight areas of our work" in said
    assert said.count(str(CAVEATS[Comparability.TEST_CHANGED])) >= 2
    assert page.button == "Approve and publish"


def test_whoever_wrote_it_sees_why_somebody_else_approves(people: People) -> None:
    desk = Desk(people.editor)
    desk.press(desk.open(ADD), "_save", **TYPED)
    claim = Claim.desk.get()
    page = desk.open(change(claim, "approve"))

    assert "somebody else has to approve it" in page.words
    assert page.buttons == []
    desk.client.post(change(claim, "approve"), {"seen": "x"})
    assert not Claim.desk.get().is_approved


def test_a_change_between_reading_and_approving_is_shown_again(people: People) -> None:
    claim, editor, author = make_claim(), Desk(people.editor), Desk(people.author)
    read = editor.open(change(claim, "approve"))
    author.press(author.open(change(claim)), "_save", wording="Changed meanwhile.")

    page = editor.press(read)
    assert "changed since you opened it" in page.words
    assert "Changed meanwhile." in page.words
    assert editor.press(page).said == ["Approved. It is public at its address, for ever."]


def test_a_claim_is_withdrawn_with_a_reason_that_readers_see(people: People) -> None:
    claim, desk = make_approved(), Desk(people.editor)
    page = desk.press(desk.open(change(claim, "withdraw")))
    assert page.errors == ["This field is required."]

    desk.press(page, reason="A number was wrong.")
    assert "A number was wrong." in desk.client.get(f"/peel/claims/{claim.pk}/").content.decode()


def test_wordings_are_written_by_one_approved_by_another_and_then_offered(people: People) -> None:
    writer, editor, author = Desk(people.on_call), Desk(people.editor), Desk(people.author)
    add = reverse("admin:peel_wording_add")
    writer.press(
        writer.open(add), "_save", text="Graded Adequate by HMICFRS.", grade="Adequate", cycle="2023-25"
    )
    wording = Wording.desk.get()
    assert "Graded Adequate by HMICFRS." not in author.open(ADD).words

    assert editor.press(editor.open(change(wording, "approve"))).said[0].startswith("Approved.")
    assert "Graded Adequate by HMICFRS. (2023–25, Adequate)" in author.open(ADD).words
    assert editor.open(change(wording)).buttons == []
    editor.press(editor.open(change(wording, "retire")), reason="No longer fits.")
    assert "Graded Adequate by HMICFRS." not in author.open(ADD).words


def test_a_wording_names_a_grade_of_its_cycles_scale(people: People) -> None:
    desk = Desk(people.editor)
    page = desk.press(
        desk.open(reverse("admin:peel_wording_add")), "_save", text="So.", grade="Adequate", cycle="2016"
    )

    assert page.errors == ["That cycle’s scale has no such grade."]


def test_what_nobody_has_approved_is_on_the_first_page_of_whoever_may(people: People) -> None:
    make_claim(wording="Zephyrine improved.")

    assert "Zephyrine improved." in Desk(people.editor).open(reverse("admin:index")).words
    assert "Zephyrine improved." not in Desk(people.author).open(reverse("admin:index")).words
