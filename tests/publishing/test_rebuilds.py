"""SQLite changes a table by building it anew, and a trigger that is not a constraint is lost on the way.

On the real models and through a real schema editor, forwards and backwards; on PostgreSQL the same changes
must be possible while triggers and exclusion constraints stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tests.factories import make_post_edition

TRIGGERS = (
    "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    if connection.vendor == "sqlite"
    else """SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal ORDER BY tgname"""
)
CONSTRAINTS = (
    "SELECT 1, 2, 3 WHERE 1 = 0"
    if connection.vendor == "sqlite"
    else """SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'x' ORDER BY conname"""
)

CHANGES: dict[str, tuple[str, Operation]] = {
    "an edition's field": (
        "news",
        migrations.AlterField("postedition", "title", models.CharField(max_length=250)),
    ),
    "an edition's field that an interval names": (
        "news",
        migrations.AlterField("postedition", "ended_at", models.DateTimeField(null=True, db_index=True)),
    ),
    "a new column of editions": (
        "news",
        migrations.AddField("postedition", "subtitle", models.CharField(max_length=9, default="")),
    ),
    "a new relation of editions": (
        "news",
        migrations.AddField(
            "postedition",
            "lead",
            models.ForeignKey("news.Topic", models.PROTECT, null=True, related_name="+"),
        ),
    ),
    "a document's field": (
        "news",
        migrations.AlterField("post", "language", models.CharField(max_length=12)),
    ),
    "a summary's field": (
        "peel",
        migrations.AlterField("summaryedition", "title", models.CharField(max_length=250)),
    ),
    "a page's field": (
        "pages",
        migrations.AlterField("pageedition", "title", models.CharField(max_length=250)),
    ),
    "a topic's field": ("news", migrations.AlterField("topic", "name", models.CharField(max_length=90))),
    "a person's field": ("accounts", migrations.AlterField("user", "name", models.CharField(max_length=160))),
    "a decision's field": (
        "publishing",
        migrations.AlterField("decision", "verb", models.CharField(max_length=30)),
    ),
    "a new column of decisions": (
        "publishing",
        migrations.AddField("decision", "place", models.CharField(max_length=9, default="")),
    ),
    "a judgement's field": (
        "peel",
        migrations.AlterField("judgement", "value", models.CharField(max_length=30)),
    ),
    "a new column of judgements": (
        "peel",
        migrations.AddField("judgement", "page", models.CharField(max_length=9, default="")),
    ),
    "a spell's field": ("peel", migrations.AlterField("monitoringspell", "reason", models.TextField())),
    "a force's field": ("peel", migrations.AlterField("force", "region", models.CharField(max_length=50))),
    "a field of the words": (
        "publishing",
        migrations.AlterField("decisiontext", "salt", models.CharField(max_length=128, blank=True)),
    ),
    "a new column of the words": (
        "publishing",
        migrations.AddField("decisiontext", "tongue", models.CharField(max_length=9, default="en")),
    ),
}


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def kept_by_the_database() -> list[tuple[Any, ...]]:
    return rows(TRIGGERS) + rows(CONSTRAINTS)


def kept_names() -> list[tuple[str, str]]:
    return [(name, table) for name, table, _sql in kept_by_the_database()]


@contextmanager
def changed(app: str, operation: Operation) -> Iterator[None]:
    """The database with `operation` done, as a migration does it, and undone afterwards."""
    before = ProjectState.from_apps(apps)
    after = before.clone()
    operation.state_forwards(app, after)
    with connection.schema_editor(atomic=True) as editor:
        operation.database_forwards(app, editor, before, after)
    try:
        yield
    finally:
        with connection.schema_editor(atomic=True) as editor:
            operation.database_backwards(app, editor, after, before)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_table_loses_no_rule_of_the_database(name: str) -> None:
    before = kept_by_the_database()
    assert len(before) == (19 if connection.vendor == "sqlite" else 14)

    with changed(*CHANGES[name]):
        during = kept_names()

    assert during == [(rule, table) for rule, table, _sql in before]
    assert kept_by_the_database() == before


@pytest.mark.django_db(transaction=True)
def test_a_rule_that_is_removed_goes_and_comes_back_when_the_removal_is_undone() -> None:
    before = kept_by_the_database()
    removals = {
        "publishing": ("decisiontext", "publishing_words_append_only"),
        "news": ("postedition", "news_postedition_no_overlap"),
    }

    for app, (model, rule) in removals.items():
        with changed(app, migrations.RemoveConstraint(model, rule)):
            assert not [name for name, _table in kept_names() if name.startswith(rule)]

    assert kept_by_the_database() == before


@pytest.mark.django_db(transaction=True)
def test_words_are_kept_and_may_be_emptied_after_they_got_a_new_column() -> None:
    edition = make_post_edition()

    with changed(*CHANGES["a new column of the words"]), connection.cursor() as cursor:
        with pytest.raises(Exception, match="only grows"):
            cursor.execute("UPDATE publishing_decisiontext SET words = 'x', tongue = 'cy'")
        cursor.execute("UPDATE publishing_decisiontext SET words = '', salt = ''")
        emptied = cursor.rowcount

    assert (edition.number, emptied) == (1, 1)
