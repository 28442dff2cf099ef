"""The decision log only grows, whatever the SQL. Its words may be emptied, and nothing else."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from publishing import decisions
from publishing.models import Decision, DecisionText
from tests.factories import make_post_edition
from tests.publishing.acts import everything, newest_decision

pytestmark = pytest.mark.django_db

COLUMNS = "position, verb, document, edition, actor_id, at, content_hash, commitment, previous, hash"
IS_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def decision(db: None) -> Decision:
    make_post_edition()
    return newest_decision()


def refused(sql: str, *parameters: int) -> None:
    before = everything()
    with (
        pytest.raises(IntegrityError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)
    assert everything() == before


@pytest.mark.parametrize("column", [*COLUMNS.split(", "), "id"])
def test_no_column_of_a_decision_is_ever_changed(decision: Decision, column: str) -> None:
    refused(f"UPDATE publishing_decision SET {column} = {column} WHERE id = %s", decision.pk)  # noqa: S608


def test_a_decision_is_not_changed_through_the_orm(decision: Decision) -> None:
    decision.content_hash = "f" * 64

    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_a_decision_is_not_deleted(decision: Decision) -> None:
    refused("DELETE FROM publishing_decision WHERE id = %s", decision.pk)


def test_the_log_is_not_emptied_at_once() -> None:
    make_post_edition()

    refused("DELETE FROM publishing_decision")


def test_words_are_not_deleted(decision: Decision) -> None:
    refused("DELETE FROM publishing_decisiontext WHERE decision_id = %s", decision.pk)


@pytest.mark.parametrize(
    "change",
    [
        "words = 'other'",
        "salt = 'other'",
        "salt = ''",
        "words = ''",
        "words = '', salt = 'other'",
        "words = '', salt = '', decision_id = decision_id + 1",
        "words = '', salt = '', id = id + 1000",
    ],
)
def test_words_are_not_changed(decision: Decision, change: str) -> None:
    refused(f"UPDATE publishing_decisiontext SET {change} WHERE decision_id = %s", decision.pk)  # noqa: S608


def test_words_may_be_emptied_and_emptied_again(decision: Decision) -> None:
    for _ in range(2):
        DecisionText.objects.filter(decision=decision).update(words="", salt="")

    assert DecisionText.objects.get(decision=decision).words == ""


def test_words_that_were_emptied_are_not_written_again(decision: Decision) -> None:
    DecisionText.objects.filter(decision=decision).update(words="", salt="")

    refused("UPDATE publishing_decisiontext SET words = '{}' WHERE decision_id = %s", decision.pk)


if IS_SQLITE:
    TWICE = "INSERT OR REPLACE INTO"

    @pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
    @pytest.mark.parametrize("conflict", ["id", "position"])
    def test_a_decision_is_not_replaced(decision: Decision, conflict: str, recursive_triggers: str) -> None:
        other = {"id": "position", "position": "id"}[conflict]
        columns = f"id, {COLUMNS}"
        values = columns.replace(f"{other},", f"{other} + 1000,", 1)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA recursive_triggers={recursive_triggers}")

        try:
            refused(
                f"{TWICE} publishing_decision ({columns})"  # noqa: S608
                f" SELECT {values} FROM publishing_decision WHERE id = %s",
                decision.pk,
            )
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA recursive_triggers=ON")

    @pytest.mark.parametrize("values", ["id, decision_id", "id + 1000, decision_id"])
    def test_words_are_not_replaced(decision: Decision, values: str) -> None:
        refused(
            f"{TWICE} publishing_decisiontext (id, decision_id, salt, words)"  # noqa: S608
            f" SELECT {values}, 'a', 'b' FROM publishing_decisiontext WHERE decision_id = %s",
            decision.pk,
        )

else:

    @pytest.mark.parametrize("table", ["publishing_decision", "publishing_decisiontext"])
    def test_a_table_of_the_log_is_not_truncated(decision: Decision, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the foreign keys refuse first

        refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("column", ["id", "position"])
def test_a_decision_is_not_changed_by_an_upsert(decision: Decision, column: str) -> None:
    other = {"id": "position", "position": "id"}[column]
    columns = f"id, {COLUMNS}"
    values = columns.replace(f"{other},", f"{other} + 1000,", 1)
    before = everything()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO publishing_decision ({columns}) SELECT {values} FROM publishing_decision"  # noqa: S608
            f" WHERE id = %s ON CONFLICT ({column}) DO UPDATE SET verb = 'redact'",
            [decision.pk],
        )

    assert everything() == before


def test_the_orms_own_upsert_is_refused(decision: Decision) -> None:
    decision.verb = "redact"

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.bulk_create(
            [decision], update_conflicts=True, unique_fields=["position"], update_fields=["verb"]
        )


def test_decisions_are_added_after_every_refusal(decision: Decision) -> None:
    refused("DELETE FROM publishing_decision WHERE id = %s", decision.pk)

    make_post_edition()

    assert newest_decision().position == decision.position + 1
    assert list(decisions.verify()) == []
