"""What is not done: refusals say why, a text that changed is read again, one press is one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from news.models import PostEdition
from publishing import clock, drafts
from publishing.hashing import content_hash
from publishing.models import Decision
from publishing.states import Ending, State
from tests.desk.conftest import Hands, People
from tests.desk.pages import Desk, url
from tests.factories import make_post_edition
from tests.publishing.acts import fresh

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CHANGED = "The text has changed since you read it. Read it again before you decide."


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    """Nine in the morning, British Summer Time."""
    hands.to(JULY)
    return hands


ANSWERS: list[tuple[str, Callable[[], PostEdition], str]] = [
    ("submit", lambda: make_post_edition(State.LIVE), "This edition is no longer a draft."),
    ("release", make_post_edition, "Nobody has asked for approval yet."),
    ("release", lambda: make_post_edition(State.LIVE), "This edition is not waiting for approval any more."),
    ("return", make_post_edition, "This edition is not waiting for approval."),
    ("urgent", lambda: make_post_edition(State.LIVE), "Only a draft or a scheduled edition can be released."),
    (
        "clear",
        lambda: make_post_edition(State.LIVE),
        "This edition is not waiting for an approval afterwards.",
    ),
    ("withdraw", make_post_edition, "This edition is not live."),
    ("cancel", make_post_edition, "This edition is not scheduled."),
    ("restore", lambda: make_post_edition(State.LIVE), "Only a withdrawn edition can be restored."),
    ("outcome", lambda: make_post_edition(State.LIVE), "This edition has not ended."),
    ("move", make_post_edition, "It was never public: change the address in the draft instead."),
    ("redact", lambda: make_post_edition(State.LIVE), "Withdraw it or set it aside first"),
    ("start", make_post_edition, "There is already a draft, edition 1."),
]


@pytest.mark.parametrize(("screen", "make", "sentence"), ANSWERS)
def test_what_cannot_be_done_leads_back_with_the_reason(
    screen: str, make: Callable[[], PostEdition], sentence: str, people: People
) -> None:
    edition = make()

    page = Desk(people.superuser).open(edition, screen)

    assert page.path == url(edition)
    assert page.said[0].startswith(sentence)


HASHED = [
    ("release", lambda: make_post_edition(State.SCHEDULED), {"at": ""}, "approve"),
    ("submit", make_post_edition, {}, "submit"),
    ("urgent", make_post_edition, {"reason": "A child is missing."}, "release_urgently"),
]


@pytest.mark.parametrize(("screen", "make", "typed", "verb"), HASHED)
def test_a_text_that_changed_is_shown_again_and_takes_a_second_press(
    screen: str, make: Callable[[], PostEdition], typed: dict[str, str], verb: str, people: People
) -> None:
    edition, desk = make(), Desk(people.superuser)
    form = desk.open(edition, screen)
    PostEdition.desk.filter(pk=edition.pk).update(body="<p>Slipped in meanwhile</p>", revision=2)
    decided = Decision.objects.filter(verb=verb)
    before = decided.count()

    refused = desk.press(form, **typed)
    assert CHANGED in refused.errors
    assert "Slipped in meanwhile" in refused.words
    assert decided.count() == before

    assert desk.press(refused, **typed).said
    assert decided.count() == before + 1


def test_a_hash_that_the_desk_never_gave_out_releases_nothing(people: People) -> None:
    draft, desk = make_post_edition(State.SUBMITTED), Desk(people.editor)
    form = desk.open(draft, "release")

    for seen in ("", None, "0" * 64, "x", draft.content_hash):
        assert desk.press(form, seen=seen).errors
    assert fresh(draft).state(JULY) == State.SUBMITTED


@pytest.mark.parametrize(
    ("screen", "make", "typed"),
    [
        ("release", lambda: make_post_edition(State.SUBMITTED), {}),
        ("urgent", make_post_edition, {"reason": "A child is missing."}),
        ("withdraw", lambda: make_post_edition(State.LIVE), {"reason": "A reader rang."}),
        ("cancel", lambda: make_post_edition(State.SCHEDULED), {"reason": "A reader rang."}),
        ("submit", make_post_edition, {}),
        ("start", lambda: make_post_edition(State.LIVE), {}),
        ("restore", lambda: make_post_edition(Ending.WITHDRAWN), {"reason": "It was right."}),
    ],
)
def test_pressing_twice_decides_once(
    screen: str, make: Callable[[], PostEdition], typed: dict[str, str], people: People, july: Hands
) -> None:
    edition, desk = make(), Desk(people.superuser)
    form = desk.open(edition, screen)
    assert desk.press(form, **typed).said
    july.on(timedelta(seconds=1))
    stored, length = list(PostEdition.desk.order_by("pk").values()), Decision.objects.count()

    again = desk.press(form, **typed)

    assert again.status == 200
    assert again.path == url(edition)
    assert len(again.said) == 1
    assert list(PostEdition.desk.order_by("pk").values()) == stored
    assert Decision.objects.count() == length


@pytest.mark.parametrize(
    ("screen", "make"),
    [
        ("return", lambda: make_post_edition(State.SUBMITTED)),
        ("set-aside", make_post_edition),
        ("urgent", make_post_edition),
        ("withdraw", lambda: make_post_edition(State.LIVE)),
        ("cancel", lambda: make_post_edition(State.SCHEDULED)),
        ("move", lambda: make_post_edition(State.LIVE)),
    ],
)
def test_an_act_that_needs_a_reason_waits_for_one(
    screen: str, make: Callable[[], PostEdition], people: People
) -> None:
    edition, desk = make(), Desk(people.superuser)
    form, before = desk.open(edition, screen), Decision.objects.count()
    other = {"slug": "new"} if screen == "move" else {}

    for reason in (None, "", "  \n ", "x" * 501, "Nul\x00"):
        page = desk.press(form, reason=reason, **other)
        assert page.errors, reason
        assert "Nothing was done." in page.words
        assert page.path == url(edition, screen)
    assert Decision.objects.count() == before


def test_whoever_wrote_reads_that_somebody_else_has_to_approve(people: People) -> None:
    draft = make_post_edition(State.SUBMITTED, author=people.editor)
    desk, sentence = Desk(people.editor), "You worked on this text, so somebody else has to approve it."

    page = desk.open(draft)
    assert sentence in page.words
    assert "Approve and release" not in page.words
    assert desk.open(draft, "release").said == [sentence]
    assert "Approve and release" in Desk(people.superuser).open(draft).words
    drafts.keep(draft, by=people.superuser, seen=draft.revision, title="A comma")
    drafts.submit(draft, by=people.editor, seen=content_hash(draft))
    assert Desk(people.superuser).open(draft, "release").said == [sentence]


@pytest.mark.parametrize("screen", ["release", "urgent"])
@pytest.mark.parametrize(
    ("missing", "finding"),
    [
        ({"summary": ""}, "Write a summary: lists and search results show it."),
        ({"body": "<p> </p>"}, "Write the text of the post."),
    ],
)
def test_what_the_law_or_sense_needs_holds_up_every_release(
    missing: dict[str, Any], finding: str, screen: str, people: People
) -> None:
    draft, desk = make_post_edition(State.SUBMITTED, **missing), Desk(people.superuser)

    page = desk.open(draft, screen)
    assert finding in page.all(".findings li.stop")
    assert not page.button.startswith(("Approve", "Release"))
    seen = {"seen": draft.submitted_hash, "reason": "A child is missing."}
    forced = desk.client.post(url(draft, screen), seen)

    assert finding in forced.content.decode()
    assert fresh(draft).state(JULY) == State.SUBMITTED


@pytest.mark.parametrize("screen", ["release", "urgent"])
def test_advice_is_shown_and_holds_up_nothing(screen: str, people: People) -> None:
    body = "<h3>Small first</h3><p><a href='/x/'>click here</a></p>"
    draft, desk = make_post_edition(State.SUBMITTED, title="x" * 120, body=body), Desk(people.superuser)

    page = desk.open(draft, screen)

    assert len(page.all(".findings li.advice")) == 4
    assert desk.press(page, reason="A child is missing.").said
    assert fresh(draft).is_public(clock.now())
