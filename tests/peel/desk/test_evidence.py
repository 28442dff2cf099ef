"""Evidence: a file is reached while it and its finding are public, and never runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peel.models import Evidence
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page
from tests.factories import HOUR, at
from tests.peel.desk.factories import make_action, make_evidence, make_finding, make_inspection

pytestmark = pytest.mark.django_db
ADD = reverse("admin:peel_evidence_add")
OPENS = datetime(2026, 6, 1, 0, 1, tzinfo=UTC)
PDF, PNG = b"%PDF-1.7 a plan", b"\x89PNG\r\n\x1a\n picture"
TOLD = {"title": "Training plan", "dated": "2026-05-01"}


def send(desk: Desk, name: str, data: bytes, **typed: Any) -> Page:
    action = make_action(make_finding())
    page = desk.open(f"{ADD}?action={action.pk}")
    return desk.press(page, "_save", **TOLD, **{"file": SimpleUploadedFile(name, data), **typed})


def get(evidence: Evidence) -> Any:
    return Desk().client.get(evidence.address)


def under_embargo(**fields: Any) -> Evidence:
    action = make_action(make_finding(inspection=make_inspection(public_from=OPENS)))
    return make_evidence(action, **{"is_public": True, **fields})


def test_a_file_is_reached_from_the_moment_that_its_finding_is_public(people: People) -> None:
    evidence = under_embargo()
    with at(OPENS - HOUR):
        assert get(evidence).status_code == 404
    with at(OPENS):
        answer = get(evidence)
    assert answer.status_code == 200
    assert answer.content == b"A plan."
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "Cookie" not in answer.get("Vary", "")


def test_what_is_not_public_or_has_another_name_is_not_there(people: People) -> None:
    evidence = under_embargo(is_public=False)
    with at(OPENS + HOUR):
        assert get(evidence).status_code == 404
        Evidence.desk.update(is_public=True)
        assert get(evidence).status_code == 200
        assert Desk().client.get(f"/peel/evidence/{evidence.pk}/other.txt").status_code == 404
        assert Desk().client.get(f"/media/{evidence.file.name}").status_code == 404
        evidence.file.delete(save=False)
        assert get(evidence).status_code == 404


def test_it_vanishes_when_it_is_made_private_again(people: People) -> None:
    evidence, desk = under_embargo(), Desk(people.author)
    with at(OPENS + HOUR):
        assert get(evidence).status_code == 200
        page = desk.open(reverse("admin:peel_evidence_change", args=[evidence.pk]))
        desk.press(page, "_save", is_public=None)
        assert get(evidence).status_code == 404


def test_who_may_see_evidence_downloads_it_at_the_desk(people: People) -> None:
    evidence = under_embargo(is_public=False)
    path = reverse("admin:peel_evidence_file", args=[evidence.pk])
    answer = Desk(people.auditor).client.get(path)
    assert (answer.content, answer["Cache-Control"]) == (b"A plan.", "no-store")
    assert Desk(people.administrator).client.get(path).status_code == 403
    assert Desk().client.get(path).status_code == 302


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Plan Über 2026.PDF", PDF),
        ("a.jpeg", b"\xff\xd8\xff\xe0 picture"),
        ("a.png", PNG),
        ("a.csv", b"a,b\n"),
    ],
)
def test_what_is_taken_gets_a_plain_name(people: People, name: str, data: bytes) -> None:
    send(Desk(people.author), name, data)
    evidence = Evidence.desk.get()
    stored = (evidence.file.name or "").rsplit("/", 1)[-1]
    assert stored.isascii()
    assert " " not in stored
    assert stored == stored.lower() or "_" in stored
    with evidence.file.open() as file:
        assert file.read() == data


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.html", b"<script>", "A file is a PDF, CSV, PNG, JPG or TXT. Save it as one of these."),
        ("a.svg", b"<svg/>", "A file is a PDF, CSV, PNG, JPG or TXT. Save it as one of these."),
        ("a.pdf.exe", PDF, "A file is a PDF, CSV, PNG, JPG or TXT. Save it as one of these."),
        ("a.pdf", PNG, "Its name ends in “.pdf”, and that is not what is in it. Save it anew in that form."),
        (
            "a.txt",
            b"MZ\0\1",
            "Its name ends in “.txt”, and that is not what is in it. Save it anew in that form.",
        ),
        ("a.pdf", PDF + b"0" * 10_000_000, "The file is larger than 10 MB. Make it smaller, or give a link."),
    ],
)
def test_what_is_refused(people: People, name: str, data: bytes, sentence: str) -> None:
    page = send(Desk(people.author), name, data)
    assert page.errors == [sentence]
    assert not Evidence.desk.exists()


def test_evidence_is_a_link_or_a_file(people: People) -> None:
    desk = Desk(people.author)
    page = send(desk, "a.pdf", PDF, url="https://example.org/")
    assert page.errors == ["Evidence has a link or a file, and not both."]
    page = desk.press(page, "_save", url="", file=None)
    assert page.errors == ["Evidence has a link or a file."]
    desk.press(page, "_save", url="https://example.org/plan/")
    assert Evidence.desk.get().address == "https://example.org/plan/"
