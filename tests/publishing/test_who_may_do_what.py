"""Every verb, by every role and against every rule: who is refused, in which words, and that nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import DataError, IntegrityError, OperationalError

from accounts.models import User
from accounts.roles import PERMISSIONS, Role
from news.models import PostEdition
from publishing import drafts, followers, release, rules
from publishing.hashing import content_hash
from publishing.models import Decision, Verb
from publishing.rules import RULES, Refused
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.consent.factories import make_policy
from tests.factories import make_next_edition, make_post_edition, make_user
from tests.peel.summaries.factories import make_summary
from tests.publishing.acts import DAY, HOUR, MINUTE, NOW, REASON, SECOND, act, everything, fresh
from tests.publishing.conftest import Hands, Office

# In which standing each verb finds an edition that it can do something with.
READY: dict[Verb, State | Ending] = {
    Verb.START: State.LIVE,
    Verb.EDIT: State.DRAFT,
    Verb.SUBMIT: State.DRAFT,
    Verb.RETURN_TO_AUTHOR: State.SUBMITTED,
    Verb.APPROVE: State.SUBMITTED,
    Verb.CANCEL_RELEASE: State.SCHEDULED,
    Verb.SET_ASIDE: State.DRAFT,
    Verb.RELEASE_URGENTLY: State.DRAFT,
    Verb.CLEAR_DEBT: State.LIVE,
    Verb.CHANGE_EXPIRY: State.LIVE,
    Verb.CHANGE_OUTCOME: Ending.WITHDRAWN,
    Verb.WITHDRAW: State.LIVE,
    Verb.RESTORE: Ending.WITHDRAWN,
    Verb.MOVE: State.LIVE,
    Verb.REDACT: Ending.WITHDRAWN,
}


def ready_for(verb: Verb) -> PostEdition:
    return make_post_edition(READY[verb], urgent_reason="Now." if verb == Verb.CLEAR_DEBT else "")


def refused(verb: Verb, edition: PostEdition, by: User, **said: Any) -> str:
    """The sentence with which `verb` is refused. Nothing may have changed."""
    before = everything()
    with pytest.raises(Refused) as refusal:
        act(verb, edition, by, **said)
    assert everything() == before
    return str(refusal.value)


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("verb", RULES)
def test_a_role_may_do_what_its_table_says_and_nothing_else(
    hands: Hands, office: Office, verb: Verb, role: Role | None
) -> None:
    edition, somebody = ready_for(verb), make_user(role)
    may = role is not None and f"publishing.{verb.value}" in PERMISSIONS[role]

    if (verb, role) == (Verb.CHANGE_OUTCOME, Role.ON_CALL):
        assert refused(verb, edition, somebody) == "You did not withdraw it, so an editor has to change this."
    elif may:
        act(verb, edition, somebody)
    else:
        assert refused(verb, edition, somebody) == "Your role does not allow this."


@pytest.mark.parametrize("verb", RULES)
def test_a_closed_account_may_do_nothing_even_if_it_was_a_superusers(
    hands: Hands, office: Office, verb: Verb
) -> None:
    closed = make_user(superuser=True, is_active=False)

    assert refused(verb, ready_for(verb), closed) == "Your role does not allow this."


def test_whoever_may_not_start_may_not_start_a_document(hands: Hands, office: Office) -> None:
    before = everything()

    with pytest.raises(Refused, match=r"Your role does not allow this\."):
        drafts.start(PostEdition, by=make_user(Role.AUDITOR), title="A", slug="a")

    assert everything() == before


@pytest.mark.parametrize("verb", [verb for verb in RULES if verb != Verb.EDIT])
def test_every_verb_is_logged_with_its_words_and_bumps_the_sites_version(
    hands: Hands, office: Office, verb: Verb
) -> None:
    edition = ready_for(verb)
    length, version = Decision.objects.count(), everything()["SiteState"][0]["version"]
    hands.on(MINUTE)

    act(verb, edition, office.superuser)

    decision, state = Decision.objects.select_related("text").first(), everything()["SiteState"][0]
    about = PostEdition.desk.order_by("-pk")[0] if verb in (Verb.START, Verb.RESTORE) else fresh(edition)
    assert decision is not None
    assert Decision.objects.count() == length + 1
    assert (decision.verb, decision.actor_id, decision.at) == (verb, office.superuser.pk, hands.now)
    assert (decision.edition, decision.document) == (
        f"news.postedition:{about.pk}",
        f"news.post:{about.document_id}",
    )
    assert len(decision.content_hash) == 64
    assert verb == Verb.REDACT or decision.content_hash == content_hash(about)
    assert state["version"] == version + 1
    assert state["newest_decision_at"] == hands.now
    wordless = {Verb.START, Verb.SUBMIT, Verb.APPROVE, Verb.CLEAR_DEBT}
    assert decision.text.spoken().get("reason", "") == ("" if verb in wordless else REASON)


def test_what_was_decided_beside_the_reason_is_in_the_words(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE)
    release.withdraw(
        edition, by=office.editor, reason="Wrong.", outcome=Outcome.REDIRECT, redirect_to="/news/b/"
    )
    told = [Decision.objects.select_related("text")[0].text.spoken()]
    release.change_outcome(
        edition, by=office.editor, reason="Better.", outcome=Outcome.NOTICE, notice=Notice.UNDER_REVIEW
    )
    told.append(Decision.objects.select_related("text")[0].text.spoken())

    assert told == [
        {"reason": "Wrong.", "outcome": "redirect", "redirect_to": "/news/b/"},
        {"reason": "Better.", "outcome": "notice", "notice": "under-review"},
    ]


NEEDS_A_REASON = {
    Verb.RETURN_TO_AUTHOR: "Say what should change.",
    Verb.SET_ASIDE: "Say why it is set aside.",
    Verb.RELEASE_URGENTLY: "Say why this cannot wait for a second person.",
    Verb.CANCEL_RELEASE: "Say why the release is cancelled.",
    Verb.WITHDRAW: "Say why this is withdrawn.",
    Verb.RESTORE: "Say why this is shown again.",
    Verb.CHANGE_EXPIRY: "Say why it ends sooner.",
    Verb.CHANGE_OUTCOME: "Say why this changes.",
    Verb.REDACT: "Say under what order or rule, without naming anybody.",
}


@pytest.mark.parametrize("blank", ["", "  \n"])
@pytest.mark.parametrize("verb", NEEDS_A_REASON)
def test_a_reason_is_asked_for(hands: Hands, office: Office, verb: Verb, blank: str) -> None:
    assert refused(verb, ready_for(verb), office.superuser, reason=blank) == NEEDS_A_REASON[verb]


BOUND_TO_A_HASH = [Verb.SUBMIT, Verb.APPROVE, Verb.RELEASE_URGENTLY, Verb.CLEAR_DEBT, Verb.RESTORE]
CHANGED = "The text has changed since you read it. Read it again before you decide."


@pytest.mark.parametrize("verb", BOUND_TO_A_HASH)
def test_who_read_another_text_is_refused(hands: Hands, office: Office, verb: Verb) -> None:
    assert refused(verb, ready_for(verb), office.superuser, seen="f" * 64) == CHANGED


@pytest.mark.parametrize("verb", BOUND_TO_A_HASH)
@pytest.mark.parametrize(("field", "value"), [("title", "By the back door"), ("body", "<p>Other</p>")])
def test_a_text_that_was_changed_behind_the_desk_is_refused(
    hands: Hands, office: Office, verb: Verb, field: str, value: str
) -> None:
    edition = ready_for(verb)
    seen = content_hash(edition)
    PostEdition.desk.filter(pk=edition.pk).update(**{field: value})

    assert refused(verb, edition, office.superuser, seen=seen) == CHANGED


# --- each rule's sentence -------------------------------------------------------------------------------


class Case(NamedTuple):
    verb: Verb
    make: Callable[[Office, Hands], PostEdition]
    sentence: str
    by: str = "superuser"
    said: dict[str, Any] = {}


def in_state(state: State | Ending, **fields: Any) -> Callable[[Office, Hands], PostEdition]:
    return lambda office, hands: make_post_edition(state, **fields)


def a_summary(office: Office, hands: Hands) -> Any:
    return make_summary(State.LIVE)


def a_policy(office: Office, hands: Hands) -> Any:
    return make_policy(State.LIVE)


def with_a_draft_beside(office: Office, hands: Hands) -> PostEdition:
    live = make_post_edition(State.LIVE)
    make_next_edition(live)
    return live


def urgent(office: Office, hands: Hands) -> PostEdition:
    return make_post_edition(
        State.LIVE, author=office.editor, approver=office.superuser, urgent_reason="A child is missing."
    )


def withdrawn_by_the_editor(office: Office, hands: Hands) -> PostEdition:
    live = make_post_edition(State.LIVE, author=office.second_editor, approver=office.superuser)
    release.withdraw(live, by=office.editor, reason=REASON)
    return live


def redacted(office: Office, hands: Hands) -> PostEdition:
    edition = make_post_edition(Ending.WITHDRAWN)
    release.redact(edition, by=office.editor, reason="Order of the court.")
    return edition


def replaced(office: Office, hands: Hands) -> PostEdition:
    first = make_post_edition(State.LIVE)
    make_next_edition(first, State.LIVE)
    return first


def withdrawn_and_released_again(office: Office, hands: Hands) -> PostEdition:
    first = make_post_edition(Ending.WITHDRAWN)
    make_next_edition(first, State.LIVE)
    return first


def withdrawn_and_expired_since(office: Office, hands: Hands) -> PostEdition:
    edition = make_post_edition(Ending.WITHDRAWN, expires_at=NOW + HOUR)
    hands.on(2 * HOUR)
    return edition


def about_to_appear(office: Office, hands: Hands) -> PostEdition:
    edition = make_post_edition(State.SCHEDULED)
    hands.on(HOUR - 4 * SECOND)
    return edition


WAITS = "This edition is not waiting for approval any more."
CASES = {
    "is_not_redacted": Case(Verb.START, redacted, "It has been redacted."),
    "is_not_redacted: twice": Case(Verb.REDACT, redacted, "It has been redacted."),
    "has_no_open_draft": Case(Verb.START, with_a_draft_beside, "There is already a draft, edition 2."),
    "has_no_open_draft: from itself": Case(
        Verb.START, in_state(State.DRAFT), "There is already a draft, edition 1."
    ),
    "is_open": Case(Verb.EDIT, in_state(State.LIVE), "This edition is no longer a draft."),
    "is_open: scheduled": Case(Verb.EDIT, in_state(State.SCHEDULED), "This edition is no longer a draft."),
    "is_open: set aside": Case(Verb.EDIT, in_state(State.SET_ASIDE), "This edition is no longer a draft."),
    "is_open: submit": Case(Verb.SUBMIT, in_state(State.SET_ASIDE), "This edition is no longer a draft."),
    "is_open: aside": Case(Verb.SET_ASIDE, in_state(State.SCHEDULED), "This edition is no longer a draft."),
    "is_not_submitted": Case(Verb.SUBMIT, in_state(State.SUBMITTED), "It is already waiting for approval."),
    "is_submitted": Case(
        Verb.RETURN_TO_AUTHOR, in_state(State.DRAFT), "This edition is not waiting for approval."
    ),
    "is_approvable": Case(Verb.APPROVE, in_state(State.DRAFT), "Nobody has asked for approval yet."),
    "is_approvable: live": Case(Verb.APPROVE, in_state(State.LIVE), WAITS),
    "is_approvable: set aside": Case(Verb.APPROVE, in_state(State.SET_ASIDE), WAITS),
    "is_approvable: ended": Case(Verb.APPROVE, in_state(State.ENDED), WAITS),
    "is_releasable": Case(
        Verb.RELEASE_URGENTLY, in_state(State.LIVE), "Only a draft or a scheduled edition can be released."
    ),
    "is_releasable: set aside": Case(
        Verb.RELEASE_URGENTLY,
        in_state(State.SET_ASIDE),
        "Only a draft or a scheduled edition can be released.",
    ),
    "is_by_a_second_person": Case(
        Verb.APPROVE,
        lambda office, hands: make_post_edition(State.SUBMITTED, author=office.editor),
        "You worked on this text, so somebody else has to approve it.",
        by="editor",
    ),
    "is_by_a_second_person: superuser": Case(
        Verb.APPROVE,
        lambda office, hands: make_post_edition(State.SUBMITTED, author=office.superuser),
        "You worked on this text, so somebody else has to approve it.",
    ),
    "is_by_a_second_person: debt": Case(
        Verb.CLEAR_DEBT, urgent, "You worked on this text, so somebody else has to approve it.", by="editor"
    ),
    "is_scheduled": Case(Verb.CANCEL_RELEASE, in_state(State.LIVE), "This edition is not scheduled."),
    "is_scheduled: submitted": Case(
        Verb.CANCEL_RELEASE, in_state(State.SUBMITTED), "This edition is not scheduled."
    ),
    "is_far_from_its_start": Case(
        Verb.CANCEL_RELEASE,
        about_to_appear,
        "It appears within five seconds: too late to cancel. Withdraw it instead.",
    ),
    "is_live": Case(Verb.WITHDRAW, in_state(State.SCHEDULED), "This edition is not live."),
    "is_live: ended": Case(Verb.WITHDRAW, in_state(State.ENDED), "This edition is not live."),
    "is_live: draft": Case(Verb.WITHDRAW, in_state(State.DRAFT), "This edition is not live."),
    "is_live_or_scheduled": Case(
        Verb.CHANGE_EXPIRY,
        in_state(State.ENDED),
        "Only a live or scheduled edition has an expiry that can be changed.",
    ),
    "is_timed": Case(
        Verb.CHANGE_EXPIRY,
        a_policy,
        "It ends when somebody withdraws or replaces it, not at a moment that was set before.",
    ),
    "has_debt": Case(
        Verb.CLEAR_DEBT, in_state(State.LIVE), "This edition is not waiting for an approval afterwards."
    ),
    "is_not_the_releaser": Case(
        Verb.CLEAR_DEBT, urgent, "You released it, so somebody else has to approve it afterwards."
    ),
    "answers_at_its_address": Case(Verb.CHANGE_OUTCOME, in_state(State.LIVE), "This edition has not ended."),
    "answers_at_its_address: newer": Case(
        Verb.CHANGE_OUTCOME, replaced, "A newer edition answers at this address."
    ),
    "is_theirs_to_answer": Case(
        Verb.CHANGE_OUTCOME,
        withdrawn_by_the_editor,
        "You did not withdraw it, so an editor has to change this.",
        by="on_call",
    ),
    "answers_at_its_address: restore": Case(
        Verb.RESTORE, withdrawn_and_released_again, "A newer edition answers at this address."
    ),
    "was_withdrawn": Case(
        Verb.RESTORE,
        in_state(State.ENDED),
        "Only a withdrawn edition can be restored. Start a new draft from it instead.",
    ),
    "was_withdrawn: redacted since": Case(
        Verb.RESTORE,
        redacted,
        "Only a withdrawn edition can be restored. Start a new draft from it instead.",
    ),
    "has_not_expired": Case(
        Verb.RESTORE,
        withdrawn_and_expired_since,
        "Its expiry has passed. Start a new draft from it with a later one.",
    ),
    "has_a_second_person": Case(
        Verb.RESTORE,
        withdrawn_by_the_editor,
        "You withdrew it, so somebody else has to restore it.",
        by="editor",
    ),
    "has_a_second_person: contributor": Case(
        Verb.RESTORE,
        withdrawn_by_the_editor,
        "You worked on this text, so somebody else has to restore it.",
        by="second_editor",
    ),
    "can_move": Case(
        Verb.MOVE,
        a_summary,
        "It stands on the page of its inspection, and cannot be moved.",
    ),
    "was_public": Case(
        Verb.MOVE,
        in_state(State.SCHEDULED),
        "It was never public: change the address in the draft instead.",
    ),
    "is_over": Case(
        Verb.REDACT,
        in_state(State.LIVE),
        "Withdraw it or set it aside first: only what is over can be redacted.",
    ),
    "is_over: draft": Case(
        Verb.REDACT,
        in_state(State.DRAFT),
        "Withdraw it or set it aside first: only what is over can be redacted.",
    ),
    # Not in the table of rules, but asked by the verbs themselves:
    "approve: in the past": Case(
        Verb.APPROVE,
        in_state(State.SUBMITTED),
        "That moment has passed, or is too near. Release it now instead.",
        said={"at": NOW - MINUTE},
    ),
    "approve: four seconds ahead": Case(
        Verb.APPROVE,
        in_state(State.SUBMITTED),
        "That moment has passed, or is too near. Release it now instead.",
        said={"at": NOW + 4 * SECOND},
    ),
    "approve: reschedule at the last moment": Case(
        Verb.APPROVE,
        about_to_appear,
        "It appears within five seconds: too late to cancel. Withdraw it instead.",
        said={"at": NOW + DAY},
    ),
    "approve: expires before it starts": Case(
        Verb.APPROVE,
        in_state(State.SUBMITTED, expires_at=NOW + HOUR),
        "It would expire before it is released. Change its expiry.",
        said={"at": NOW + HOUR},
    ),
    "approve: neither minor nor major": Case(
        Verb.APPROVE,
        lambda office, hands: make_next_edition(make_post_edition(State.LIVE), State.SUBMITTED, update=""),
        "Say whether this update is minor or major.",
    ),
    "approve: major without a note": Case(
        Verb.APPROVE,
        lambda office, hands: make_next_edition(
            make_post_edition(State.LIVE), State.SUBMITTED, update=Update.MAJOR, change_note=" "
        ),
        "A major update needs a change note for readers.",
    ),
    "approve: a release check that stops": Case(
        Verb.APPROVE,
        in_state(State.SUBMITTED, summary="", body=""),
        "Write a summary: lists and search results show it. Write the text of the post.",
    ),
    "urgent: a release check that stops": Case(
        Verb.RELEASE_URGENTLY, in_state(State.DRAFT, body="<p> </p>"), "Write the text of the post."
    ),
    "urgent: a reason that nobody reads at three": Case(
        Verb.RELEASE_URGENTLY,
        in_state(State.DRAFT),
        "Say it in at most 500 letters.",
        said={"reason": "x" * 501},
    ),
    "expiry: later": Case(
        Verb.CHANGE_EXPIRY,
        in_state(State.LIVE, expires_at=NOW + DAY),
        "To keep it public for longer, release a new edition with a later expiry.",
        said={"expires_at": NOW + DAY},
    ),
    "expiry: past": Case(
        Verb.CHANGE_EXPIRY,
        in_state(State.LIVE),
        "It cannot expire in the past or before it starts.",
        said={"expires_at": NOW + 4 * SECOND},
    ),
    "expiry: before the start": Case(
        Verb.CHANGE_EXPIRY,
        in_state(State.SCHEDULED),
        "It cannot expire in the past or before it starts.",
        said={"expires_at": NOW + HOUR},
    ),
    "withdraw: no such outcome": Case(
        Verb.WITHDRAW, in_state(State.LIVE), "Choose what the address answers.", said={"outcome": "teapot"}
    ),
    "withdraw: nowhere": Case(
        Verb.WITHDRAW,
        in_state(State.LIVE),
        "Say where readers are sent.",
        said={"outcome": Outcome.REDIRECT},
    ),
    "withdraw: to a stranger": Case(
        Verb.WITHDRAW,
        in_state(State.LIVE),
        "Send readers to a page of this site: an address that begins with one /.",
        said={"outcome": Outcome.REDIRECT, "redirect_to": "https://evil.example/"},
    ),
    "withdraw: to a stranger in disguise": Case(
        Verb.WITHDRAW,
        in_state(State.LIVE),
        "Send readers to a page of this site: an address that begins with one /.",
        said={"outcome": Outcome.REDIRECT, "redirect_to": "//evil.example/"},
    ),
    "withdraw: no wording": Case(
        Verb.WITHDRAW,
        in_state(State.LIVE),
        "Choose the wording of the notice.",
        said={"outcome": Outcome.NOTICE},
    ),
    "withdraw: free wording": Case(
        Verb.WITHDRAW,
        in_state(State.LIVE),
        "Choose the wording of the notice.",
        said={"outcome": Outcome.NOTICE, "notice": "He did it."},
    ),
    "move: no address": Case(
        Verb.MOVE, in_state(State.LIVE), "Give the page an address first.", said={"slug": ""}
    ),
    "move: no such address": Case(
        Verb.MOVE,
        in_state(State.LIVE),
        "An address has only small letters, digits and hyphens, at most 100 of them.",
        said={"slug": "a/b"},
    ),
    "move: too long an address": Case(
        Verb.MOVE,
        in_state(State.LIVE),
        "An address has only small letters, digits and hyphens, at most 100 of them.",
        said={"slug": "a" * 101},
    ),
    "move: where it is": Case(
        Verb.MOVE, in_state(State.LIVE, slug="here"), "That is its address already.", said={"slug": "here"}
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_rule_refuses_with_its_sentence_and_changes_nothing(
    hands: Hands, office: Office, name: str
) -> None:
    case = CASES[name]
    edition = case.make(office, hands)

    assert refused(case.verb, edition, getattr(office, case.by), **case.said) == case.sentence


def test_every_rule_of_the_table_is_seen_refusing() -> None:
    in_the_table = {rule.__name__ for found in RULES.values() for rule in found}

    assert in_the_table == {
        name.partition(":")[0] for name in CASES if hasattr(rules, name.partition(":")[0])
    }


@pytest.mark.parametrize("seconds", [5, 6])
def test_five_seconds_are_enough_to_schedule(hands: Hands, office: Office, seconds: int) -> None:
    edition = make_post_edition(State.SUBMITTED)

    act(Verb.APPROVE, edition, office.editor, at=NOW + timedelta(seconds=seconds))

    assert fresh(edition).state(NOW) == State.SCHEDULED


def test_five_seconds_are_enough_to_cancel(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SCHEDULED)
    hands.on(HOUR - 5 * SECOND)

    act(Verb.CANCEL_RELEASE, edition, office.editor)

    assert fresh(edition).state(hands.now) == State.SET_ASIDE


def test_nearer_than_five_seconds_it_can_still_be_released_now(hands: Hands, office: Office) -> None:
    edition = about_to_appear(office, hands)

    act(Verb.APPROVE, edition, office.editor)

    assert fresh(edition).released_at == hands.now


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DataError, "Something here is longer than there is room for. Shorten it."),
        (IntegrityError, "Somebody else changed this at the same moment. Look at it again."),
        (OperationalError, "The database is busy and nothing was changed. Try again in a moment."),
    ],
)
def test_what_the_database_refuses_becomes_a_sentence(
    hands: Hands, office: Office, monkeypatch: pytest.MonkeyPatch, error: type[Exception], sentence: str
) -> None:
    def refuse(edition: PostEdition) -> None:
        raise error("details that nobody should read")

    monkeypatch.setattr(followers, "_inside", [refuse])

    assert refused(Verb.APPROVE, make_post_edition(State.SUBMITTED), office.editor) == sentence
