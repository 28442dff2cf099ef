"""DATABASE_URL, CACHE_URL and EMAIL_URL as Django wants them, with the options that a server needs.

Every call that leaves the process has a time limit: a frozen database, cache or mail server may cost a
request seconds, never a worker for good.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

from config.env import EnvironmentRefused, split

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock first: a transaction that reads, then writes cannot then be refused.
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    # recursive_triggers: without it INSERT OR REPLACE deletes a row behind the back of its delete trigger.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON; PRAGMA busy_timeout=5000"
    ),
}
POSTGRES_OPTIONS = {
    "connect_timeout": 2,
    "options": "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000",
    "tcp_user_timeout": 5000,
    "keepalives_idle": 10,
}
POSTGRES_QUERY = {"sslmode", "sslrootcert", "sslcert", "sslkey", "application_name"}
WEB_STATEMENT_LIMIT = " -c statement_timeout=5000"


def database(url: str, *, name: str = "DATABASE_URL") -> dict[str, Any]:
    """`sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3` or `postgres://user:password@host:5432/name`."""
    parts = split(name, url)
    if parts.scheme == "sqlite":
        return sqlite(parts, name)
    if parts.scheme in {"postgres", "postgresql"}:
        return postgres(parts, name)
    raise EnvironmentRefused(
        f"{name} starts with {parts.scheme or 'nothing'!r}. Use sqlite:///path or postgres://user@host/name."
    )


def sqlite(parts: SplitResult, name: str) -> dict[str, Any]:
    path = unquote(parts.path.removeprefix("/"))
    if parts.netloc or parts.query or not path or path == ":memory:":
        raise EnvironmentRefused(
            f"{name} names no SQLite file. Use sqlite:///var/db.sqlite3, with three slashes."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(__file__).resolve().parent.parent / path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "ATOMIC_REQUESTS": False,
    }


def postgres(parts: SplitResult, name: str) -> dict[str, Any]:
    database_name = unquote(parts.path.removeprefix("/"))
    query = dict(parse_qsl(parts.query))
    odd = sorted(query.keys() - POSTGRES_QUERY)
    if not database_name or "/" in database_name:
        raise EnvironmentRefused(f"{name} names no database. Use postgres://user:password@host:5432/name.")
    if odd:
        raise EnvironmentRefused(
            f"{name} has the option {odd[0]!r}. Use only {', '.join(sorted(POSTGRES_QUERY))}."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**POSTGRES_OPTIONS, **query},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def limit_statements(databases: dict[str, dict[str, Any]]) -> None:
    """For web processes alone, before their first connection: a migration or a load may run for minutes."""
    for settings in databases.values():
        if (
            settings["ENGINE"].endswith("postgresql")
            and WEB_STATEMENT_LIMIT not in settings["OPTIONS"]["options"]
        ):
            settings["OPTIONS"]["options"] += WEB_STATEMENT_LIMIT


def cache(url: str, *, name: str = "CACHE_URL") -> dict[str, Any]:
    """`locmem://` (in process) or `redis://host:6379/0`, `rediss://…`."""
    parts = split(name, url)
    if parts.scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if parts.scheme not in {"redis", "rediss"}:
        raise EnvironmentRefused(
            f"{name} starts with {parts.scheme or 'nothing'!r}. Use locmem:// or redis://host/0."
        )
    if find_spec("django_redis") is None:
        raise EnvironmentRefused(
            f"{name} asks for Redis, which is not installed. Install the extra: blue-lamp[redis]."
        )
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.2, "SOCKET_TIMEOUT": 0.2, "IGNORE_EXCEPTIONS": True},
    }


def email(url: str, *, name: str = "EMAIL_URL") -> dict[str, Any]:
    """`smtp://user:password@host:25`, `smtp+tls://…:587` (STARTTLS), `smtps://…:465`, `file:///folder`, `console://`."""
    parts = split(name, url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path.strip("/"):
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": parts.path,
        }
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise EnvironmentRefused(
            f"{name} is odd. Use smtp://, smtp+tls:// or smtps:// with a host, or console://."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
