"""Pages at the press desk: the address in two parts, what a move takes along, and what is to be read again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from pages.documents import Page, PageAddress, PageEdition
from publishing.checks import Level, findings
from publishing.states import Ending, State, Update
from tests.desk.conftest import People
from tests.desk.pages import INDEX, Desk
from tests.desk.pages import Page as Seen
from tests.factories import make_next_edition, make_page_edition, stored
from tests.publishing.acts import HOUR, NOW, SECOND
from tests.publishing.conftest import Hands

pytestmark = pytest.mark.django_db
ADD = reverse("admin:pages_pageedition_add")
LIST = reverse("admin:pages_pageedition_changelist")
SAVED = ["The draft is saved. The public does not see it."]
TODAY = date(2025, 3, 5)
TURNED = "U+202E RIGHT-TO-LEFT OVERRIDE"


@pytest.fixture(autouse=True)
def noon(hands: Hands) -> Hands:
    return hands


@pytest.fixture
def desk(people: People) -> Desk:
    return Desk(people.author)


def write(desk: Desk, **typed: Any) -> Seen:
    return desk.press(desk.open(ADD), "_save", **{"title": "A page", **typed})


def choices(page: Seen) -> list[tuple[str, str]]:
    return [(o.get("value"), o.text) for o in page.tree.xpath("//select[@name='slug_0']/option")]


def slugs() -> list[str]:
    return sorted(PageAddress.objects.filter(is_current=True).values_list("slug", flat=True))


# --- writing ----------------------------------------------------------------------------------------------


def test_an_address_is_typed_as_the_page_above_and_the_last_part(desk: Desk) -> None:
    make_page_edition(State.LIVE, slug="about", title="About us")
    make_page_edition(slug="about/draft", title="A draft")
    make_page_edition(Ending.WITHDRAWN, slug="gone", title="Gone")

    page = desk.open(ADD)
    assert choices(page) == [
        ("", "At the top level"),
        ("about", "about – About us"),
        ("about/draft", "about/draft – A draft (draft)"),
        ("gone", "gone – Gone (no longer public)"),
    ]
    related = page.tree.xpath("//*[@id='id_related']//label")
    assert [label.text_content().strip() for label in related] == [
        words for _path, words in choices(page)[1:]
    ]
    assert write(desk, slug_0="about", slug_1="cookies").said == SAVED
    assert write(desk, slug_0="", slug_1="Contact").said == SAVED
    assert slugs() == ["about", "about/cookies", "about/draft", "contact", "gone"]


def test_the_last_part_is_made_from_the_title(desk: Desk) -> None:
    make_page_edition(slug="about")

    assert write(desk, slug_0="about", slug_1="", title="Our café & bar").said == SAVED

    assert slugs() == ["about", "about/our-cafe-bar"]


@pytest.mark.parametrize(
    ("above", "last", "sentence"),
    [
        ("", "news", "Addresses that begin with “news” belong to another part of the site."),
        ("", "cy", "Addresses that begin with “cy” belong to another part of the site."),
        ("about", "taken", "Another page has or had the address “about/taken”. Choose another."),
        ("about", "a b", "Each part of an address has small letters and digits, in words joined by hyphens."),
        ("", "nowhere/x", "There is no page at “nowhere” for it to stand below."),
        ("", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("gone", "x", "Select a valid choice. gone is not one of the available choices."),
    ],
)
def test_an_address_that_cannot_be_is_refused_at_its_field_with_everything_still_typed(
    desk: Desk, above: str, last: str, sentence: str
) -> None:
    make_page_edition(slug="about")
    make_page_edition(State.LIVE, slug="about/taken")

    page = write(desk, slug_0=above, slug_1=last, body="<p>Long work</p>")

    assert page.all(".field-slug .errorlist li") == [sentence]
    held = page.fields()
    assert (held["title"], held["body"], held["slug_1"]) == ("A page", "<p>Long work</p>", last)
    assert Page.objects.count() == 2


def test_a_draft_is_moved_by_its_form_and_opened_where_it_is(desk: Desk) -> None:
    make_page_edition(slug="about")
    draft = make_page_edition(slug="plans")

    page = desk.open(draft)
    assert (page.fields()["slug_0"], page.fields()["slug_1"]) == ("", "plans")
    desk.press(page, "_save", slug_0="about")

    page = desk.open(draft)
    assert (page.fields()["slug_0"], page.fields()["slug_1"]) == ("about", "plans")
    assert slugs() == ["about", "about/plans"]


def test_a_draft_does_not_go_below_itself(desk: Desk) -> None:
    draft = make_page_edition(slug="plans")

    page = desk.press(desk.open(draft), "_save", slug_0="plans", slug_1="plans")

    assert page.errors == ["A page cannot stand below itself."]


def test_no_page_is_offered_to_stand_below_itself(desk: Desk, people: People) -> None:
    draft = make_page_edition(slug="plans")
    make_page_edition(slug="plans/one")
    live = make_page_edition(State.LIVE, slug="plan")
    make_page_edition(State.LIVE, slug="plan/b")

    assert [path for path, _words in choices(desk.open(draft))] == ["", "plan", "plan/b"]
    move = Desk(people.editor).open(live, "move")
    assert [path for path, _words in choices(move)] == ["", "plans", "plans/one"]


def test_the_places_that_are_taken_are_told_beside_their_fields(desk: Desk) -> None:
    draft = make_page_edition(slug="draft", navigation_position=1)
    assert "Now:" not in desk.open(draft).words
    make_page_edition(State.LIVE, title="Contact us", navigation_position=10)
    about: dict[str, Any] = {"navigation_title": "About", "navigation_position": 2, "footer_position": 1}
    make_page_edition(State.LIVE, title="About us", **about)

    page = desk.open(draft)

    assert "Now: 2 About, 10 Contact us." in page.all(".field-navigation_position .help")[0]
    assert "Now: 1 About." in page.all(".field-footer_position .help")[0]


def test_the_language_is_chosen_once(desk: Desk) -> None:
    write(desk, slug_1="cysylltu", language="cy")

    edition = PageEdition.desk.get()
    assert edition.document.language == "cy"
    assert "language" not in desk.open(edition).fields()


def test_every_field_is_kept(desk: Desk) -> None:
    other = make_page_edition(slug="other")
    typed = {
        "slug_1": "about",
        "summary": "Who we are.",
        "body": "<p>Words</p>",
        "navigation_title": "About",
        "navigation_position": "2",
        "footer_position": "3",
        "is_sensitive": "on",
        "is_beta": "on",
        "related": str(other.document_id),
        "review_on": "2026-01-31",
    }

    assert write(desk, **typed).said == SAVED

    fields = desk.open(PageEdition.desk.get(slug="about")).fields()
    assert {name: fields[name] for name in typed} == typed


def test_two_at_once_lose_no_word_and_no_address(desk: Desk, people: People) -> None:
    make_page_edition(slug="about")
    draft = make_page_edition(slug="plans", title="Plans", author=people.author)
    mine = desk.open(draft)
    theirs = Desk(people.colleague)
    theirs.press(theirs.open(draft), "_save", title="Their plans", slug_0="about")

    page = desk.press(mine, "_save", title="My plans", slug_1="ideas")

    assert "Somebody else saved this draft while you were writing." in page.errors[0]
    assert ("about/plans", "ideas") in page.sides
    assert page.fields()["title"] == "My plans"
    assert desk.press(page, "_save").said == SAVED
    assert slugs() == ["about", "ideas"]


def test_what_was_typed_is_carried_on_when_the_sign_in_expired(desk: Desk) -> None:
    page = desk.open(ADD)
    desk.client.logout()

    carried = desk.press(page, "_save", title="A page", slug_0="", slug_1="plans")

    assert carried.status == 403
    assert (carried.value("slug_1"), carried.value("title")) == ("plans", "A page")


# --- deciding ---------------------------------------------------------------------------------------------


def test_a_move_says_what_it_takes_along_and_is_done(people: People) -> None:
    desk = Desk(people.editor)
    about = make_page_edition(State.LIVE, slug="about")
    make_page_edition(State.LIVE, slug="about/us")
    make_page_edition(slug="about/draft")
    make_page_edition(State.LIVE, slug="other")

    page = desk.open(about, "move")
    assert page.sentences == [
        "Its address is “about”. Readers who use it are sent on to the new one, for ever.",
        "What stands below it moves with it, and is sent on from too: “about/draft”, “about/us”.",
    ]
    assert (page.fields()["slug_0"], page.fields()["slug_1"]) == ("", "about")
    assert page.button == "Show what would move"
    page = desk.press(page, slug_0="other", slug_1="about", reason="It fits.")
    assert page.sentences[-3:] == [
        "“about” becomes “other/about”.",
        "“about/draft” becomes “other/about/draft”.",
        "“about/us” becomes “other/about/us”.",
    ]
    assert (slugs()[0], page.fields()["reason"]) == ("about", "It fits.")
    page = desk.press(page, slug_1="about-us")
    assert "“about/us” becomes “other/about-us/us”." in page.sentences
    assert page.button == "Move to another address"
    page = desk.press(desk.press(page, slug_1="about"))

    assert page.said == ["It is now at “other/about”. The old address sends readers on."]
    assert slugs() == ["other", "other/about", "other/about/draft", "other/about/us"]
    assert "other/about/us" in desk.open(LIST).words


def test_a_move_that_cannot_be_says_why_before_and_after(people: People) -> None:
    desk = Desk(people.editor)
    about = make_page_edition(State.LIVE, slug="about")
    make_page_edition(State.SCHEDULED, slug="about/soon")
    why = "“about/soon”, below it, is scheduled to appear at that address. Cancel its release first."

    page = desk.open(about, "move")
    assert page.sentences[-1] == why
    page = desk.press(page, slug_1="who-we-are", reason="It fits.")
    assert desk.press(page).errors == [why]
    assert desk.press(page, slug_0="about", slug_1="x", reason="x").all(".asks-slug .errorlist li") == [
        "A page cannot stand below itself."
    ]
    assert slugs() == ["about", "about/soon"]


def test_a_withdrawal_says_what_stays_public_below(people: People) -> None:
    about = make_page_edition(State.LIVE, slug="about")
    make_page_edition(State.LIVE, slug="about/us")
    make_page_edition(slug="about/draft")

    sentences = Desk(people.editor).open(about, "withdraw").sentences

    assert (
        "What stands below it stays public: “about/us”. Withdraw or move that too, if it should not."
        in sentences
    )


def test_a_redirect_in_a_circle_is_refused_on_the_screen(people: People) -> None:
    desk = Desk(people.editor)
    about = make_page_edition(State.LIVE, slug="about")

    page = desk.press(
        desk.open(about, "withdraw"), reason="Over.", outcome="redirect", redirect_to="/about/", notice=""
    )

    assert page.errors == ["From there readers would be led back here. Choose another page."]
    assert stored(about).ended_at is None


def test_the_release_screen_shows_every_change_in_words(people: People) -> None:
    other = make_page_edition(State.LIVE, slug="other")
    live = make_page_edition(State.LIVE, slug="about")
    changed: dict[str, Any] = {"is_sensitive": True, "review_on": TODAY, "related": [other.document]}
    draft = make_next_edition(live, State.SUBMITTED, update=Update.MINOR, navigation_position=2, **changed)

    page = Desk(people.editor).open(draft, "release")

    assert "Can be left quickly yes" in page.words
    assert "Review by 5 March 2025" in page.words
    assert "Related pages other" in page.words
    assert "Place in the navigation 2" in page.words


def test_a_preview_is_what_readers_would_see(desk: Desk) -> None:
    make_page_edition(State.LIVE, slug="about", title="About us")
    draft = make_page_edition(slug="about/draft", title="A plan", is_sensitive=True)

    page = desk.open(draft, "preview")

    assert page.all("h1") == ["A plan"]
    assert "Preview. This is how readers would see this edition." in page.words
    assert page.tree.xpath("//nav[contains(@class, 'crumbs')]//a/@href")[-1] == "/about/"
    assert page.tree.xpath("//*[@data-leave]")


# --- what is said before a release ------------------------------------------------------------------------


def said(edition: PageEdition) -> list[str]:
    return [finding.sentence for finding in findings(edition)]


def test_a_whole_page_passes_without_a_remark() -> None:
    edition = make_page_edition(review_on=TODAY + timedelta(days=365))

    assert said(edition) == []


@pytest.mark.parametrize(
    ("fields", "level", "sentence"),
    [
        ({"summary": " "}, Level.STOP, "Write a summary: lists and search results show it."),
        ({"body": "<p> </p>"}, Level.STOP, "Write the text of the page."),
        (
            {"body": "<p>This text came with Blue Lamp as a beginning.</p>"},
            Level.STOP,
            "The text still says that it came with Blue Lamp. Replace it with your own.",
        ),
        ({"review_on": None}, Level.ADVICE, "No date is set by which somebody reads it again."),
        (
            {"review_on": TODAY - timedelta(days=1)},
            Level.STOP,
            "The date of its review has come: set a later one.",
        ),
        (
            {"title": "Stop \u202ehcraes"},
            Level.STOP,
            f"It holds a mark that nobody sees and that can change what is read: {TURNED}. Type the words afresh.",
        ),
        ({"review_on": TODAY}, Level.ADVICE, "The date of its review has come: set a later one."),
        (
            {"slug": "plans/x"},
            Level.ADVICE,
            "The page above it, “plans”, is not public: readers find no way up.",
        ),
        ({"slug": "safe/x"}, Level.ADVICE, "“Help” above it can be left quickly, and this page cannot."),
        (
            {"navigation_position": 9},
            Level.ADVICE,
            "6 other pages are in the navigation already: more than readers take in.",
        ),
        (
            {"body": "<h3>Small</h3>"},
            Level.ADVICE,
            "The first heading is a small one: start with a large one.",
        ),
    ],
)
def test_what_the_desk_says_about_a_page(fields: dict[str, Any], level: Level, sentence: str) -> None:
    make_page_edition(slug="plans")
    make_page_edition(State.LIVE, slug="safe", title="Help", is_sensitive=True)
    for number in range(6):
        make_page_edition(State.LIVE, navigation_position=number + 1)

    (finding,) = findings(make_page_edition(**{"review_on": TODAY + timedelta(days=365), **fields}))

    assert (finding.level, finding.sentence) == (level, sentence)


def test_a_page_comes_back_though_its_review_is_overdue(people: People) -> None:
    gone = make_page_edition(
        Ending.WITHDRAWN, review_on=TODAY - timedelta(days=1), released_at=NOW - 72 * HOUR
    )

    desk = Desk(people.editor)
    assert desk.open(gone, "restore").button == "Restore now"


def test_a_page_whose_address_has_become_somebody_elses_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_page_edition(slug="weather", review_on=TODAY + timedelta(days=365))
    monkeypatch.setattr("pages.paths.RESERVED", frozenset({"weather"}))

    assert said(edition) == ["Addresses that begin with “weather” belong to another part of the site."]


# --- what is to be read again -----------------------------------------------------------------------------


@pytest.fixture
def reviews() -> None:
    for title, days, state in (
        ("overdue", -1, State.LIVE),
        ("today", 0, State.LIVE),
        ("soon", 14, State.LIVE),
        ("later", 15, State.LIVE),
        ("withdrawn", 0, Ending.WITHDRAWN),
        ("draft", 0, State.DRAFT),
    ):
        was = NOW - 72 * HOUR  # nobody releases a page whose review is due already
        make_page_edition(state, title=title, review_on=TODAY + timedelta(days=days), released_at=was)
    make_page_edition(State.LIVE, title="never")


def test_what_is_due_is_on_the_first_page_and_its_list_says_the_same(desk: Desk, reviews: None) -> None:
    (waits,) = [one for one in desk.open(INDEX).find("section.waits") if "read again" in one.text_content()]

    rows = [" ".join(row.text_content().split()) for row in waits.xpath("ul/li")]
    assert rows == [
        "overdue Review was due on 4 Mar 2025",
        "today Review by 5 Mar 2025",
        "soon Review by 19 Mar 2025",
    ]
    found = desk.open(LIST + waits.xpath("p/a/@href")[0].partition("?")[2].join(["?", ""]))
    assert set(found.all(".field-title")) == {"overdue", "today", "soon"}


def test_nothing_due_is_nothing_said(desk: Desk) -> None:
    make_page_edition(State.LIVE)

    assert "read again" not in desk.open(INDEX).words


def test_a_due_page_is_found_behind_its_draft(desk: Desk) -> None:
    live = make_page_edition(State.LIVE, title="due", review_on=TODAY)
    make_next_edition(live, title="being mended", review_on=TODAY + timedelta(days=365))

    assert desk.open(LIST, review="due").all(".field-title") == ["being mended"]


def test_the_day_of_a_review_is_londons(people: People, hands: Hands) -> None:
    make_page_edition(State.LIVE, title="due", review_on=TODAY + timedelta(days=15))
    hands.to(NOW + 12 * HOUR - SECOND)
    assert "read again" not in Desk(people.author).open(INDEX).words

    hands.on(SECOND)  # midnight
    assert "read again" in Desk(people.author).open(INDEX).words


def test_the_list_shows_paths_and_finds_by_them_at_a_cost_that_does_not_grow(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    make_page_edition(State.LIVE, slug="about")
    for number in range(20):
        make_page_edition(slug=f"about/page-{number}", review_on=TODAY)

    with django_assert_max_num_queries(12):
        page = desk.open(LIST, q="about/page-1")

    assert len(page.all(".field-path")) == 11
    assert "about/page-19" in page.all(".field-path")
