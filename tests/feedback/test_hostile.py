"""Whatever is sent is stored as it reads, or refused with a page. Never a failure."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from feedback.models import Feedback, FeedbackQuerySet
from tests.feedback.visiting import FORM, HERE, WORDS, Sender


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ site.url }}{% now 'Y' %}", "{{ site.url }}{% now 'Y' %}"),
        ("a\x00b\x07c\x1b[31md\x7f", "abc[31md"),
        ("a\tb\r\nc\rd", "a\tb\nc\nd"),
        ("\u202egnp.exe\u2066 \u2069", "gnp.exe"),
        ("שלום\u200f عليكم", "שלום\u200f عليكم"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("=1+1", "=1+1"),
        ("'; DROP TABLE feedback_feedback; --", "'; DROP TABLE feedback_feedback; --"),
    ],
)
def test_words_are_kept_without_the_letters_that_nobody_sees(sender: Sender, typed: str, stored: str) -> None:
    assert sender.send(thoughts=typed).status == 303
    assert Feedback.objects.get().thoughts == stored


def test_markup_comes_back_as_words(sender: Sender) -> None:
    page = sender.send(thoughts="", doing="</textarea><script>alert(1)</script>", rating='"><img src=x>')

    assert "<script>alert" not in page.source
    assert "<img src=x" not in page.source


def test_only_unseen_letters_are_nothing(sender: Sender) -> None:
    assert sender.send(thoughts="\x00\u202e \n").errors == ["Write what went well or badly."]


@pytest.mark.parametrize("words", [b"\xff\xfe\xfa", b"%ff%fe", b"%C0%80", b"%ED%A0%80", b"caf%E9"])
def test_bytes_that_are_no_text_are_read_as_well_as_can_be(sender: Sender, words: bytes) -> None:
    ticket = quote(sender.open().fields["ticket"]).encode()
    sender.clock.shift(30)

    answer = sender.post(b"ticket=" + ticket + b"&thoughts=x" + words)

    assert answer.status == 303
    assert Feedback.objects.get().thoughts.startswith(("x", "caf"))


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"thoughts=x", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"thoughts=x", "text/plain", 400),
        (b'{"thoughts": "x"}', "application/json", 400),
        (b"thoughts=x", "", 400),
        (b"broken", "multipart/form-data; boundary=x", 400),
        (b"&".join(b"a=%d" % n for n in range(1001)), "application/x-www-form-urlencoded", 400),
        (b"thoughts=" + b"x" * 2_500_000, "application/x-www-form-urlencoded", 413),
        (b"&&&===;;;%", "application/x-www-form-urlencoded", 200),
    ],
)
def test_what_no_form_sends_gets_a_page_that_says_so(
    sender: Sender, body: bytes, kind: str, status: int
) -> None:
    answer = sender.post(body, content_type=kind)

    assert answer.status == status
    assert len(answer.said("//h1")) == 1
    assert answer.response["Cache-Control"] == "no-store"
    assert not Feedback.objects.exists()


def test_files_are_not_taken(sender: Sender) -> None:
    fields: dict[str, Any] = {"thoughts": WORDS, "file": SimpleUploadedFile("x.html", b"<script>")}

    assert sender.client.post(FORM, fields, headers=HERE).status_code == 400


def test_of_a_field_sent_twice_the_last_counts(sender: Sender) -> None:
    assert sender.send(thoughts=["first", "second"], rating=["good", "poor"]).status == 303
    assert (Feedback.objects.get().thoughts, Feedback.objects.get().rating) == ("second", "poor")


def test_fields_of_the_desk_cannot_be_sent(sender: Sender) -> None:
    names = ("page", "seen", "note", "handled_at", "sent_at", "id", "version")
    forged: dict[str, Any] = dict.fromkeys(names, "7")

    assert sender.send(**forged).status == 303
    stored = Feedback.objects.get()
    assert (stored.page, stored.seen, stored.note, stored.handled_at) == ("", "", "", None)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_verbs_are_not_taken(sender: Sender, method: str) -> None:
    assert getattr(sender.client, method)(FORM).status_code == 405
    assert getattr(sender.client, method)("/feedback/thanks/").status_code in (403, 405)


def test_a_database_that_takes_nothing_costs_no_word(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **options: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(FeedbackQuerySet, "create", full)
    answer = sender.send(doing="Find it")

    assert (answer.status, answer.response["Retry-After"]) == (503, "60")
    assert "please send it again in a minute" in answer.errors[0]
    assert (answer.fields["doing"], answer.fields["thoughts"]) == ("Find it", WORDS)
    monkeypatch.undo()
    assert sender.send(answer).status == 303
