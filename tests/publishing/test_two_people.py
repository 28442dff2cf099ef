"""Two real people: who contributed to a text, and who may therefore not approve it."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from news.models import PostEdition
from publishing import drafts, release
from publishing.hashing import content_hash
from publishing.models import Verb
from publishing.rules import Refused
from publishing.states import Ending, State, Update
from tests.factories import make_next_edition, make_post_edition, make_user
from tests.publishing.acts import HOUR, MINUTE, REASON, act, fresh
from tests.publishing.conftest import Hands, Office

OWN_WORK = "You worked on this text, so somebody else has to approve it."


def contributors(edition: PostEdition) -> set[User]:
    return set(edition.contributors.all())


def refused(verb: Verb, edition: PostEdition, by: User) -> str:
    with pytest.raises(Refused) as refusal:
        act(verb, edition, by)
    return str(refusal.value)


def test_whoever_starts_a_document_contributed_to_it(hands: Hands, office: Office) -> None:
    assert contributors(make_post_edition(author=office.author)) == {office.author}


def test_an_editor_who_touched_a_comma_cannot_approve(hands: Hands, office: Office) -> None:
    edition = make_post_edition(author=office.author, title="On Saturday")
    act(Verb.EDIT, edition, office.editor, title="On Saturday,")
    act(Verb.SUBMIT, edition, office.author)

    assert refused(Verb.APPROVE, edition, office.editor) == OWN_WORK
    act(Verb.APPROVE, edition, office.second_editor)
    assert fresh(edition).approved_by == office.second_editor


def test_an_editor_who_changed_only_a_tag_cannot_approve(hands: Hands, office: Office) -> None:
    edition = make_post_edition(author=office.author)
    drafts.keep(edition, by=office.editor, seen=edition.revision, topics=[])
    act(Verb.SUBMIT, edition, office.author)

    assert refused(Verb.APPROVE, edition, office.editor) == OWN_WORK


def test_a_superuser_who_contributed_cannot_approve(hands: Hands, office: Office) -> None:
    edition = make_post_edition(author=office.author)
    act(Verb.EDIT, edition, office.superuser)
    act(Verb.SUBMIT, edition, office.author)

    assert refused(Verb.APPROVE, edition, office.superuser) == OWN_WORK


def test_whoever_only_submitted_may_approve(hands: Hands, office: Office) -> None:
    edition = make_post_edition(author=office.author)
    act(Verb.SUBMIT, edition, office.editor)

    act(Verb.APPROVE, edition, office.editor)

    assert fresh(edition).approved_by == office.editor


def test_whoever_returned_a_text_may_approve_it_later(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SUBMITTED, author=office.author)
    act(Verb.RETURN_TO_AUTHOR, edition, office.editor)
    act(Verb.EDIT, edition, office.author)
    act(Verb.SUBMIT, edition, office.author)

    act(Verb.APPROVE, edition, office.editor)

    assert fresh(edition).approved_by == office.editor


def test_what_is_set_aside_brings_its_contributors_into_the_copy(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SET_ASIDE, author=office.editor)

    copy = drafts.start_next(edition, by=office.author)

    assert contributors(copy) == {office.editor, office.author}


def test_a_scheduled_text_brings_its_contributors_into_the_copy(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SCHEDULED, author=office.editor)

    copy = drafts.start_next(edition, by=office.author)

    assert contributors(copy) == {office.editor, office.author}


def test_a_cancelled_text_brings_its_contributors_although_it_was_approved_once(
    hands: Hands, office: Office
) -> None:
    edition = make_post_edition(State.SCHEDULED, author=office.editor)
    act(Verb.CANCEL_RELEASE, edition, office.second_editor)

    copy = drafts.start_next(edition, by=office.author)

    assert contributors(copy) == {office.editor, office.author}


@pytest.mark.parametrize("state", [State.LIVE, State.ENDED, Ending.WITHDRAWN])
def test_a_copy_of_what_two_people_read_starts_with_the_copier(
    hands: Hands, office: Office, state: State | Ending
) -> None:
    edition = make_post_edition(state, author=office.editor)

    copy = drafts.start_next(edition, by=office.author)

    assert contributors(copy) == {office.author}


@pytest.mark.parametrize("state", [State.LIVE, Ending.WITHDRAWN])
def test_urgent_text_that_nobody_cleared_brings_its_contributors(
    hands: Hands, office: Office, state: State | Ending
) -> None:
    edition = make_post_edition(state, author=office.editor, approver=office.on_call, urgent_reason=REASON)

    copy = drafts.start_next(edition, by=office.author)

    assert contributors(copy) == {office.editor, office.author}


def test_urgent_text_that_was_cleared_does_not(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE, author=office.editor, urgent_reason=REASON)
    act(Verb.CLEAR_DEBT, edition, office.second_editor)

    assert contributors(drafts.start_next(edition, by=office.author)) == {office.author}


def test_a_chain_of_copies_that_nobody_approved_forgets_nobody(hands: Hands, office: Office) -> None:
    edition = make_post_edition(author=office.editor)
    for person in (office.author, office.colleague, office.on_call):
        act(Verb.SET_ASIDE, edition, person)
        edition = drafts.start_next(edition, by=person)
    act(Verb.SUBMIT, edition, office.on_call)

    assert refused(Verb.APPROVE, edition, office.editor) == OWN_WORK


def test_whoever_approved_the_last_edition_may_write_the_next_and_not_approve_it(
    hands: Hands, office: Office
) -> None:
    live = make_post_edition(State.LIVE, approver=office.editor)
    edition = make_next_edition(live, State.SUBMITTED, author=office.editor)

    assert refused(Verb.APPROVE, edition, office.editor) == OWN_WORK


def test_rescheduling_somebody_elses_approval_does_not_let_a_contributor_approve(
    hands: Hands, office: Office
) -> None:
    edition = make_post_edition(State.SCHEDULED, author=office.editor, approver=office.second_editor)

    assert refused(Verb.APPROVE, edition, office.editor) == OWN_WORK


def test_a_one_person_office_may_switch_it_off(hands: Hands, office: Office, settings: Settings) -> None:
    settings.TWO_PEOPLE = False
    edition = make_post_edition(State.SUBMITTED, author=office.editor)

    act(Verb.APPROVE, edition, office.editor)
    hands.on(MINUTE)
    act(Verb.WITHDRAW, edition, office.editor)
    hands.on(MINUTE)
    restored = act(Verb.RESTORE, edition, office.editor)

    assert restored.approved_by == office.editor
    assert not restored.has_debt()


def test_a_one_person_office_clears_its_own_debts(hands: Hands, office: Office, settings: Settings) -> None:
    settings.TWO_PEOPLE = False
    edition = make_post_edition(
        State.LIVE, author=office.superuser, approver=office.superuser, urgent_reason=REASON
    )

    act(Verb.CLEAR_DEBT, edition, office.superuser)

    assert not fresh(edition).has_debt()


# --- urgent release and its debt ------------------------------------------------------------------------


def test_on_call_releases_alone_at_once_and_leaves_a_debt(hands: Hands, office: Office) -> None:
    edition = make_post_edition(author=office.on_call)

    act(Verb.RELEASE_URGENTLY, edition, office.on_call, reason="A child is missing.")

    edition = fresh(edition)
    assert edition.state(hands.now) == State.LIVE
    assert (edition.released_at, edition.urgent_reason) == (hands.now, "A child is missing.")
    assert (edition.approved_by, edition.released_by) == (None, office.on_call)
    assert edition.has_debt()
    assert list(PostEdition.desk.with_debt()) == [edition]


def test_a_debt_is_cleared_by_another_person_only(hands: Hands, office: Office) -> None:
    both = make_user(Role.EDITOR)
    both.groups.set([*both.groups.all(), *office.on_call.groups.all()])
    edition = make_post_edition(author=office.author)
    act(Verb.RELEASE_URGENTLY, edition, both)

    sentence = refused(Verb.CLEAR_DEBT, edition, both)
    act(Verb.CLEAR_DEBT, edition, office.editor)

    assert sentence == "You released it, so somebody else has to approve it afterwards."
    assert fresh(edition).approved_by == office.editor
    assert not PostEdition.desk.with_debt().exists()


def test_a_debt_survives_being_replaced_expired_and_withdrawn(hands: Hands, office: Office) -> None:
    replaced = make_post_edition(State.LIVE, urgent_reason=REASON)
    make_next_edition(replaced, State.LIVE)
    expired = make_post_edition(State.ENDED, urgent_reason=REASON)
    withdrawn = make_post_edition(Ending.WITHDRAWN, urgent_reason=REASON)

    assert set(PostEdition.desk.with_debt()) == {replaced, expired, withdrawn}
    for edition in (replaced, expired, withdrawn):
        act(Verb.CLEAR_DEBT, edition, office.editor)
    assert not PostEdition.desk.with_debt().exists()


def test_clearing_a_debt_changes_nothing_that_the_public_sees(hands: Hands, office: Office) -> None:
    edition = fresh(make_post_edition(State.LIVE, urgent_reason=REASON))
    before = (edition.released_at, edition.ended_at, edition.listed_at, edition.content_hash)

    act(Verb.CLEAR_DEBT, edition, office.editor)

    edition = fresh(edition)
    assert (edition.released_at, edition.ended_at, edition.listed_at, edition.content_hash) == before


def test_a_scheduled_text_that_is_released_urgently_has_a_debt_again(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SCHEDULED)

    act(Verb.RELEASE_URGENTLY, edition, office.on_call)

    assert fresh(edition).released_at == hands.now
    assert fresh(edition).has_debt()


def test_an_urgent_correction_needs_to_say_minor_or_major_too(hands: Hands, office: Office) -> None:
    edition = make_next_edition(make_post_edition(State.LIVE), update="")

    assert (
        refused(Verb.RELEASE_URGENTLY, edition, office.on_call)
        == "Say whether this update is minor or major."
    )


# --- restoring ------------------------------------------------------------------------------------------


def withdrawn(office: Office, hands: Hands, by: User, **fields: object) -> PostEdition:
    edition = make_post_edition(State.LIVE, **fields)  # type: ignore[arg-type]
    release.withdraw(edition, by=by, reason=REASON)
    hands.on(MINUTE)
    return fresh(edition)


def test_somebody_else_than_the_withdrawer_restores_the_same_text_as_a_new_edition(
    hands: Hands, office: Office
) -> None:
    edition = withdrawn(office, hands, office.editor, author=office.author)

    restored = act(Verb.RESTORE, edition, office.second_editor)

    restored = fresh(restored)
    assert (restored.number, restored.started_from, restored.is_restored) == (2, edition, True)
    assert restored.content_hash == edition.content_hash == content_hash(restored)
    assert (restored.approved_by, restored.released_at) == (office.second_editor, hands.now)
    assert contributors(restored) == {office.author}
    assert fresh(edition).ending == Ending.WITHDRAWN


def test_on_call_undoes_their_own_mistake_alone_with_a_debt(hands: Hands, office: Office) -> None:
    edition = withdrawn(office, hands, office.on_call)

    restored = act(Verb.RESTORE, edition, office.on_call)

    assert fresh(restored).has_debt()
    assert refused(Verb.CLEAR_DEBT, restored, office.on_call) == "Your role does not allow this."
    act(Verb.CLEAR_DEBT, restored, office.editor)
    assert not fresh(restored).has_debt()


def test_on_call_has_no_approval_to_give_to_what_others_withdrew_either(hands: Hands, office: Office) -> None:
    edition = withdrawn(office, hands, office.editor)

    assert act(Verb.RESTORE, edition, office.on_call).has_debt()


def test_restoring_is_no_way_round_a_debt(hands: Hands, office: Office) -> None:
    edition = withdrawn(
        office, hands, office.editor, author=office.superuser, approver=office.superuser, urgent_reason=REASON
    )

    restored = act(Verb.RESTORE, edition, office.superuser)

    assert restored.has_debt()
    assert refused(Verb.CLEAR_DEBT, restored, office.superuser) != ""


def test_whoever_released_alone_does_not_become_the_second_person_by_restoring(
    hands: Hands, office: Office
) -> None:
    edition = withdrawn(
        office, hands, office.editor, author=office.author, approver=office.superuser, urgent_reason=REASON
    )

    assert act(Verb.RESTORE, edition, office.superuser).has_debt()


def test_restoring_meets_no_open_draft(hands: Hands, office: Office) -> None:
    edition = withdrawn(office, hands, office.editor)
    draft = make_next_edition(edition, title="Half written", update=Update.MINOR)

    restored = act(Verb.RESTORE, edition, office.second_editor)

    assert fresh(restored).state(hands.now) == State.LIVE
    assert (restored.number, fresh(restored).is_newest) == (3, True)
    assert fresh(draft).state(hands.now) == State.DRAFT
    act(Verb.EDIT, draft, office.author, title="Written on by who opened it before")
    assert fresh(draft).title == "Written on by who opened it before"


def test_a_restored_text_keeps_its_place_its_first_date_and_its_expiry(hands: Hands, office: Office) -> None:
    edition = withdrawn(office, hands, office.editor, expires_at=hands.now + HOUR)

    restored = fresh(act(Verb.RESTORE, edition, office.second_editor))

    assert restored.listed_at == edition.listed_at
    assert restored.first_released_at == edition.first_released_at
    assert (restored.ended_at, restored.ending) == (edition.expires_at, Ending.EXPIRED)


def test_a_restored_edition_is_corrected_like_any_other(hands: Hands, office: Office) -> None:
    edition = withdrawn(office, hands, office.editor)
    restored = act(Verb.RESTORE, edition, office.second_editor)
    hands.on(MINUTE)

    corrected = make_next_edition(restored, State.LIVE, title="Better")

    assert (corrected.is_restored, fresh(restored).ended_at) == (False, hands.now)
