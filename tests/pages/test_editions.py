"""An edition of a page is hashed, copied and emptied whole: everything that the public sees of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pages.documents import PageEdition
from publishing import release
from publishing.decisions import verify
from publishing.hashing import content_hash, content_of
from publishing.states import Ending, State
from tests.factories import make_editor, make_next_edition, make_page_edition, stored

pytestmark = pytest.mark.django_db
FULL: dict[str, Any] = {
    "slug": "about",
    "title": "About us",
    "summary": "Who we are.",
    "body": "<p>Words</p>",
    "navigation_title": "About",
    "navigation_position": 2,
    "footer_position": 3,
    "is_sensitive": True,
    "is_beta": True,
    "review_on": date(2126, 1, 31),
}
OTHERS: dict[str, Any] = {
    "slug": "about-us",
    "title": "About them",
    "summary": "Who they are.",
    "body": "<p>Other words</p>",
    "navigation_title": "Them",
    "navigation_position": 1,
    "footer_position": None,
    "is_sensitive": False,
    "is_beta": False,
    "review_on": date(2126, 2, 1),
}


@pytest.fixture
def other() -> PageEdition:
    return make_page_edition(slug="other")


def test_what_is_hashed_can_be_read(other: PageEdition) -> None:
    edition = make_page_edition(**FULL, related=[other.document])

    assert content_of(edition) == {
        **FULL,
        "type": "pages.pageedition",
        "document": edition.document_id,
        "related": [other.document_id],
        "review_on": "2126-01-31",
    }


@pytest.mark.parametrize("name", [*OTHERS, "related"])
def test_a_change_of_anything_that_is_shown_changes_the_hash(name: str, other: PageEdition) -> None:
    edition = make_page_edition(**FULL)
    before = content_hash(edition)

    if name == "related":
        edition.related.add(other.document)
    else:
        PageEdition.desk.filter(pk=edition.pk).update(**{name: OTHERS[name]})

    assert content_hash(edition) != before


def test_the_next_edition_begins_as_a_copy_without_its_address(other: PageEdition) -> None:
    live = make_page_edition(State.LIVE, **FULL, related=[other.document])

    copy = content_of(make_next_edition(live))

    assert copy == {name: value for name, value in content_of(live).items() if name != "slug"} | {
        "update": "minor"
    }


def test_redaction_leaves_nothing_but_the_address(other: PageEdition) -> None:
    edition = make_page_edition(Ending.WITHDRAWN, **FULL, related=[other.document])

    release.redact(edition, by=make_editor(), reason="Order of 5 March.")

    assert content_of(edition) == {
        "type": "pages.pageedition",
        "document": edition.document_id,
        "title": "Redacted",
    }
    assert stored(edition).document.slug == "about"
    assert list(verify()) == []
