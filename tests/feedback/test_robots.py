"""What is not a visitor's doing is refused without a puzzle, and no visitor loses a word by it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory

from feedback import crowd, tickets
from feedback.models import Feedback
from publishing import origin
from tests.feedback.visiting import FORM, HERE, WORDS, Sender

ELSEWHERE: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    {"Origin": "null"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver.example.org"},
    {"Origin": "http://testserver:8000"},
    {"Referer": "http://example.org/http://testserver/"},
    {"Referer": "http://[broken"},
    {"Referer": "/feedback/"},
    {"Sec-Fetch-Site": "cross-site", "Referer": "http://testserver/feedback/"},
]
FROM_HERE = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://testserver"},
    {"Referer": "http://testserver/feedback/?from=/news/"},
]
WORDS_KEPT: dict[str, Any] = {"doing": "Find <i>it</i>", "thoughts": WORDS, "rating": "mixed"}


def asked(headers: dict[str, str]) -> HttpRequest:
    return RequestFactory().post(FORM, headers=headers)


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_what_was_not_sent_from_here_is_refused_without_showing_it(
    sender: Sender, headers: dict[str, str]
) -> None:
    answer = sender.send(headers=headers)

    assert answer.status == 403
    assert answer.said("//h1") == ["This could not be sent"]
    assert WORDS not in answer.source
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("headers", FROM_HERE)
def test_every_browsers_way_to_say_that_it_was_sent_from_here_counts(headers: dict[str, str]) -> None:
    assert origin.of(asked(headers)) is origin.Origin.OURS


def test_a_browser_that_says_nothing_gets_the_form_back_to_read_it_and_send_it_again(sender: Sender) -> None:
    again = sender.send(sender.open(**{"from": "/news/"}), headers={}, **WORDS_KEPT)

    assert again.status == 200
    assert [error.split(", ")[0] for error in again.errors] == [
        "Your browser did not say which page this was sent from"
    ]
    assert "If you did not, close this page." in again.errors[0]
    assert {name: again.fields[name] for name in WORDS_KEPT} == WORDS_KEPT
    assert again.response["X-Frame-Options"] == "DENY"
    assert not Feedback.objects.exists()
    assert sender.send(again, headers={}, after=0).status == 303
    assert Feedback.objects.get().page == "/news/"


def test_a_browser_that_says_nothing_sends_never_at_once_however_often(sender: Sender) -> None:
    page = sender.open()

    for _number in range(3):  # the same first form each time, as another site would send it
        assert sender.send(page, headers={}).status == 200
    assert not Feedback.objects.exists()


def test_a_form_that_came_back_to_one_address_is_nothing_from_another(sender: Sender) -> None:
    """Another site has it come back to itself, and lets its visitors' browsers send it."""
    visitor = Sender(sender.clock, REMOTE_ADDR="198.51.100.7")
    theirs = sender.send(headers={})
    back = visitor.send(theirs, headers={})

    assert (back.status, len(back.errors)) == (200, 1)
    assert not Feedback.objects.exists()
    assert visitor.send(back, headers={}).status == 303


def test_what_is_missing_is_said_together_with_what_the_browser_did_not_say(sender: Sender) -> None:
    again = sender.send(headers={}, thoughts="", doing="Find it")

    assert [error[:12] for error in again.errors] == ["Your browser", "Write what w"]
    assert sender.send(again, headers={}).status == 303
    assert Feedback.objects.get().doing == "Find it"


def test_a_ticket_tells_nobody_whose_it_is(sender: Sender) -> None:
    visitor = Sender(sender.clock, REMOTE_ADDR="198.51.100.7")
    again = visitor.send(headers={}).fields["ticket"]

    assert "198.51.100" not in str(signing.Signer(salt="feedback.ticket").unsign_object(again))
    assert tickets.read(visitor.open().fields["ticket"]).reader == ""  # type: ignore[union-attr]


def test_whoever_goes_back_after_the_thanks_and_presses_again_is_thanked_again(sender: Sender) -> None:
    first = sender.send(sender.open(**{"from": "/news/"}), **WORDS_KEPT)
    back = sender.open(**{"from": "/news/"})  # the browser asks for the form anew, and keeps what was typed
    again = sender.send(back, after=1, **WORDS_KEPT)

    assert (again.status, again.response["Location"]) == (303, first.response["Location"])
    assert Feedback.objects.count() == 1
    assert sender.send(back, after=0, **{**WORDS_KEPT, "rating": "poor"}).status == 200
    assert sender.send(ticket="", **WORDS_KEPT).status == 200


def test_behind_a_proxy_the_public_address_is_ours(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = asked({"Origin": "https://testserver", "X-Forwarded-Proto": "https", "Host": "testserver"})

    assert origin.of(request) is origin.Origin.OURS


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (0, "That was quicker than most people write."),
        (2, "That was quicker than most people write."),
        (24 * 3600 + 1, "This form was open for more than a day."),
    ],
)
def test_too_quick_or_too_late_comes_back_to_be_sent_again(sender: Sender, after: int, sentence: str) -> None:
    page = sender.open(**{"from": "/news/"})
    again = sender.send(page, after=after, **WORDS_KEPT)

    assert again.status == 200
    assert again.errors == [f"{sentence} Nothing is lost: please send it again."]
    assert {name: again.fields[name] for name in WORDS_KEPT} == WORDS_KEPT
    assert not Feedback.objects.exists()
    assert sender.send(again, after=3 if after < 3 else 0, **WORDS_KEPT).status == 303
    assert Feedback.objects.get().page == "/news/"


@pytest.mark.parametrize("after", [3, 24 * 3600])
def test_three_seconds_and_a_day_are_fine(sender: Sender, after: int) -> None:
    assert sender.send(after=after).status == 303


@pytest.mark.parametrize(
    "ticket",
    [
        None,
        "",
        "x",
        "é:ü",
        "eyJvcGVuZWQiOjB9:forged",
        signing.Signer(salt="another").sign_object({"opened": 0}),
        signing.Signer(salt="feedback.ticket").sign_object({"of an older version": 0}),
    ],
)
def test_a_form_that_nobody_opened_comes_back_too(sender: Sender, ticket: str | None) -> None:
    again = sender.send(ticket=ticket, **WORDS_KEPT)

    assert again.errors == [
        "We could not see when this form was opened. Nothing is lost: please send it again."
    ]
    assert not Feedback.objects.exists()
    assert sender.send(again, **WORDS_KEPT).status == 303


def test_the_field_that_people_do_not_see_has_to_stay_empty(sender: Sender) -> None:
    again = sender.send(website="https://example.org", **WORDS_KEPT)

    assert again.errors == [
        "A field that has to stay empty was filled in. We have emptied it: please send it again."
    ]
    assert again.fields["website"] == ""
    assert not Feedback.objects.exists()
    assert sender.send(again, **WORDS_KEPT).status == 303


def test_the_hidden_field_is_hidden_from_everybody(sender: Sender) -> None:
    field = sender.open().tree.get_element_by_id("website")
    around = field.getparent()

    assert (around.get("aria-hidden"), around.get("class")) == ("true", "unseen")
    assert (field.get("tabindex"), field.get("autocomplete"), field.get("required")) == ("-1", "off", None)
    assert around.find("label").text == "Leave this field empty"


def test_thirty_one_from_one_address_are_one_too_many_until_ten_minutes_are_over(sender: Sender) -> None:
    for number in range(30):
        assert sender.send(thoughts=f"{WORDS} {number}", after=3).status == 303
    late = sender.send(**WORDS_KEPT, after=3)

    assert (late.status, late.response["Retry-After"]) == (429, "600")
    assert late.response["Cache-Control"] == "no-store"
    assert "please wait ten minutes" in late.errors[0]
    assert {name: late.fields[name] for name in WORDS_KEPT} == WORDS_KEPT
    assert Feedback.objects.count() == 30
    assert Sender(sender.clock, REMOTE_ADDR="198.51.100.7").send().status == 303
    assert sender.send(late, after=600, **WORDS_KEPT).status == 303


def test_mistakes_are_not_counted(sender: Sender) -> None:
    for _number in range(31):
        assert sender.send(thoughts="").status == 200

    assert sender.send().status == 303


def test_however_many_addresses_there_are_the_whole_is_bounded(noon: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(crowd, "MOST", 3)

    assert [crowd.is_too_much(f"198.51.100.{number}") for number in range(5)] == [False] * 3 + [True] * 2


def test_a_house_has_one_line_whichever_protocol(noon: Any) -> None:
    for number in range(30):
        assert not crowd.is_too_much(f"2001:db8:0:1::{number}")
    assert crowd.is_too_much("2001:db8:0:1:ffff::1")
    assert not crowd.is_too_much("2001:db8:0:2::1")
    assert not crowd.is_too_much("not an address " * 1000)


def test_the_address_that_the_proxy_saw_is_counted_not_the_one_that_was_sent(
    settings: Any, sender: Sender
) -> None:
    settings.PROXY_COUNT = 1
    codes = [
        sender.send(
            thoughts=f"{WORDS} {number}",
            after=3,
            headers={**HERE, "X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"},
        ).status
        for number in range(31)
    ]

    assert codes == [303] * 30 + [429]


def test_an_address_is_stored_nowhere(sender: Sender) -> None:
    Sender(sender.clock, REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT="a telling phone").send()

    rows = [row for model in apps.get_models() for row in model._base_manager.values()]
    assert not [row for row in rows if "198.51.100.7" in str(row) or "telling" in str(row)]
    kept: Any = cache
    assert "198.51.100.7" not in repr(kept._cache)


def test_without_the_days_secret_a_count_tells_nobodys_address(noon: Any) -> None:
    crowd.is_too_much("198.51.100.7")
    name = crowd._name("198.51.100.7")
    noon.shift(24 * 3600 + 1)

    assert crowd._name("198.51.100.7") != name


def test_a_cache_that_does_not_answer_stops_nobody(sender: Sender, monkeypatch: Any) -> None:
    monkeypatch.setattr(cache, "add", lambda *args, **options: None)
    monkeypatch.setattr(cache, "incr", lambda *args, **options: None)
    monkeypatch.setattr(cache, "get", lambda key, default=None, **options: default)

    assert [sender.send(thoughts=f"{WORDS} {n}").status for n in range(31)] == [303] * 31
