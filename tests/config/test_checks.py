"""The system checks ask what is really in force."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from config import checks


@pytest.mark.django_db
def test_sqlite_options_are_read_from_the_open_connection() -> None:
    assert checks.sqlite_is_set_up_for_a_server() == []


@pytest.mark.django_db(transaction=True)
def test_an_sqlite_option_that_is_not_in_force_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {**checks.SQLITE_IN_FORCE, "user_version": 77}
    monkeypatch.setattr(checks, "SQLITE_IN_FORCE", wanted)

    found = [error.msg for error in checks.sqlite_is_set_up_for_a_server()]

    expected = ["SQLite does not run with user_version as it must."] if connection.vendor == "sqlite" else []
    assert found == expected


def test_a_site_without_a_check_on_posts_is_found(settings: Settings) -> None:
    assert checks.posts_are_checked(None) == []

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Csrf" not in name]

    assert [error.id for error in checks.posts_are_checked(None)] == ["config.E006"]


def test_an_unknown_force_is_found(settings: Settings) -> None:
    assert checks.force_is_known(None) == []

    settings.FORCE_ID = "exampleton"

    assert [error.id for error in checks.force_is_known(None)] == ["config.E007"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COOKIE_CONSENT_HTTPONLY", True),
        ("COOKIE_CONSENT_SECURE", True),  # over http, where it would not be kept
        ("COOKIE_CONSENT_LOG_ENABLED", True),
        ("COOKIE_CONSENT_CACHE_BACKEND", "default"),
        ("COOKIE_CONSENT_NAME", "consent"),
        ("CACHES", {"consent": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
    ],
)
def test_a_setting_that_consent_cannot_work_with_is_found(
    settings: Settings, name: str, value: object
) -> None:
    assert checks.consent_is_set_up(None) == []

    setattr(settings, name, value)

    assert [error.msg for error in checks.consent_is_set_up(None)] == [f"{name} is not what consent needs."]
