"""The counted answers at the desk: who reads them, what they add up to, and what is said without any."""

from __future__ import annotations

import pytest

from consent.models import AnswerCount, PolicyEdition
from consent.wording import Place
from publishing import release
from publishing.states import State
from tests.consent.answering import SCRIPT, send
from tests.consent.desk.counted import (
    BOTH_NO,
    BOTH_YES,
    EXPORT,
    MIXED,
    NOW,
    REPORT,
    SECOND,
    answer,
    back_to,
    first,
    noon,
    said_on,
    second,
)
from tests.consent.factories import make_group, make_policy, replace_policy
from tests.desk.conftest import People, people
from tests.desk.pages import INDEX, Desk, Page
from tests.factories import HOUR, make_editor
from tests.site.visitor import Visitor

__all__ = ["People", "first", "noon", "people", "second"]
pytestmark = pytest.mark.django_db


def rows(page: Page, number: int = 2) -> dict[str, list[str]]:
    """The tables of one version: what its rows say, by their heading."""
    section = page.tree.xpath(f"//section[@aria-labelledby='version-{number}']")[0]
    return {
        row.xpath("string(th)").strip(): [cell.text_content().strip() for cell in row.xpath("td")]
        for row in section.xpath(".//tbody/tr")
    }


@pytest.mark.parametrize("role", ["author", "editor", "on_call", "auditor", "superuser"])
def test_readers_find_the_report_and_can_only_read(role: str, people: People, second: PolicyEdition) -> None:
    answer(BOTH_YES)
    desk = Desk(getattr(people, role))

    page = desk.open(REPORT)

    assert REPORT in desk.open(INDEX).source
    assert "no person can be told from these numbers" in page.words
    assert page.tree.xpath("//*[@id='content']//form/@method") == ["get"]
    assert not page.tree.xpath("//*[@style]")
    for path in (REPORT, EXPORT):
        assert desk.client.post(path, {"number": "7"}).status_code == 405
    for path in ("add/", "1/change/", "1/delete/", "1/history/", "1/"):
        assert desk.client.get(REPORT + path).status_code == 404
    assert AnswerCount.objects.get().number == 1


def test_an_administrator_sees_no_answers(people: People) -> None:
    desk = Desk(people.administrator)

    assert desk.open(REPORT).status == 403
    assert desk.client.get(EXPORT).status_code == 403
    assert REPORT not in desk.open(INDEX).source


def test_before_there_is_a_policy_the_page_says_what_will_stand_here(people: People) -> None:
    page = Desk(people.auditor).open(REPORT)

    assert "Nobody is asked anything: no cookie policy has been released." in page.words
    assert "CSV" not in page.words
    assert page.tree.xpath("//section") == []


@pytest.mark.usefixtures("second")
def test_before_anybody_answers_the_page_says_so(people: People) -> None:
    page = Desk(people.auditor).open(REPORT)

    assert "Nobody has answered the policy in force yet." in page.words
    assert page.words.count("Nobody has answered this version yet.") == 2
    assert "Day by day" not in page.words


def test_once_a_policy_is_withdrawn_nothing_is_asked_and_its_numbers_stay(
    people: People, second: PolicyEdition
) -> None:
    answer(BOTH_YES, 3)
    release.withdraw(second, by=make_editor(), reason="Wrong.", outcome="gone")

    page = Desk(people.auditor).open(REPORT)

    assert "No policy asks anything at the moment, so nothing is counted." in page.words
    assert rows(page)["Yes to all"] == ["3", "100.0%"]
    assert "until 9 Nov 2026, 12:00 GMT" in page.words


def test_a_version_that_asks_nothing_says_so(people: People, first: PolicyEdition) -> None:
    replace_policy(first, moment=SECOND)
    back_to(NOW)

    page = Desk(people.auditor).open(REPORT)

    assert "No policy asks anything at the moment" in page.words
    assert "It asks nothing, so there is nothing to answer." in page.words
    assert "(asks nothing)" in said_on(Desk(people.auditor), "2026-11-07")


@pytest.mark.usefixtures("second")
def test_the_numbers_of_a_version_add_up(people: People) -> None:
    answer(BOTH_YES, 1200)
    answer(BOTH_NO, 600, place=Place.PAGE, by_script=False)
    answer(MIXED, 150, gpc=True)
    answer(MIXED, 50, gpc=True, place=Place.OTHER, by_script=False)
    answer("old=no statistics=yes", 9, version=1)

    page = Desk(people.author).open(REPORT)

    assert rows(page) == {
        "Yes to all": ["1,200", "60.0%"],
        "No to all": ["600", "30.0%"],
        "Yes to some, no to others": ["200", "10.0%"],
        "Banner": ["1,350", "67.5%"],
        "Cookies page": ["600", "30.0%"],
        "Another program": ["50", "2.5%"],
        "With script": ["1,350", "67.5%"],
        "Without script": ["650", "32.5%"],
        "From a browser that asks for privacy (GPC)": ["200", "10.0%"],
        "Statistics": ["1,400", "600"],
        "Preferences": ["1,200", "800"],
    }
    assert rows(page, 1)["Yes to some, no to others"] == ["9", "100.0%"]
    headings = [title for title in page.all("h2") if title.startswith("Version")]
    assert headings == ["Version 2", "Version 1"]
    assert "In force since 5 Nov 2026, 10:00 GMT." in page.words
    assert "In force from 20 Oct 2026, 10:00 BST until 5 Nov 2026, 10:00 GMT." in page.words
    assert {"/cookies/policy/1/", "/cookies/policy/2/"} <= set(page.tree.xpath("//a/@href"))


@pytest.mark.usefixtures("second")
def test_the_bar_shows_the_same_as_its_words(people: People) -> None:
    answer(BOTH_YES, 600)
    answer(BOTH_NO, 300)
    answer(MIXED, 100)

    bar = Desk(people.author).open(REPORT).tree.xpath("//svg[@role='img']")[0]

    assert bar.get("aria-label") == "Yes to all: 60.0%; No to all: 30.0%; Yes to some, no to others: 10.0%"
    pieces = [(rect.get("class"), rect.get("x"), rect.get("width")) for rect in bar.xpath("rect")]
    assert pieces == [("tone-yes", "0", "600"), ("tone-no", "600", "300"), ("tone-mixed", "900", "100")]


@pytest.mark.usefixtures("second")
def test_a_few_are_not_shown_as_nobody_nor_nearly_all_as_all(people: People) -> None:
    answer(BOTH_YES, 9999)
    answer(BOTH_NO, 1)

    found = rows(Desk(people.author).open(REPORT))

    assert found["Yes to all"] == ["9,999", "over 99.9%"]
    assert found["No to all"] == ["1", "under 0.1%"]
    assert found["Yes to some, no to others"] == ["0", "0.0%"]


@pytest.mark.usefixtures("second")
def test_groups_are_called_as_that_version_called_them_and_others_by_their_key(people: People) -> None:
    answer("old=yes statistics=no", 4, version=1)
    answer("old=no preferences=no statistics=no", 2)

    page = Desk(people.author).open(REPORT)

    assert rows(page, 1)["Old"] == ["4", "0"]
    assert rows(page, 2)["old"] == ["0", "2"]


@pytest.mark.usefixtures("second")
def test_an_answer_to_a_version_that_is_not_there_is_shown_all_the_same(people: People) -> None:
    answer("statistics=yes", 5, version=7)

    page = Desk(people.author).open(REPORT)

    assert rows(page, 7)["statistics"] == ["5", "0"]
    assert "No version with this number was released here." in page.words


@pytest.mark.usefixtures("second")
def test_each_code_that_asked_is_dated_by_use(people: People) -> None:
    answer(BOTH_YES, 2, code="0ld", hour=SECOND)
    answer(BOTH_NO, 3, code="0ld", hour=SECOND + 5 * HOUR)
    answer(BOTH_NO, code="new", hour=NOW)

    old, new = Desk(people.author).open(REPORT).all("ul.codes li")
    assert old.startswith("0ld 5 answers, the first in the hour from 5 Nov 2026, 10:00 GMT, ")
    assert old.endswith("the last in the hour from 5 Nov 2026, 15:00 GMT")
    assert new == "new 1 answer, in the hour from 9 Nov 2026, 12:00 GMT"


def test_what_visitors_answer_stands_in_the_report(people: People) -> None:
    make_policy(State.LIVE, make_group("statistics"))
    send(Visitor(), "accept", headers=SCRIPT)
    send(Visitor(), "reject", place="page")
    send(Visitor(), "save", g_statistics="yes", headers=SCRIPT)

    found = rows(Desk(people.auditor).open(REPORT), 1)

    assert found["Yes to all"] == ["2", "66.7%"]
    assert found["No to all"] == ["1", "33.3%"]
    assert found["Cookies page"] == ["1", "33.3%"]
    assert found["Statistics"] == ["2", "1"]
