"""What is invented says so where it stands and leads nowhere; what is complete is not counted as to be done."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from peel.dates import PartialDate
from peel.models import Action, Finding, Source
from peel.words import FindingStatus, ForceStatus
from publishing import clock
from tests.factories import at
from tests.peel.public.test_progress import article
from tests.peel.test_pages import read
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("work")]
ADDRESSES = ("/peel/", "/peel/progress/", "/peel/areas/responding/", "/peel/answers/")


def become_real(*references: str) -> None:
    """As if HMICFRS had found it."""
    report = Source.objects.create(title="A report", url="https://hmicfrs.justiceinspectorates.gov.uk/a/")
    Finding.desk.filter(reference__in=references).update(source=report)
    clock.public_changed()


def test_each_event_of_an_invented_finding_says_so_and_one_of_a_real_finding_does_not() -> None:
    said = read("/peel/progress/").partition("monitoring, newest first")[2]
    become_real("DEMO-C-1")
    real = read("/peel/progress/").partition("monitoring, newest first")[2]

    assert "Demonstration: HMICFRS issued: cause of concern DEMO-C-1." in said
    assert "Demonstration: HMICFRS closed: cause of concern DEMO-C-1." in said
    assert "May 2024 We left Engage." in said
    assert "22 September 2022 HMICFRS issued: cause of concern DEMO-C-1." in real


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_invented_source_and_no_invented_answer_is_linked(address: str) -> None:
    html = Visitor().get(address).content.decode()

    assert not re.findall(r"<a [^>]+>Demonstration: an invented[^<]*", html)
    assert 'href="https://hmicfrs.justiceinspectorates.gov.uk/"' not in html
    assert 'href="https://example.org/demonstration/answers/' not in html
    assert 'href="https://example.org/demonstration/findings/' not in html


def test_a_real_source_is_linked() -> None:
    become_real("DEMO-A-3")

    html = Visitor().get("/peel/progress/").content.decode()
    assert '<a href="https://hmicfrs.justiceinspectorates.gov.uk/a/">A report</a>' in html


def test_the_date_of_an_invented_answer_is_called_invented() -> None:
    said = read("/peel/answers/")

    published = re.findall(r"Published on (.*?) (?:Recommendations|No recommendation)", said)
    assert published
    assert all(re.fullmatch(r"Demonstration: .+ are invented\.", one) for one in published), published


def test_what_we_are_doing_counts_what_is_not_complete_and_says_if_it_is_invented() -> None:
    page = reverse("peel:ours")
    assert "Demonstration: What we are doing: 3 actions not complete yet" in read(page)
    Action.desk.filter(reference="DEMO-2").update(force_status=ForceStatus.COMPLETE)
    become_real(*Finding.desk.values_list("reference", flat=True))
    said = read(page)

    assert "What we are doing: 2 actions not complete yet" in said
    assert "Demonstration: What" not in said


def test_what_is_under_way_ends_when_hmicfrs_closes_the_finding() -> None:
    finding = Finding.desk.get(reference="DEMO-A-1")
    finding.hmicfrs_status, finding.closed_on = FindingStatus.DISCHARGED, PartialDate("2026-02-03")
    finding.closing_source = finding.source
    finding.save()
    clock.public_changed()
    with at(datetime(2026, 2, 3, 0, 0, 56, tzinfo=UTC)):
        before = Visitor().get("/peel/")
    with at(datetime(2026, 2, 3, 0, 1, tzinfo=UTC)):
        after = Visitor().get("/peel/")

    assert "max-age=4," in before.headers["Cache-Control"]
    assert '#findings">What we are doing: 3' in before.content.decode()
    assert '#findings">What we are doing: 3' not in after.content.decode()


def test_that_no_action_is_recorded_is_said_of_what_is_open_alone() -> None:
    other = Finding.desk.get(reference="DEMO-R-3")
    Action.desk.filter(finding__reference__in=("DEMO-A-2", "DEMO-A-4")).update(finding=other)
    clock.public_changed()

    assert "No action is recorded." in article("DEMO-A-2")
    for closed in ("DEMO-A-4", "DEMO-R-1"):
        assert "What we say" not in article(closed), closed
