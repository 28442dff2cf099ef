"""Who is told by mail, what a mail never says, and what happens when none can be sent."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from news.models import PostEdition
from publishing.models import FollowUp
from publishing.states import State
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page, url
from tests.factories import make_editor, make_next_edition, make_post_edition
from tests.publishing.acts import fresh

pytestmark = pytest.mark.django_db

TITLE, WORDS = "Embargoed headline", "Embargoed words"


@pytest.fixture
def draft(people: People) -> PostEdition:
    return make_post_edition(author=people.author, title=TITLE, summary=WORDS, body=f"<p>{WORDS}</p>")


class Office:
    """Decisions over HTTP whose follow-ups run as they would once the transaction has ended."""

    def __init__(self, committed: DjangoCaptureOnCommitCallbacks) -> None:
        self.committed = committed

    def decide(self, person: Any, edition: PostEdition, screen: str, **typed: Any) -> Page:
        desk = Desk(person)
        form = desk.open(edition, screen)
        with self.committed(execute=True):
            return desk.press(form, **typed)


@pytest.fixture
def office(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Office:
    return Office(django_capture_on_commit_callbacks)


def told(mailoutbox: list[EmailMessage]) -> set[str]:
    return {address for message in mailoutbox for address in message.recipients()}


def test_a_submission_tells_who_may_approve_and_not_who_submitted(
    office: Office, people: People, draft: PostEdition, mailoutbox: list[EmailMessage]
) -> None:
    other, closed = make_editor(), make_editor(is_active=False)

    office.decide(people.author, draft, "submit")

    assert told(mailoutbox) == {people.editor.email, other.email}
    assert closed.email not in told(mailoutbox)
    mailoutbox.clear()
    own = make_post_edition(author=people.editor)
    office.decide(people.editor, own, "submit")
    assert told(mailoutbox) == {other.email}


def test_a_return_tells_the_authors(
    office: Office, people: People, draft: PostEdition, mailoutbox: list[EmailMessage]
) -> None:
    office.decide(people.author, draft, "submit")
    mailoutbox.clear()

    office.decide(people.editor, draft, "return", reason=f"{WORDS} are wrong.")

    assert told(mailoutbox) == {people.author.email}


def test_no_mail_says_a_title_a_text_or_a_reason(
    office: Office, people: People, draft: PostEdition, mailoutbox: list[EmailMessage]
) -> None:
    why = {"reason": f"{WORDS} again"}
    office.decide(people.author, draft, "submit")
    office.decide(people.editor, draft, "return", **why)
    office.decide(people.author, draft, "submit")
    office.decide(people.editor, draft, "release")
    office.decide(people.editor, draft, "withdraw", **why)
    office.decide(people.on_call, draft, "restore", **why)
    restored = PostEdition.desk.get(number=2)
    office.decide(people.on_call, restored, "withdraw", **why)

    assert len(mailoutbox) >= 6
    for message in mailoutbox:
        said = f"{message.subject}\n{message.body}\n{message.message()}"
        assert TITLE not in said
        assert WORDS not in said
        assert "headline" not in said.lower()
        assert draft.document.slug not in said
    assert any(f"http://localhost{url(draft)}" in str(message.body) for message in mailoutbox)


def test_whoever_lost_an_embargo_is_told(
    office: Office, people: People, mailoutbox: list[EmailMessage]
) -> None:
    live = make_post_edition(State.LIVE)
    make_next_edition(live, State.SCHEDULED, author=people.author, approver=people.editor, title=TITLE)
    urgent = make_next_edition(live, author=people.colleague, title="Sooner")
    mailoutbox.clear()

    office.decide(people.on_call, urgent, "urgent", reason="A child is missing.")

    assert {people.author.email, people.editor.email} <= told(mailoutbox)


def test_nobody_is_mailed_about_their_own_act(
    office: Office, people: People, draft: PostEdition, mailoutbox: list[EmailMessage]
) -> None:
    office.decide(people.author, draft, "set-aside", reason="Not needed.")

    assert mailoutbox == []


@pytest.mark.parametrize(
    "failure", [SMTPException("full"), OSError("no route"), TimeoutError(), ValueError("odd")]
)
def test_a_mail_server_that_fails_undoes_nothing_and_is_tried_again(
    failure: Exception,
    office: Office,
    people: People,
    draft: PostEdition,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr("publishing.desk.mail.EmailMessage.send", fail)
        page = office.decide(people.author, draft, "submit")

        assert page.status == 200
        assert page.said == ["It is waiting for approval. The public does not see it."]
        assert fresh(draft).submitted_at
        waiting = FollowUp.objects.filter(done_at=None, name="mail_people").latest("pk")
        assert waiting.tries == 1
        assert type(failure).__name__ in waiting.last_error
    assert mailoutbox == []

    call_command("follow_up")

    assert told(mailoutbox) == {people.editor.email}
    assert not FollowUp.objects.filter(done_at=None).exists()
    mailoutbox.clear()
    call_command("follow_up")
    assert mailoutbox == []


def test_a_mail_that_waited_until_after_a_redaction_tells_nothing(
    office: Office, people: People, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    live = make_post_edition(State.LIVE, author=people.author, title=TITLE)
    mailoutbox.clear()
    office.decide(people.editor, live, "withdraw", reason=WORDS)
    office.decide(people.editor, live, "redact", reason="Order of the court.", certain="on")

    assert told(mailoutbox) >= {people.author.email}
    assert all(TITLE not in str(message.message()) for message in mailoutbox)
