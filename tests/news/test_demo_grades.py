"""What the demonstration says of grades: from data, and so, but for the post that shows what the desk stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from news.demonstration import exampleton_texts, staffordshire
from news.demonstration.text import Text
from news.models import PostEdition
from publishing import checks
from publishing.states import State
from tests.news.test_demo import a_demonstration_site, demo, edition_at, sign_ins

__all__ = ["a_demonstration_site", "sign_ins"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (staffordshire.GRADES_2022, "one Adequate, five Requires improvement and three Inadequate"),
        (staffordshire.GRADES_2024, "one Good, four Adequate and three Requires improvement"),
    ],
)
def test_the_grades_are_told_from_data(text: Text, counts: str, sign_ins: Path, client: Client) -> None:
    """HMICFRS, 22 September 2022 and 24 September 2024."""
    demo(sign_ins)

    card = client.get(f"/news/{text.slug}/").content.decode().partition('aria-labelledby="grades"')[2]
    assert f"areas of our work: {counts}." in card


def test_what_it_says_of_grades_is_so_but_for_the_post_that_shows_what_is_stopped(sign_ins: Path) -> None:
    demo(sign_ins)
    stops = {
        edition.document.slug: [one.sentence for one in checks.findings(edition) if one.stops and one.quote]
        for edition in PostEdition.desk.filter(is_newest=True)
    }

    assert stops.pop(exampleton_texts.STOPPED.slug) == [
        "Since 2021/22 HMICFRS gives no grade to a force as a whole.",
        "The data do not give “Responding to the public” the grade Good.",
        "The count does not add up: two Good.",
        "“one of the most improved” compares forces. Link the claim that tests it, or leave it out.",
    ]
    assert not any(stops.values()), stops


def test_the_post_that_is_stopped_waits_and_calls_itself_a_demonstration(sign_ins: Path) -> None:
    demo(sign_ins)
    edition = edition_at(exampleton_texts.STOPPED.slug)

    assert edition.state(edition.edited_at) == State.SUBMITTED
    assert "untrue on purpose" in edition.body
    assert "not so" in edition.summary
