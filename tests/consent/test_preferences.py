"""Sending an answer: what is taken, what is not, and where somebody goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from consent.models import AnswerCount, PolicyEdition
from publishing.states import State
from tests.consent.answering import HERE, PREFERENCES, SCRIPT, choices, post, send
from tests.consent.factories import make_group, make_policy
from tests.factories import make_post_edition
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def policy() -> PolicyEdition:
    return make_policy(State.LIVE, make_group("statistics"), make_group("preferences"))


def words_of(response: Any) -> str:
    return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())


# --- what is taken ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "words", "expected"),
    [
        ("accept", {}, {"statistics": True, "preferences": True}),
        ("reject", {}, {"statistics": False, "preferences": False}),
        ("save", {"g_statistics": "yes", "g_preferences": "no"}, {"statistics": True, "preferences": False}),
        ("save", {"g_statistics": "no", "g_preferences": "no"}, {"statistics": False, "preferences": False}),
    ],
)
def test_the_whole_decision_is_kept_in_one_cookie(
    visitor: Visitor, policy: PolicyEdition, choice: str, words: dict[str, str], expected: dict[str, bool]
) -> None:
    for headers, status in ((HERE, 303), (SCRIPT, 204)):
        response = send(visitor, choice, headers=headers, **words)

        assert response.status_code == status
        assert response["Cache-Control"] == "no-store"
        assert choices(response) == expected
        assert response.content == b""


def test_the_cookie_is_as_the_settings_say(visitor: Visitor, policy: PolicyEdition, settings: Any) -> None:
    settings.COOKIE_CONSENT_SECURE = True
    morsel = send(visitor, "accept").cookies["cookie_consent"]

    assert (morsel["max-age"], morsel["path"], morsel["samesite"]) == (182 * 24 * 3600, "/", "Lax")
    assert (morsel["secure"], morsel["httponly"], morsel["domain"]) == (True, "", "")


def test_two_visitors_with_the_same_choices_have_the_same_cookie_bytes(policy: PolicyEdition) -> None:
    first, second = (
        send(Visitor(headers={"User-Agent": agent, "Cookie": f"desk={agent}"}), "accept").cookies[
            "cookie_consent"
        ]
        for agent in ("one", "two")
    )

    assert first.OutputString() == second.OutputString()


def test_no_database_is_asked_where_the_policy_is_known(visitor: Visitor, policy: PolicyEdition) -> None:
    visitor.settle()
    send(visitor, "accept", headers=SCRIPT)

    assert all("consent_answercount" in sql or "SAVEPOINT" in sql for sql in visitor.statements)


def test_a_page_is_no_way_to_send_an_answer(visitor: Visitor, policy: PolicyEdition) -> None:
    response = visitor.get(f"{PREFERENCES}?choice=accept&policy=1")

    assert (response.status_code, response["Location"]) == (302, "/cookies/")
    assert not response.cookies
    assert visitor.put(PREFERENCES).status_code in (403, 405)


# --- where somebody goes on -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("referrer", "path", "expected"),
    [
        ("http://testserver/news/?kind=appeal&page=2", "/news/", "/news/?kind=appeal&page=2"),
        ("", "/news/", "/news/"),
        ("", "", "/"),
        ("http://testserver/cookies/preferences/", "/news/", "/news/"),
        ("https://evil.example/news/", "/peel/", "/peel/"),
        ("http://testserver.evil.example/", "//evil.example/", "/"),
        ("http://[", "/\\evil.example", "/"),
        ("", "https://evil.example/", "/"),
        ("", "javascript:alert(1)", "/"),
        ("", "/news/#cookies-accepted", "/"),
        ("", "/" + "x" * 3000, "/"),
        ("", "/news/\r\nSet-Cookie: a=b", "/"),
        ("", "/a\rb", "/"),
        ("", "/\0", "/"),
        ("", "/é漢/", "/%C3%A9%E6%BC%A2/"),
        ("http://testserver//evil.example", "", "/"),
    ],
)
def test_an_answer_leads_back_to_where_it_was_given_and_nowhere_else(
    visitor: Visitor, policy: PolicyEdition, referrer: str, path: str, expected: str
) -> None:
    headers = {**HERE, **({"Referer": referrer} if referrer else {})}

    assert send(visitor, "reject", headers=headers, path=path)["Location"] == f"{expected}#cookies-rejected"


@pytest.mark.parametrize(
    ("choice", "words", "ending"),
    [
        ("accept", {}, "accepted"),
        ("reject", {}, "rejected"),
        ("save", {"g_statistics": "yes", "g_preferences": "no"}, "customised"),
        ("save", {"g_statistics": "yes", "g_preferences": "yes"}, "accepted"),
    ],
)
def test_the_confirmation_is_the_one_for_the_answer(
    visitor: Visitor, policy: PolicyEdition, choice: str, words: dict[str, str], ending: str
) -> None:
    assert send(visitor, choice, **words)["Location"] == f"/#cookies-{ending}"


def test_the_page_about_cookies_knows_the_way_back(visitor: Visitor, policy: PolicyEdition) -> None:
    make_post_edition(State.LIVE, slug="post")
    marked = {"place": "page", "g_statistics": "yes", "g_preferences": "no"}

    for back, expected in (
        ("/news/post/", "?from=%2Fnews%2Fpost%2F"),
        ("/news/no-such/", ""),
        ("//evil.example/", ""),
    ):
        response = send(visitor, "save", back=back, **marked)
        assert response["Location"] == f"/cookies/{expected}#cookies-saved"
    page = html.fromstring(visitor.get("/cookies/?from=/news/post/").content)
    assert page.xpath("//*[@id='cookies-saved']//a/@href") == ["/news/post/"]
    assert page.xpath("//input[@name='back']/@value") == ["/news/post/"]


# --- what is not taken ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"choice": "accept"},
        {"policy": "1"},
        {"choice": "yes", "policy": "1"},
        {"choice": "ACCEPT", "policy": "1"},
        {"choice": "accept", "policy": "-1"},
        {"choice": "accept", "policy": "1_0"},
        {"choice": "accept", "policy": "٢"},
        {"choice": "accept", "policy": "9" * 5000},
        {"choice": "save", "policy": "1", "g.statistics": "yes", "g.preferences": "maybe"},
        {"choice": "save", "policy": "1", "g.statistics": "yes", "g.preferences": "yes", "g.video": "yes"},
        {"choice": "save", "policy": "1", "g.statistics": "yes"},
        {"choice": "save", "policy": "1", "g.statistics": "no", "asked": "statistics preferences"},
        {"choice": "save", "policy": "1"},
        {"choice": "accept\0", "policy": "1"},
        {"choice": ["reject", "accept"], "policy": "1"},
        {"choice": "save", "policy": "1", "g.statistics": ["no", "yes"], "g.preferences": "yes"},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_stored(
    visitor: Visitor, policy: PolicyEdition, fields: dict[str, Any]
) -> None:
    for headers in (HERE, SCRIPT):
        response = post(visitor, fields, headers=headers)

        assert response.status_code == 400
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
    assert not AnswerCount.objects.exists()


def test_a_question_without_an_answer_is_named_and_the_others_stay_marked(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    response = send(visitor, "save", place="page", g_statistics="yes")
    page = html.fromstring(response.content)

    assert response.status_code == 400
    assert [one.text_content() for one in page.xpath("//*[@class='govuk-error-summary']//a")] == [
        "Choose yes or no: Preferences."
    ]
    target = page.xpath("//*[@class='govuk-error-summary']//a/@href")[0].removeprefix("#")
    assert page.xpath("//input[@id=$id]/@name", id=target) == ["g.preferences"]
    assert page.xpath("//input[@checked]/@name | //input[@checked]/@value") == ["g.statistics", "yes"]
    assert page.xpath("//title")[0].text_content().startswith("Error:")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://news.testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "https://testserver"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Origin": "http://["},
    ],
)
def test_what_another_site_sends_is_refused(
    visitor: Visitor, policy: PolicyEdition, headers: dict[str, str]
) -> None:
    response = send(visitor, "accept", headers=headers)

    assert response.status_code == 403
    assert not response.cookies
    assert "It was not sent from a page of this website" in words_of(response)


@pytest.mark.parametrize(
    "headers", [HERE, {"Origin": "http://testserver"}, {"Referer": "http://testserver/news/"}]
)
def test_what_our_own_page_sends_is_taken(
    visitor: Visitor, policy: PolicyEdition, headers: dict[str, str]
) -> None:
    assert choices(send(visitor, "accept", headers=headers)) == {"statistics": True, "preferences": True}


def test_a_browser_that_says_nothing_confirms_on_a_page_of_its_own(
    visitor: Visitor, policy: PolicyEdition
) -> None:
    visitor.settle()
    first = send(visitor, "save", headers={}, g_statistics="yes", g_preferences="no", path="/news/")
    page = html.fromstring(first.content)
    fields = {one.get("name"): one.get("value") for one in page.xpath("//main//input[@type='hidden']")}

    assert (first.status_code, first["Cache-Control"]) == (403, "no-store")
    assert not first.cookies
    assert "If you chose nothing, close this page" in words_of(first)
    assert [one.text_content() for one in page.xpath("//dl//*")] == ["Preferences", "No", "Statistics", "Yes"]
    second = post(visitor, fields, headers={})
    assert choices(second) == {"statistics": True, "preferences": False}
    assert second["Location"] == "/news/#cookies-customised"


def test_a_confirmation_for_one_address_is_none_for_another(visitor: Visitor, policy: PolicyEdition) -> None:
    page = html.fromstring(send(visitor, "accept", headers={}).content)
    fields = {one.get("name"): one.get("value") for one in page.xpath("//main//input[@type='hidden']")}

    elsewhere = Visitor(REMOTE_ADDR="203.0.113.9")
    assert not post(elsewhere, fields, headers={}).cookies
    assert not post(visitor, {**fields, "reader": ""}, headers={}).cookies


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_another_encoding_is_refused(visitor: Visitor, policy: PolicyEdition, kind: str) -> None:
    response = visitor.post(PREFERENCES, b'{"choice": "accept"}', content_type=kind, headers=HERE)

    assert response.status_code == 400
    assert not response.cookies


def test_far_too_much_is_refused(visitor: Visitor, policy: PolicyEdition, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    response = send(visitor, "accept", path="x" * 2_000)

    assert response.status_code == 413
    assert not response.cookies
