"""Section 55 at the desk: begun, counted down, answered, and what is missing said all the while."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from peel.models import Finding, Inspection, PolicingBody, Reply, Response
from peel.words import FindingKind
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import INDEX, Desk, Page
from tests.factories import at
from tests.peel.desk.factories import LETTER, make_cycle, make_inspection, make_source

pytestmark = pytest.mark.django_db
ADD = reverse("admin:peel_response_add")
# The report of 1 September is day 1; day 50 is 20 October; the last day is 26 October.
DAY_50 = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
ON_TIME = {"published_on": "2026-10-20", "url": "https://pcc.example.org/answer/"}


@pytest.fixture
def inspection() -> Inspection:
    opened = datetime(2026, 8, 31, 23, 1, tzinfo=UTC)
    made = make_inspection(report_published="2026-09-01", public_from=opened)
    PolicingBody.objects.create(force=made.force, kind="pcc", name="The Commissioner")
    return made


@pytest.fixture
def asked(inspection: Inspection) -> list[Finding]:
    told = {"force": inspection.force, "inspection": inspection, "source": make_source()}
    cause = Finding.desk.create(
        **told, kind=FindingKind.CAUSE, reference="C1", text="Calls wait.", hmicfrs_status="open"
    )
    recommended = {**told, "kind": FindingKind.RECOMMENDATION, "hmicfrs_status": "open", "parent": cause}
    return [Finding.desk.create(**recommended, reference=f"C1/{n}", text=f"Do {n}.") for n in (1, 2)]


@pytest.fixture
def response(inspection: Inspection) -> Response:
    return Response.desk.create(inspection=inspection, body=PolicingBody.objects.get())


def change(response: Response) -> str:
    return reverse("admin:peel_response_change", args=[response.pk])


def save(desk: Desk, response: Response, **typed: Any) -> Page:
    return desk.press(desk.open(change(response)), "_save", **typed)


def test_an_author_begins_the_answer_from_the_first_page(people: People, inspection: Inspection) -> None:
    with at(DAY_50):
        desk = Desk(people.author)
        page = desk.open(INDEX)
        assert "day 50 of 56, due 26 October 2026; nobody has begun it" in page.words
        link = f"{ADD}?inspection={inspection.pk}"
        assert link in page.source
        page = desk.press(desk.open(link), "_save")

    assert Response.desk.get().body.name == "The Commissioner"
    assert page.sentences[0] == "Day 50 of 56, due 26 October 2026."
    assert "which is day 1; the last of 56 days is 26 October 2026." in page.sentences[1]


def test_what_is_missing_is_listed_until_it_is_there(
    people: People, response: Response, asked: list[Finding]
) -> None:
    desk = Desk(people.author)
    lacking = desk.open(change(response)).all(".lacking li")
    assert lacking == [
        "The day on which the answer was published, and its address.",
        "The address of the chief officer’s comments.",
        "A reply to recommendation C1/1: what is done, or why nothing is (section 55(5B)).",
        "A reply to recommendation C1/2: what is done, or why nothing is (section 55(5B)).",
    ]
    page = save(desk, response, **{f"reply_{asked[0].pk}": "More people answer calls."})
    assert [one.text for one in Reply.desk.all()] == ["More people answer calls."]
    assert len(page.all(".lacking li")) == 3
    said = Decision.objects.select_related("text").latest("position").text.spoken()["changed"]
    assert said == "Reply to C1/1 written."

    page = save(desk, response, **ON_TIME, force_comments_url=LETTER, **{f"reply_{asked[1].pk}": "None."})
    assert page.all(".lacking li") == []
    assert "Answered on 20 October 2026" in page.sentences[0]


def test_an_inspection_counts_its_findings_and_leads_to_them(
    people: People, inspection: Inspection, asked: list[Finding]
) -> None:
    desk = Desk(people.auditor)
    page = desk.open(reverse("admin:peel_inspection_change", args=[inspection.pk]))
    links = [link for link in page.find(".around a") if link.text_content() == "3 findings, 3 open"]

    assert "C1/2" in desk.open(links[0].get("href")).words


def test_a_date_without_an_address_and_one_before_the_report_are_refused_and_replies_are_kept(
    people: People, response: Response, asked: list[Finding]
) -> None:
    desk, reply = Desk(people.author), f"reply_{asked[0].pk}"
    page = save(desk, response, published_on="2026-10-20", **{reply: "Typed"})
    assert page.errors == ["A published response has a date and an address."]
    assert page.fields()[reply] == "Typed"
    page = save(desk, response, published_on="2026-08-01", url=LETTER, **{reply: "Typed"})
    assert page.errors == ["It answers a report that was not published yet."]
    assert not Reply.desk.exists()


def test_two_people_write_replies(people: People, response: Response, asked: list[Finding]) -> None:
    names = [f"reply_{one.pk}" for one in asked]
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(change(response))
    save(first, response, **dict.fromkeys(names, "Theirs"))
    page = second.press(mine, "_save", **{names[0]: "Mine"})

    assert page.errors == [
        "Somebody else changed it meanwhile to “Theirs”. Save again to put yours in its place."
    ]
    second.press(page, "_save")
    assert list(Reply.desk.order_by("pk").values_list("text", flat=True)) == ["Mine", "Theirs"]
    page = save(second, response, **{names[0]: ""})
    assert page.errors == ["A reply that was given is not emptied: say what is done instead."]


def test_soonest_due_first_then_what_is_answered(people: People, response: Response) -> None:
    body = response.body
    for number, day in ((1, "2026-10-15"), (2, "2026-08-01")):
        made = make_inspection(cycle=make_cycle(f"c{number}", number), report_published=day)
        Response.desk.create(inspection=made, body=body)
    Response.desk.filter(inspection__cycle="c2").update(published_on="2026-09-01", url=LETTER)
    with at(datetime(2026, 11, 2, 9, 0, tzinfo=UTC)):
        page = Desk(people.auditor).open(reverse("admin:peel_response_changelist"))

    rows = page.all("tbody tr")
    assert ["overdue: 7 days late" in rows[0], "day 19 of 56" in rows[1], "answered on" in rows[2]] == [
        True
    ] * 3


def test_the_first_page_tells_of_embargoes_and_only_whoever_may_see(
    people: People, inspection: Inspection
) -> None:
    Inspection.desk.update(public_from=datetime(2026, 12, 4, 0, 1, tzinfo=UTC))
    with at(DAY_50):
        told = Desk(people.auditor).open(INDEX).words
        untold = Desk(people.administrator).open(INDEX).words

    assert "public from Friday 4 December 2026, 00:01 GMT; no grade is entered" in told
    assert "Answers due under section 55" in told
    assert "embargo" not in untold
    assert "section 55" not in untold


def test_an_auditor_reads_the_replies_and_cannot_write(
    people: People, response: Response, asked: list[Finding]
) -> None:
    Reply.desk.create(response=response, recommendation=asked[0], text="More people answer calls.")
    desk = Desk(people.auditor)
    page = desk.open(change(response))

    assert "More people answer calls." in page.words
    assert page.buttons == []
    assert desk.client.post(change(response), {f"reply_{asked[0].pk}": "x"}).status_code == 403


def test_the_administrator_sees_nothing_of_it(people: People, response: Response) -> None:
    desk = Desk(people.administrator)
    for address in (change(response), reverse("admin:peel_inspection_changelist")):
        assert desk.open(address).status == 403
    assert "Inspections" not in desk.open(INDEX).words
