"""How the policing body answered: dates by the law, and no word before it is published."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from peel.models import Reply, Response
from publishing import clock
from tests.factories import at
from tests.peel.public.conftest import THEN
from tests.peel.test_pages import read
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def newest(said: str) -> str:
    return said.partition("Inspection 2023–25")[2].partition("Inspection 2021/22")[0]


def test_that_an_answer_is_due_is_said_of_the_newest_inspection_alone() -> None:
    with at(THEN):
        said = read("/peel/answers/")

    assert "Inspection 2023–25 Report published 24 September 2024" in said
    assert "Who answers Not in our data" in said
    assert "Due on 18 November 2024 Published on No answer is in our data yet." in said
    assert "No recommendation of this inspection is in our data." in said
    assert "2021/22" not in said


def test_without_an_inspection_there_is_an_empty_place() -> None:
    with at(datetime(2014, 11, 1, tzinfo=UTC)):
        assert "No inspection of ours is in our data yet" in read("/peel/answers/")


@pytest.mark.usefixtures("work")
def test_an_answer_has_its_body_its_dates_its_links_and_each_reply() -> None:
    answer = "https://www.example.police.uk/answers/2023-25/"
    Response.desk.filter(inspection__cycle="2023-25").update(
        url=answer, force_comments_url=f"{answer}comments/"
    )
    clock.public_changed()
    said, html = read("/peel/answers/"), Visitor().get("/peel/answers/").content.decode()

    assert "Who answers Police, Fire and Crime Commissioner for Staffordshire" in newest(said)
    assert "Published on 14 November 2024: the answer; the chief constable’s comments" in newest(said)
    assert 'href="https://www.example.police.uk/answers/2023-25/comments/"' in html
    assert "DEMO-R-3 Demonstration: By the end of June 2025" in newest(said)
    assert "Reply: Demonstration: Accepted, and to be looked at again" in newest(said)
    assert "DEMO-R-1" not in newest(said)
    assert "https://www.legislation.gov.uk/ukpga/1996/16/section/55" in html


@pytest.mark.usefixtures("work")
def test_a_recommendation_without_a_reply_says_so() -> None:
    Reply.desk.filter(recommendation__reference="DEMO-R-2").delete()
    clock.public_changed()

    assert "when most come. No reply is in our data yet." in read("/peel/answers/")


@pytest.mark.usefixtures("work")
def test_what_is_ready_is_not_told_before_its_day_and_no_page_is_kept_past_midnight() -> None:
    Response.desk.filter(inspection__cycle="2023-25").update(published_on=date(2026, 2, 2))
    clock.public_changed()
    with at(datetime(2026, 2, 1, 23, 59, 57, tzinfo=UTC)):
        response, said = Visitor().get("/peel/answers/"), read("/peel/answers/")
    assert "max-age=3," in response.headers["Cache-Control"]
    assert "Published on No answer is in our data yet." in newest(said)
    assert "No reply is in our data yet." in newest(said)
    assert "answers/2023-25" not in response.content.decode()
    assert "Accepted, and to be looked at" not in said
    with at(datetime(2026, 2, 2, tzinfo=UTC)):
        assert "Published on Demonstration: 2 February 2026." in newest(read("/peel/answers/"))


@pytest.mark.usefixtures("work")
def test_as_of_a_day_only_what_had_been_published() -> None:
    before, after = read("/peel/answers/?as_of=2024-11-13"), read("/peel/answers/?as_of=2024-11-14")

    assert "Published on No answer is in our data yet." in newest(before)
    assert "Published on Demonstration: 10 November 2022." in before
    assert "Published on Demonstration: 14 November 2024." in newest(after)
    earlier = Visitor().get("/peel/answers/?as_of=2024-11-13")
    assert "max-age=15," in earlier.headers["Cache-Control"]


def test_pages_as_of_a_day_are_kept_as_long_as_others() -> None:
    with at(THEN + timedelta(hours=1)):
        for page in ("/peel/progress/", "/peel/areas/responding/", "/peel/answers/"):
            assert "max-age=15," in Visitor().get(f"{page}?as_of=2024-01-01").headers["Cache-Control"], page
