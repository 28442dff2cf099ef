"""The screen of every decision: what it says beforehand, what its button says, and what is true afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from news.models import PostAddress, PostEdition
from publishing import clock
from publishing.models import Decision, Verb
from publishing.states import Ending, Outcome, State
from tests.desk.conftest import Hands, People
from tests.desk.pages import Desk, Page, url
from tests.factories import make_area, make_next_edition, make_post_edition
from tests.publishing.acts import fresh

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
WHY = {"reason": "A reader rang."}


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    """Nine in the morning, British Summer Time."""
    hands.to(JULY)
    return hands


def decisions(verb: Verb) -> int:
    return Decision.objects.filter(verb=verb).count()


def decide(desk: Desk, edition: PostEdition, screen: str, **typed: Any) -> tuple[Page, Page]:
    before = desk.open(edition, screen)
    assert before.path == url(edition, screen), before.said
    return before, desk.press(before, **typed)


def test_asking_for_approval(people: People) -> None:
    draft = make_post_edition(author=people.author)

    before, after = decide(Desk(people.author), draft, "submit")

    assert before.sentences == [
        "Somebody who did not work on the text reads it and decides. Nothing changes for the public."
    ]
    assert before.button == "Ask for approval"
    assert after.said == ["It is waiting for approval. The public does not see it."]
    assert fresh(draft).state(JULY) == State.SUBMITTED


def test_returning_tells_why_and_who_on_the_draft(people: People) -> None:
    draft = make_post_edition(State.SUBMITTED, author=people.author)

    before, after = decide(Desk(people.editor), draft, "return", reason="The street is wrong.")

    assert before.button == "Return to the author"
    assert after.said == ["It is a draft again. The public does not see it."]
    assert "Edith Editor returned it: “The street is wrong.”" in Desk(people.author).open(draft).words


def test_setting_a_draft_aside_keeps_it_readable(people: People) -> None:
    draft = make_post_edition(author=people.author, body="<p>Kept words</p>")

    before, after = decide(Desk(people.author), draft, "set-aside", **WHY)

    assert before.button == "Set the draft aside"
    assert after.said == ["The draft is set aside. The public never saw it."]
    assert "Kept words" in after.words
    assert "Edition 1 was set aside on Wednesday 1 July 2026, 09:00 BST." in after.words


def test_releasing_a_first_edition_now(people: People) -> None:
    draft = make_post_edition(State.SUBMITTED, slug="a-theft", areas=[make_area()])

    before, after = decide(Desk(people.editor), draft, "release")

    assert before.sentences == [
        "As soon as you press the button, the public sees this text at http://localhost/news/a-theft/."
    ]
    assert before.button == "Approve, and release now"
    assert after.said == ["The public sees it now."]
    assert fresh(draft).is_public(clock.now())


def test_an_urgent_release_by_one_person_and_its_approval_afterwards(people: People) -> None:
    draft = make_post_edition(author=people.on_call)

    before, after = decide(Desk(people.on_call), draft, "urgent", reason="A child is missing.")
    assert before.sentences[-1] == "It stays on everybody's first page until another person has approved it."
    assert before.button == "Release now, without a second person"
    assert after.said == ["The public sees it now. Another person has to approve it afterwards."]
    assert fresh(draft).has_debt()
    assert fresh(draft).is_public(clock.now())

    before, after = decide(Desk(people.editor), draft, "clear")
    assert before.sentences[0] == "It was released by one person, because: “A child is missing.”"
    assert before.button == "Approve afterwards"
    assert after.said == ["The urgent release is approved."]
    assert not fresh(draft).has_debt()


def test_a_debt_can_be_cleared_although_the_rules_for_texts_grew_since(people: People) -> None:
    urgent = make_post_edition(State.LIVE, urgent_reason="A child is missing.", body="<p>Words</p>")
    PostEdition.desk.filter(pk=urgent.pk).update(summary="")

    _before, after = decide(Desk(people.editor), urgent, "clear")

    assert after.said == ["The urgent release is approved."]


WITHDRAWALS: list[tuple[dict[str, str], str]] = [
    ({"outcome": "gone"}, "Its address says that the page was removed (410)."),
    ({"outcome": "redirect", "redirect_to": "/news/other/"}, "Its address sends readers to /news/other/."),
    (
        {"outcome": "notice", "notice": "appeal-closed"},
        "Its address shows a dated notice: “This appeal is closed. Thank you to everybody who helped.”",
    ),
]


@pytest.mark.parametrize(("typed", "said"), WITHDRAWALS, ids=["410", "redirect", "notice"])
@pytest.mark.parametrize("role", ["editor", "on_call"])
def test_withdrawing_alone(role: str, typed: dict[str, str], said: str, people: People) -> None:
    live = make_post_edition(State.LIVE, author=getattr(people, role))
    make_post_edition(State.LIVE, slug="other")

    before, after = decide(Desk(getattr(people, role)), live, "withdraw", **WHY, **typed)

    assert before.sentences[0].startswith("The public stops seeing this at once.")
    assert before.button == "Withdraw now"
    assert after.said == [f"The public does not see it any more. {said}"]
    assert not fresh(live).is_public(clock.now())
    assert fresh(live).outcome == typed["outcome"]


@pytest.mark.parametrize("screen", ["withdraw", "outcome"])
@pytest.mark.parametrize(
    "target",
    [
        "",
        "//evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "evil",
        "/a b",
        "/\t/x",
    ],
)
def test_readers_are_sent_nowhere_but_to_a_page_of_this_site(
    target: str, screen: str, people: People
) -> None:
    edition = make_post_edition(State.LIVE if screen == "withdraw" else Ending.WITHDRAWN)

    _before, after = decide(
        Desk(people.editor), edition, screen, **WHY, outcome="redirect", redirect_to=target
    )

    assert after.errors
    assert not after.said
    assert fresh(edition).outcome == Outcome.GONE
    assert after.fields()["redirect_to"] == target


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("/nothere/", False),
        ("/news/nothere/", False),
        ("/news/waiting/", False),
        ("/admin/", False),
        ("/admin/login/", False),
        ("/robots.txt", False),
        ("/readyz", False),
        ("/", True),
        ("/news/", True),
        ("/news/?kind=appeal", True),
        ("/news/other/#what-happened", True),
    ],
)
def test_readers_are_sent_only_where_they_find_something(target: str, leads: bool, people: People) -> None:
    make_post_edition(State.SUBMITTED, slug="waiting")
    make_post_edition(State.LIVE, slug="other")
    live = make_post_edition(State.LIVE, slug="old")

    _before, after = decide(
        Desk(people.on_call), live, "withdraw", **WHY, outcome="redirect", redirect_to=target
    )

    nothing = f"The public finds nothing at {target}. Give the address of a page that everybody can see."
    assert after.errors == ([] if leads else [nothing])
    assert fresh(live).is_public(clock.now()) is not leads


def test_on_call_mends_what_the_address_of_their_own_withdrawal_answers(people: People, july: Hands) -> None:
    own, others = make_post_edition(State.LIVE), make_post_edition(State.LIVE)
    on_call = Desk(people.on_call)
    decide(on_call, own, "withdraw", **WHY)
    decide(Desk(people.editor), others, "withdraw", **WHY)
    july.on(timedelta(minutes=5))

    _before, after = decide(on_call, own, "outcome", **WHY, outcome="redirect", redirect_to="/news/")

    assert after.said == ["Its address sends readers to /news/."]
    refused = on_call.open(others, "outcome")
    assert refused.said == ["You did not withdraw it, so an editor has to change this."]


def test_cancelling_what_is_scheduled(people: People) -> None:
    scheduled = make_post_edition(State.SCHEDULED)

    before, after = decide(Desk(people.on_call), scheduled, "cancel", **WHY)

    assert before.sentences[0].startswith("It will not appear on Wednesday 1 July 2026, 10:00 BST.")
    assert after.said == ["It will not appear. The public never saw it."]
    assert fresh(scheduled).state(JULY) == State.SET_ASIDE


def test_letting_it_end_sooner_and_never_later(people: People) -> None:
    live, desk = make_post_edition(State.LIVE), Desk(people.editor)

    before, after = decide(desk, live, "expiry", **WHY, expires_at_0="2026-11-01", expires_at_1="10:00")
    assert before.sentences[0] == "Its expiry now: no end."
    assert after.said == ["The public stops seeing it on Sunday 1 November 2026, 10:00 GMT."]

    _before, later = decide(desk, live, "expiry", **WHY, expires_at_0="2026-12-01", expires_at_1="10:00")
    assert later.errors == ["To keep it public for longer, release a new edition with a later expiry."]


def test_restoring_is_for_somebody_who_did_not_withdraw(people: People, july: Hands) -> None:
    live = make_post_edition(State.LIVE)
    editor = Desk(people.editor)
    decide(editor, live, "withdraw", **WHY)
    july.on(timedelta(minutes=5))

    own = editor.open(live, "restore")
    assert own.said == ["You withdrew it, so somebody else has to restore it."]
    before, after = decide(Desk(people.superuser), live, "restore", **WHY)

    assert before.button == "Restore now"
    assert after.said == ["The public sees the same text again, as a new edition."]
    assert PostEdition.desk.get(number=2).is_public(clock.now())


def test_moving_to_another_address(people: People) -> None:
    live = make_post_edition(State.LIVE, slug="old")

    before, after = decide(Desk(people.editor), live, "move", slug="new", **WHY)

    assert before.sentences == [
        "Its address is “old”. Readers who use it are sent on to the new one, for ever."
    ]
    assert after.said == ["It is now at “new”. The old address sends readers on."]
    assert set(PostAddress.objects.values_list("slug", "is_current")) == {("old", False), ("new", True)}


def test_redacting_takes_a_tick_and_a_reason(people: People) -> None:
    gone = make_post_edition(Ending.WITHDRAWN, title="A named child", body="<p>A named child</p>")
    desk = Desk(people.editor)

    _before, refused = decide(desk, gone, "redact", **WHY)
    assert refused.errors == ["This field is required."]
    _before, after = decide(desk, gone, "redact", **WHY, certain="on")

    assert after.said == ["The text is gone. The log says that it was redacted."]
    assert "A named child" not in after.words + desk.open(gone, "history").words


def test_starting_the_next_edition_from_any(people: People) -> None:
    live = make_post_edition(State.LIVE, body="<p>Words to copy</p>")
    make_next_edition(live, State.SET_ASIDE, body="<p>Left words</p>")

    before, after = decide(Desk(people.author), live, "start")

    assert before.sentences == ["The draft starts as a copy of edition 1. Nothing changes for the public."]
    assert after.said == ["The draft is yours to edit. The public sees nothing of it."]
    assert after.fields()["body"] == "<p>Words to copy</p>"
    assert PostEdition.desk.get(number=3).started_from == live
