"""Questions that cannot be answered, and how answers travel."""

from __future__ import annotations

import json

import pytest

from peel.api.declared import RESOURCES
from tests.peel.api.asking import API, ask, mistakes
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
TO_COME = "That date is still to come."
UNREADABLE = "We could not read that date. Write it like this: 2024-06-01."


@pytest.mark.parametrize(
    ("question", "parameter", "why"),
    [
        ("judgements?foo=1", "foo", "There is no parameter of this name here."),
        ("forces?cycle=2016", "cycle", "There is no parameter of this name here."),
        ("judgements?<script>=1", "(a name that is not one)", "There is no parameter of this name here."),
        ("judgements?force=atlantis", "force", "This is none of the values that are known here."),
        ("judgements?force=", "force", "This is none of the values that are known here."),
        ("judgements?force=kent&force=kent", "force", "It is there more than once. Ask once for each value."),
        ("judgements?cycle=2020", "cycle", "This is none of the values that are known here."),
        (
            "judgements?cycle=2016&question=responding",
            "question",
            "This is none of the values that are known here.",
        ),
        ("judgements?class=guessed", "class", "This is none of the values that are known here."),
        ("judgements?history=no", "history", "This is none of the values that are known here."),
        ("judgements?as_of=2024-02-30", "as_of", UNREADABLE),
        ("judgements?as_of=2024-6-1", "as_of", UNREADABLE),
        ("judgements?as_of=%202024-06-01", "as_of", UNREADABLE),
        ("judgements?as_of=٢٠٢٤-٠٦-٠١", "as_of", UNREADABLE),
        ("judgements?as_of=", "as_of", UNREADABLE),
        ("judgements?as_of=2026-11-10", "as_of", TO_COME),
        ("judgements?as_of=1999-01-01", "as_of", "Nothing is known of that date: the first report was"),
        ("monitoring?on=2027-01-01", "on", TO_COME),
        ("monitoring?stage=engage", "stage", "This is none of the values that are known here."),
        ("findings?status=done", "status", "This is none of the values that are known here."),
        ("changes?since=2024-02-30", "since", "Write a day, 2024-06-01, or a moment, 2024-06-01T09:30:00Z."),
        ("changes?since=0000-01-01", "since", "Write a day, 2024-06-01, or a moment, 2024-06-01T09:30:00Z."),
        ("changes?since=2024-06-01T25:00:00Z", "since", "Write a day, 2024-06-01, or a moment"),
        ("changes?since=2027-01-01", "since", TO_COME),
        ("judgements?page=0", "page", "Give a whole number from 1 to 100000."),
        ("judgements?page=5", "page", "The last page is 4."),
        ("judgements.csv?page=5", "page", "The last page is 4."),
        ("judgements?per_page=1001", "per_page", "Give a whole number from 1 to 1000."),
        ("judgements?page=1e3", "page", "Give a whole number from 1 to 100000."),
        ("?a=1", "a", "There is no parameter of this name here."),
        ("openapi.json?a=1", "a", "There is no parameter of this name here."),
        ("peel.zip?a=1", "a", "There is no parameter of this name here."),
    ],
)
def test_what_is_not_understood_is_refused_and_says_which_and_why(
    question: str, parameter: str, why: str
) -> None:
    assert mistakes(question)[parameter].startswith(why)


def test_every_mistake_is_named_at_once_with_what_is_allowed() -> None:
    found = ask("judgements?force=x&cycle=y&page=z&foo=1", 400)["mistakes"]

    assert [one["parameter"] for one in found] == ["foo", "force", "cycle", "page"]
    assert "staffordshire" in found[1]["allowed"]
    assert found[2]["allowed"][0] == "2014"


def test_a_refusal_repeats_nothing_that_could_do_harm() -> None:
    for question in ("judgements?force=zephyrine", "judgements?zephyr<b>=1", "judgements?page=zephyrine"):
        response = Visitor().get(API + question)
        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.headers["Cache-Control"] == "no-store"
        assert b"zephyr" not in response.content


@pytest.mark.parametrize(
    "address",
    [
        *("/api/", "/api/x", "/api/peel/", "/api/peel/v2/", f"{API}nothing", f"{API}judgements.xml"),
        *(f"{API}claims/9", f"{API}claims/9.csv", f"{API}csv/claims.csv", f"{API}judgements/"),
    ],
)
def test_what_is_not_there_is_a_problem_that_says_where_to_look(address: str) -> None:
    response = Visitor().get(address)
    said = json.loads(response.content)

    assert (response.status_code, said["status"]) == (404, 404)
    assert said["index"].endswith("/api/peel/v1/")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_open_data_only_answers_questions(method: str) -> None:
    for address in (API, f"{API}judgements", f"{API}peel.zip", f"{API}claims/1", "/api/x"):
        response = getattr(Visitor(enforce_csrf_checks=True), method)(address)
        assert response.status_code == 405, address
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_browser_may_ask_whether_it_may_ask() -> None:
    response = Visitor().options(f"{API}judgements", headers={"Origin": "https://example.org"})

    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_other_sites_may_read_every_answer_and_none_varies_or_sets_a_cookie() -> None:
    files = [f"{name}.csv" for name in RESOURCES]
    for name in ["", *RESOURCES, *files, "peel.zip", "judgements?force=x", "nothing"]:
        response = Visitor().get(API + name, headers={"Origin": "https://example.org"})
        assert response.headers["Access-Control-Allow-Origin"] == "*", name
        assert "Link" in response.headers["Access-Control-Expose-Headers"], name
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", name
        assert "Vary" not in response.headers, name
        assert not response.cookies, name


def test_pages_for_people_stay_closed_to_other_sites() -> None:
    for address in ("/", "/peel/", "/peel/data/", "/peel/changes.atom", "/admin/login/"):
        response = Visitor().get(address)
        assert "Access-Control-Allow-Origin" not in response.headers, address
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin", address


@pytest.mark.parametrize("name", ["judgements", "judgements.csv", "changes", "openapi.json", "peel.zip", ""])
def test_who_has_the_bytes_is_told_so(name: str) -> None:
    first = Visitor().get(API + name)
    again = Visitor().get(API + name, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"].startswith("public, max-age=15")
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_the_index_leads_to_everything() -> None:
    index = ask("")
    links = [one[form] for one in index["resources"] for form in ("json", "csv")]

    assert len(links) == 2 * len(RESOURCES)
    for link in [*links, *index["whole"].values(), index["about"]["description"]]:
        assert Visitor().get(link.removeprefix("http://localhost")).status_code == 200, link
    assert Visitor().get("/api/peel/v1").headers["Location"] == API
