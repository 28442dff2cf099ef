"""What was asked stays readable, word for word, and each visitor can prove their own answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from consent.models import PolicyEdition
from publishing import release
from publishing.decisions import verify
from publishing.states import State, Update
from tests.consent.answering import post, send
from tests.consent.factories import make_entry, make_group, make_policy, replace_policy
from tests.factories import HOUR, at, make_editor
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db


def main(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())


@pytest.fixture
def first() -> PolicyEdition:
    return make_policy(
        State.LIVE, make_group("statistics"), question="May we count?", released_at=timezone.now() - 3 * HOUR
    )


@pytest.fixture
def second(first: PolicyEdition) -> PolicyEdition:
    return replace_policy(
        first,
        make_group("statistics", make_entry("statistics_id", lasts=90)),
        make_group("video"),
        moment=timezone.now() - HOUR,
        question="May we count for longer?",
        change_note="We would like to count for longer.",
    )


def test_each_version_stays_word_for_word_with_its_fingerprint(
    visitor: Visitor, first: PolicyEdition, second: PolicyEdition
) -> None:
    old, new = main(visitor.get("/cookies/policy/1/")), main(visitor.get("/cookies/policy/2/"))

    first.refresh_from_db()
    assert "May we count?" in old
    assert "It is no longer in force" in old
    assert first.content_hash in old
    assert "May we count for longer?" in new
    assert "This is the version in force" in new
    assert "“statistics_id” is kept for longer: 90 days, it was 30 days." in new
    assert "“Video” is new." in new
    assert main(visitor.get("/cookies/policy/")).index("Version 2") < main(
        visitor.get("/cookies/policy/")
    ).index("Version 1")
    assert not list(verify())


def test_a_version_that_does_not_exist_is_not_there(visitor: Visitor, first: PolicyEdition) -> None:
    replace_policy(first, make_group("video"), moment=timezone.now() - HOUR)
    for number in (0, 3, 99, 10**30):
        assert visitor.get(f"/cookies/policy/{number}/").status_code == 404


def test_a_draft_is_in_no_archive(visitor: Visitor) -> None:
    make_policy(State.SUBMITTED, question="Not yet asked.")

    assert visitor.get("/cookies/policy/1/").status_code == 404
    assert "Nobody has been asked yet" in main(visitor.get("/cookies/policy/"))


def test_a_withdrawn_policy_asks_nobody_and_stays_in_the_archive(
    visitor: Visitor, first: PolicyEdition
) -> None:
    with at(timezone.now()):
        release.withdraw(first, by=make_editor(), reason="The counter is broken.")

    assert "This site stores nothing on your device" in main(visitor.get("/cookies/"))
    assert b"data-asks" not in visitor.get("/news/").content
    assert "May we count?" in main(visitor.get("/cookies/policy/1/"))


def test_better_words_are_a_version_too_and_ask_nobody_again(visitor: Visitor, first: PolicyEdition) -> None:
    kept = send(visitor, "accept").cookies["cookie_consent"].value
    better = make_group("statistics", purpose="What statistics are for, said better.")
    replace_policy(
        first, better, moment=timezone.now() - timedelta(seconds=1), update=Update.MINOR, change_note=""
    )

    asks = html.fromstring(visitor.get("/news/").content).get("data-asks")
    assert kept.split("|")[0] in asks
    assert asks.endswith("@1")
    assert "said better" in main(visitor.get("/cookies/"))


# --- receipts -----------------------------------------------------------------------------------------------------


def test_a_visitor_sees_what_their_browser_holds(visitor: Visitor, second: PolicyEdition) -> None:
    send(visitor, "save", policy=2, g_statistics="yes", g_video="no")
    response = visitor.get("/cookies/receipt/")
    page = html.fromstring(response.content)
    lines = [one.text_content() for one in page.xpath("//main//dt | //main//dd")]

    assert "This site wrote this receipt" in main(response)
    assert lines[2:6] == ["Statistics", "Yes", "Video", "No"]
    assert lines[6:8] == ["What was asked", "version 2 of our cookie policy"]


def test_without_an_answer_there_is_no_receipt(visitor: Visitor, second: PolicyEdition) -> None:
    assert "Your browser holds no answer" in main(visitor.get("/cookies/receipt/"))


def test_a_receipt_that_is_shown_can_be_checked(visitor: Visitor, second: PolicyEdition) -> None:
    text = send(Visitor(), "reject", policy=2).cookies["cookie_consent"].value
    check = {"path": "/cookies/receipt/"}

    assert "This site wrote this receipt" in main(post(visitor, {"receipt": f' "{text}"\n'}, **check))
    forged = text.replace("video=-1", "video=2026-11-27T10:00:00+00:00")
    assert "We cannot confirm this receipt" in main(post(visitor, {"receipt": forged}, **check))
    assert "This is not a receipt" in main(post(visitor, {"receipt": "Trust me."}, **check))
    assert "This is not a receipt" in main(post(visitor, {"receipt": "<script>" * 1000}, **check))


def test_a_receipt_says_what_no_longer_counts(visitor: Visitor, first: PolicyEdition) -> None:
    text = send(visitor, "accept").cookies["cookie_consent"].value
    sold = make_group("statistics", purpose="To sell what is counted.")
    replace_policy(first, sold, moment=timezone.now() - timedelta(seconds=1))
    said = main(visitor.get("/cookies/receipt/"))
    assert "Yes (it no longer counts, so you are asked again)" in said

    odd = text.replace(text.split("|")[0], "statistics=zzzz")
    said = main(post(visitor, {"receipt": odd}, path="/cookies/receipt/"))
    assert "Neither yes nor no" in said
    assert "We cannot confirm this receipt" in said


def test_a_receipt_for_a_version_that_this_site_does_not_have(visitor: Visitor, first: PolicyEdition) -> None:
    forged = f"statistics=-1|_v=77|_t={timezone.now():%Y%m%d}|_s=abc"

    assert "a version that this site does not know" in main(
        post(visitor, {"receipt": forged}, path="/cookies/receipt/")
    )
