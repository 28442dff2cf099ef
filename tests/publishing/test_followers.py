"""What follows a decision: inside its transaction or after it, never instead of it, and until it worked."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from news.models import PostEdition
from publishing import followers
from publishing.decisions import verify
from publishing.models import Decision, FollowUp, Verb
from publishing.states import State
from tests.factories import make_post_edition
from tests.publishing.acts import NOW, act, everything, fresh, newest_decision
from tests.publishing.conftest import Hands, Office


class Post:
    """A post office that may be closed."""

    def __init__(self) -> None:
        self.is_open = True
        self.sent: list[int] = []

    def mail(self, decision: Decision) -> None:
        if not self.is_open:
            raise ConnectionRefusedError("the post office is closed")
        self.sent.append(decision.position)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    monkeypatch.setattr(followers, "_after", {"mail": post.mail})
    return post


def approve(office: Office) -> PostEdition:
    edition = make_post_edition(State.SUBMITTED)
    FollowUp.objects.all().delete()
    act(Verb.APPROVE, edition, office.editor)
    return fresh(edition)


def test_a_follower_runs_once_after_the_commit_and_not_before(
    hands: Hands,
    office: Office,
    post: Post,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        approve(office)
        assert post.sent == []

    follow_up = FollowUp.objects.get()
    assert post.sent == [newest_decision().position]
    assert (follow_up.name, follow_up.tries, follow_up.done_at, follow_up.last_error) == ("mail", 1, NOW, "")


def test_a_failure_is_recorded_and_undoes_nothing(
    hands: Hands,
    office: Office,
    post: Post,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    post.is_open = False

    with django_capture_on_commit_callbacks(execute=True):
        edition = approve(office)

    follow_up = FollowUp.objects.get()
    assert edition.state(NOW) == State.LIVE
    assert list(verify()) == []
    assert (follow_up.tries, follow_up.done_at) == (1, None)
    assert follow_up.last_error == "ConnectionRefusedError: the post office is closed"
    assert "Follow-up mail of decision" in caplog.text


def test_what_failed_is_tried_again_until_it_works(
    hands: Hands,
    office: Office,
    post: Post,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    post.is_open = False
    with django_capture_on_commit_callbacks(execute=True):
        approve(office)
    told = StringIO()

    with pytest.raises(CommandError, match="1 follow-ups failed again"):
        call_command("follow_up", stdout=told, stderr=told)
    post.is_open = True
    call_command("follow_up", stdout=told, stderr=told)

    assert post.sent == [newest_decision().position]
    assert (FollowUp.objects.get().tries, FollowUp.objects.get().last_error) == (3, "")
    assert "the post office is closed" in told.getvalue()
    assert "1 done, 0 still waiting." in told.getvalue()


def test_what_is_done_is_not_done_again(
    hands: Hands,
    office: Office,
    post: Post,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        approve(office)
    told = StringIO()

    call_command("follow_up", stdout=told, stderr=told)

    assert len(post.sent) == 1
    assert told.getvalue() == ""


def test_one_that_fails_does_not_hold_up_the_next(
    hands: Hands, office: Office, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    approve(office)
    first = FollowUp.objects.get()
    FollowUp.objects.create(decision=first.decision, name="mail")
    first.tries = followers.MOST_TRIES
    first.save()
    post.is_open = False

    assert followers.catch_up() == 2

    assert sorted(FollowUp.objects.values_list("tries", flat=True)) == [1, followers.MOST_TRIES]


def test_a_follower_that_is_gone_is_not_waited_for(hands: Hands, office: Office, post: Post) -> None:
    approve(office)
    FollowUp.objects.update(name="a room that was pulled down")

    assert followers.catch_up() == 0


def test_nothing_runs_when_the_transaction_rolls_back(
    hands: Hands,
    office: Office,
    post: Post,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    edition = make_post_edition(State.SUBMITTED)
    before = everything()

    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        act(Verb.APPROVE, edition, office.editor)
        transaction.set_rollback(True)

    assert (callbacks, post.sent) == ([], [])
    assert everything() == before


def test_a_failure_inside_undoes_the_decision(
    hands: Hands, office: Office, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def index(edition: PostEdition) -> None:
        raise ValueError("the index is broken")

    edition = make_post_edition(State.SUBMITTED)
    FollowUp.objects.all().delete()
    monkeypatch.setattr(followers, "_inside", [*followers._inside, index])
    before = everything()

    with pytest.raises(ValueError, match="the index is broken"):
        act(Verb.APPROVE, edition, office.editor)

    assert everything() == before
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("verb", "state", "times"),
    [
        (Verb.APPROVE, State.SUBMITTED, 1),
        (Verb.RELEASE_URGENTLY, State.DRAFT, 1),
        (Verb.CANCEL_RELEASE, State.SCHEDULED, 1),
        (Verb.REDACT, State.ENDED, 1),
        (Verb.SUBMIT, State.DRAFT, 0),
        (Verb.CLEAR_DEBT, State.LIVE, 0),
    ],
)
def test_inside_followers_are_told_of_what_was_released_cancelled_or_emptied(
    hands: Hands, office: Office, monkeypatch: pytest.MonkeyPatch, verb: Verb, state: State, times: int
) -> None:
    edition = make_post_edition(state, urgent_reason="Now." if verb == Verb.CLEAR_DEBT else "")
    told: list[PostEdition] = []
    monkeypatch.setattr(followers, "_inside", [told.append])

    act(verb, edition, office.superuser)

    assert told == [edition] * times


def test_a_follower_is_registered_by_its_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followers, "_after", {})

    def purge(decision: Decision) -> None: ...

    assert followers.after(followers.after(purge)) is purge
    assert followers._after == {"purge": purge}


def test_every_decision_is_followed_and_refusals_are_not(hands: Hands, office: Office, post: Post) -> None:
    edition = make_post_edition(State.SUBMITTED, author=office.editor)
    waiting = FollowUp.objects.count()

    with pytest.raises(Exception, match="somebody else has to approve"):
        act(Verb.APPROVE, edition, office.editor)

    assert FollowUp.objects.count() == waiting == Decision.objects.count()
