"""A visitor says what they think: what is asked, what is stored, what comes back when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from feedback.models import LONGEST, Feedback
from publishing.models import SiteState
from publishing.release import withdraw
from publishing.states import State
from tests.factories import HOUR, make_editor, make_next_edition, make_page_edition, make_post_edition
from tests.feedback.conftest import NOON
from tests.feedback.visiting import WORDS, Answer, Sender

RATINGS = ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor"]


def only() -> Feedback:
    return Feedback.objects.get()


def test_what_is_sent_is_stored_and_thanked(sender: Sender) -> None:
    page = sender.open()
    answer = sender.send(page, doing="Find the number to call", rating="poor")

    assert (answer.status, answer.response["Location"]) == (303, "/feedback/thanks/")
    thanks = Answer(sender.client.get(answer.response["Location"]))
    assert thanks.said("//h1") == ["Thank you"]
    stored = only()
    assert (stored.doing, stored.thoughts) == ("Find the number to call", WORDS)
    assert (stored.rating, stored.sent_at) == ("poor", NOON + timedelta(seconds=30))
    assert (stored.page, stored.seen, stored.version) == ("", "", SiteState.objects.get().version)
    assert (stored.handled_at, stored.handled_by, stored.note) == (None, None, "")


def test_one_answer_is_enough(sender: Sender) -> None:
    assert sender.send().status == 303
    assert (only().doing, only().rating) == ("", "")


def test_the_form_asks_for_nothing_about_the_person_and_says_what_is_kept(sender: Sender) -> None:
    page = sender.open()

    assert set(page.fields) == {"doing", "thoughts", "website", "ticket"}
    assert page.said("//label[contains(@class, 'radios')]") == RATINGS
    assert (
        "We store your answers, the time, and the page named above if there is one, for 12 months."
        in page.words
    )
    assert "no name, no account, no address of your device" in page.words
    assert "Leave out names, phone numbers and addresses." in page.words


def test_the_form_says_where_a_crime_is_reported(sender: Sender) -> None:
    (note,) = sender.open().said("//*[contains(@class, 'note--warm')]")

    for words in ("do not report a crime here", "999", "101", "18000", "18001 101"):
        assert words in note


def test_what_is_missing_is_said_with_everything_typed_kept(sender: Sender) -> None:
    page = sender.send(doing="Find a <b>road</b>", thoughts="  ", rating="good")

    assert page.status == 200
    assert page.errors == ["Write what went well or badly."]
    assert page.tree.xpath("//main//a[@href='#id_thoughts']")
    described = page.tree.get_element_by_id("id_thoughts").get("aria-describedby").split()
    assert "Error: Write what went well or badly." in [
        " ".join(page.tree.get_element_by_id(name).text_content().split()) for name in described
    ]
    assert page.tree.get_element_by_id("id_thoughts").get("aria-invalid") == "true"
    assert page.tree.findtext(".//title").startswith("Error: ")
    assert (page.fields["doing"], page.fields["rating"]) == ("Find a <b>road</b>", "good")
    assert not Feedback.objects.exists()
    assert sender.send(page, after=0).status == 303
    assert only().doing == "Find a <b>road</b>"


def test_a_text_that_is_too_long_comes_back_whole_with_its_length(sender: Sender) -> None:
    words = "a" * 100_000

    page = sender.send(thoughts=words, doing="b" * (LONGEST + 1))

    assert page.errors == [
        "Write 2,000 characters or fewer. You wrote 2,001.",
        "Write 2,000 characters or fewer. You wrote 100,000.",
    ]
    assert page.fields["thoughts"] == words


def test_two_thousand_characters_fit_however_lines_end(sender: Sender) -> None:
    lines = "x" * 999 + "\r\n" + "ŵ" * 1000

    assert sender.send(thoughts=lines).status == 303
    assert only().thoughts == lines.replace("\r\n", "\n")


def test_a_rating_of_their_own_is_refused(sender: Sender) -> None:
    assert sender.send(rating="five stars").errors == ["Choose one of the five, or none."]


def test_pressing_twice_stores_once(sender: Sender) -> None:
    page = sender.open()

    assert [sender.send(page).status, sender.send(page, after=1).status] == [303, 303]
    assert Feedback.objects.count() == 1
    assert sender.send(page, after=600).status == 303
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize("query", ["", "?page=2", "?q=somebody%27s+name"])
def test_the_form_knows_the_page_it_was_opened_from_but_not_what_was_searched_for(
    sender: Sender, query: str
) -> None:
    page = sender.open(**{"from": f"/news/{query}"})
    answer = sender.send(page)

    assert "You came from this page: /news/" in page.words
    assert "name" not in page.fields["ticket"]
    assert only().page == "/news/"
    assert answer.response["Location"] == "/feedback/thanks/?from=%2Fnews%2F"
    thanks = Answer(sender.client.get(answer.response["Location"]))
    assert thanks.tree.xpath("//main//a[@href='/news/']")


def test_the_edition_that_was_seen_is_stored_even_if_another_has_come_since(sender: Sender) -> None:
    first = make_post_edition(State.LIVE, slug="post", released_at=NOON - HOUR)
    page = sender.open(**{"from": "/news/post/"})
    sender.clock.shift(60)
    make_next_edition(first, State.LIVE)

    assert sender.send(page).status == 303
    assert (only().page, only().seen) == ("/news/post/", f"news.postedition:{first.pk}")


def test_the_page_is_called_by_the_title_that_everybody_reads_now(sender: Sender) -> None:
    edition = make_page_edition(
        State.LIVE, slug="contact", title="How to <reach> us", released_at=NOON - HOUR, language="cy"
    )
    page = sender.open(**{"from": "/contact/"})

    assert "You came from this page: How to <reach> us (/contact/)" in page.words
    assert page.tree.xpath("//main//p/b/@lang") == ["cy"]
    withdraw(edition, by=make_editor(), reason="It names somebody.")
    again = sender.send(page, thoughts="")
    assert "You came from this page: /contact/" in again.words
    assert "How to" not in again.source


def test_what_is_wrong_is_read_out_also_where_the_focus_stays_elsewhere(sender: Sender) -> None:
    (summary,) = sender.send(thoughts="").tree.xpath("//*[@autofocus and @tabindex='-1']")

    assert [one.get("role") for one in summary] == ["alert"]


def test_the_thanks_claim_nothing_to_whoever_opens_them_directly(sender: Sender) -> None:
    thanks = Answer(sender.client.get("/feedback/thanks/"))

    assert "If you have just sent the form, we have what you wrote." in thanks.words
    assert "has been sent" not in thanks.words


def test_the_form_is_in_plain_words(sender: Sender) -> None:
    words = sender.open().words

    assert "This form is not read around the clock." in words
    assert "Overall, how was this website?" in words


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED])
def test_the_form_says_nothing_about_what_is_not_public(sender: Sender, state: State) -> None:
    make_post_edition(state, slug="embargoed")
    secret, never = (sender.open(**{"from": f"/news/{slug}/"}) for slug in ("embargoed", "never"))

    assert secret.source == never.source
    sender.send(secret)
    assert (only().page, only().seen) == ("", "")


@pytest.mark.parametrize(
    "odd",
    [
        "//example.org/",
        "https://example.org/news/",
        "javascript:alert(1)",
        "/call-this-number-instead/",
        "/news/\x00/",
        "/news/\u202e/",
        "/admin/",
        "/feedback/",
        "/feedback/thanks/",
        "/" + "a" * 100_000 + "/",
    ],
)
def test_an_odd_page_is_not_named(sender: Sender, odd: str) -> None:
    page = sender.open(**{"from": odd})

    assert "You came from" not in page.words
    assert sender.send(page).response["Location"] == "/feedback/thanks/"
    assert only().page == ""


def test_whoever_must_not_be_seen_can_leave_quickly_and_no_page_is_named(sender: Sender) -> None:
    page = sender.open(**{"from": "/news/", "sensitive": "1"})
    again = sender.send(page, thoughts="")
    answer = sender.send(again)
    thanks = Answer(sender.client.get(answer.response["Location"]))

    for shown in (page, again, thanks):
        assert shown.tree.xpath("//a[contains(@class, 'exit-this-page')]")
        assert "/news/" not in shown.words
    assert answer.response["Location"] == "/feedback/thanks/?sensitive=1"
    assert only().page == ""
    assert not sender.open().tree.xpath("//a[contains(@class, 'exit-this-page')]")


def test_a_page_that_nobody_should_be_seen_reading_is_not_named_whoever_asks(sender: Sender) -> None:
    make_page_edition(State.LIVE, slug="getting-away", is_sensitive=True, released_at=NOON - HOUR)
    (link,) = Answer(sender.client.get("/getting-away/")).tree.xpath("//*[@class='phase']//a/@href")
    page = sender.open(**{"from": "/getting-away/"})

    assert link == "/feedback/?sensitive=1"
    assert "getting-away" not in page.source + page.fields["ticket"]
    assert page.tree.xpath("//a[contains(@class, 'exit-this-page')]")
    sender.send(page)
    assert (only().page, only().seen) == ("", "")


def test_the_form_is_kept_by_nobody_and_the_thanks_like_any_page(sender: Sender) -> None:
    for answer in (sender.open(), sender.send(), sender.send(thoughts="")):
        assert answer.response["Cache-Control"] == "no-store"
        assert not answer.response.cookies
    assert sender.client.get("/feedback/thanks/").headers["Cache-Control"].startswith("public")


def test_a_closed_form_says_how_to_make_contact_and_takes_nothing(
    sender: Sender, close: Callable[[], None]
) -> None:
    open_page = sender.open(**{"from": "/news/"})
    close()
    page, late = sender.open(), sender.send(open_page, thoughts="The <b>map</b>.\n\nIt is slow.")

    assert (page.status, page.has_form) == (200, False)
    assert page.said("//h1") == ["We are not taking feedback at the moment"]
    assert "101" in page.words
    assert (late.status, late.has_form) == (403, False)
    assert "What you wrote was not sent." in late.words
    assert late.said("//*[contains(@class, 'note')]//p")[1:] == ["The <b>map</b>.", "It is slow."]
    assert not Feedback.objects.exists()


def test_a_closed_form_shows_nobodys_words_to_a_browser_that_did_not_say_where_they_are_from(
    sender: Sender, close: Callable[[], None]
) -> None:
    page = sender.open()
    close()

    assert WORDS not in sender.send(page, headers={}).source


def test_the_form_costs_few_queries(sender: Sender) -> None:
    make_post_edition(State.LIVE, slug="post", released_at=timezone.now() - HOUR)
    sender.open()  # what all pages share is read
    page = sender.open(**{"from": "/news/post/"})

    assert len(sender.client.statements) <= 3
    sender.send(page)
    assert len(sender.client.statements) <= 5
