"""What the database itself refuses, whoever asks and by whatever way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from news.models import Post, PostAddress, PostEdition
from publishing.models import SiteState
from publishing.states import Ending
from tests.factories import make_raw_edition, make_user
from tests.publishing.acts import DAY, HOUR, NOW

pytestmark = pytest.mark.django_db


def refused_in_orm(edition: PostEdition, **change: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PostEdition.desk.filter(pk=edition.pk).update(**change)


def make_two(first: dict[str, Any], second: dict[str, Any]) -> None:
    document = make_raw_edition(**first).document
    assert isinstance(document, Post)
    make_raw_edition(document, **second)


def test_a_document_has_no_two_open_drafts() -> None:
    with pytest.raises(IntegrityError):
        make_two({}, {})


def test_a_draft_and_a_submitted_edition_are_two_open_drafts() -> None:
    with pytest.raises(IntegrityError):
        make_two({}, {"submitted_at": NOW, "submitted_hash": "1" * 64})


def test_a_draft_may_stand_beside_one_that_is_set_aside_and_one_that_is_released() -> None:
    document = make_raw_edition(set_aside_at=NOW).document
    assert isinstance(document, Post)
    make_raw_edition(document, released_at=NOW)
    make_raw_edition(document)

    assert document.editions.count() == 3


def test_an_edition_that_is_brought_back_cannot_become_a_second_draft() -> None:
    document = make_raw_edition().document
    assert isinstance(document, Post)
    aside = make_raw_edition(document, set_aside_at=NOW)

    refused_in_orm(aside, set_aside_at=None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((NOW, None), (NOW + DAY, None)),
        ((NOW, None), (NOW - DAY, None)),
        ((NOW, None), (NOW, None)),
        ((NOW, NOW + DAY), (NOW + HOUR, None)),
        ((NOW, NOW + DAY), (NOW - HOUR, None)),
        ((NOW, NOW + DAY), (NOW - HOUR, NOW + HOUR)),
        ((NOW, NOW + DAY), (NOW + HOUR, NOW + 2 * HOUR)),
        ((NOW, NOW + DAY), (NOW - HOUR, NOW + 2 * DAY)),
        ((NOW, NOW + DAY), (NOW + DAY - timedelta(microseconds=1), None)),
        # A whole second is stored without a fraction on SQLite: text must still compare as time does.
        ((NOW, NOW + timedelta(seconds=1)), (NOW + timedelta(microseconds=500_000), None)),
    ],
)
def test_intervals_of_one_document_never_overlap(
    first: tuple[datetime, datetime | None], second: tuple[datetime, datetime | None]
) -> None:
    with pytest.raises(IntegrityError):
        make_two(
            {"released_at": first[0], "ended_at": first[1]},
            {"released_at": second[0], "ended_at": second[1]},
        )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((NOW, NOW + DAY), (NOW + DAY, None)),
        ((NOW + DAY, None), (NOW, NOW + DAY)),
        ((NOW, NOW + timedelta(microseconds=1)), (NOW + timedelta(microseconds=1), None)),
        ((NOW, NOW + timedelta(seconds=1)), (NOW + timedelta(seconds=1), NOW + timedelta(seconds=2))),
    ],
)
def test_intervals_may_touch(
    first: tuple[datetime, datetime | None], second: tuple[datetime, datetime | None]
) -> None:
    make_two(
        {"released_at": first[0], "ended_at": first[1]}, {"released_at": second[0], "ended_at": second[1]}
    )

    assert PostEdition.desk.count() == 2


def test_intervals_of_two_documents_may_overlap() -> None:
    make_raw_edition(released_at=NOW)
    make_raw_edition(released_at=NOW)

    assert PostEdition.desk.at(NOW).count() == 2


def test_an_interval_cannot_be_stretched_over_its_neighbour() -> None:
    earlier = make_raw_edition(released_at=NOW, ended_at=NOW + HOUR)
    assert isinstance(earlier.document, Post)
    make_raw_edition(earlier.document, released_at=NOW + HOUR)

    refused_in_orm(earlier, ended_at=NOW + 2 * HOUR)
    refused_in_orm(earlier, ended_at=None, ending="")


def test_a_draft_cannot_be_released_into_an_interval_that_is_taken() -> None:
    live = make_raw_edition(released_at=NOW)
    assert isinstance(live.document, Post)
    draft = make_raw_edition(live.document)
    row = PostEdition.desk.filter(pk=live.pk).values(
        "released_at", "released_by_id", "approved_by_id", "content_hash", "listed_at", "first_released_at"
    )[0]

    refused_in_orm(draft, **row)


def test_overlap_is_refused_in_plain_sql_too() -> None:
    earlier = make_raw_edition(released_at=NOW, ended_at=NOW + HOUR)
    assert isinstance(earlier.document, Post)
    make_raw_edition(earlier.document, released_at=NOW + HOUR)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE news_postedition SET ended_at = NULL, ending = '' WHERE id = %s", [earlier.pk])


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"ended_at": NOW, "ending": Ending.EXPIRED}, id="an end without a start"),
        pytest.param({"released_at": NOW, "ended_at": NOW - HOUR}, id="an end before the start"),
        pytest.param({"released_at": NOW, "ended_at": NOW}, id="an empty interval"),
        pytest.param({"released_at": NOW, "ended_at": NOW + HOUR, "ending": ""}, id="an end without a cause"),
        pytest.param({"released_at": NOW, "ending": Ending.WITHDRAWN}, id="a cause without an end"),
        pytest.param({"ending": Ending.WITHDRAWN}, id="a draft that was withdrawn"),
        pytest.param({"released_at": NOW, "approved_by": None}, id="neither approval nor urgent reason"),
        pytest.param({"released_at": NOW, "released_by": None}, id="released by nobody"),
        pytest.param({"released_at": NOW, "content_hash": ""}, id="released without the hash that was read"),
        pytest.param({"released_at": NOW, "listed_at": None}, id="released without a place in lists"),
        pytest.param({"released_at": NOW, "first_released_at": None}, id="released for no first time"),
        pytest.param({"released_at": NOW, "set_aside_at": NOW}, id="released and set aside"),
        pytest.param({"submitted_at": NOW}, id="submitted without a hash"),
        pytest.param({"submitted_hash": "1" * 64}, id="a submitted hash without a moment"),
    ],
)
def test_a_half_filled_row_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_raw_edition(**row)


def test_an_urgent_reason_stands_in_for_an_approval() -> None:
    edition = make_raw_edition(released_at=NOW, approved_by=None, urgent_reason="A child is missing.")

    assert edition.has_debt()


def test_a_document_has_one_newest_edition() -> None:
    with pytest.raises(IntegrityError):
        make_two({"set_aside_at": NOW}, {"is_newest": True})


def test_a_document_numbers_its_editions_once() -> None:
    with pytest.raises(IntegrityError):
        make_two({"set_aside_at": NOW}, {"number": 1})


def test_a_document_has_one_current_address() -> None:
    document = make_raw_edition().document

    with pytest.raises(IntegrityError):
        document.addresses.create(slug="another")


def test_an_address_belongs_to_one_document_for_ever() -> None:
    document, other = make_raw_edition().document, make_raw_edition().document
    slug = document.slug
    assert isinstance(other, Post)

    with pytest.raises(IntegrityError):
        PostAddress.objects.create(document=other, slug=slug, is_current=False)


def test_the_site_has_one_state() -> None:
    with pytest.raises(IntegrityError):
        SiteState.objects.create(pk=2)


def test_a_document_with_editions_is_not_deleted() -> None:
    edition = make_raw_edition()

    with pytest.raises(models.ProtectedError):
        edition.document.delete()


def test_what_was_started_from_is_not_deleted() -> None:
    first = make_raw_edition(set_aside_at=NOW)
    assert isinstance(first.document, Post)
    make_raw_edition(first.document, started_from=first, edited_by=make_user())

    with pytest.raises(models.ProtectedError):
        first.delete()
