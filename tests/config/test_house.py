"""The house of the tests itself: the browser, what it complains about, the network, emptying the database."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.append_only import triggers_resting

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1>{}</main></body></html>"""


def page_with(body: str) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: HttpResponse(PAGE.format(body))


urlpatterns = [
    path("good/", page_with("<p>Words</p>")),
    path("inline/", page_with("<script>document.title = 'Changed'</script>")),
    path("no-alt/", page_with('<img src="/static/admin/img/icon-yes.svg">')),
]


@pytest.fixture
def odd_pages(settings: Settings, live_server: LiveServer) -> str:
    settings.ROOT_URLCONF = __name__
    return str(live_server.url)


@pytest.mark.browser
def test_a_good_page_draws_no_complaint(
    odd_pages: str, page: Page, axe: Callable[[Page], None], no_complaints: Callable[[], None]
) -> None:
    page.goto(f"{odd_pages}/good/")

    axe(page)
    no_complaints()


@pytest.mark.browser
def test_an_inline_script_is_refused_and_complained_about(
    odd_pages: str, page: Page, complaints: list[str], no_complaints: Callable[[], None]
) -> None:
    page.goto(f"{odd_pages}/inline/")

    assert page.title() == "A page"
    with pytest.raises(AssertionError, match="Content Security Policy"):
        no_complaints()


@pytest.mark.browser
def test_axe_finds_a_picture_without_words(odd_pages: str, page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(f"{odd_pages}/no-alt/")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.browser
def test_the_sign_in_page_is_accessible_and_keeps_to_the_policy(
    live_server: LiveServer, page: Page, axe: Callable[[Page], None], no_complaints: Callable[[], None]
) -> None:
    page.goto(f"{live_server.url}/admin/login/")

    assert page.get_by_label("Email address").is_visible()
    axe(page)
    no_complaints()


def test_tests_do_not_call_out() -> None:
    with (
        socket.socket() as outside,
        pytest.raises(AssertionError, match=r"tried to connect to 192\.0\.2\.1"),
    ):
        outside.connect(("192.0.2.1", 80))


REFUSAL = {
    "sqlite": "CREATE TRIGGER t_keep BEFORE DELETE ON t_log BEGIN SELECT RAISE(ABORT, 'it only grows'); END",
    "postgresql": """CREATE FUNCTION t_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'it only grows'; END $$;
        CREATE TRIGGER t_keep BEFORE DELETE ON t_log FOR EACH ROW EXECUTE FUNCTION t_refuse()""",
}


@pytest.fixture
def log_that_only_grows(transactional_db: None) -> Iterator[None]:
    """A table like the decision log, for one test."""
    run("CREATE TABLE t_log (id integer)", "INSERT INTO t_log VALUES (1)", REFUSAL[connection.vendor])
    yield
    run("DROP TABLE t_log", *["DROP FUNCTION t_refuse()"] * (connection.vendor == "postgresql"))


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_a_table_that_only_grows_can_be_emptied_while_triggers_rest(log_that_only_grows: None) -> None:
    with triggers_resting():
        run("DELETE FROM t_log")
    run("INSERT INTO t_log VALUES (2)")

    with pytest.raises(DatabaseError, match="it only grows"):
        run("DELETE FROM t_log")
