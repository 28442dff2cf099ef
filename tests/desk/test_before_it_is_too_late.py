"""What cannot be released is said when approval is asked for, and no wrong turn leads out of the desk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from publishing.states import Ending, State, Update
from tests.desk.conftest import Hands, People
from tests.desk.pages import ADD, INDEX, Desk
from tests.factories import make_next_edition, make_post_edition
from tests.publishing.acts import fresh

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def july(hands: Hands) -> None:
    hands.to(JULY)


@pytest.mark.parametrize(
    ("update", "sentence"),
    [
        ("", "Say whether this update is minor or major."),
        (Update.MAJOR, "A major update needs a change note for readers."),
    ],
)
def test_an_update_that_does_not_say_what_it_is_is_not_asked_for(
    update: str, sentence: str, people: People
) -> None:
    live = make_post_edition(State.LIVE, author=people.author)
    draft = make_next_edition(live, author=people.author, update=update)

    page = Desk(people.author).open(draft, "submit")

    assert page.all(".findings li.stop") == [sentence]
    assert page.button == ""
    assert page.sentences == []
    assert "Go back and mend it" in page.words


def test_an_update_that_says_what_it_is_can_be_asked_for(people: People) -> None:
    live = make_post_edition(State.LIVE, author=people.author)
    draft = make_next_edition(
        live, author=people.author, update=Update.MAJOR, change_note="The day is right."
    )

    assert Desk(people.author).open(draft, "submit").button == "Ask for approval"


def test_a_draft_beside_a_scheduled_edition_offers_no_address(people: People) -> None:
    scheduled = make_post_edition(State.SCHEDULED, author=people.author, slug="approved-address")
    draft = make_next_edition(scheduled, author=people.author)
    desk = Desk(people.author)

    page = desk.open(draft)
    desk.press(page, "_save", slug="another-address", title="Another title")

    assert "slug" not in page.fields()
    assert fresh(draft).title == "Another title"
    assert fresh(draft).document.slug == "approved-address"


def test_an_ended_edition_says_what_its_address_answers(people: People) -> None:
    ended = make_post_edition(Ending.WITHDRAWN, author=people.author)

    words = Desk(people.author).open(ended).words

    assert "Its address says that the page was removed (410)." in words
    assert "The public sees nothing" not in words


@pytest.mark.parametrize(("address", "status"), [(ADD, 403), ("/admin/no-such-room/", 404)])
def test_a_wrong_turn_at_the_desk_stays_at_the_desk(address: str, status: int, people: People) -> None:
    page = Desk(people.auditor).open(address)

    assert page.status == status
    assert INDEX in [link.get("href") for link in page.find("a")]
    assert "Press desk" in page.words


def test_after_signing_in_a_strange_address_leads_to_the_first_page(people: People) -> None:
    people.editor.set_password("correct horse battery staple")
    people.editor.save()

    typed = {"username": people.editor.email, "password": "correct horse battery staple"}
    response = Client().post("/admin/login/?next=https://evil.example/", typed)

    assert response.headers["Location"] == INDEX


def test_a_form_sent_to_a_public_page_gets_the_sites_own_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/news/")

    assert response.status_code == 403
    assert b"Nothing was sent or stored" in response.content
    assert b"CSRF" not in response.content
