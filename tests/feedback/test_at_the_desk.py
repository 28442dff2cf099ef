"""Feedback at the desk: found, read, handled, noted, taken away as a file; the words stay as they are."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.models import Feedback
from publishing import decisions
from publishing.models import Decision, Verb
from publishing.states import State
from tests.desk.pages import INDEX, Desk, Page
from tests.factories import make_feedback, make_post_edition
from tests.feedback.conftest import People

pytestmark = pytest.mark.django_db

LIST = reverse("admin:feedback_feedback_changelist")
EXPORT = reverse("admin:feedback_feedback_export")


def url(feedback: Feedback, screen: str = "change") -> str:
    return reverse(f"admin:feedback_feedback_{screen}", args=[feedback.pk])


def listed(page: Page) -> list[str]:
    return page.all("th.field-said")


def chosen(action: str, *feedback: Feedback) -> dict[str, Any]:
    return {"action": action, "_selected_action": [one.pk for one in feedback]}


def file(desk: Desk, **query: str) -> list[list[str]]:
    response: Any = desk.client.get(EXPORT, query)
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("noon")
def test_the_list_is_narrowed_by_state_rating_page_month_and_words(people: People) -> None:
    desk, editor = Desk(people.author), people.editor
    make_feedback("old", sent_at=datetime(2026, 3, 31, 22, 59, tzinfo=UTC), page="/news/", rating="poor")
    make_feedback("new month in London", sent_at=datetime(2026, 3, 31, 23, 0, tzinfo=UTC), page="/")
    done = make_feedback("done", sent_at=datetime(2026, 4, 2, tzinfo=UTC), note="Asked the webmaster.")
    done.handle(by=editor, at=done.sent_at)

    def found(**query: str) -> list[str]:
        return listed(desk.open(LIST, **query))

    assert found() == ["done", "new month in London", "old"]
    assert found(handled="no") == ["new month in London", "old"]
    assert found(handled="yes") == ["done"]
    assert found(rating__exact="poor") == ["old"]
    assert found(about="/news/") == ["old"]
    assert found(sent="2026-04") == ["done", "new month in London"]
    assert found(sent="2026-03") == ["old"]
    assert found(q="webmaster") == ["done"]
    assert found(q="OLD", handled="no", sent="2026-03") == ["old"]
    page = desk.open(LIST)
    for words in ("By page", "/news/", "By month", "April 2026", "March 2026"):
        assert words in page.words


@pytest.mark.parametrize(
    "query",
    [
        {"sent": "2026-13"},
        {"sent": "2026-٠٣"},
        {"sent": "0000-00"},
        {"about": "/" + "x" * 5000},
        {"handled": "perhaps"},
        {"q": "a " * 5000},
        {"q": "'\"%_\\"},
        {"p": "99999"},
        {"_facets": "True"},
        {"o": "-1.-2.3.4.5"},
    ],
)
def test_odd_questions_get_an_answer(people: People, query: dict[str, str]) -> None:
    make_feedback()
    desk = Desk(people.author)

    assert desk.open(LIST, **query).status == 200
    assert desk.client.get(EXPORT, query, follow=True).status_code == 200


def test_the_list_costs_twelve_queries_at_most(people: People) -> None:
    for number in range(60):
        make_feedback(page=f"/news/post-{number}/").handle(by=people.editor, at=datetime.now(UTC))
    desk = Desk(people.author)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = desk.open(LIST, q="map", handled="yes")

    assert len(listed(page)) == 50
    assert len(queries) <= 12


def test_an_empty_list_says_why(people: People) -> None:
    desk = Desk(people.auditor)
    assert "Nobody has said anything yet." in desk.open(LIST).words
    make_feedback()
    assert "Nothing is like this." in desk.open(LIST, handled="yes").words


def test_one_is_handled_with_a_note_and_can_be_made_new_again(people: People) -> None:
    feedback, desk = make_feedback("The map does not open."), Desk(people.on_call)

    page = desk.press(desk.open(url(feedback)), "_handle", note="Told the maps team.")
    assert page.path == LIST
    assert page.said == ["Handled. Your note is saved."]
    feedback.refresh_from_db()
    assert (feedback.handled_by, feedback.note) == (people.on_call, "Told the maps team.")
    assert feedback.handled_at is not None

    desk.press(desk.open(url(feedback)), "_reopen")
    feedback.refresh_from_db()
    assert feedback.handled_by is None
    assert feedback.note == "Told the maps team."
    assert Feedback.objects.new().contains(feedback)


def test_many_are_handled_at_once_and_who_did_it_first_stays(people: People) -> None:
    first, second, third = (make_feedback() for _number in range(3))
    first.handle(by=people.editor, at=datetime.now(UTC))
    desk = Desk(people.author)

    page = desk.press(desk.open(LIST), **chosen("mark_handled", first, second))

    assert page.said == ["1 marked as handled."]
    handlers = {one.pk: one.handled_by for one in Feedback.objects.all()}
    assert handlers == {first.pk: people.editor, second.pk: people.author, third.pk: None}

    assert desk.press(desk.open(LIST), **chosen("mark_new", first, second)).said == ["2 marked as new."]
    assert Feedback.objects.new().count() == 3


def test_an_auditor_reads_and_an_administrator_sees_nothing(people: People) -> None:
    feedback, auditor = make_feedback("The map does not open."), Desk(people.auditor)

    page = auditor.open(url(feedback))
    assert "The map does not open." in page.words
    assert page.buttons == []
    auditor.client.post(url(feedback), {"note": "x", "_handle": "1"})
    auditor.client.post(LIST, chosen("mark_handled", feedback))
    feedback.refresh_from_db()
    assert (feedback.note, feedback.handled_at) == ("", None)

    assert Desk(people.administrator).open(LIST).status == 403
    assert "New feedback" not in Desk(people.administrator).open(INDEX).words


def test_nobody_changes_what_the_visitor_said(people: People) -> None:
    feedback, desk = make_feedback("The map does not open.", page="/news/"), Desk(people.superuser)
    forged = {
        "thoughts": "All is well.",
        "rating": "very-good",
        "page": "/",
        "sent_at": "2020-01-01",
        "version": "9",
    }

    assert desk.client.post(url(feedback), {**forged, "note": ""}).status_code == 302

    assert Feedback.objects.filter(pk=feedback.pk).values().get() == {
        name: getattr(feedback, name) for name in Feedback.objects.values().get()
    }


def test_one_entry_shows_all_there_is_and_leads_to_the_page_and_the_edition(people: People) -> None:
    edition = make_post_edition(State.LIVE, slug="post")
    feedback = make_feedback(
        "<b>Bold</b>\n\nand more",
        doing="Reading",
        page="/news/post/",
        seen=decisions.label(edition),
        rating="mixed",
        version=41,
        sent_at=datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
    )

    page = Desk(people.author).open(url(feedback))

    for words in ("<b>Bold</b>", "Reading", "Neither good nor poor", "41", "1 Jul 2026, 09:30 BST", "New"):
        assert words in page.words
    assert page.all("h1")[-1] == "Feedback of Wednesday 1 July 2026, 09:30 BST"
    links = {link.get("href") for link in page.find("a")}
    assert {"/news/post/", reverse("admin:news_postedition_change", args=[edition.pk])} <= links


@pytest.mark.parametrize(
    "seen", ["", "gone.edition:1", "news.postedition:", "news.postedition:x", "nonsense"]
)
def test_an_entry_without_an_edition_is_shown_too(people: People, seen: str) -> None:
    assert "no document stood there" in Desk(people.author).open(url(make_feedback(seen=seen))).words


def test_new_feedback_stands_on_the_first_page_with_its_number(people: People) -> None:
    desk = Desk(people.editor)
    assert "There is no new feedback." in desk.open(INDEX).words
    for number in range(3):
        make_feedback(f"Thought {number}", page="/news/", rating="good")
    make_feedback("Old thought").handle(by=people.author, at=datetime.now(UTC))

    (section,) = [
        one for one in desk.open(INDEX).find("section.waits") if "New feedback" in one.text_content()
    ]

    assert section.xpath("string(h2/span)") == "3"
    assert set(section.xpath("ul/li/a/text()")) == {"Thought 0", "Thought 1", "Thought 2"}
    assert "/news/, Good" in section.text_content()
    address = urlsplit(section.xpath("p/a/@href")[0])
    assert len(listed(desk.open(address.path, **dict([address.query.split("=")])))) == 3


def test_the_file_holds_what_is_filtered_with_london_times(people: People) -> None:
    make_feedback("old", sent_at=datetime(2026, 3, 1, tzinfo=UTC))
    feedback = make_feedback(
        "Schön, ŵ and “quotes”,\nand a line",
        doing="Reading",
        page="/news/",
        rating="good",
        version=7,
        sent_at=datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
        note="A note",
    )
    feedback.handle(by=people.editor, at=datetime(2026, 11, 1, 8, 30, tzinfo=UTC))
    desk = Desk(people.auditor)

    heading, row = file(desk, handled="yes", q="quotes")

    assert dict(zip(heading, row, strict=True)) == {
        "Number": str(feedback.pk),
        "Sent (London)": "2026-07-01 09:30 BST",
        "Page": "/news/",
        "Edition seen": "",
        "Version of the site": "7",
        "Rating": "Good",
        "What they were doing": "Reading",
        "What went well or badly": "Schön, ŵ and “quotes”,\nand a line",
        "Handled (London)": "2026-11-01 08:30 GMT",
        "Handled by": "Edith Editor",
        "Note": "A note",
    }
    assert len(file(desk)) == 3
    link = desk.open(LIST, handled="yes", p="1").tree.xpath("//ul[@class='object-tools']//a/@href")
    assert link == [f"{EXPORT}?handled=yes"]
    headers = desk.client.get(EXPORT).headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"].startswith('attachment; filename="feedback-')
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "\n=", " ="])
def test_no_cell_of_the_file_is_a_formula(people: People, first: str) -> None:
    make_feedback(f"{first}HYPERLINK(1)", doing=f"{first}1", note=f"{first}2")

    row = file(Desk(people.author))[1]

    assert [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@", "＝"))] == []
    assert row[7].lstrip("'") == f"{first}HYPERLINK(1)"


def test_the_file_is_written_as_it_is_read(people: People) -> None:
    Feedback.objects.bulk_create(
        Feedback(thoughts=f"Thought {n}", version=1, sent_at=datetime.now(UTC)) for n in range(1200)
    )
    desk = Desk(people.author)

    with CaptureQueriesContext(connection) as queries:
        response: Any = desk.client.get(EXPORT)
        before = len(queries)
        lines = list(response.streaming_content)

    assert len(lines) == 1201
    assert before <= 12
    assert len(queries) - before == 1


def test_an_editor_redacts_and_the_log_says_so_without_a_word_of_it(people: People) -> None:
    feedback = make_feedback(
        "Jo Bloggs of 1 High Street", doing="Jo", note="Call Jo", page="/news/", rating="good"
    )
    desk = Desk(people.editor)
    page = desk.press(desk.open(url(feedback, "redact")))
    assert page.errors == ["This field is required."] * 2

    page = desk.press(page, certain="on", reason="Somebody is named.")

    assert page.said == ["The words are gone."]
    assert "Redact for good" not in page.words
    feedback.refresh_from_db()
    assert (feedback.thoughts, feedback.doing, feedback.note) == ("", "", "")
    assert (feedback.page, feedback.rating) == ("/news/", "good")
    decision = Decision.objects.get()
    assert (decision.verb, decision.actor, decision.edition) == (
        Verb.REDACT,
        people.editor,
        f"feedback.feedback:{feedback.pk}",
    )
    rows = [str(row) for row in (*LogEntry.objects.values(), *Decision.objects.values("text__words"))]
    assert not [row for row in rows if "Jo" in row]
    assert list(decisions.verify()) == []
    assert listed(desk.open(LIST)) == ["(redacted)"]
    assert (
        f"/feedback/{feedback.pk}/change/"
        in desk.open(reverse("admin:publishing_decision_changelist")).source
    )
    desk.press(desk.open(url(feedback)), "_handle", note="Was personal.")
    feedback.refresh_from_db()
    assert feedback.note == "Was personal."
    assert desk.client.post(url(feedback, "redact"), {"certain": "on"}).status_code == 302
    assert Decision.objects.count() == 1


def test_a_note_that_somebody_else_saved_meanwhile_is_not_lost(people: People) -> None:
    feedback = make_feedback("The map is hard to find.", note="First")
    editor, author = Desk(people.editor), Desk(people.author)
    opened, other = editor.open(url(feedback)), editor.open(url(feedback))
    author.press(author.open(url(feedback)), "_save", note="Passed on\r\nto the web team")

    page = editor.press(opened, "_save", note="Mine")
    assert page.errors == [
        "Somebody else saved a note meanwhile: “Passed on to the web team” Put both together, and save again."
    ]
    feedback.refresh_from_db()
    assert feedback.note.splitlines() == ["Passed on", "to the web team"]

    editor.press(other, "_handle")  # who typed nothing takes nothing away
    feedback.refresh_from_db()
    assert (feedback.note.splitlines()[0], feedback.handled_by) == ("Passed on", people.editor)

    editor.press(page, "_save", note="Passed on, and mine")
    feedback.refresh_from_db()
    assert feedback.note == "Passed on, and mine"


def test_only_an_editor_redacts(people: People) -> None:
    feedback = make_feedback("Jo")
    for person in (people.author, people.on_call, people.auditor):
        desk = Desk(person)
        assert "Redact" not in desk.open(url(feedback)).words
        assert desk.client.post(url(feedback, "redact"), {"certain": "on"}).status_code == 403
    feedback.refresh_from_db()
    assert feedback.thoughts == "Jo"


def test_what_is_not_there_is_said_to_be_missing(people: People) -> None:
    desk = Desk(people.editor)

    assert desk.client.get(reverse("admin:feedback_feedback_redact", args=[999])).status_code == 404
    assert "There is nothing" in desk.open("/admin/feedback/feedback/999/redact/").words
