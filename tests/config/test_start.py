"""How the site starts, seen from outside: manage.py in a process and an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "kB7#vQ2m!zX9@wL4$rT8%yN3^pD6&hF1*sJ5(gC0)aE-uI+oM=eR",
    "SITE_URL": "https://www.example.police.uk",
    "FORCE_ID": "kent",
}

# The sign-in page names static files, which are collected once a release and not for these tests.
CODE_WITHOUT_HASHED_FILES = """
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.WHITENOISE_AUTOREFRESH = True
"""


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", **environment},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/db.sqlite3"


def in_production(database: str, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return manage(*arguments, **{**PRODUCTION, "DATABASE_URL": database, **changes})


def test_an_empty_environment_is_refused_in_one_sentence_about_the_secret_key() -> None:
    answer = manage("check")

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("Blue Lamp cannot start. SECRET_KEY is not set.")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["migrate", "collectstatic", "shell"])
def test_no_command_shows_a_traceback_for_a_missing_setting(command: str) -> None:
    answer = manage(command)

    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "SECRET_KEY" in answer.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "FORCE_ID"])
def test_production_names_what_is_missing(database: str, name: str) -> None:
    answer = in_production(database, "check", **{name: ""})

    assert answer.returncode == 1
    assert f"{name} is not set." in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("DEBUG", "perhaps"),
        ("DATABASE_URL", "mysql://h/x"),
        ("CACHE_URL", "memcached://h"),
        ("EMAIL_URL", "pigeon://h"),
        ("SITE_URL", "http://www.example.police.uk"),
        ("FORCE_ID", "exampleton"),
        ("PROXY_COUNT", "many"),
        ("CONSENT_DAYS", "366"),
        ("TWO_PEOPLE", "three"),
        ("DEMONSTRATION", "?"),
    ],
)
def test_production_names_what_is_odd(database: str, name: str, odd: str) -> None:
    answer = in_production(database, "check", **{name: odd})

    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Blue Lamp cannot start. {name} ")


def test_production_passes_the_deploy_check_without_a_warning(database: str) -> None:
    answer = in_production(database, "check", "--deploy", "--fail-level", "WARNING")

    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"SECRET_KEY": "short"}, "config.E001"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "config.E001"),
        ({"ALLOWED_HOSTS": "*"}, "config.E002"),
        ({"SITE_URL": "http://localhost"}, "config.E003"),
        ({"SITE_URL": "http://localhost"}, "config.E004"),
        ({"DEBUG": "true"}, "security.W018"),
    ],
)
def test_the_deploy_check_finds_what_must_not_be(
    database: str, changes: dict[str, str], finding: str
) -> None:
    answer = in_production(database, "check", "--deploy", "--fail-level", "WARNING", **changes)

    assert answer.returncode == 1
    assert finding in answer.stderr


def test_static_files_are_collected_under_hashed_names(tmp_path: Path, database: str) -> None:
    code = (
        "from django.conf import settings; settings.STATIC_ROOT = {folder!r}\n"
        "from django.core.management import call_command; call_command('collectstatic', verbosity=0)\n"
        "from django.templatetags.static import static; print(static('admin/css/base.css'))"
    )
    answer = in_production(
        database, "shell", "--no-imports", "-c", code.format(folder=str(tmp_path / "static"))
    )

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("/static/admin/css/base.")
    assert answer.stdout.strip() != "/static/admin/css/base.css"


def test_the_database_of_a_site_keeps_foreign_keys_and_a_write_ahead_log(database: str) -> None:
    code = (
        "from django.db import connection as c\n"
        "with c.cursor() as k: print([k.execute('PRAGMA '+n).fetchone()[0] for n in "
        "('journal_mode','synchronous','foreign_keys','recursive_triggers','busy_timeout')])"
    )
    answer = in_production(database, "shell", "--no-imports", "-c", code)

    assert answer.stdout.strip() == "['wal', 2, 1, 1, 5000]"


def test_over_https_the_cookies_are_bound_to_the_host_and_the_answer_insists_on_https(database: str) -> None:
    code = (
        "from django.test import Client; c = Client(headers={'Host': 'www.example.police.uk'})\n"
        "r = c.get('/admin/login/', secure=True)\n"
        "print(r.cookies['__Host-csrf'].OutputString()); print(r['Strict-Transport-Security'])\n"
        "print(c.get('/admin/login/').headers['Location'])\n"
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE)"
    )
    answer = in_production(database, "shell", "--no-imports", "-c", CODE_WITHOUT_HASHED_FILES + code)

    cookie, hsts, redirect, session = answer.stdout.splitlines()
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert hsts == "max-age=63072000; includeSubDomains"
    assert redirect == "https://www.example.police.uk/admin/login/"
    assert session == "__Host-desk True"


@pytest.mark.parametrize(("proxies", "status"), [("0", "301"), ("1", "200")])
def test_a_proxy_is_believed_about_https_only_when_a_setting_says_so(
    database: str, proxies: str, status: str
) -> None:
    code = (
        "from django.test import Client; c = Client(headers={'Host': 'www.example.police.uk', "
        "'X-Forwarded-Proto': 'https'}); print(c.get('/admin/login/').status_code)"
    )
    answer = in_production(
        database, "shell", "--no-imports", "-c", CODE_WITHOUT_HASHED_FILES + code, PROXY_COUNT=proxies
    )

    assert answer.stdout.strip() == status
