"""Every page that says what went wrong, by making it go wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client
from django.urls import path, reverse
from lxml import html
from playwright.sync_api import Page as BrowserPage

from accounts.models import User
from config import errors
from config.urls import *  # noqa: F403 - the site, and the addresses below
from config.urls import urlpatterns as known
from news.models import PostEdition
from pages import details
from publishing.states import Ending, State
from tests.browser import judge
from tests.desk.pages import ADD, Desk, Page
from tests.factories import make_author, make_post_edition, make_user
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}


def broken(request: HttpRequest) -> HttpResponse:
    if request.GET["by"] == "405":
        return HttpResponseNotAllowed(["POST"])
    if request.GET["by"] == "429":
        return errors.plain(429)
    error: Exception = {
        "400": BadRequest("odd"),
        "403": PermissionDenied("no"),
        "413": RequestDataTooBig("much"),
        "500": ZeroDivisionError("secret words"),
        "operational": OperationalError("secret words"),
        "interface": InterfaceError("secret words"),
    }[request.GET["by"]]
    raise error


urlpatterns = [path("broken", broken), *known]


@contextmanager
def no_database() -> Iterator[None]:
    """Every statement fails, as it does when the server is gone."""

    def fail(*_arguments: Any) -> None:
        raise OperationalError("connection refused to secret-host")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def can_break(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def assert_is_the_page(response: Any, status: int, title: str) -> None:
    body = response.content.decode()
    assert response.status_code == status
    assert html.fromstring(body).xpath("//h1")[0].text_content() == title
    for needed in ('href="tel:999"', 'href="tel:101"', "noindex", "site.css"):
        assert needed in body, needed
    assert response["Cache-Control"] == "no-store"
    assert "secret" not in body
    assert not response.cookies


@pytest.mark.usefixtures("can_break")
@pytest.mark.parametrize(
    ("by", "status", "title"),
    [
        ("400", 400, "This request was not understood"),
        ("403", 403, "This is not possible here"),
        ("405", 405, "This page can only be read"),
        ("413", 413, "That was too large to send"),
        ("429", 429, "Too much was sent at once"),
        ("500", 500, "Something went wrong on our side"),
        ("operational", 503, "This website does not answer just now"),
        ("interface", 503, "This website does not answer just now"),
    ],
)
@pytest.mark.parametrize("is_down", [False, True])
def test_what_goes_wrong_has_its_page_with_and_without_a_database(
    visitor: Client, by: str, status: int, title: str, is_down: bool
) -> None:
    if is_down:
        with no_database():
            response = visitor.get(f"/broken?by={by}")
    else:
        response = visitor.get(f"/broken?by={by}")

    assert_is_the_page(response, status, title)
    assert response.has_header("Retry-After") == (status == 503)


@pytest.mark.parametrize("address", ["/", "/news/", "/news/post/", "/never-was/", "/feedback/"])
def test_without_a_database_every_public_page_says_so_and_whom_to_call(visitor: Client, address: str) -> None:
    with no_database():
        response = visitor.get(address)

    assert_is_the_page(response, 503, "This website does not answer just now")
    assert response["Retry-After"] == "30"


def test_the_pages_show_the_site_as_this_process_saw_it_last(visitor: Client) -> None:
    stored = details.stored()
    stored.name, stored.non_emergency = "Exampleton Police", "01632 960123"
    details.keep(stored, by=make_user(), seen=stored.revision)
    visitor.get("/news/")
    with no_database():
        body = visitor.get("/news/").content.decode()

    assert "Exampleton Police" in body
    assert "01632 960123" in body


@pytest.mark.usefixtures("can_break")
def test_a_failure_is_logged_once(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), no_database():
        visitor.get("/news/")

    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_where_no_template_can_be_read_a_few_words_are_said(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "plain", lambda status: 1 / 0)
    with no_database():
        response = visitor.get("/news/")

    assert response.status_code == 503
    assert "999" in response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_a_missing_page_leads_on_and_costs_one_query(visitor: Client) -> None:
    for number in range(5):
        make_post_edition(State.LIVE, title=f"Story {number}")
    asking = Visitor()
    asking.get("/never-was/")
    response = asking.get("/wp-login.php")

    assert len(asking.statements) == 1, asking.statements
    assert asking.get("/never-was/").content == response.content
    assert_is_the_page(response, 404, "There is no page here")
    page = html.fromstring(response.content)
    assert len(page.xpath("//ol[@class='river']/li")) == errors.LATEST
    assert {"/", "/news/"} <= set(page.xpath("//main//a/@href"))
    make_post_edition(State.LIVE, title="The newest")
    assert "The newest" not in response.content.decode()
    assert "The newest" in asking.get("/never-was/").content.decode()


def test_a_page_that_ended_says_so_and_leads_on(visitor: Client) -> None:
    make_post_edition(Ending.WITHDRAWN, slug="gone", title="Zephyrine")
    response = visitor.get("/news/gone/")
    body = response.content.decode()

    assert response.status_code == 410
    assert "This page is no longer here" in body
    assert 'href="tel:999"' in body
    assert "zephyrine" not in body.lower()
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=5"


def test_a_page_that_can_only_be_read_says_so(visitor: Client) -> None:
    response = visitor.post("/news/")

    assert_is_the_page(response, 405, "This page can only be read")
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


def test_a_form_from_elsewhere_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/news/", {"a": "b"})

    assert_is_the_page(response, 403, "This is not possible here")


def test_a_host_that_is_not_ours_is_not_understood(visitor: Client) -> None:
    assert_is_the_page(
        visitor.get("/", headers={"Host": "evil.example"}), 400, "This request was not understood"
    )


@pytest.fixture
def author() -> User:
    return make_author()


def at_the_desk(person: User) -> Desk:
    desk = Desk(person)
    desk.client.raise_request_exception = False
    return desk


def test_too_large_is_said_to_a_stranger_and_at_the_desk(author: User, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    form = {"title": "x" * 2000, "username": "x" * 2000}
    stranger = Client().post(reverse("admin:login"), form)
    writer = at_the_desk(author).client.post(ADD, form)

    assert_is_the_page(stranger, 413, "That was too large to send")
    assert writer.status_code == 413
    assert "too large to send" in writer.content.decode()


def test_at_the_desk_nothing_typed_is_lost_when_the_database_fails(author: User) -> None:
    desk = at_the_desk(author)
    form = desk.open(ADD)
    typed = {"title": "A “quoted” title", "body": "<p>Words that matter</p>", "slug": "a-title"}
    with no_database():
        response = desk.client.post(ADD, form.fields() | typed, headers=HERE)
    page = Page(response, ADD)

    assert (page.status, response["Retry-After"], response["Cache-Control"]) == (503, "30", "no-store")
    assert "database did not answer, so nothing was stored" in page.words
    assert {name: page.fields()[name] for name in typed} == typed
    saved = desk.press(page)
    assert saved.status == 200
    assert PostEdition.desk.get().title == typed["title"]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {}])
def test_what_did_not_come_from_the_desk_is_not_offered_for_saving(
    author: User, headers: dict[str, str]
) -> None:
    desk = at_the_desk(author)
    with no_database():
        response = desk.client.post(ADD, {"title": "Planted"}, headers=headers)

    body = response.content.decode()
    assert response.status_code == 503
    assert "Planted" not in body
    assert "Nothing that you just sent was stored." in body


def test_a_password_is_on_no_page(author: User) -> None:
    desk, form = at_the_desk(author), {"username": "a@example.org", "password": "hunter2 hunter2"}
    with no_database():
        response = desk.client.post(reverse("admin:login"), form, headers=HERE)

    assert response.status_code == 503
    assert "hunter2" not in response.content.decode()


def test_a_desk_page_says_in_the_desks_frame_that_there_is_no_database(author: User) -> None:
    desk = at_the_desk(author)
    with no_database():
        page = Page(desk.client.get(reverse("admin:index")), "/admin/")

    assert page.status == 503
    assert page.all("h1") == ["The desk’s database does not answer."]
    assert "What the public sees has not changed." in page.words


def test_what_cannot_be_done_at_the_desk_says_so_there(author: User) -> None:
    page = Page(at_the_desk(author).client.get(reverse("admin:logout")), "/admin/logout/")

    assert page.status == 405
    assert page.all("h1") == ["This cannot be done here."]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("can_break")
def test_axe_finds_nothing_on_any_of_them(live_server: Any, page: BrowserPage, complaints: list[str]) -> None:
    make_post_edition(State.LIVE)
    make_post_edition(Ending.WITHDRAWN, slug="gone")
    ways = ["400", "403", "405", "413", "429", "500", "operational"]
    for address in ["/never-was/", "/news/gone/", *(f"/broken?by={way}" for way in ways)]:
        page.goto(live_server.url + address)
        judge(page, widths=[1280, 320])
    said = [one for one in complaints if "the server responded with a status of" not in one]

    assert not said
