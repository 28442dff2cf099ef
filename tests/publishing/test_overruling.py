"""A release that a check stops: by whom it may be overruled, for what it was read, and what the log keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from news.models import PostEdition
from publishing import checks, release
from publishing.checks import Finding, Level
from publishing.editions import Edition
from publishing.hashing import content_hash
from publishing.models import Decision, Verb
from publishing.overruling import NOTHING, Overruling
from publishing.rules import Refused
from publishing.states import State
from tests.factories import HOUR, bring_to, make_post_edition
from tests.publishing.acts import fresh
from tests.publishing.conftest import Hands, Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
FALSE = Finding(
    Level.STOP,
    "It names the wrong grade.",
    "body",
    quote="Roads are Good.",
    known="Roads are Adequate.",
    source="The report",
    source_url="https://example.org/report",
    overrulable=True,
)
OTHER = Finding(Level.STOP, "It names another wrong grade.", "body", overrulable=True)
UNLAWFUL = Finding(Level.STOP, "It names a child.", "body")
WHY = "The report was corrected this morning."


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What a check says about every text, until the test changes it."""
    said: list[Finding] = [FALSE]

    def check(edition: Edition) -> Iterator[Finding]:
        yield from said

    monkeypatch.setattr(checks, "_checks", [*checks._checks, check])
    return said


@pytest.fixture
def waiting(office: Office, found: list[Finding]) -> PostEdition:
    return make_post_edition(State.SUBMITTED, author=office.author)


def approve(edition: PostEdition, by: User, overruling: Overruling = NOTHING, **more: Any) -> Decision:
    return release.approve(edition, by=by, seen=content_hash(edition), overruling=overruling, **more)


def of(*findings: Finding, reason: str = WHY) -> Overruling:
    return Overruling(frozenset(one.key for one in findings), reason)


def test_without_a_word_it_is_refused_and_with_a_reason_released_and_logged(
    waiting: PostEdition, office: Office
) -> None:
    with pytest.raises(Refused, match=r"^It names the wrong grade\.$"):
        approve(waiting, office.editor)
    assert fresh(waiting).state(waiting.edited_at) == State.SUBMITTED

    decision = approve(waiting, office.editor, of(FALSE))

    words = decision.text.spoken()
    assert words["overruling"] == WHY
    assert words["overruled"] == (
        "It names the wrong grade. “Roads are Good.” Roads are Adequate. "
        "Source: The report https://example.org/report"
    )
    assert fresh(waiting).is_public(decision.at)


@pytest.mark.parametrize(
    ("overruling", "refusal"),
    [
        (of(FALSE, reason=" "), "Say why it is released nevertheless."),
        (of(FALSE, reason="a" * 501), "at most 500 letters"),
        (of(OTHER), "It names the wrong grade."),
    ],
)
def test_a_reason_is_given_for_what_was_read(
    waiting: PostEdition, office: Office, overruling: Overruling, refusal: str
) -> None:
    with pytest.raises(Refused, match=refusal):
        approve(waiting, office.editor, overruling)


def test_what_is_found_after_reading_is_shown_first(
    waiting: PostEdition, office: Office, found: list[Finding]
) -> None:
    found.append(OTHER)

    with pytest.raises(Refused, match=r"^It names another wrong grade\.$"):
        approve(waiting, office.editor, of(FALSE))
    assert approve(waiting, office.editor, of(FALSE, OTHER)).text.spoken()["overruled"].count("\n") == 1


def test_what_cannot_be_overruled_holds_whatever_is_said(
    waiting: PostEdition, office: Office, found: list[Finding]
) -> None:
    found.append(UNLAWFUL)

    with pytest.raises(Refused, match=r"^It names a child\.$"):
        approve(waiting, office.editor, of(FALSE, UNLAWFUL))


def test_nobody_overrules_about_their_own_text_on_call_included(office: Office, found: list[Finding]) -> None:
    own = make_post_edition(author=office.on_call)
    seen = content_hash(own)

    with pytest.raises(Refused, match="somebody else has to overrule this"):
        release.release_urgently(own, by=office.on_call, seen=seen, reason="Tonight.", overruling=of(FALSE))

    theirs = make_post_edition(author=office.author)
    decision = release.release_urgently(
        theirs, by=office.on_call, seen=content_hash(theirs), reason="Tonight.", overruling=of(FALSE)
    )
    assert decision.text.spoken()["overruling"] == WHY
    assert fresh(theirs).urgent_reason == "Tonight."


def test_one_person_alone_may_where_two_are_not_asked_for(
    office: Office, found: list[Finding], settings: Any
) -> None:
    settings.TWO_PEOPLE = False
    own = make_post_edition(author=office.on_call)

    release.release_urgently(
        own, by=office.on_call, seen=content_hash(own), reason="Tonight.", overruling=of(FALSE)
    )
    assert fresh(own).released_at


def test_it_is_not_logged_where_nothing_was_found(
    waiting: PostEdition, office: Office, found: list[Finding]
) -> None:
    found.clear()

    assert "overruling" not in approve(waiting, office.editor, of(FALSE)).text.spoken()


def test_moving_a_scheduled_release_and_restoring_ask_again(
    waiting: PostEdition, office: Office, found: list[Finding], hands: Hands
) -> None:
    approve(waiting, office.editor, of(FALSE), at=hands.now + HOUR)
    with pytest.raises(Refused, match="wrong grade"):
        approve(waiting, office.editor, at=hands.now + 2 * HOUR)
    approve(waiting, office.editor, of(FALSE), at=hands.now + 2 * HOUR)

    hands.on(3 * HOUR)
    withdrawn = fresh(waiting)
    release.withdraw(withdrawn, by=office.editor, reason="A doubt.")
    hands.on(HOUR)
    seen = content_hash(withdrawn)
    with pytest.raises(Refused, match="wrong grade"):
        release.restore(withdrawn, by=office.second_editor, reason="It is right.", seen=seen)
    restored = release.restore(
        withdrawn, by=office.second_editor, reason="It is right.", seen=seen, overruling=of(FALSE)
    )
    assert restored.is_public(hands.now)
    last = Decision.objects.first()
    assert last
    assert (last.verb, last.text.spoken()["overruling"]) == (Verb.RESTORE, WHY)


def test_a_check_may_ask_for_the_moment_of_release(
    office: Office, monkeypatch: pytest.MonkeyPatch, hands: Hands
) -> None:
    asked: list[datetime | None] = []

    def check(edition: Edition, at: datetime | None) -> Iterator[Finding]:
        asked.append(at)
        return iter(())

    monkeypatch.setattr(checks, "_checks_at", [check])
    edition = make_post_edition()
    bring_to(State.SUBMITTED, edition, approver=None, released_at=hands.now, ended_at=hands.now)
    approve(edition, office.editor, at=hands.now + HOUR)
    checks.findings(edition)

    assert asked == [hands.now + HOUR, None]
    assert fresh(edition).released_at
