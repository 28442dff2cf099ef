"""Actions at the desk: what is overdue stands first, and a new date never hides the first one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peel.models import Action
from peel.words import ForceStatus
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import INDEX, Desk
from tests.factories import at
from tests.peel.desk.factories import make_action, make_finding, make_inspection, make_source

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:peel_action_changelist"), reverse("admin:peel_action_add")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def change(action: Action) -> str:
    return reverse("admin:peel_action_change", args=[action.pk])


def said() -> str:
    return Decision.objects.select_related("text").latest("position").text.spoken()["changed"]


@pytest.fixture
def many() -> None:
    finding = make_finding()
    day = timedelta(days=1)
    closed = {"hmicfrs_status": "discharged", "closing_source": make_source()}
    make_action(finding, "later", due=TODAY + 9 * day)
    make_action(finding, "never")
    make_action(finding, "late", due=TODAY - 3 * day, lead="Sam Private")
    make_action(finding, "today", due=TODAY)
    moved = {"due": TODAY - 40 * day, "revised_due": TODAY - day, "revision_reason": "Staff left."}
    make_action(finding, "moved", **moved)
    make_action(finding, "done", due=TODAY - 90 * day, force_status=ForceStatus.COMPLETE)
    make_action(make_finding("A2", inspection=finding.inspection, **closed), "closed", due=TODAY - 99 * day)


def names(desk: Desk, **query: str) -> list[str]:
    return [row.split()[0] for row in desk.open(LIST, **query).all("tbody th")]


@pytest.mark.usefixtures("many")
def test_overdue_first_then_soonest_then_without_a_date_then_what_is_done(people: People) -> None:
    with at(NOON):
        desk = Desk(people.auditor)
        assert names(desk) == ["late", "moved", "today", "later", "never", "closed", "done"]
        assert names(desk, overdue="yes") == ["late", "moved"]
        assert names(desk, overdue="undated") == ["never"]
        assert names(desk, force_status__exact=ForceStatus.COMPLETE) == ["done"]
        rows = desk.open(LIST).all("tbody tr")

    assert "3 days overdue" in rows[0]
    assert "Sam Private" in rows[0]
    assert "1 day overdue" in rows[1]
    assert "19 November 2026 first 11 October 2026; Staff left." in rows[1]
    assert not any("overdue" in row for row in rows[2:])


@pytest.mark.usefixtures("many")
def test_the_first_page_tells_of_overdue_actions_worst_first(people: People) -> None:
    with at(NOON):
        page = Desk(people.author).open(INDEX)
        rows = [link for link in page.all("li a") if "More people answer calls." in link]
    assert rows == ["late: More people answer calls.", "moved: More people answer calls."]
    assert "Overdue actions on findings" in page.words


def test_an_author_adds_one_from_its_finding(people: People) -> None:
    finding = make_finding()
    desk = Desk(people.author)
    page = desk.open(f"{ADD}?finding={finding.pk}")
    assert page.fields()["reference"] == "A1-A1"
    page = desk.press(page, "_save", text="Train people.", owner_role="Head of contact", lead="Sam Private")

    assert Action.desk.get().finding == finding
    assert said() == "Action added: A1-A1."
    assert "The public does not see it yet: its finding is not public." in page.words


def test_a_new_date_needs_a_reason_and_another_one_a_new_reason(people: People) -> None:
    action = make_action(make_finding(), due=TODAY)
    desk = Desk(people.author)
    page = desk.press(desk.open(change(action)), "_save", revised_due="2026-12-01")
    assert page.errors == ["A new date needs the date before it, and a reason."]
    desk.press(page, "_save", revision_reason="Staff left.")
    page = desk.press(desk.open(change(action)), "_save", revised_due="2027-01-01")
    assert page.errors == ["Say why the date is changed again."]
    desk.press(page, "_save", revision_reason="The course was put off.")

    action.refresh_from_db()
    assert (action.due, action.revised_due) == (TODAY, date(2027, 1, 1))
    assert "due" not in desk.open(change(action)).fields()


def test_what_the_force_says_is_complete_waits_for_hmicfrs(people: People) -> None:
    action = make_action(make_finding())
    desk = Desk(people.author)
    page = desk.press(desk.open(change(action)), "_save", force_status=ForceStatus.COMPLETE)

    assert "HMICFRS says of the finding: open." in page.sentences
    assert said() == "What the force says: “not started” became “complete – awaiting HMICFRS”."


def test_the_log_for_ever_names_no_lead_and_no_public_page_does(people: People) -> None:
    inspection = make_inspection(public_from=datetime(2026, 1, 1, tzinfo=UTC))
    action = make_action(make_finding(inspection=inspection), lead="Sam Private")
    desk = Desk(people.author)
    desk.press(desk.open(change(action)), "_save", lead="Kim Secret")
    assert said() == "The lead was changed."
    assert "Kim" not in Desk().open("/peel/progress/").words


def test_two_people_change_one_action(people: People) -> None:
    action = make_action(make_finding(), due=TODAY)
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(change(action))
    first.press(first.open(change(action)), "_save", owner_role="Head of crime")
    second.press(mine, "_save", text="Mine.")

    action.refresh_from_db()
    assert (action.owner_role, action.text) == ("Head of crime", "Mine.")


def test_a_list_of_2000_takes_few_statements(people: People) -> None:
    findings = [make_finding(f"B{n}") for n in range(40)]
    Action.desk.bulk_create(
        Action(
            finding=findings[n % 40], reference=f"R{n}", text="Do.", owner_role=f"Owner {n % 9}", due=TODAY
        )
        for n in range(2000)
    )
    client = Desk(people.editor).client
    for query in ({}, {"overdue": "yes"}, {"q": "Do"}):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST, query).status_code == 200
        assert len(asked) <= 12, [one["sql"][:100] for one in asked]
