"""Intervals as the verbs arrange them: now, later, in whose place, until when, and back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from news.models import Listing, PostEdition
from publishing import clock, drafts, release
from publishing.decisions import verify
from publishing.hashing import content_hash
from publishing.models import Decision, Verb
from publishing.rules import Refused
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic
from tests.publishing.acts import DAY, HOUR, MINUTE, NOW, REASON, SECOND, act, fresh, newest_decision
from tests.publishing.conftest import Hands, Office

FRIDAY = NOW + 2 * DAY


def interval(edition: PostEdition) -> tuple[datetime | None, datetime | None, str]:
    edition = fresh(edition)
    return edition.released_at, edition.ended_at, edition.ending


def seen_at(moment: datetime) -> list[str]:
    return list(PostEdition.public.at(moment).order_by("pk").values_list("title", flat=True))


def test_approving_is_releasing_at_this_instant(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SUBMITTED, author=office.author)

    release.approve(edition, by=office.editor, seen=content_hash(edition))

    edition = fresh(edition)
    assert interval(edition) == (NOW, None, "")
    assert (edition.first_released_at, edition.listed_at) == (NOW, NOW)
    assert (edition.approved_by, edition.released_by) == (office.editor, office.editor)
    assert edition.content_hash == content_hash(edition)


def test_a_scheduled_edition_appears_by_itself_and_to_the_microsecond(hands: Hands, office: Office) -> None:
    make_post_edition(State.SCHEDULED, title="Later", released_at=FRIDAY)

    assert seen_at(FRIDAY - timedelta(microseconds=1)) == []
    assert seen_at(FRIDAY) == ["Later"]


def test_an_edition_ends_by_its_expiry(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE, title="Now", expires_at=FRIDAY)

    assert interval(edition)[1:] == (FRIDAY, Ending.EXPIRED)
    assert seen_at(FRIDAY - timedelta(microseconds=1)) == ["Now"]
    assert seen_at(FRIDAY) == []


def test_a_successor_ends_what_is_live_at_its_own_start(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, title="First")
    second = make_next_edition(first, State.SCHEDULED, title="Second", released_at=FRIDAY)

    assert interval(first)[1:] == (FRIDAY, Ending.REPLACED)
    assert interval(second) == (FRIDAY, None, "")
    assert seen_at(FRIDAY - timedelta(microseconds=1)) == ["First"]
    assert seen_at(FRIDAY) == ["Second"]


def test_an_expiry_before_the_successor_leaves_a_gap(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, title="First", expires_at=NOW + DAY)
    make_next_edition(first, State.SCHEDULED, title="Second", released_at=FRIDAY, expires_at=None)

    assert interval(first)[1:] == (NOW + DAY, Ending.EXPIRED)
    assert [seen_at(moment) for moment in (NOW, NOW + DAY, FRIDAY)] == [["First"], [], ["Second"]]


def test_an_expiry_after_the_successors_start_is_cut_and_the_copy_carries_it_on(
    hands: Hands, office: Office
) -> None:
    first = make_post_edition(State.LIVE, expires_at=FRIDAY + DAY)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY)

    assert interval(first)[1:] == (FRIDAY, Ending.REPLACED)
    assert interval(second) == (FRIDAY, FRIDAY + DAY, Ending.EXPIRED)


def test_an_expiry_at_the_successors_start_is_an_expiry(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, expires_at=FRIDAY)
    make_next_edition(first, State.SCHEDULED, released_at=FRIDAY, expires_at=None)

    assert interval(first)[1:] == (FRIDAY, Ending.EXPIRED)


@pytest.mark.parametrize("expires_at", [None, FRIDAY + DAY, NOW + DAY])
def test_cancelling_sets_aside_and_lets_what_is_live_go_on_until_its_own_expiry(
    hands: Hands, office: Office, expires_at: datetime | None
) -> None:
    first = make_post_edition(State.LIVE, expires_at=expires_at)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY, expires_at=None)

    release.cancel_release(second, by=office.editor, reason="Not yet.")

    second = fresh(second)
    assert second.state(NOW) == State.SET_ASIDE
    assert interval(second) == (None, None, "")
    assert (second.approved_by, second.released_by, second.listed_at) == (None, None, None)
    assert interval(first)[1:] == (expires_at, Ending.EXPIRED if expires_at else "")


def test_cancelling_does_not_wake_a_predecessor_that_expired_meanwhile(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, title="First", expires_at=NOW + DAY)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY, expires_at=None)
    hands.to(NOW + DAY + HOUR)

    release.cancel_release(second, by=office.editor, reason="Not yet.")

    assert interval(first)[1:] == (NOW + DAY, Ending.EXPIRED)
    assert seen_at(hands.now) == []
    assert seen_at(NOW) == ["First"]


def test_cancelling_while_another_draft_is_open_makes_no_second_draft(hands: Hands, office: Office) -> None:
    scheduled = make_post_edition(State.SCHEDULED)
    draft = make_next_edition(scheduled)

    act(Verb.CANCEL_RELEASE, scheduled, office.editor)

    assert list(draft.document.editions.open()) == [draft]


def test_on_call_cancels_before_anything_was_live(hands: Hands, office: Office) -> None:
    scheduled = make_post_edition(State.SCHEDULED)

    act(Verb.CANCEL_RELEASE, scheduled, office.on_call)

    assert seen_at(FRIDAY) == []


def test_the_log_keeps_the_hash_of_the_text_whose_release_was_cancelled(hands: Hands, office: Office) -> None:
    scheduled = make_post_edition(State.SCHEDULED)

    act(Verb.CANCEL_RELEASE, scheduled, office.editor)

    assert newest_decision().content_hash == content_hash(scheduled)


@pytest.mark.parametrize("start", [NOW + 30 * MINUTE, FRIDAY, FRIDAY + DAY])
def test_approving_a_scheduled_edition_again_moves_it(hands: Hands, office: Office, start: datetime) -> None:
    first = make_post_edition(State.LIVE)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY)

    act(Verb.APPROVE, second, office.editor, at=start)

    assert interval(second) == (start, None, "")
    assert interval(first)[1:] == (start, Ending.REPLACED)
    assert fresh(second).listed_at == first.listed_at
    assert fresh(second).approved_by == office.editor


def test_a_scheduled_edition_is_released_now(hands: Hands, office: Office) -> None:
    second = make_next_edition(make_post_edition(State.LIVE), State.SCHEDULED, released_at=FRIDAY)

    act(Verb.APPROVE, second, office.editor)

    assert interval(second) == (NOW, None, "")


def test_a_third_edition_takes_the_scheduled_ones_place_at_its_instant(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, title="First")
    second = make_next_edition(first, State.SCHEDULED, title="Second", released_at=FRIDAY)
    third = make_next_edition(second, State.SUBMITTED, title="Third")

    act(Verb.APPROVE, third, office.editor, at=FRIDAY)

    assert fresh(second).state(NOW) == State.SET_ASIDE
    assert interval(third) == (FRIDAY, None, "")
    assert interval(first)[1:] == (FRIDAY, Ending.REPLACED)
    assert seen_at(FRIDAY) == ["Third"]


@pytest.mark.parametrize("start", [FRIDAY - SECOND, FRIDAY + SECOND, FRIDAY + timedelta(microseconds=1)])
def test_any_other_instant_is_refused_while_one_is_scheduled(
    hands: Hands, office: Office, start: datetime
) -> None:
    first = make_post_edition(State.LIVE)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY)
    third = make_next_edition(second, State.SUBMITTED)

    with pytest.raises(Refused, match=r"Edition 2 is scheduled for another moment\. Cancel it first"):
        act(Verb.APPROVE, third, office.editor, at=start)

    assert interval(second)[0] == FRIDAY


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.RELEASE_URGENTLY])
def test_a_release_before_the_scheduled_one_sets_it_aside_with_a_decision_of_its_own(
    hands: Hands, office: Office, verb: Verb
) -> None:
    first = make_post_edition(State.LIVE)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY)
    third = make_next_edition(first, State.SUBMITTED, author=office.author)

    act(verb, third, office.superuser)

    about_second = Decision.objects.select_related("text").filter(edition=f"news.postedition:{second.pk}")[0]
    assert fresh(second).state(NOW) == State.SET_ASIDE
    assert (about_second.verb, about_second.actor) == (Verb.SET_ASIDE, office.superuser)
    assert about_second.text.spoken() == {"reason": "Edition 3 was released before it."}
    assert about_second.position == newest_decision().position - 1
    assert newest_decision().verb == verb
    assert interval(first)[1:] == (NOW, Ending.REPLACED)
    assert interval(third) == (NOW, None, "")


def test_withdrawing_sets_aside_what_was_scheduled(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY)
    hands.on(MINUTE)

    act(Verb.WITHDRAW, first, office.on_call)

    assert fresh(second).state(hands.now) == State.SET_ASIDE
    assert [decision.verb for decision in Decision.objects.all()[:2]] == [Verb.WITHDRAW, Verb.SET_ASIDE]
    assert interval(first)[1:] == (hands.now, Ending.WITHDRAWN)
    assert seen_at(FRIDAY) == []


# --- withdrawal and what the address answers ------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({}, (Outcome.GONE, "", "")),
        (
            {"outcome": Outcome.REDIRECT, "redirect_to": "/news/b/?x=1#y"},
            (Outcome.REDIRECT, "/news/b/?x=1#y", ""),
        ),
        ({"outcome": Outcome.NOTICE, "notice": Notice.APPEAL_CLOSED}, (Outcome.NOTICE, "", "appeal-closed")),
        ({"outcome": Outcome.GONE, "redirect_to": "/b/", "notice": "x"}, (Outcome.GONE, "", "")),
        (
            {"outcome": Outcome.NOTICE, "notice": Notice.UNDER_REVIEW, "redirect_to": "/b/"},
            (Outcome.NOTICE, "", "under-review"),
        ),
    ],
)
def test_a_withdrawn_edition_answers_in_one_of_three_ways(
    hands: Hands, office: Office, said: dict[str, Any], answer: tuple[str, str, str]
) -> None:
    edition = make_post_edition(State.LIVE)

    act(Verb.WITHDRAW, edition, office.on_call, **said)

    edition = fresh(edition)
    assert (edition.ended_at, edition.ending, edition.ended_by) == (NOW, Ending.WITHDRAWN, office.on_call)
    assert (edition.outcome, edition.redirect_to, edition.notice) == answer
    assert edition.document.answering(NOW) == edition
    assert seen_at(NOW) == []


def test_what_an_expired_edition_answers_may_be_changed(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.ENDED)
    assert edition.outcome == Outcome.GONE

    act(Verb.CHANGE_OUTCOME, edition, office.editor, outcome=Outcome.REDIRECT, redirect_to="/news/")
    act(Verb.CHANGE_OUTCOME, edition, office.editor, outcome=Outcome.NOTICE, notice=Notice.APPEAL_CLOSED)

    edition = fresh(edition)
    assert (edition.outcome, edition.redirect_to, edition.notice) == ("notice", "", "appeal-closed")
    assert list(verify()) == []


def test_an_open_draft_lives_through_a_withdrawal_and_may_be_released_after_it(
    hands: Hands, office: Office
) -> None:
    first = make_post_edition(State.LIVE)
    draft = make_next_edition(first, State.SUBMITTED)
    act(Verb.WITHDRAW, first, office.editor)

    act(Verb.APPROVE, draft, office.second_editor)

    assert interval(draft)[0] == NOW
    assert fresh(draft).document.answering(NOW) == draft


def test_withdrawing_early_beats_the_expiry(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE, expires_at=FRIDAY)

    act(Verb.WITHDRAW, edition, office.editor)

    assert interval(edition)[1:] == (NOW, Ending.WITHDRAWN)


# --- expiry ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [None, FRIDAY])
def test_a_sooner_expiry_is_in_force_hashed_and_verifies(
    hands: Hands, office: Office, before: datetime | None
) -> None:
    edition = make_post_edition(State.LIVE, expires_at=before)
    old = edition.content_hash

    act(Verb.CHANGE_EXPIRY, edition, office.editor, expires_at=NOW + DAY)

    edition = fresh(edition)
    assert interval(edition)[1:] == (NOW + DAY, Ending.EXPIRED)
    assert edition.content_hash == content_hash(edition) == newest_decision().content_hash != old
    assert list(verify()) == []


def test_a_sooner_expiry_after_the_successors_start_changes_no_interval(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE)
    second = make_next_edition(first, State.SCHEDULED, released_at=FRIDAY)

    act(Verb.CHANGE_EXPIRY, first, office.editor, expires_at=FRIDAY + DAY)
    assert interval(first)[1:] == (FRIDAY, Ending.REPLACED)
    act(Verb.CANCEL_RELEASE, second, office.editor)

    assert interval(first)[1:] == (FRIDAY + DAY, Ending.EXPIRED)


def test_the_expiry_of_what_is_scheduled_may_be_brought_forward(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SCHEDULED, released_at=FRIDAY)

    act(Verb.CHANGE_EXPIRY, edition, office.editor, expires_at=FRIDAY + 5 * SECOND)

    assert interval(edition) == (FRIDAY, FRIDAY + 5 * SECOND, Ending.EXPIRED)


def test_a_later_expiry_comes_with_a_new_edition(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, expires_at=NOW + DAY)
    second = make_next_edition(first, State.LIVE, expires_at=FRIDAY)

    assert interval(first)[1:] == (NOW, Ending.REPLACED)
    assert interval(second) == (NOW, FRIDAY, Ending.EXPIRED)


# --- lists ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("update", "note", "is_listed_as_new"), [(Update.MINOR, "", False), (Update.MAJOR, "The time.", True)]
)
def test_only_a_major_update_moves_to_the_top_of_lists(
    hands: Hands, office: Office, update: str, note: str, is_listed_as_new: bool
) -> None:
    first = make_post_edition(State.LIVE)
    second = make_next_edition(first, State.LIVE, update=update, change_note=note)

    assert second.listed_at == (second.released_at if is_listed_as_new else first.listed_at)
    assert second.first_released_at == first.released_at


def test_the_first_edition_is_neither_minor_nor_major(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.DRAFT)
    act(Verb.EDIT, edition, office.author, update=Update.MAJOR, change_note="Nothing yet.")
    act(Verb.SUBMIT, edition, office.author)

    act(Verb.APPROVE, edition, office.editor)

    edition = fresh(edition)
    assert (edition.update, edition.change_note) == ("", "")
    assert edition.content_hash == content_hash(edition)
    assert list(verify()) == []


def rows(edition: PostEdition) -> set[tuple[str, str, datetime]]:
    return set(Listing.objects.filter(edition=edition).values_list("scope", "value", "listed_at"))


def test_a_release_lists_its_kind_topics_and_areas(hands: Hands, office: Office) -> None:
    topics, area = [make_topic(), make_topic()], make_area()
    edition = make_post_edition(State.LIVE, kind="appeal", topics=topics, areas=[area])
    assert edition.listed_at is not None

    assert rows(edition) == {
        ("kind", "appeal", edition.listed_at),
        ("topic", str(topics[0].pk), edition.listed_at),
        ("topic", str(topics[1].pk), edition.listed_at),
        ("area", str(area.pk), edition.listed_at),
    }


def test_a_cancelled_release_is_listed_nowhere(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SCHEDULED, topics=[make_topic()])
    assert len(rows(edition)) == 2

    act(Verb.CANCEL_RELEASE, edition, office.editor)

    assert rows(edition) == set()


def test_a_moved_release_is_listed_at_its_new_moment(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SCHEDULED)

    act(Verb.APPROVE, edition, office.editor, at=FRIDAY)

    assert rows(edition) == {("kind", "news", FRIDAY)}


# --- a text is released as it was read ------------------------------------------------------------------


def test_no_verb_cleans_a_text_again_under_next_years_rules(
    hands: Hands, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = make_post_edition(State.SUBMITTED, body="<p>As it was <strong>read</strong>.</p>")
    next_draft_of = make_post_edition(State.LIVE)
    monkeypatch.setattr("publishing.richtext.clean", lambda html: html.replace("strong", "b"))

    act(Verb.RETURN_TO_AUTHOR, edition, office.editor)
    act(Verb.SUBMIT, edition, office.author)
    act(Verb.APPROVE, edition, office.editor, at=FRIDAY)
    act(Verb.CHANGE_EXPIRY, edition, office.editor, expires_at=FRIDAY + DAY)
    hands.to(FRIDAY + HOUR)
    act(Verb.WITHDRAW, edition, office.editor)
    act(Verb.CHANGE_OUTCOME, edition, office.editor)
    act(Verb.WITHDRAW, next_draft_of, office.editor)

    assert fresh(edition).body == "<p>As it was <strong>read</strong>.</p>"
    assert list(verify()) == []
    with pytest.raises(Refused, match="The text has changed since you read it"):
        act(Verb.RESTORE, edition, office.second_editor)


# --- drafts ---------------------------------------------------------------------------------------------


def test_an_edit_takes_a_submission_back(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SUBMITTED)

    act(Verb.EDIT, edition, office.author, title="Wait, better")

    assert fresh(edition).state(NOW) == State.DRAFT
    with pytest.raises(Refused, match="Nobody has asked for approval yet"):
        act(Verb.APPROVE, edition, office.editor)


def test_the_second_of_two_saves_is_refused(hands: Hands, office: Office) -> None:
    edition = make_post_edition()
    mine, theirs = fresh(edition), fresh(edition)
    act(Verb.EDIT, theirs, office.colleague, title="Theirs")

    with pytest.raises(Refused, match="Somebody else saved this draft after you opened it"):
        act(Verb.EDIT, mine, office.author, title="Mine")

    assert fresh(edition).title == "Theirs"


def test_a_form_that_was_opened_before_brings_nothing_back_but_its_text(hands: Hands, office: Office) -> None:
    edition = make_post_edition()
    stale = fresh(edition)
    stale.is_newest, stale.number, stale.outcome = False, 9, "notice"

    act(Verb.EDIT, stale, office.author, title="Typed")

    edition = fresh(edition)
    assert (edition.title, edition.is_newest, edition.number, edition.outcome) == ("Typed", True, 1, "gone")


def test_a_draft_of_what_was_public_has_no_address_of_its_own(hands: Hands, office: Office) -> None:
    live = make_post_edition(State.LIVE, slug="here")

    draft = make_next_edition(live, slug="elsewhere")

    assert (draft.slug, draft.document.slug) == ("", "here")


def test_a_draft_of_what_was_never_public_moves_its_address_with_every_save(
    hands: Hands, office: Office
) -> None:
    draft = make_post_edition(slug="first")

    act(Verb.EDIT, draft, office.author, slug="second")

    assert fresh(draft).document.slug == "second"
    assert make_post_edition(slug="first").document.slug == "first"


def test_a_draft_beside_a_first_scheduled_edition_leaves_its_address_alone(
    hands: Hands, office: Office
) -> None:
    scheduled = make_post_edition(State.SCHEDULED, slug="promised")

    draft = make_next_edition(scheduled, State.SUBMITTED, slug="better", update="")
    assert scheduled.document.slug == "promised"
    act(Verb.APPROVE, draft, office.editor, at=scheduled.released_at)

    assert fresh(draft).document.slug == "better"


def test_a_taken_address_is_refused_when_writing_and_when_releasing(hands: Hands, office: Office) -> None:
    scheduled = make_post_edition(State.SCHEDULED, slug="promised")
    draft = make_next_edition(scheduled, State.SUBMITTED, slug="wanted", update="")
    make_post_edition(slug="wanted")
    sentence = "Another page has or had the address “wanted”. Choose another."

    with pytest.raises(Refused, match=sentence):
        act(Verb.APPROVE, draft, office.editor)
    with pytest.raises(Refused, match=sentence):
        drafts.start(PostEdition, by=office.author, title="A", slug="wanted")

    assert scheduled.document.slug == "promised"


@pytest.mark.parametrize("slug", ["", "a b", "/", "a/../b", "é", "a" * 101])
def test_an_address_that_is_none_starts_no_document(hands: Hands, office: Office, slug: str) -> None:
    with pytest.raises(Refused, match="address"):
        drafts.start(PostEdition, by=office.author, title="A", slug=slug)

    assert not PostEdition.desk.exists()


# --- a clock that goes back -----------------------------------------------------------------------------


def test_in_one_process_time_never_goes_behind_the_newest_decision(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SUBMITTED, title="Seen")
    act(Verb.APPROVE, edition, office.editor)

    hands.on(-HOUR)

    assert clock.now() == NOW
    assert seen_at(clock.now()) == ["Seen"]


def test_a_machine_whose_clock_is_behind_does_not_withdraw_before_the_release(
    hands: Hands, office: Office
) -> None:
    edition = make_post_edition(State.SUBMITTED)
    act(Verb.APPROVE, edition, office.editor)
    hands.on(-HOUR)
    clock.forget()

    with pytest.raises(Refused, match=r"The clock of this machine went back\. Try again"):
        act(Verb.WITHDRAW, edition, office.editor)

    assert interval(edition) == (NOW, None, "")


def test_a_machine_whose_clock_is_behind_rewrites_no_past(hands: Hands, office: Office) -> None:
    first = make_post_edition(State.LIVE, title="First")
    act(Verb.WITHDRAW, first, office.editor)
    second = make_next_edition(first, State.SUBMITTED, title="Second")
    hands.to(NOW - 30 * MINUTE)
    clock.forget()

    act(Verb.APPROVE, second, office.second_editor)

    assert interval(first)[1:] == (NOW, Ending.WITHDRAWN)
    assert interval(second) == (NOW, None, "")
    assert seen_at(NOW - MINUTE) == ["First"]


def test_a_machine_whose_clock_is_behind_does_not_replace_in_an_empty_interval(
    hands: Hands, office: Office
) -> None:
    first = make_post_edition(State.SUBMITTED)
    act(Verb.APPROVE, first, office.editor)
    second = make_next_edition(first, State.SUBMITTED)

    with pytest.raises(Refused, match="The clock of this machine went back"):
        act(Verb.APPROVE, second, office.second_editor)

    hands.on(timedelta(microseconds=1))
    act(Verb.APPROVE, second, office.second_editor)
    assert interval(first) == (NOW, hands.now, Ending.REPLACED)


def test_a_withdrawal_and_its_undoing_in_one_microsecond_are_in_order(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE, title="Seen")
    act(Verb.WITHDRAW, edition, office.editor)

    act(Verb.RESTORE, edition, office.second_editor, reason=REASON)

    assert seen_at(NOW) == ["Seen"]
    assert seen_at(NOW - timedelta(microseconds=1)) == ["Seen"]
