"""A post that names an inspection: its grades come from data, and nothing of it is told while an embargo holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from lxml import html

from news.models import PostEdition
from news.views import preview_post
from peel.comparison import CAVEATS
from peel.models import Comparability, Inspection
from publishing import checks, clock, release
from publishing.hashing import content_hash, content_of
from publishing.rules import Refused
from publishing.states import State
from tests.desk.pages import Desk
from tests.factories import HOUR, at, make_author, make_editor, make_next_edition, make_post_edition
from tests.news.test_article import article, spoken
from tests.peel.conftest import reference
from tests.peel.files import GRADINGS, grading, load
from tests.publishing.acts import fresh
from tests.site.visitor import Visitor

__all__ = ["reference"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
TODAY = datetime(2026, 11, 9, 12, tzinfo=UTC)
# 00:01 on 1 July 2027 in London.
ENDS = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CARD = "//section[@aria-labelledby='grades']"


@pytest.fixture
def today(reference: Any) -> Iterator[None]:
    with at(TODAY):
        yield


@pytest.fixture
def embargoed() -> Inspection:
    row = grading(cycle="2025-27", question="leadership", grade="Good", published="2027-07-01")
    assert load("gradings.csv", GRADINGS, row).is_applied
    return inspection("2025-27")


def inspection(cycle: str) -> Inspection:
    return Inspection.desk.get(force="staffordshire", cycle=cycle)


def card(page: Any) -> str:
    return " ".join(spoken(one) for one in page.xpath(CARD))


@pytest.mark.parametrize(("cycle", "most"), [("", 4), ("2023-25", 8), ("2021-22", 8)])
def test_an_article_keeps_to_its_budget(cycle: str, most: int, visitor: Visitor) -> None:
    make_post_edition(State.LIVE, slug="post", inspection=inspection(cycle) if cycle else None)
    visitor.settle()

    page = article(visitor)

    assert len(visitor.statements) <= most, "\n".join(visitor.statements)
    assert bool(page.xpath(CARD)) is bool(cycle)


def test_the_card_says_the_grades_in_words_with_their_source_date_and_caveat(visitor: Visitor) -> None:
    make_post_edition(State.LIVE, slug="post", inspection=inspection("2023-25"))

    page = article(visitor)
    said = card(page)

    assert "How inspectors graded us, 2023–25" in said
    assert "graded eight areas of our work: one Good, four Adequate and three Requires improvement." in said
    assert "Investigating crime Requires improvement" in said
    assert str(CAVEATS[Comparability.TEST_CHANGED]) in said
    assert "24 September 2024" in said
    assert (
        len(page.xpath(f"{CARD}//li")) == len(page.xpath(f"{CARD}//li//*[contains(@class, 'grade ')]")) == 8
    )
    assert page.xpath(f"{CARD}//a/@href") == [
        "/peel/2023-25/",
        "https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/staffordshire-2023-25/",
    ]


def test_a_card_of_whole_pillars_names_them(visitor: Visitor) -> None:
    make_post_edition(State.LIVE, slug="post", inspection=inspection("2018-19"))

    assert "Effectiveness Good" in card(article(visitor))


def test_the_card_is_not_in_lists(visitor: Visitor) -> None:
    make_post_edition(State.LIVE, slug="post", inspection=inspection("2023-25"))

    assert not html.fromstring(visitor.get("/news/").content).xpath(CARD)


def test_what_is_under_embargo_is_shown_by_no_article_and_by_the_desks_preview(
    embargoed: Inspection, visitor: Visitor
) -> None:
    live = make_post_edition(State.LIVE, slug="post", inspection=inspection("2023-25"))
    # Past the verbs, which would refuse it: an embargo may be moved after a release.
    PostEdition.desk.filter(pk=live.pk).update(inspection=embargoed)
    clock.public_changed()

    assert not article(visitor).xpath(CARD)
    previewed = html.fromstring(preview_post(RequestFactory().get("/admin/"), fresh(live)).content)
    assert "leadership and force management? Good" in card(previewed)
    assert "Not public yet" in card(previewed)
    with at(ENDS):
        assert "leadership and force management? Good" in card(article(visitor))


def test_a_release_waits_for_the_end_of_the_embargo(embargoed: Inspection) -> None:
    edition = make_post_edition(State.SUBMITTED, inspection=embargoed, author=make_author())
    editor, seen = make_editor(), content_hash(edition)
    sentence = "HMICFRS’s embargo ends on Thursday 1 July 2027, 00:01 BST. Schedule it for then or later."

    assert sentence in [one.sentence for one in checks.findings(edition) if not one.stops]
    for moment in (None, ENDS - SECOND):
        with pytest.raises(Refused, match="embargo ends on Thursday 1 July 2027"):
            release.approve(edition, by=editor, seen=seen, at=moment)
    release.approve(edition, by=editor, seen=seen, at=ENDS)

    assert fresh(edition).released_at == ENDS


def test_an_inspection_without_a_date_holds_a_release_up_until_it_has_one(embargoed: Inspection) -> None:
    embargoed.public_from = None
    embargoed.save()
    edition = make_post_edition(State.SUBMITTED, inspection=embargoed)

    assert "nobody has said from when it is" in checks.stops(edition, ENDS)


def test_the_release_screen_says_so_for_the_moment_that_is_chosen(embargoed: Inspection) -> None:
    edition = make_post_edition(State.SUBMITTED, inspection=embargoed)
    desk = Desk(make_editor())

    now = desk.open(edition, "release")
    assert "embargo ends on Thursday 1 July 2027, 00:01 BST" in now.words
    assert not now.button
    then = desk.open(edition, "release", when="later", moment_0="2027-07-01", moment_1="00:01")
    assert "embargo ends" not in then.words
    assert then.button == "Approve, and release on Thursday 1 July 2027, 00:01 BST"


def test_the_hash_has_it_only_if_there_is_one() -> None:
    without, named = make_post_edition(), make_post_edition(inspection=inspection("2023-25"))

    assert "inspection" not in content_of(without)
    assert content_of(named)["inspection"] == inspection("2023-25").pk


def test_the_list_has_our_inspections_newest_first_and_says_which_is_not_public(
    embargoed: Inspection,
) -> None:
    page = Desk(make_author()).open(make_post_edition())

    options = page.tree.xpath("//select[@name='inspection']/option/text()")
    assert options[1] == "2025–27, report of 1 July 2027 (not public yet)"
    assert options[2].startswith("2023–25, report of 24 September 2024")
    assert len(options) == 1 + Inspection.desk.filter(force="staffordshire").count()


def test_a_choice_is_saved_compared_merged_and_copied() -> None:
    author, colleague = make_author(), make_author()
    draft = make_post_edition(author=author)
    first, second = Desk(author), Desk(colleague)
    mine, theirs = second.open(draft), first.open(draft)

    first.press(theirs, "_save", inspection=str(inspection("2023-25").pk))
    assert fresh(draft).inspection == inspection("2023-25")
    refused = second.press(mine, "_save", inspection=str(inspection("2021-22").pk))
    assert refused.sides[0][0].startswith("2023–25, report of")
    assert refused.sides[0][1].startswith("2021/22, report of")

    live = make_post_edition(State.LIVE, inspection=inspection("2021-22"))
    following = make_next_edition(live, inspection=inspection("2023-25"))
    compared = first.open(following, "compare")
    assert "Inspection" in compared.words
    assert "2021/22" in compared.words
    assert make_next_edition(make_post_edition(State.LIVE, inspection=inspection("2021-22"))).inspection_id
    read = first.open(live)
    assert "2021/22, report of" in read.words


def test_a_choice_is_taken_over_when_only_the_other_one_made_it() -> None:
    author, colleague = make_author(), make_author()
    draft = make_post_edition(author=author)
    mine = Desk(colleague).open(draft)
    Desk(author).press(Desk(author).open(draft), "_save", inspection=str(inspection("2023-25").pk))

    merged = Desk(colleague).press(mine, "_save", title="Mine")

    assert "taken over into the form below: Inspection." in merged.words
    assert merged.fields()["inspection"] == str(inspection("2023-25").pk)


def test_a_choice_is_carried_past_a_sign_in(embargoed: Inspection) -> None:
    desk = Desk(make_author(), strict=True)
    form = desk.open(make_post_edition())
    desk.client.logout()

    carried = desk.press(form, "_save", headers={"Origin": "http://testserver"}, inspection=str(embargoed.pk))
    assert carried.status == 403
    assert carried.fields()["inspection"] == str(embargoed.pk)


def test_a_live_post_keeps_its_inspection(visitor: Visitor) -> None:
    make_post_edition(State.LIVE, inspection=inspection("2023-25"), released_at=TODAY - HOUR)

    with pytest.raises(Exception, match=r"(?i)protect"):
        inspection("2023-25").delete()
