"""Half past midnight in July, both clock-change nights, 29 February, the turn of the year: the kernel counts in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from news.models import Listing, PostEdition
from publishing import clock
from publishing.decisions import verify
from publishing.hashing import content_hash, content_of
from publishing.models import Decision, Verb
from publishing.states import State
from tests.factories import make_next_edition, make_post_edition
from tests.publishing.acts import HOUR, MINUTE, SECOND, act, fresh
from tests.publishing.conftest import Hands, Office

LONDON = ZoneInfo("Europe/London")
NIGHTS = {
    "half past midnight in July": datetime(2025, 7, 15, 0, 30, tzinfo=LONDON),
    "before the clocks go forward": datetime(2025, 3, 30, 0, 59, 58, tzinfo=LONDON),
    "after the clocks went forward": datetime(2025, 3, 30, 2, 0, tzinfo=LONDON),
    "the hour that comes twice, once": datetime(2025, 10, 26, 1, 30, tzinfo=LONDON, fold=0),
    "the hour that comes twice, again": datetime(2025, 10, 26, 1, 30, tzinfo=LONDON, fold=1),
    "29 February": datetime(2028, 2, 29, 23, 59, 59, 999_999, tzinfo=LONDON),
    "the turn of the year": datetime(2025, 12, 31, 23, 59, 59, tzinfo=LONDON),
}


@pytest.fixture(params=NIGHTS)
def night(request: pytest.FixtureRequest, hands: Hands) -> datetime:
    return hands.to(NIGHTS[request.param].astimezone(UTC))


def test_what_is_scheduled_over_an_odd_hour_appears_and_ends_to_the_microsecond(
    night: datetime, hands: Hands, office: Office
) -> None:
    starts, ends = night + HOUR, night + 2 * HOUR
    edition = make_post_edition(State.SCHEDULED, released_at=starts, expires_at=ends)

    edition = fresh(edition)

    assert (edition.released_at, edition.ended_at) == (starts, ends)
    assert clock.look(night).next_change == starts
    seen = [
        PostEdition.public.at(moment).exists()
        for moment in (starts - timedelta(microseconds=1), starts, ends - timedelta(microseconds=1), ends)
    ]
    assert seen == [False, True, True, False]


def test_stored_times_and_hashes_survive_the_night(night: datetime, hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.SUBMITTED, expires_at=(night + 26 * HOUR).astimezone(LONDON))
    read = content_hash(edition)
    assert content_of(edition)["expires_at"] == (night + 26 * HOUR).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    act(Verb.APPROVE, edition, office.editor, seen=read)
    hands.on(90 * MINUTE)
    second = make_next_edition(edition, State.SUBMITTED, title="Corrected")
    act(Verb.APPROVE, second, office.second_editor, at=hands.now + 5 * SECOND)

    assert fresh(edition).released_at == night
    assert fresh(edition).ended_at == fresh(second).released_at == night + 90 * MINUTE + 5 * SECOND
    assert fresh(second).listed_at == night
    assert fresh(edition).content_hash == read == content_hash(edition)
    assert Decision.objects.earliest("position").at <= night
    assert list(verify()) == []


def test_lists_stay_in_the_order_of_instants_and_not_of_clock_faces(
    night: datetime, hands: Hands, office: Office
) -> None:
    posts = []
    for _ in range(4):
        posts.append(make_post_edition(State.LIVE, released_at=hands.now))
        hands.on(30 * MINUTE)

    listed = Listing.objects.order_by("listed_at", "edition").values_list("edition", flat=True)

    assert list(listed) == [post.pk for post in posts]


def test_the_two_half_past_ones_of_october_are_an_hour_apart(hands: Hands, office: Office) -> None:
    first, second = (NIGHTS[f"the hour that comes twice, {which}"] for which in ("once", "again"))

    posts = [make_post_edition(State.LIVE, released_at=moment.astimezone(UTC)) for moment in (first, second)]

    times = [fresh(post).released_at for post in posts]
    assert times == [datetime(2025, 10, 26, 0, 30, tzinfo=UTC), datetime(2025, 10, 26, 1, 30, tzinfo=UTC)]
    assert {timezone.localtime(moment).strftime("%H:%M") for moment in times if moment} == {"01:30"}
