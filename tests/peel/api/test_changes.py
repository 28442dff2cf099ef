"""The log of changes: each change once, at the moment from which a reader could see it, and none before."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from peel import changes_views
from peel.changes import Added, Revised, changes
from publishing import clock, frame
from tests.factories import at
from tests.peel.api.asking import ask, data
from tests.peel.files import GRADINGS, grading, load
from tests.peel.test_loading import correct
from tests.peel.test_pages import words
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ENDS = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_first_load_is_one_entry_and_the_correction_in_it_another() -> None:
    revised, added = changes(timezone.now())

    assert isinstance(revised, Revised)
    assert (revised.force, revised.before, revised.after) == (
        *("northamptonshire", "Adequate", "Requires improvement"),
    )
    assert str(revised.happened_on) == "2024-08-08"
    assert isinstance(added, Added)
    assert (added.count, len(added.forces), len(added.cycles)) == (783, 43, 7)


def test_a_force_sees_its_own_share() -> None:
    (added,) = changes(timezone.now(), force="staffordshire")
    assert isinstance(added, Added)
    assert added.forces == ["staffordshire"]
    assert added.count == ask("judgements?force=staffordshire")["total"]
    assert len(changes(timezone.now(), force="northamptonshire")) == 2


def test_a_correction_that_comes_in_a_file_is_one_entry_and_not_a_load_too() -> None:
    before = len(changes(timezone.now()))
    correct()
    newest, *others = changes(timezone.now())

    assert len(others) == before
    assert isinstance(newest, Revised)
    assert (newest.force, newest.before, newest.after) == ("staffordshire", "Requires improvement", "Good")
    assert newest.basis == "correction"
    added = others[-1]
    assert isinstance(added, Added)
    assert added.count == 783, "What was added then stays what was added."


def test_what_comes_later_is_listed_by_when_it_could_be_seen_here() -> None:
    """A grade of 2014 that is loaded today is news of today, whatever its report's date."""
    start = timezone.now()
    assert load("gradings.csv", GRADINGS, grading(force="bedfordshire", published="2024-01-02")).is_applied
    clock.public_changed()

    (row,) = data(f"changes?since={start:%Y-%m-%dT%H:%M:%SZ}")[:1]
    assert (row["kind"], row["force"], row["grades"]) == ("added", "bedfordshire", 1)
    assert row["at"] >= f"{start:%Y-%m-%dT%H:%M:%SZ}"


def test_what_is_under_embargo_is_in_no_log_and_then_has_its_own_moment() -> None:
    with at(ENDS - timedelta(hours=1)):
        without = ask("changes")["data"], Visitor().get("/peel/changes.atom").content
        rows = [
            grading(cycle="2025-27", question="leadership", published="2027-07-01"),
            grading(force="bedfordshire", published="2024-01-02"),
        ]
        assert load("gradings.csv", GRADINGS, *rows[:1]).is_applied
        correct(effective_from="2027-07-01")
        clock.public_changed()
        assert (ask("changes")["data"], Visitor().get("/peel/changes.atom").content) == without
    with at(ENDS):
        frame.forget()
        newest = data("changes")[:2]
    assert [one["kind"] for one in newest] == ["changed", "added"]
    assert {one["at"] for one in newest} == {"2027-06-30T23:01:00Z"}


def test_a_program_that_asks_since_its_last_look_misses_nothing() -> None:
    look = timezone.now()
    assert data(f"changes?since={look + timedelta(seconds=0):%Y-%m-%dT%H:%M:%SZ}") is not None
    correct()
    clock.public_changed()
    found = data(f"changes?since={look:%Y-%m-%dT%H:%M:%SZ}")
    assert found[0]["force"] == "staffordshire"


def test_the_page_tells_each_change_in_a_sentence_with_its_source() -> None:
    html = Visitor().get("/peel/changes/").content.decode()
    said = words(html)

    assert (
        "Northamptonshire Police, Responding to the public (2023–25): Adequate became Requires improvement"
        in said
    )
    assert "Holds from 8 August 2024. Why: Data that the force had supplied was wrong." in said
    assert "783 grades of 43 forces added" in said
    assert html.count("<article") == 2
    assert "https://northantspfcc.org.uk/?p=25963" in html
    assert "Our force" not in said
    assert "Our force" in words(Visitor().get("/peel/changes/?force=staffordshire").content.decode())


def test_the_page_takes_odd_questions_politely() -> None:
    said = words(Visitor().get("/peel/changes/?force=zephyrine&page=-1").content.decode())

    assert "We do not know that force. These are the changes of all." in said
    assert "zephyrine" not in said


def test_the_log_has_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_views, "A_PAGE", 1)
    first = Visitor().get("/peel/changes/").content.decode()
    second = Visitor().get("/peel/changes/?page=2").content.decode()

    assert "Northamptonshire Police, Responding" in first
    assert 'href="/peel/changes/?page=2" rel="next"' in first
    assert "783 grades" in second
    assert 'href="/peel/changes/" rel="prev"' in second
    assert 'rel="canonical" href="http://localhost/peel/changes/?page=2"' in second


def entries(address: str = "/peel/changes.atom") -> list[Any]:
    response = Visitor().get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own


def test_the_feed_has_an_entry_for_each_with_an_id_that_stays() -> None:
    first, again = entries(), entries()
    ids = [one.findtext(f"{ATOM}id") for one in first]

    assert ids == [one.findtext(f"{ATOM}id") for one in again]
    assert len(set(ids)) == 2
    assert all(
        re.fullmatch(r"tag:localhost,2026:peel/(changed|added)/[0-9a-f]{16}", one or "") for one in ids
    )
    correct(reason="A <b>bold</b> reason.")
    clock.public_changed()
    newest = entries()[0]
    assert newest.findtext(f"{ATOM}summary") == "A &lt;b&gt;bold&lt;/b&gt; reason."
    assert [one.findtext(f"{ATOM}id") for one in entries()][1:] == ids


def test_an_empty_feed_is_the_same_bytes_every_second() -> None:
    with at(ENDS):
        one = Visitor().get("/peel/changes.atom?force=kent")
    with at(ENDS + timedelta(seconds=5)):
        other = Visitor().get("/peel/changes.atom?force=kent")
    assert one.content == other.content


def test_pages_about_changes_ask_few_times() -> None:
    visitor = Visitor().settle()
    for address in ("/peel/changes/", "/peel/changes/?force=kent", "/peel/changes.atom", "/peel/data/"):
        visitor.get(address)
        assert len(visitor.statements) <= 8, address
