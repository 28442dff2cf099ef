"""The environment is read strictly: what is missing or odd is refused in a sentence that names the variable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config import backends
from config.env import Environment, EnvironmentRefused
from config.forces import force_name


def refusal(read: Callable[[], Any]) -> str:
    with pytest.raises(EnvironmentRefused) as refused:
        read()
    return str(refused.value)


@pytest.mark.parametrize("written", ["true", "TRUE", "1", "yes", "on"])
def test_a_flag_can_be_written_in_the_usual_ways(written: str) -> None:
    assert Environment({"DEBUG": written}).flag("DEBUG", False) is True


@pytest.mark.parametrize("written", ["", "   "])
def test_an_empty_value_counts_as_not_set(written: str) -> None:
    assert Environment({"DEBUG": written}).flag("DEBUG", True) is True
    assert "SECRET_KEY is not set" in refusal(lambda: Environment({"SECRET_KEY": written}).text("SECRET_KEY"))


@pytest.mark.parametrize("written", ["maybe", "2", "tru", "да"])
def test_an_odd_flag_is_refused(written: str) -> None:
    assert refusal(lambda: Environment({"DEBUG": written}).flag("DEBUG", False)).startswith("DEBUG is ")


@pytest.mark.parametrize("written", ["-1", "10", "1_0", "x", "1.0", "٣", "9" * 5000])
def test_an_odd_number_is_refused(written: str) -> None:
    said = refusal(lambda: Environment({"PROXY_COUNT": written}).number("PROXY_COUNT", 0, most=9))

    assert said.startswith("PROXY_COUNT is ")
    assert said.endswith("from 0 to 9.")


@pytest.mark.parametrize(
    "written",
    ["www.example.org", "ftp://example.org", "https://", "https://example.org/news", "https://u@example.org"],
)
def test_a_site_address_is_scheme_and_host(written: str) -> None:
    read = Environment({"SITE_URL": written})

    assert refusal(lambda: read.site_address("SITE_URL", None, plain_http=True)).startswith("SITE_URL is ")


@pytest.mark.parametrize("written", ["https://example.org:x", "https://[::1", "https://example.org:99999999"])
def test_an_address_that_cannot_be_read_still_names_its_variable(written: str) -> None:
    read = Environment({"SITE_URL": written})

    assert refusal(lambda: read.site_address("SITE_URL", None, plain_http=True)).startswith("SITE_URL ")


@pytest.mark.parametrize("own", ["http://127.0.0.1:8000", "http://localhost:9000/", "http://[::1]:8000"])
def test_only_this_machines_own_address_goes_without_https(own: str) -> None:
    assert Environment({"SITE_URL": own}).site_address("SITE_URL", None, plain_http=False) == own.rstrip("/")

    public = Environment({"SITE_URL": "http://www.example.org"})
    assert "https" in refusal(lambda: public.site_address("SITE_URL", None, plain_http=False))


def test_a_file_fills_up_what_the_process_does_not_say(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a comment\n\nexport DEBUG=true\nSITE_URL = 'https://a.example'\nFORCE_ID=\"kent\"\n")
    env = Environment({"FORCE_ID": "essex"}, file)

    assert env.flag("DEBUG", False)
    assert env.text("SITE_URL") == "https://a.example"
    assert env.text("FORCE_ID") == "essex"
    env.refuse_leftovers()


def test_a_slip_of_the_pen_in_the_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SECRT_KEY=x\n")

    assert "SECRT_KEY in the .env file is not a setting" in refusal(Environment({}, file).refuse_leftovers)


def test_a_line_that_is_no_setting_is_refused_by_number(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DEBUG=true\nwhat is this\n")

    assert "Line 2 of .env" in refusal(lambda: Environment({}, file))


def test_sqlite_is_set_up_for_a_server() -> None:
    found = backends.database("sqlite:////srv/blue-lamp/db.sqlite3")

    assert found["NAME"] == "/srv/blue-lamp/db.sqlite3"
    assert found["ATOMIC_REQUESTS"] is False
    assert found["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON; PRAGMA busy_timeout=5000",
    }


def test_postgresql_gives_up_rather_than_hang() -> None:
    found = backends.database("postgres://app:p%40ss@db.example:5433/site?sslmode=verify-full")

    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("app", "p@ss", "db.example")
    assert (found["PORT"], found["NAME"]) == ("5433", "site")
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"], found["ATOMIC_REQUESTS"]) == (60, True, False)
    assert found["OPTIONS"] == {
        "connect_timeout": 2,
        "options": "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000",
        "tcp_user_timeout": 5000,
        "keepalives_idle": 10,
        "sslmode": "verify-full",
    }


def test_only_web_processes_limit_their_statements() -> None:
    databases = {"default": backends.database("postgres://h/site")}
    assert "statement_timeout" not in databases["default"]["OPTIONS"]["options"]

    backends.limit_statements(databases)
    backends.limit_statements(databases)

    assert databases["default"]["OPTIONS"]["options"].count("-c statement_timeout=5000") == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://h/site",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite://var/db.sqlite3",
        "postgres://h",
        "postgres://h/site?target_session_attrs=read-write",
        "postgres://h:port/site",
    ],
)
def test_an_odd_database_is_refused(url: str) -> None:
    assert refusal(lambda: backends.database(url)).startswith("DATABASE_URL ")


@pytest.mark.parametrize("url", ["", "memcached://h", "redis"])
def test_an_odd_cache_is_refused(url: str) -> None:
    assert refusal(lambda: backends.cache(url)).startswith("CACHE_URL ")


def test_redis_has_time_limits_and_its_failure_is_survived() -> None:
    assert backends.cache("redis://h:6379/1")["OPTIONS"] == {
        "SOCKET_CONNECT_TIMEOUT": 0.2,
        "SOCKET_TIMEOUT": 0.2,
        "IGNORE_EXCEPTIONS": True,
    }


def test_redis_without_its_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda name: None)

    assert "blue-lamp[redis]" in refusal(lambda: backends.cache("redis://h"))


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://h", 25, False, False),
        ("smtp+tls://h", 587, True, False),
        ("smtps://h", 465, False, True),
        ("smtp://h:2525", 2525, False, False),
    ],
)
def test_mail_servers(url: str, port: int, tls: bool, ssl: bool) -> None:
    found = backends.email(url)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)


@pytest.mark.parametrize("url", ["", "smtp://", "imap://h", "file://"])
def test_an_odd_mail_server_is_refused(url: str) -> None:
    assert refusal(lambda: backends.email(url)).startswith("EMAIL_URL ")


def test_a_force_is_known_by_its_official_name() -> None:
    assert force_name("staffordshire") == "Staffordshire Police"
    assert refusal(lambda: force_name("exampleton")).startswith("FORCE_ID is 'exampleton'")
