"""Emptying the database after a test that really committed, although some tables refuse to lose rows.

The decision log refuses DELETE and TRUNCATE by triggers; that is its point, and it refuses the flush at the
end of every `transactional_db` or `live_server` test too. Around that flush, and only there, triggers rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

POSTGRES_TABLES = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
"""
SQLITE_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql IS NOT NULL"


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def triggers_resting() -> Iterator[None]:
    if connection.vendor == "postgresql":
        tables = [table for (table,) in rows(POSTGRES_TABLES)]
        before = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
        after = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
    else:
        triggers = rows(SQLITE_TRIGGERS)
        quote = connection.ops.quote_name
        before = [f"DROP TRIGGER {quote(name)}" for name, _ in triggers]
        after = [sql for _, sql in triggers]
    run(before)
    try:
        yield
    finally:
        run(after)


@pytest.fixture(autouse=True, scope="session")
def flush_gets_past_append_only_tables() -> Iterator[None]:
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def rest_and_tear_down(case: TransactionTestCase) -> None:
        with triggers_resting():
            teardown(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", rest_and_tear_down)
        yield
