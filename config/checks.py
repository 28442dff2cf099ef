"""What must hold before a site is opened: `manage.py check --deploy`, and part of every start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string

from config.forces import force_names

SQLITE_IN_FORCE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
}


def deploy_check(check: Callable[[], list[CheckMessage]]) -> Callable[[], list[CheckMessage]]:
    def registered(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
        return check()

    register(registered, Tags.security, deploy=True)
    return check


@deploy_check
def secret_key_is_long() -> list[CheckMessage]:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if all(len(key) >= 50 and len(set(key)) >= 5 for key in keys):
        return []
    return [
        Error(
            "SECRET_KEY or a fallback is short.", hint="Use 50 random characters or more.", id="config.E001"
        )
    ]


@deploy_check
def hosts_are_named() -> list[CheckMessage]:
    if settings.ALLOWED_HOSTS and not any("*" in host for host in settings.ALLOWED_HOSTS):
        return []
    return [Error("ALLOWED_HOSTS is empty or has a wildcard.", hint="Name each host.", id="config.E002")]


@deploy_check
def site_is_https() -> list[CheckMessage]:
    if settings.SITE_URL.startswith("https://"):
        return []
    return [Error("SITE_URL is not https.", hint="Give the public https address.", id="config.E003")]


@deploy_check
def cookies_are_https_only() -> list[CheckMessage]:
    names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]
    secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    if secure and all(name.startswith("__Host-") for name in names):
        return []
    return [
        Error("The desk's cookies may travel in clear.", hint="SITE_URL must be https.", id="config.E004")
    ]


@deploy_check
def sqlite_is_set_up_for_a_server() -> list[CheckMessage]:
    """Asks the open connection, since a file system or a build may refuse what the settings ask for."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in SQLITE_IN_FORCE}
    wrong = [name for name, value in SQLITE_IN_FORCE.items() if found[name] != value]
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("transaction_mode")
    hint = "Keep the database on a local disk."
    return [
        Error(f"SQLite does not run with {name} as it must.", hint=hint, id="config.E005") for name in wrong
    ]


@register(Tags.security)
def posts_are_checked(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Stands in for Django's security.W003, which knows its own class by name only."""
    classes = [import_string(path) for path in settings.MIDDLEWARE]
    if any(isinstance(found, type) and issubclass(found, CsrfViewMiddleware) for found in classes):
        return []
    return [Error("No middleware checks where a POST came from.", id="config.E006")]


@register(Tags.security)
def force_is_known(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.FORCE_ID in force_names():
        return []
    return [
        Error(
            f"FORCE_ID {settings.FORCE_ID!r} is no force.",
            hint="See peel/reference/forces.csv.",
            id="config.E007",
        )
    ]


CONSENT = {
    # Script on a page has to know the answer, and nothing in it is secret.
    "COOKIE_CONSENT_HTTPONLY": False,
    "COOKIE_CONSENT_SAMESITE": "Lax",
    # The package's log blocks a refusal when it cannot be written, and its cache keeps what is gone.
    "COOKIE_CONSENT_LOG_ENABLED": False,
    "COOKIE_CONSENT_CACHE_BACKEND": "consent",
    "COOKIE_CONSENT_NAME": "cookie_consent",
}


@register(Tags.security)
def consent_is_set_up(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    expected = CONSENT | {"COOKIE_CONSENT_SECURE": settings.SITE_URL.startswith("https://")}
    wrong = [name for name, value in expected.items() if getattr(settings, name, None) != value]
    if not settings.CACHES["consent"]["BACKEND"].endswith("DummyCache"):
        wrong.append("CACHES")
    hint = "consent/cookie.py and frontend/boot.js count on it."
    return [Error(f"{name} is not what consent needs.", hint=hint, id="config.E008") for name in wrong]
