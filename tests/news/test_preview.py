"""The desk's look at an edition, in the public page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from lxml import html

from news.models import PostEdition
from news.views import preview_post
from publishing.states import State, Update
from tests.factories import HOUR, at, make_area, make_next_edition, make_post_edition
from tests.news.test_article import spoken, told, words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)


def previewed(edition: PostEdition) -> html.HtmlElement:
    response = preview_post(RequestFactory().get("/admin/"), edition)
    return html.fromstring(response.content)


def test_a_first_draft_looks_as_if_it_were_released_now() -> None:
    with at(NOW):
        draft = make_post_edition(title="A draft", areas=[make_area("Leek", "leek")])
        page = previewed(draft)
        draft.refresh_from_db()

    assert words(page, "//h1") == "A draft"
    assert words(page, "//article//*[@class='meta']") == "News Published 9 November 2026, 12:00"
    assert "Leek" in spoken(page.xpath("//*[@class='links']")[0])
    assert "Preview" in spoken(page.xpath("//*[@class='note']")[0])
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert draft.released_at is None


def test_a_major_draft_shows_its_note_and_a_scheduled_one_its_own_time() -> None:
    with at(NOW):
        first = make_post_edition(State.LIVE, released_at=NOW - 2 * HOUR)
        note = "The road was named."
        draft = make_next_edition(first, update=Update.MAJOR, change_note=note)
        told_as_draft = told(previewed(draft))
    with at(NOW + timedelta(minutes=1)):
        later = make_post_edition(State.LIVE, released_at=NOW - 2 * HOUR)
        scheduled = make_next_edition(
            later, State.SCHEDULED, released_at=NOW + HOUR, update=Update.MAJOR, change_note=note
        )
        told_as_scheduled = told(previewed(scheduled))

    first_published = "9 November 2026, 10:00 First published."
    assert told_as_draft == [f"9 November 2026, 12:00 {note}", first_published]
    assert told_as_scheduled == [f"9 November 2026, 13:00 {note}", first_published]
