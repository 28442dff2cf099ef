"""The weekly mail: how many actions are overdue, to whoever keeps them, without a word of what they are."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from tests.desk.conftest import People
from tests.factories import at
from tests.peel.desk.factories import make_action, make_finding, make_force, make_inspection

pytestmark = pytest.mark.django_db
NOON, TODAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC), date(2026, 11, 20)


def run(*options: str) -> str:
    told = io.StringIO()
    with at(NOON):
        call_command("mail_overdue", *options, stdout=told)
    return told.getvalue()


def test_nothing_is_sent_while_nothing_is_overdue(people: People) -> None:
    make_action(make_finding(), due=TODAY + timedelta(days=9))
    assert run() == "No action is overdue. No mail was sent.\n"
    assert not mail.outbox


def test_whoever_keeps_actions_is_told_how_many_and_not_what(people: People) -> None:
    finding = make_finding()
    make_action(finding, "secret-1", due=TODAY - timedelta(days=30))
    make_action(finding, "secret-2", due=TODAY - timedelta(days=20))
    other = make_inspection(force=make_force("kent"))
    make_action(make_finding("K1", inspection=other), due=TODAY - timedelta(days=90))
    people.colleague.is_active = False
    people.colleague.save()

    assert run("--dry-run").endswith("Sent to 0.\n")
    assert not mail.outbox
    run()
    [sent] = mail.outbox
    assert sent.subject == "2 actions on inspection findings are overdue, the worst one 30 days overdue."
    assert sorted(sent.bcc) == sorted(one.email for one in (people.author, people.editor, people.on_call))
    assert "/admin/peel/action/?overdue=yes" in sent.body
    assert "secret" not in sent.body
    assert finding.text not in sent.body
