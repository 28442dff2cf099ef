"""Settings that keep people safe, pinned: whoever loosens one has to say so here."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory

from accounts.models import User
from config.context import site
from config.log_lines import JsonLine


def test_sign_in_limits() -> None:
    assert settings.AXES_FAILURE_LIMIT == 5
    assert timedelta(minutes=15) == settings.AXES_COOLOFF_TIME
    assert settings.AXES_LOCKOUT_PARAMETERS == [["username", "ip_address"]]
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    assert timedelta(hours=12) == settings.SESSION_ABSOLUTE_LIMIT
    assert settings.SESSION_COOKIE_HTTPONLY is settings.CSRF_COOKIE_HTTPONLY is True
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert not getattr(settings, "SESSION_SAVE_EVERY_REQUEST", False)


def test_passwords_are_long_and_hashed_with_argon2() -> None:
    from config import settings as shipped

    assert shipped.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


@pytest.mark.parametrize("password", ["elevenchars", "password1234", "duty.officer@example.org"])
def test_a_short_common_or_own_word_is_no_password(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(email="duty.officer@example.org", name="Duty Officer"))


def test_uploads_and_forms_are_bounded() -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 2_500_000
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 1_000
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 20


def test_djangos_page_cache_is_not_used() -> None:
    assert not [name for name in settings.MIDDLEWARE if name.startswith("django.middleware.cache")]


@pytest.mark.django_db
def test_templates_know_the_site_and_look_at_nobody() -> None:
    request = RequestFactory().get("/")

    known = site(request)["site"]

    assert (known.name, known.url, known.demonstration) == (
        "Staffordshire Police",
        "http://localhost",
        False,
    )
    assert not hasattr(request, "user")


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    return logging.LogRecord("news", logging.ERROR, __file__, 1, message, arguments, extra.get("exc_info"))  # type: ignore[arg-type]


def test_a_log_entry_is_one_line_whatever_is_in_it() -> None:
    line = JsonLine().format(record("Not found: %s", '/x\n{"level": "forged"}\r\u2028\x1b[31m'))

    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert json.loads(line)["message"].startswith("Not found: /x\n")


def test_a_logged_database_error_keeps_the_row_to_itself() -> None:
    error = IntegrityError("duplicate key\nDETAIL:  Key (email)=(a@example.org) already exists.")

    line = json.loads(JsonLine().format(record("failed", exc_info=(IntegrityError, error, None))))

    assert "IntegrityError: duplicate key" in line["exception"]
    assert "example.org" not in line["exception"]
