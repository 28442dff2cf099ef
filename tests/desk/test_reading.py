"""Released editions are read, not edited; their history is whole; what somebody typed is only ever text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from news.models import PostEdition
from publishing import decisions
from publishing.models import SiteState
from publishing.states import Ending, State, Update
from tests.desk.conftest import Hands, People
from tests.desk.pages import INDEX, LIST, Desk, in_one_line
from tests.factories import make_area, make_next_edition, make_page_edition, make_post_edition, make_topic

pytestmark = pytest.mark.django_db

CANARY = '"><img src=x onerror=alert(1)>'
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def july(hands: Hands) -> Hands:
    hands.to(datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    return hands


@pytest.mark.parametrize(
    "state", [State.SCHEDULED, State.LIVE, State.ENDED, Ending.WITHDRAWN, State.SET_ASIDE]
)
@pytest.mark.parametrize("role", ["author", "auditor", "superuser"])
def test_what_is_no_draft_is_shown_without_a_field(role: str, state: State | Ending, people: People) -> None:
    body = "<h2>Where</h2><p>See <a href='https://example.org/x'>the map</a></p>"
    edition = make_post_edition(state, title="A theft", body=body, topics=[make_topic("Roads")])

    page = Desk(getattr(people, role)).open(edition)

    fields = [field for tag in ("input", "textarea", "select") for field in page.find(f".main {tag}")]
    assert [field for field in fields if field.type != "hidden"] == []
    told = dict(zip(page.all("dl.reading dt"), page.all("dl.reading dd"), strict=True))
    assert (told["Title"], told["Topics"]) == ("A theft", "Roads")
    assert "the map" in told["Text"]
    assert page.tree.xpath("//dl[@class='reading']//h2")
    assert page.tree.xpath("//dl[@class='reading']//a/@href") == ["https://example.org/x"]


def test_an_approver_sees_where_links_lead_and_when_that_changes(people: People) -> None:
    body = "<p>See <a href='https://example.org/{}'>the map</a>.</p>"
    first = make_post_edition(State.SUBMITTED, body=body.format("one"))
    assert "https://example.org/one" in Desk(people.editor).open(first, "release").source

    live = make_post_edition(State.LIVE, body=body.format("one"))
    second = make_next_edition(live, State.SUBMITTED, body=body.format("two"))
    marked = Desk(people.editor).open(second, "release").source.partition("What changes")[2]

    assert "https://example.org/two" in marked
    assert "<ins>" in marked


def test_a_comparison_marks_words_of_every_field(people: People) -> None:
    roads, knives = make_topic("Roads"), make_topic("Knives")
    leek, stone = make_area("Leek"), make_area("Stone")
    live = make_post_edition(
        State.LIVE,
        title="Officers appeal after a theft in Leek",
        summary="Two men ran.",
        body="<p>Two men ran off.</p>",
        topics=[roads],
        areas=[leek],
    )
    draft = make_next_edition(
        live,
        title="Officers appeal after a robbery in Leek",
        summary="Three men ran.",
        body="<p>Three men ran off.</p><p>One fell.</p>",
        topics=[knives],
        areas=[leek, stone],
        update=Update.MAJOR,
        change_note="A third man.",
    )

    page = Desk(people.auditor).open(draft, "compare", **{"with": "1"})

    marked = dict(zip(page.all(".differences h3"), page.find(".differences .marked"), strict=True))
    words = {
        label: tuple([in_one_line(one.text_content()) for one in part.iter(tag)] for tag in ("del", "ins"))
        for label, part in marked.items()
    }
    assert words["Title"] == (["theft"], ["robbery"])
    assert words["Summary"] == (["Two"], ["Three"])
    assert words["Text"] == (["Two"], ["Three", "One fell."])
    assert words["Topics"] == (["Roads"], ["Knives"])
    assert words["Areas"][1] != []
    assert words["Change note"] == ([], ["A third man."])
    assert "Kind" not in words
    assert page.words.index("Title") < page.words.index("Areas")


def test_a_comparison_with_nonsense_is_the_usual_one(people: People) -> None:
    draft = make_next_edition(make_post_edition(State.LIVE, title="Before"), title="After")
    desk = Desk(people.author)

    for number in ("", "9", "0", "-1", "1e3", "²", "9" * 30, "x"):
        page = desk.open(draft, "compare", **{"with": number})
        assert page.status == 200
        assert "Edition 1 compared with edition 2" in page.words, number


def test_a_single_edition_compares_with_nothing(people: People) -> None:
    assert Desk(people.author).open(make_post_edition(), "compare").status == 200


def test_the_history_has_every_edition_and_every_decision_in_order(people: People, july: Hands) -> None:
    first = make_post_edition(State.LIVE, author=people.author, approver=people.editor, title="First words")
    july.on(MINUTE)
    second = make_next_edition(
        first, State.LIVE, author=people.author, approver=people.editor, title="Second words"
    )
    july.on(MINUTE)
    desk = Desk(people.editor)
    assert desk.press(desk.open(second, "withdraw"), reason="It names a child.").said
    july.on(MINUTE)
    third = make_next_edition(first, author=people.author, title="Third words")

    page = Desk(people.auditor).open(third, "history")

    editions, decisions = page.find("table")[:2]
    assert [row.xpath("string(th)").strip() for row in editions.xpath(".//tbody/tr")] == ["3", "2", "1"]
    acts = [row.xpath("string(td[4])").strip() for row in decisions.xpath(".//tbody/tr")]
    assert acts == [
        "started a draft",
        "withdrew it",
        "approved it",
        "asked for approval",
        "started a draft",
        "approved it",
        "asked for approval",
        "started a draft",
    ]
    assert "It names a child." in page.words
    assert "1 Jul 2026, 09:02:00 BST" in page.words
    assert "from edition 1" in page.words
    assert "New draft from" not in page.source  # there is a draft already, and the auditor starts none


def test_an_edition_that_is_not_there_is_no_accident(people: People) -> None:
    client = Desk(people.superuser).client

    for pk in ("abc", "0", "99999", "9" * 30, "1 or 1=1", "-1"):
        for screen in ("change", "history", "delete", "release", "compare"):
            assert client.get(f"{LIST}{pk}/{screen}/").status_code in (302, 403, 404), (pk, screen)


def test_what_anybody_typed_is_only_text_on_every_screen(people: People, july: Hands) -> None:
    people.author.name = people.editor.name = CANARY
    people.author.save()
    people.editor.save()
    topic, area = make_topic(f"T{CANARY}"), make_area(f"A{CANARY}")
    words: dict[str, Any] = {
        "title": CANARY,
        "summary": CANARY,
        "body": f"<p>{CANARY}</p>",
        "topics": [topic],
        "areas": [area],
    }
    live = make_post_edition(
        State.LIVE, author=people.author, urgent_reason=CANARY, approver=people.on_call, **words
    )
    desk = Desk(people.superuser)
    note = make_next_edition(
        live, author=people.author, update=Update.MAJOR, change_note=CANARY, title=f"2{CANARY}"
    )
    desk.press(desk.open(note, "submit"))
    desk.press(desk.open(note, "return"), reason=CANARY)
    scheduled = make_post_edition(State.SCHEDULED, author=people.author, **words)
    withdrawn = make_post_edition(State.LIVE, author=people.author, **words)
    desk.press(desk.open(withdrawn, "withdraw"), reason=CANARY)
    screens = [pattern.name for pattern in admin.site.get_model_admin(PostEdition).get_urls() if pattern.name]
    paths = [
        INDEX,
        LIST,
        f"{LIST}?q={CANARY}",
        f"{LIST}?state={CANARY}&edited={CANARY}",
        "/admin/news/topic/",
        "/admin/publishing/decision/",
    ]
    paths += [
        reverse(f"admin:{name}", args=[edition.pk])
        for name in screens
        if not name.endswith(("changelist", "add", "preview"))
        for edition in (live, note, scheduled, withdrawn)
    ]

    for path in paths:
        page = desk.open(path)
        assert "<img src=x" not in page.source, path
        assert not page.tree.xpath("//*[@onerror]"), path
    conflict = desk.press(desk.open(note), "_save", title=f"3{CANARY}", seen="0", opened="")
    assert "<img src=x" not in conflict.source
    assert conflict.sides == [(f"2{CANARY}", f"3{CANARY}")]
    compared = desk.open(note, "compare")
    assert f"2{CANARY}" in compared.words


def test_the_log_names_what_the_desk_has_no_screen_for(people: People) -> None:
    decisions.record_change(SiteState.objects.get(), by=people.editor, changed="Something new.")

    page = Desk(people.auditor).open("/admin/publishing/decision/")

    assert "site state 1" in page.words
    assert "Something new." in page.words


def test_the_decision_log_names_what_it_is_about_and_finds_it_by_kind(people: People) -> None:
    make_post_edition(State.LIVE, title="A theft")
    make_page_edition(State.LIVE, title="Contact us")
    desk = Desk(people.auditor)
    log = reverse("admin:publishing_decision_changelist")

    everything = desk.open(log).all("td.field-about")
    pages = desk.open(log, about="pages.pageedition").all("td.field-about")

    assert any(words.startswith("A theft post") for words in everything)
    assert pages
    assert all(words.startswith("Contact us page") for words in pages)
    assert not desk.open(log, about="other").all("td.field-about")
