"""What a release costs, in statements: the same with few posts and with many."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Listing, Post, PostAddress, PostEdition
from publishing.hashing import content_hash
from publishing.models import Verb
from publishing.states import State
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic
from tests.publishing.acts import DAY, NOW, act, fresh
from tests.publishing.conftest import Hands, Office

OTHERS = 2_000


@pytest.fixture(params=[0, OTHERS], ids=["an empty site", "2,000 other posts"])
def site(request: pytest.FixtureRequest, office: Office) -> None:
    """Other posts, written in bulk: only that they are there matters."""
    documents = Post.objects.bulk_create(Post() for _ in range(request.param))
    PostAddress.objects.bulk_create(
        PostAddress(document=document, slug=f"other-{document.pk}") for document in documents
    )
    editions = PostEdition.desk.bulk_create(
        PostEdition(
            document=document,
            number=1,
            title=f"Other {document.pk}",
            edited_at=NOW,
            edited_by=office.author,
            content_hash="0" * 64,
            approved_by=office.editor,
            released_by=office.editor,
            released_at=NOW - DAY,
            first_released_at=NOW - DAY,
            listed_at=NOW - DAY,
        )
        for document in documents
    )
    Listing.objects.bulk_create(
        Listing(scope="kind", value="news", listed_at=NOW - DAY, edition=edition) for edition in editions
    )


def statements() -> AbstractContextManager[CaptureQueriesContext]:
    return CaptureQueriesContext(connection)


def dear(measured: CaptureQueriesContext) -> str:
    return "\n".join(query["sql"][:120] for query in measured)


def corrected(state: State, **fields: object) -> PostEdition:
    live = make_post_edition(State.LIVE, topics=[make_topic(), make_topic()], areas=[make_area()])
    return make_next_edition(live, state, **fields)  # type: ignore[arg-type]


def test_an_ordinary_release_takes_at_most_thirty_statements(
    hands: Hands, office: Office, site: None
) -> None:
    edition = corrected(State.SUBMITTED)
    seen = content_hash(edition)
    edition, somebody = fresh(edition), office.editor

    with statements() as measured:
        act(Verb.APPROVE, edition, somebody, seen=seen)

    assert len(measured) <= 30, dear(measured)


def test_a_first_release_takes_at_most_thirty_statements(hands: Hands, office: Office, site: None) -> None:
    edition = make_post_edition(State.SUBMITTED, topics=[make_topic()], areas=[make_area()])
    seen = content_hash(edition)
    edition, somebody = fresh(edition), office.editor

    with statements() as measured:
        act(Verb.APPROVE, edition, somebody, seen=seen, at=NOW + DAY)

    assert len(measured) <= 30, dear(measured)


def test_an_urgent_release_that_displaces_a_scheduled_one_takes_at_most_thirty_six(
    hands: Hands, office: Office, site: None
) -> None:
    scheduled = corrected(State.SCHEDULED)
    edition = make_next_edition(scheduled)
    seen = content_hash(edition)
    edition, somebody = fresh(edition), office.on_call

    with statements() as measured:
        act(Verb.RELEASE_URGENTLY, edition, somebody, seen=seen)

    assert fresh(scheduled).state(NOW) == State.SET_ASIDE
    assert len(measured) <= 36, dear(measured)


def test_a_withdrawal_takes_at_most_twenty_statements(hands: Hands, office: Office, site: None) -> None:
    live = make_post_edition(State.LIVE)
    seen = content_hash(live)
    live, somebody = fresh(live), office.on_call

    with statements() as measured:
        act(Verb.WITHDRAW, live, somebody, seen=seen)

    assert len(measured) <= 20, dear(measured)
