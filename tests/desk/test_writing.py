"""Writing a post: every field arrives, what is wrong is said beside everything that was typed."""

from __future__ import annotations

from typing import Any

import pytest

from news.models import Post, PostAddress, PostEdition
from publishing.states import Ending, State
from tests.desk.conftest import People
from tests.desk.pages import ADD, Desk, Page, url
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic

pytestmark = pytest.mark.django_db

SAVED = ["The draft is saved. The public does not see it."]


@pytest.fixture
def desk(people: People) -> Desk:
    return Desk(people.author)


def test_every_field_that_was_typed_is_stored_and_shown_again(desk: Desk) -> None:
    topics = [str(make_topic(name).pk) for name in ("Knives", "Roads")]
    area = make_area("Leek")
    typed: dict[str, Any] = {
        "title": "Gŵyl 🎉 at “The Oak” & more <b>",
        "slug": "gwyl-at-the-oak",
        "summary": "Two sentences.\nOn two lines.",
        "body": "<h2>Where</h2><p>In Leek 🎉</p>",
        "kind": "appeal",
        "topics": topics,
        "areas": str(area.pk),
        "expires_at_0": "2030-07-01",
        "expires_at_1": "09:30",
    }

    page = desk.write(**typed)

    assert page.said == SAVED
    held = page.fields()
    assert {name: held[name] for name in typed} == typed
    edition = PostEdition.desk.get()
    assert page.path == url(edition)
    assert (edition.title, edition.body) == (typed["title"], typed["body"])
    assert edition.document.slug == "gwyl-at-the-oak"
    assert list(edition.contributors.all()) == [desk.person]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Man charged after M6 chase", "man-charged-after-m6-chase"),
        ("Gŵyl Tŷ Coch", "gwyl-ty-coch"),
        ("x" * 150, "x" * 100),
    ],
)
def test_an_address_left_blank_is_made_from_the_title(title: str, slug: str, desk: Desk) -> None:
    assert desk.write(title=title, slug="").said == SAVED
    assert Post.objects.get().slug == slug


def test_a_title_without_a_letter_needs_an_address_by_hand(desk: Desk) -> None:
    page = desk.write(title="🎉🎉")

    assert page.errors == ["Give the page an address: a few words, joined by hyphens."]
    assert page.fields()["title"] == "🎉🎉"


@pytest.mark.parametrize("state", [State.DRAFT, State.SET_ASIDE, State.LIVE, Ending.WITHDRAWN])
def test_an_address_that_is_taken_is_refused_with_everything_still_typed(state: Any, desk: Desk) -> None:
    make_post_edition(state, slug="a-street")
    topic = make_topic("Roads")

    page = desk.write(title="A street", slug="a-street", body="<p>Long work</p>", topics=str(topic.pk))

    assert page.errors == ["Another page has or had the address “a-street”. Choose another."]
    held = page.fields()
    assert (held["title"], held["body"], held["topics"]) == ("A street", "<p>Long work</p>", str(topic.pk))
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "   "}, "This field is required."),
        ({"title": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
        ({"summary": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
        ({"slug": "x" * 101}, "Ensure this value has at most 100 characters (it has 101)."),
        ({"slug": "a b/c"}, "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
        ({"body": "<p>" + "x" * 100_000 + "</p>"}, "Ensure this value has at most 100000 characters"),
        ({"kind": "weather"}, "Select a valid choice. weather is not one of the available choices."),
        ({"topics": "77"}, "Select a valid choice. 77 is not one of the available choices."),
        ({"topics": "x"}, "“x” is not a valid value."),
        ({"title": "Nul\x00"}, "Null characters are not allowed."),
        ({"summary": "Nul\x00"}, "Null characters are not allowed."),
        ({"expires_at_0": "soon", "expires_at_1": "09:30"}, "Give the date as in 2026-12-04."),
        ({"expires_at_0": "2030-07-01", "expires_at_1": "25:61"}, "Give the time as in 09:30."),
        ({"expires_at_0": "2030-07-01"}, "Give the time too."),
        ({"expires_at_1": "09:30"}, "Give the date too."),
        ({"expires_at_0": "2027-03-28", "expires_at_1": "01:30"}, "01:30 does not exist."),
        ({"expires_at_0": "2027-10-31", "expires_at_1": "01:30"}, "01:30 comes twice."),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words_beside_everything_typed(
    typed: dict[str, str], error: str, desk: Desk
) -> None:
    good = {"title": "A title", "slug": "a-title", "summary": "A summary", "body": "<p>A body</p>"}

    page = desk.write(**(good | typed))

    assert any(error in said for said in page.errors), page.errors
    held = page.fields()
    shown = {name: value.replace("\x00", "\ufffd") for name, value in typed.items()}
    expected = good | {name: value for name, value in shown.items() if name not in ("kind", "topics")}
    assert {name: held[name] for name in expected} == expected
    assert not PostEdition.desk.exists()


def test_a_text_of_the_greatest_length_is_stored_whole(desk: Desk) -> None:
    body = "<p>" + "ŵord " * ((100_000 - 7) // 5) + "end</p>"

    assert desk.write(title="Long", body=body).said == SAVED
    assert PostEdition.desk.get().body == body


def test_the_address_may_change_until_the_post_was_public_and_is_no_field_after(desk: Desk) -> None:
    page = desk.write(title="First words", slug="first")
    assert desk.press(page, "_save", slug="second").said == SAVED
    assert list(PostAddress.objects.values_list("slug", flat=True)) == ["second"]

    following = make_next_edition(make_post_edition(State.LIVE, slug="known"))
    page = desk.open(following)
    assert "slug" not in page.fields()
    assert {"update", "change_note"} <= set(page.form().fields.keys())
    desk.press(page, "_save", slug="stolen")

    assert following.document.slug == "known"
    assert not PostAddress.objects.filter(slug="stolen").exists()


@pytest.mark.parametrize("button", ["_save", "_preview_next", "_submit_next", "_continue", None])
def test_every_way_of_pressing_enter_saves(button: str | None, desk: Desk) -> None:
    page = desk.press(desk.open(ADD), button, title="Pressed")

    assert page.status == 200
    assert PostEdition.desk.get().title == "Pressed"
    where = {"_preview_next": "/preview/", "_submit_next": "/submit/"}.get(button or "", "/")
    assert page.path.endswith(where)


FORGED = {
    "released_at": "2020-01-01T00:00:00Z",
    "released_at_0": "2020-01-01",
    "released_at_1": "00:00",
    "ended_at": "2031-01-01T00:00:00Z",
    "approved_by": "1",
    "released_by": "1",
    "edited_by": "1",
    "contributors": "",
    "is_newest": "",
    "is_restored": "on",
    "document": "1",
    "number": "99",
    "revision": "99",
    "submitted_at": "2020-01-01T00:00:00Z",
    "submitted_hash": "f" * 64,
    "content_hash": "f" * 64,
    "set_aside_at": "",
    "redacted_at": "2020-01-01T00:00:00Z",
    "urgent_reason": "None",
    "listed_at": "2020-01-01T00:00:00Z",
    "state": "live",
    "outcome": "redirect",
    "redirect_to": "https://evil.example/",
    "notice": "under-review",
    "started_from": "1",
    "first_released_at": "2020-01-01T00:00:00Z",
    "language": "cy",
    "id": "1",
    "pk": "1",
}
TYPED = {"title", "edited_by_id", "edited_at", "revision"}


def rows() -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if name not in TYPED}
        for row in PostEdition.desk.order_by("pk").values()
    ]


@pytest.mark.parametrize("role", ["author", "editor", "on_call", "superuser", "auditor", "administrator"])
def test_fields_that_the_form_does_not_hold_change_nothing(role: str, people: People) -> None:
    editions = [
        make_post_edition(state) for state in (State.DRAFT, State.SUBMITTED, State.LIVE, State.SCHEDULED)
    ]
    desk, before = Desk(getattr(people, role)), rows()

    for edition in editions:
        values = {"title": edition.title, "kind": "news", "seen": edition.revision, "slug": edition.slug}
        desk.client.post(url(edition), {**values, "summary": edition.summary, "body": edition.body, **FORGED})

    waiting = next(row for row in before if row["submitted_hash"])
    if role not in ("auditor", "administrator"):  # they saved, as they may, so approval is asked for again
        waiting |= {"submitted_at": None, "submitted_hash": ""}
    assert rows() == before
    assert not PostEdition.desk.filter(title="", edited_by=None).exists()


def test_a_forged_new_post_is_a_plain_draft(desk: Desk, people: People) -> None:
    page: Page = desk.write(title="Forged", slug="forged", **FORGED)

    assert page.said == SAVED
    edition = PostEdition.desk.get()
    assert edition.state(edition.edited_at) == State.DRAFT
    assert (edition.number, edition.revision, edition.edited_by) == (1, 1, people.author)
    assert list(edition.contributors.all()) == [people.author]
    assert edition.document.language == "en-gb"


def test_a_title_that_was_used_before_takes_the_next_number(people: People) -> None:
    desk, said = Desk(people.author), {"title": "Road closed", "summary": "Until Sunday.", "body": "<p>x</p>"}

    pages = [desk.write(**said, slug="") for _time in range(3)]

    assert [page.fields()["slug"] for page in pages] == ["road-closed", "road-closed-2", "road-closed-3"]
    chosen = desk.write(**said, slug="road-closed")
    assert any("Another page has or had the address" in error for error in chosen.errors)


def test_a_link_whose_address_is_cleaned_away_leaves_its_words(people: People) -> None:
    body = (
        '<p>See <a href="javascript:x()">the map</a>, <a href="">here</a> and <a href="/news/">news</a>.</p>'
    )
    desk = Desk(people.author)

    first = desk.write(title="Links", summary="Some.", body=body)
    again = desk.press(first, "_save", body=body)

    for page in (first, again):
        assert page.fields()["body"] == '<p>See the map, here and <a href="/news/">news</a>.</p>'
