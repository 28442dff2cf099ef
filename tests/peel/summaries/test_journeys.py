"""From the first word of a summary under embargo to its correction: at the desk, by the clock, for readers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from peel.models import Inspection, Summary, SummaryEdition
from publishing import release
from publishing.models import Decision, Verb
from publishing.rules import Refused
from publishing.states import Notice, Outcome, State
from tests.desk.conftest import People, people  # noqa: F401 - a fixture
from tests.desk.pages import Desk, Page
from tests.factories import at, make_editor, make_next_edition, make_summary_edition
from tests.peel.summaries.conftest import CYCLE, ENDS
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
ADD = reverse("admin:peel_summaryedition_add")
OWN = f"/peel/{CYCLE}/"
TYPED: dict[str, Any] = {
    "title": "What we do after the inspection",
    "summary": "Inspectors graded one area. We answer them.",
    "account": "<h2>What they found</h2><p>Leadership is Good.</p>",
    "being_done": "<p>We go on.</p>",
}
# 00:01 on 1 July 2027, as a form takes it.
LATER = {"when": "later", "moment_0": "2027-07-01", "moment_1": "00:01"}


def written(person: Any, inspection: Inspection, **typed: Any) -> SummaryEdition:
    desk = Desk(person)
    desk.press(desk.open(ADD), "_save", inspection=str(inspection.pk), **{**TYPED, **typed})
    edition: SummaryEdition = SummaryEdition.desk.get(document__inspection=inspection, is_newest=True)
    return edition


def decided(person: Any, edition: SummaryEdition, screen: str, **typed: Any) -> Page:
    desk = Desk(person)
    return desk.press(desk.open(edition, screen), **typed)


def scheduled(person: Any, edition: SummaryEdition) -> tuple[Page, Page]:
    """The screen asks for the moment first, and says what would happen then."""
    desk = Desk(person)
    shown = desk.open(edition, "release", **LATER)
    return shown, desk.press(shown)


def seen(path: str = OWN) -> str:
    answer = Visitor().get(path)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def newest() -> SummaryEdition:
    found: SummaryEdition = SummaryEdition.desk.get(is_newest=True)
    return found


def test_written_under_embargo_it_appears_at_one_minute_past_midnight(
    dated: Inspection,
    people: People,  # noqa: F811
) -> None:
    with at(ENDS - DAY):
        edition = written(people.author, dated)
        decided(people.author, edition, "submit")
        shown, done = scheduled(people.editor, edition)
        assert done.said == ["The public sees it from Thursday 1 July 2027, 00:01 BST."]
        assert (
            "From Thursday 1 July 2027, 00:01 BST, the public sees this text at "
            "http://localhost:8000/peel/2025-27/."
            in shown.sentences
            or shown.sentences[0].startswith(
                "From Thursday 1 July 2027, 00:01 BST, the public sees this text"
            )
        )
    with at(ENDS - SECOND):
        assert seen() == "404"
        assert "2025–27" not in seen("/")
    with at(ENDS):
        assert TYPED["title"] in seen()
        assert TYPED["title"] in seen("/peel/")
        assert "<h3>What they found</h3>" in seen()
        assert "In our own words" in seen()
        assert "2025–27" in seen("/")


def test_withdrawn_restored_and_corrected(dated: Inspection, people: People) -> None:  # noqa: F811
    with at(ENDS):
        edition = make_summary_edition(dated, State.LIVE, released_at=ENDS, title="The first words")
    with at(ENDS + HOUR):
        screen = Desk(people.editor).open(edition, "withdraw")
        assert "The 2025–27 inspection stays public: its page goes on showing the grades." in screen.sentences
        done = decided(people.editor, edition, "withdraw", reason="A figure is wrong.")
        assert done.said[-1].endswith("The page at its address stays, without it.")
        assert "The first words" not in seen()
        assert "In our own words" not in seen()
    with at(ENDS + 2 * HOUR):
        back = decided(make_editor(), edition, "restore", reason="The figure was right.")
        assert back.status == 200
        assert "The first words" in seen()
    with at(ENDS + 3 * HOUR):
        decided(people.author, newest(), "start")
        desk = Desk(people.author)
        major = {"update": "major", "change_note": "We put a figure right.", "title": "Better words"}
        desk.press(desk.open(newest()), "_save", **major)
        decided(people.author, newest(), "submit")
        decided(people.editor, newest(), "release")
        words = seen()
    assert "Better words" in words
    assert "We put a figure right." in words
    assert "Updated" in words
    assert newest().number == 3
    assert Decision.objects.filter(verb=Verb.RESTORE).count() == 1


def test_nobody_releases_before_the_embargo_ends_not_even_urgently(
    dated: Inspection,
    people: People,  # noqa: F811
) -> None:
    embargo = (
        "HMICFRS’s embargo on the 2025–27 inspection ends on Thursday 1 July 2027, 00:01 BST. "
        "Release it then or later."
    )
    with at(ENDS - HOUR):
        edition = make_summary_edition(dated, State.SUBMITTED, author=people.author)
        now = Desk(people.editor).open(edition, "release")
        assert embargo in now.words
        assert not now.button
        assert embargo in Desk(people.on_call).open(edition, "urgent").words
        assert scheduled(people.editor, edition)[1].said
    with at(ENDS - HOUR / 2):
        edition.refresh_from_db()
        too_soon = {"when": "later", "moment_0": "2027-06-30", "moment_1": "23:59"}
        assert not Desk(people.editor).open(edition, "release", **too_soon).button
        assert edition.released_at == ENDS


def test_without_a_date_the_screen_says_what_becomes_public(undated: Inspection, people: People) -> None:  # noqa: F811
    with at(ENDS):
        edition = make_summary_edition(undated, State.SUBMITTED, author=people.author)
        screen = Desk(people.editor).open(edition, "release")
        assert (
            "Its release makes the 2025–27 inspection public, with its grades and findings."
            in screen.sentences
        )
        assert "Nobody has said when HMICFRS’s embargo on the 2025–27 inspection ends." in screen.words
        decided(people.editor, edition, "release")
        assert "What we say" in seen()
        edition.refresh_from_db()
        gone = Desk(people.editor).open(edition, "withdraw")
        assert "The 2025–27 inspection is public by this summary alone, and goes with it." in gone.sentences


def test_a_notice_stands_where_the_account_was_and_nobody_is_sent_away(
    dated: Inspection,
    people: People,  # noqa: F811
) -> None:
    with at(ENDS):
        edition = make_summary_edition(dated, State.LIVE, released_at=ENDS)
    with at(ENDS + HOUR):
        offered = Desk(people.editor).open(edition, "withdraw").tree
        answers = offered.xpath("//input[@name='outcome']/@value")
        assert answers == [Outcome.GONE, Outcome.NOTICE]
        assert not offered.xpath("//input[@name='redirect_to']")
        away = {"outcome": Outcome.REDIRECT, "redirect_to": "/news/"}
        with pytest.raises(Refused, match="stays, and sends nobody elsewhere"):
            release.withdraw(edition, by=people.editor, reason="Wrong.", **away)
        told = {"reason": "Wrong.", "outcome": Outcome.NOTICE, "notice": Notice.UNDER_REVIEW}
        decided(people.editor, edition, "withdraw", **told)
        words = seen()
    assert "What we said of this inspection is not shown any more." in words
    assert "It was taken down while we check what it says." in words
    assert "1 July 2027, 01:01" in words


def test_only_our_own_inspections_are_offered_and_each_once_a_language(
    dated: Inspection,
    people: People,  # noqa: F811
) -> None:
    with at(ENDS):
        page = Desk(people.author).open(ADD)
        offered = page.tree.xpath("//select[@name='inspection']/option/@value")
        ours = Inspection.desk.filter(force="staffordshire").values_list("pk", flat=True)
        assert sorted(offered) == sorted(["", *map(str, ours)])
        written(people.author, dated)
        desk = Desk(people.colleague)
        twice = desk.press(desk.open(ADD), "_save", inspection=str(dated.pk), **TYPED)
        assert "This inspection has a summary in this language already." in twice.errors
        other = Inspection.desk.exclude(force="staffordshire")[0]
        theirs = desk.press(desk.open(ADD), "_save", inspection=str(other.pk), **TYPED)
        assert theirs.errors
        desk.press(desk.open(ADD), "_save", inspection=str(dated.pk), language="cy", **TYPED)
        assert str(dated.pk) not in desk.open(ADD).tree.xpath("//select[@name='inspection']/option/@value")
    assert sorted(one.slug for one in Summary.objects.all()) == ["2025-27", "2025-27-cy"]


def test_it_cannot_be_moved(dated: Inspection, people: People) -> None:  # noqa: F811
    with at(ENDS):
        edition = make_summary_edition(dated, State.LIVE, released_at=ENDS)
        assert "Change the address" not in Desk(people.editor).open(edition).words
        led_back = Desk(people.editor).open(edition, "move")
    assert led_back.said == ["It stands on the page of its inspection, and cannot be moved."]


def test_the_preview_shows_the_page_of_an_inspection_under_embargo(
    undated: Inspection,
    people: People,  # noqa: F811
) -> None:
    with at(ENDS):
        edition = make_summary_edition(undated, State.DRAFT, author=people.author)
        page = Desk(people.auditor).open(edition, "preview")
        assert edition.title in page.words
        assert "In its 2025–27 inspection HMICFRS graded one area of our work: one Good." in page.words
        assert "The inspection is not public yet. Show this to nobody outside." in page.words
        assert '<meta name="robots" content="noindex">' in page.source
        assert edition.title not in Desk().open(edition, "preview").words


def test_both_languages_stand_on_the_page_and_each_address_leads_there(dated: Inspection) -> None:
    with at(ENDS):
        make_summary_edition(dated, State.LIVE, released_at=ENDS, title="English words")
        make_summary_edition(dated, State.LIVE, released_at=ENDS, title="Geiriau Cymraeg", language="cy")
    with at(ENDS + HOUR):
        words = seen()
        assert words.index("English words") < words.index("Geiriau Cymraeg")
        assert '<section class="stack no-print" lang="cy"' in words
        answer = Visitor().get(f"/peel/{CYCLE}-cy/")
    assert (answer.status_code, answer["Location"]) == (301, OWN)


@pytest.mark.parametrize(
    ("fields", "said", "stops"),
    [
        ({"account": ""}, "Write the force’s own account.", True),
        # The editor reads it too, and may only overrule it with a reason.
        ({"account": "<p>HMICFRS rated us Good overall.</p>"}, "HMICFRS rated us Good overall.", False),
        ({"being_done": ""}, "Nothing is said of what is being done.", False),
        ({}, "Neither the inspection nor the text has a link to HMICFRS’s report.", False),
    ],
)
def test_what_the_desk_says_before_a_release(
    dated: Inspection,
    people: People,  # noqa: F811
    fields: dict[str, Any],
    said: str,
    stops: bool,
) -> None:
    with at(ENDS):
        dated.url = ""
        dated.save()
        edition = make_summary_edition(dated, State.DRAFT, author=people.author, **fields)
        screen = Desk(people.author).open(edition, "submit")
    assert said in screen.words
    assert bool(screen.button) is not stops


def test_the_page_costs_no_more_than_eight_statements(dated: Inspection) -> None:
    with at(ENDS):
        make_summary_edition(dated, State.LIVE, released_at=ENDS, language="cy")
        edition = make_summary_edition(dated, State.LIVE, released_at=ENDS)
    with at(ENDS + HOUR):
        make_next_edition(edition, State.LIVE, update="major", change_note="We added a link.")
        visitor = Visitor().settle()
        for path in (OWN, "/peel/"):
            assert visitor.get(path).status_code == 200
            assert len(visitor.statements) <= 8, "\n".join(visitor.statements)


def test_search_engines_are_told_whose_words_these_are(dated: Inspection) -> None:
    with at(ENDS):
        make_summary_edition(dated, State.LIVE, released_at=ENDS, title="Our headline")
        words = seen()
    assert '"@type": "Article"' in words
    assert '"headline": "Our headline"' in words
