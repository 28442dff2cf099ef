"""Many people at once, on real threads with connections of their own: one wins, the others are told so in words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection, connections

from accounts.models import User
from news.models import PostAddress, PostEdition
from publishing import drafts, release
from publishing.decisions import verify
from publishing.hashing import content_hash
from publishing.models import Decision, SiteState, Verb
from publishing.rules import Refused
from publishing.states import State, Update
from tests.factories import make_author, make_editor, make_next_edition, make_post_edition, make_user
from tests.publishing.acts import REASON, act, fresh

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
# On SQLite every writer waits for the one before, in steps of up to 0.1 s: fewer rounds show as much.
ROUNDS = 8 if connection.vendor == "postgresql" else 4
# What somebody reads who waited longer than the database lets anybody wait: on a machine with much else to do.
BUSY = "The database is busy and nothing was changed. Try again in a moment."
Act = Callable[[], object]


def all_at_once(acts: Sequence[Act]) -> list[str]:
    """Do `acts` in a thread each, begun together. "" for each that happened, else the sentence of its refusal.

    Anything else that was raised is raised again here.
    """
    start, outcomes = threading.Barrier(len(acts)), ["never came back"] * len(acts)
    raised: list[BaseException] = []

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            acts[number]()
            outcomes[number] = ""
        except Refused as refusal:
            outcomes[number] = str(refusal)
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if raised:
        raise raised[0]
    return outcomes


def trying(verb: Verb, edition: PostEdition, people: Sequence[User], **said: object) -> list[Act]:
    """The same act by each of `people`, each with a copy of the row as they opened it."""
    seen = content_hash(edition)
    copies = [fresh(edition) for _ in people]
    return [
        lambda copy=copy, by=by: act(verb, copy, by, seen=seen, **said)  # type: ignore[misc]
        for copy, by in zip(copies, people, strict=True)
    ]


def whoever_was_second(outcomes: list[str], sentence: str) -> None:
    assert outcomes.count("") == 1
    assert set(outcomes) <= {"", sentence, BUSY}


@pytest.fixture
def superusers(transactional_db: None) -> list[User]:
    """Whoever may everything: only the rules stand between them."""
    return [make_user(superuser=True) for _ in range(THREADS)]


def test_one_of_many_approvals_is_the_approval(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition(State.SUBMITTED)

        outcomes = all_at_once(trying(Verb.APPROVE, edition, superusers))

        whoever_was_second(outcomes, "This edition is not waiting for approval any more.")
    assert list(verify()) == []


def test_one_of_many_urgent_releases_is_the_release(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition()

        outcomes = all_at_once(trying(Verb.RELEASE_URGENTLY, edition, superusers))

        whoever_was_second(outcomes, "Only a draft or a scheduled edition can be released.")
    assert list(verify()) == []


def test_one_of_many_withdrawals_is_the_withdrawal(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition(State.LIVE)

        outcomes = all_at_once(trying(Verb.WITHDRAW, edition, superusers))

        whoever_was_second(outcomes, "This edition is not live.")
    assert list(verify()) == []


def test_one_of_many_saves_is_kept_whole(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition()
        acts = [trying(Verb.EDIT, edition, [by], title=by.email)[0] for by in superusers]

        outcomes = all_at_once(acts)

        whoever_was_second(outcomes, "Somebody else saved this draft after you opened it.")
        winner = superusers[outcomes.index("")]
        assert (fresh(edition).title, fresh(edition).revision) == (winner.email, 2)
        assert set(edition.contributors.all()) == {winner, edition.edited_by}


def test_one_of_many_next_drafts_is_started(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition(State.LIVE)

        outcomes = all_at_once(trying(Verb.START, edition, superusers))

        whoever_was_second(outcomes, "There is already a draft, edition 2.")


def test_one_of_many_restorations_is_shown(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition(State.LIVE)
        release.withdraw(edition, by=superusers[0], reason=REASON)

        outcomes = all_at_once(trying(Verb.RESTORE, edition, superusers))

        whoever_was_second(outcomes, "A newer edition answers at this address.")
    assert list(verify()) == []


def test_one_of_many_documents_gets_the_address(superusers: list[User]) -> None:
    for number in range(ROUNDS):
        acts = [
            lambda by=by, number=number: drafts.start(
                PostEdition, by=by, title="Wanted", slug=f"wanted-{number}"
            )
            for by in superusers
        ]

        outcomes = all_at_once(acts)

        assert outcomes.count("") == 1
        assert PostAddress.objects.filter(slug=f"wanted-{number}").count() == 1
        assert not PostAddress.objects.exclude(slug__startswith="wanted").exists()


def test_whatever_meets_at_one_document_somebody_wins_and_the_chain_holds(superusers: list[User]) -> None:
    """Approve what waits, withdraw and correct what is live, cancel, save, restore, and the clock's own edges."""
    for _ in range(ROUNDS):
        live = make_post_edition(State.LIVE)
        waiting = make_next_edition(live, State.SUBMITTED, update=Update.MINOR)
        acts = [
            *trying(Verb.APPROVE, waiting, superusers[:2]),
            *trying(Verb.WITHDRAW, live, superusers[2:4]),
            *trying(Verb.EDIT, waiting, superusers[4:5], title="Changed"),
            *trying(Verb.RELEASE_URGENTLY, waiting, superusers[5:6]),
            *trying(Verb.START, live, superusers[6:7]),
            *trying(Verb.CHANGE_EXPIRY, live, superusers[7:8]),
        ]

        outcomes = all_at_once(acts)

        editions = list(live.document.editions.all())
        assert "" in outcomes
        assert "never came back" not in outcomes
        assert sum(edition.is_open() for edition in editions) <= 1
        assert sum(edition.is_newest for edition in editions) == 1
    assert list(verify()) == []


def test_an_approval_and_a_save_at_once_never_release_what_was_not_read(superusers: list[User]) -> None:
    for _ in range(ROUNDS):
        edition = make_post_edition(State.SUBMITTED, title="Read")
        acts = trying(Verb.EDIT, edition, superusers[:4], title="Never read")
        acts += trying(Verb.APPROVE, edition, superusers[4:])

        outcomes = all_at_once(acts)

        edition = fresh(edition)
        released = edition.released_at is not None
        assert edition.title == ("Read" if released else "Never read")
        assert released == ("" in outcomes[4:])
        assert released != ("" in outcomes[:4])


def test_decisions_about_many_documents_at_once_make_one_chain(transactional_db: None) -> None:
    editor, released = make_editor(), 0
    for _ in range(ROUNDS):
        editions = [make_post_edition(State.SUBMITTED, author=make_author()) for _ in range(THREADS)]

        outcomes = all_at_once([trying(Verb.APPROVE, edition, [editor])[0] for edition in editions])

        assert set(outcomes) <= {"", BUSY}
        released += outcomes.count("")
    assert released
    assert SiteState.objects.get().log_length == Decision.objects.count() == ROUNDS * THREADS * 2 + released
    assert list(verify()) == []
