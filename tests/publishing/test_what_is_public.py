"""One question, one answer: the QuerySet, the instance and the word for the state always agree."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import Post, PostEdition
from publishing.states import Ending, State
from tests.factories import make_raw_edition
from tests.publishing.acts import DAY, HOUR, NOW

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("released_at", "ended_at", "state"),
    [
        (None, None, State.DRAFT),
        (NOW + TICK, None, State.SCHEDULED),
        (NOW + DAY, NOW + 2 * DAY, State.SCHEDULED),
        (NOW, None, State.LIVE),
        (NOW - TICK, NOW + TICK, State.LIVE),
        (NOW - DAY, None, State.LIVE),
        (NOW - DAY, NOW, State.ENDED),
        (NOW - DAY, NOW - TICK, State.ENDED),
    ],
)
def test_query_and_instance_agree_on_what_the_public_sees(
    released_at: datetime | None, ended_at: datetime | None, state: State
) -> None:
    edition = make_raw_edition(released_at=released_at, ended_at=ended_at)

    assert edition.state(NOW) == state
    assert edition.is_public(NOW) is (state == State.LIVE)
    assert PostEdition.public.at(NOW).contains(edition) is (state == State.LIVE)
    assert PostEdition.desk.in_state(state, NOW).contains(edition)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"submitted_at": NOW, "submitted_hash": "1" * 64}, State.SUBMITTED),
        ({"set_aside_at": NOW}, State.SET_ASIDE),
        ({"set_aside_at": NOW, "submitted_at": NOW, "submitted_hash": "1" * 64}, State.SET_ASIDE),
    ],
)
def test_what_was_never_released_is_not_public(row: dict[str, Any], state: State) -> None:
    edition = make_raw_edition(**row)

    assert edition.state(NOW) == state
    assert not edition.is_public(NOW)
    assert not PostEdition.public.at(NOW).exists()


def test_public_editions_of_one_document_are_of_that_document_only() -> None:
    first, _second = make_raw_edition(released_at=NOW), make_raw_edition(released_at=NOW)
    assert isinstance(first.document, Post)

    assert list(first.document.editions.at(NOW)) == [first]


moments = st.integers(-3, 3).map(lambda hours: NOW + hours * HOUR) | st.sampled_from([NOW - TICK, NOW + TICK])
hashes = {"submitted_at": NOW, "submitted_hash": "1" * 64}


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Any row that the database accepts, one to a document."""
    kind = draw(st.sampled_from(["draft", "submitted", "aside", "released"]))
    if kind != "released":
        aside = {"set_aside_at": draw(moments)} if kind == "aside" else {}
        was_submitted = kind == "submitted" or (kind == "aside" and draw(st.booleans()))
        return {**(hashes if was_submitted else {}), **aside}
    start = draw(moments)
    end = draw(st.none() | moments.filter(lambda moment: moment > start))
    ending = draw(st.sampled_from(Ending.values)) if end else ""
    return {
        "released_at": start,
        "ended_at": end,
        "ending": ending,
        **(hashes if draw(st.booleans()) else {}),
    }


@given(st.lists(rows(), max_size=6), moments)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_edition_is_in_the_one_state_that_it_says(
    db: None, made: list[dict[str, Any]], moment: datetime
) -> None:
    editions = [make_raw_edition(**row) for row in made]

    found = {state: set(PostEdition.desk.in_state(state, moment)) for state in State}

    for edition in editions:
        assert [state for state in State if edition in found[state]] == [edition.state(moment)]
    assert set(PostEdition.public.at(moment)) == {
        edition for edition in editions if edition.is_public(moment)
    }
    assert set(PostEdition.public.at(moment)) == found[State.LIVE]
    PostEdition.desk.all().delete()
