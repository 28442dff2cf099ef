"""The factories themselves: other tests believe them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from publishing import decisions
from publishing.states import Ending, State
from tests.factories import HOUR, make_next_edition, make_on_call, make_post_edition

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(State))
def test_a_post_is_made_in_any_state(state: State) -> None:
    with time_machine.travel(NOW, tick=False):
        edition = make_post_edition(state)

    assert edition.state(NOW) == state
    assert list(decisions.verify()) == []


def test_a_withdrawn_post_has_ended_by_withdrawal() -> None:
    with time_machine.travel(NOW, tick=False):
        edition = make_post_edition(Ending.WITHDRAWN)

    assert (edition.state(NOW), edition.ending) == (State.ENDED, Ending.WITHDRAWN)


def test_a_live_post_was_released_an_hour_ago_by_somebody_else_than_its_author() -> None:
    with time_machine.travel(NOW, tick=False):
        edition = make_post_edition(State.LIVE)

    assert edition.released_at == NOW - HOUR
    assert edition.approved_by is not None
    assert not edition.was_written_by(edition.approved_by)


def test_an_urgent_post_has_a_debt() -> None:
    edition = make_post_edition(State.LIVE, urgent_reason="A child is missing.", approver=make_on_call())

    assert edition.has_debt()


@pytest.mark.parametrize("state", list(State))
def test_a_next_edition_is_made_in_any_state(state: State) -> None:
    with time_machine.travel(NOW, tick=False):
        first = make_post_edition(State.LIVE)
        second = make_next_edition(
            first,
            state,
            title="Corrected",
            expires_at=NOW if state == State.ENDED else None,
            released_at=NOW - HOUR / 2 if state == State.ENDED else None,
        )

    assert second.document_id == first.document_id
    assert (second.number, second.state(NOW)) == (2, state)
