"""The content hash: the same text always has the same hash, and any other text another."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from news.models import Post, PostEdition, Topic
from publishing.hashing import canonical, content_hash, content_of
from publishing.states import Update
from tests.factories import make_area, make_post_edition, make_raw_edition, make_topic, make_user
from tests.publishing.acts import NOW, fresh

pytestmark = pytest.mark.django_db

# Computed once on SQLite. It is the same on PostgreSQL, and must stay the same for ever: every decision ever
# logged says such a hash.
DIGEST = "c494f46f0bc89566fc9d4dd91df3bee1443bc8e5c1ce651a463bb7b1d7d8689d"


def make_fixed() -> PostEdition:
    """A row in which everything that could differ between databases is present, keys and all."""
    document = Post.objects.create(pk=4711)
    document.addresses.create(slug="caffi-newydd")
    edition = make_raw_edition(
        document,
        pk=815,
        slug="caffi-newydd",
        title="Caffi newydd i’r dŵr: “café” 🚔 Ŷ",
        summary="First line\r\nsecond line",
        body='<p>A <strong>bold</strong> claim &amp; a <a href="https://example.org/?a=1&amp;b=2">link</a></p>',
        kind="appeal",
        update=Update.MAJOR,
        change_note="Added the time.",
        expires_at=datetime(2025, 7, 1, 0, 30, 0, 120, tzinfo=ZoneInfo("Europe/London")),
    )
    for pk in (30, 4, 100):
        Topic.objects.create(pk=pk, name=f"Topic {pk}", slug=f"topic-{pk}")
    edition.topics.set([100, 4, 30])
    return edition


def test_the_digest_of_a_known_row_is_known() -> None:
    edition = make_fixed()

    assert content_hash(edition) == DIGEST


def test_what_is_hashed_can_be_read() -> None:
    assert content_of(make_fixed()) == {
        "type": "news.postedition",
        "document": 4711,
        "slug": "caffi-newydd",
        "title": "Caffi newydd i’r dŵr: “café” 🚔 Ŷ",
        "summary": "First line\nsecond line",
        "body": '<p>A <strong>bold</strong> claim &amp; a <a href="https://example.org/?a=1&amp;b=2">link</a></p>',
        "kind": "appeal",
        "update": "major",
        "change_note": "Added the time.",
        "expires_at": "2025-06-30T23:30:00.000120Z",
        "topics": [4, 30, 100],
    }


def test_canonical_json_does_not_depend_on_the_order_of_writing() -> None:
    assert canonical({"b": 1, "a": "ŵ"}) == canonical({"a": "ŵ", "b": 1}) == '{"a":"ŵ","b":1}'


def test_tags_set_in_another_order_have_the_same_hash() -> None:
    topics, areas = [make_topic() for _ in range(3)], [make_area() for _ in range(3)]
    edition = make_post_edition(topics=topics, areas=areas)
    before = content_hash(edition)

    edition.topics.clear()
    edition.areas.clear()
    edition.topics.set(reversed(topics))
    edition.areas.set(reversed(areas))

    assert content_hash(edition) == before


def test_line_ends_of_a_browser_and_of_a_file_have_the_same_hash() -> None:
    edition = make_post_edition(summary="one\ntwo")
    before = content_hash(edition)

    PostEdition.desk.filter(pk=edition.pk).update(summary="one\r\ntwo")

    assert content_hash(edition) == before


def test_the_same_instant_in_another_zone_has_the_same_hash() -> None:
    edition = make_post_edition(expires_at=NOW)
    before = content_hash(edition)

    edition.expires_at = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    edition.save()

    assert content_hash(edition) == before


CHANGES: dict[str, Any] = {
    "slug": "another",
    "title": "Another",
    "update": Update.MINOR,
    "change_note": "Another",
    "expires_at": NOW + timedelta(microseconds=1),
    "summary": "Another",
    "body": "<p>Another</p>",
    "kind": "court",
}


def test_the_list_of_changes_is_complete() -> None:
    # An inspection takes reference data to be there: tests/news/test_inspection.py.
    assert {*CHANGES, "topics", "areas", "inspection"} == set(PostEdition.content_fields)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_any_content_field_changes_the_hash(name: str) -> None:
    edition = make_post_edition(expires_at=NOW)
    before = content_hash(edition)

    PostEdition.desk.filter(pk=edition.pk).update(**{name: CHANGES[name]})

    assert content_hash(edition) != before


@pytest.mark.parametrize("name", ["topics", "areas"])
def test_a_change_of_any_relation_changes_the_hash(name: str) -> None:
    label = {"topics": make_topic, "areas": make_area}[name]
    edition = make_post_edition()
    getattr(edition, name).set([label()])
    before = content_hash(edition)

    getattr(edition, name).set([label()])

    assert content_hash(edition) != before


def test_what_is_no_content_leaves_the_hash_alone() -> None:
    edition = make_post_edition()
    before = content_hash(edition)

    PostEdition.desk.filter(pk=edition.pk).update(
        revision=7,
        edited_at=NOW,
        edited_by=make_user(),
        outcome="notice",
        notice="under-review",
        redirect_to="/x",
    )

    assert content_hash(edition) == before


def test_two_documents_with_the_same_text_have_two_hashes() -> None:
    first, second = make_post_edition(title="Same", slug="a"), make_post_edition(title="Same", slug="b")
    PostEdition.desk.update(slug="same")

    assert content_hash(first) != content_hash(second)


@pytest.mark.parametrize("empty", ["", None, [], {}, False])
def test_a_field_added_next_year_and_left_empty_leaves_old_hashes_valid(
    monkeypatch: pytest.MonkeyPatch, empty: object
) -> None:
    edition = make_post_edition()
    before = content_hash(edition)

    monkeypatch.setattr(PostEdition, "content_fields", (*PostEdition.content_fields, "notice"))
    monkeypatch.setattr(PostEdition._meta.get_field("notice"), "value_from_object", lambda row: empty)

    assert content_hash(edition) == before


@pytest.mark.parametrize("filled", ["x", 0, True, ["x"]])
def test_a_field_added_next_year_and_filled_is_hashed(
    monkeypatch: pytest.MonkeyPatch, filled: object
) -> None:
    edition = make_post_edition()
    before = content_hash(edition)

    monkeypatch.setattr(PostEdition, "content_fields", (*PostEdition.content_fields, "notice"))
    monkeypatch.setattr(PostEdition._meta.get_field("notice"), "value_from_object", lambda row: filled)

    assert content_hash(edition) != before


def test_the_hash_is_of_the_stored_row_and_not_of_what_is_in_memory() -> None:
    edition = make_post_edition(title="Stored")
    before = content_hash(edition)

    edition.title = "Only typed"

    assert content_hash(edition) == before == content_hash(fresh(edition))
