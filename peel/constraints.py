"""Rules that the database itself keeps about inspections. Migrations name these classes: do not move or rename them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Func

from publishing.constraints import AppendOnly

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OVERLAP_ON_SQLITE = """CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s
WHEN EXISTS (
    SELECT 1 FROM %(table)s AS other WHERE other.force_id = NEW.force_id AND other.id <> NEW.id
    AND (other.left_known_from IS NULL OR other.left_known_from > NEW.known_from)
    AND (NEW.left_known_from IS NULL OR NEW.left_known_from > other.known_from)
) BEGIN SELECT RAISE(ABORT, '%(name)s'); END"""

REFUSE_ON_SQLITE = """CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s
%(when)s BEGIN SELECT RAISE(ABORT, '%(name)s: a judgement is superseded once, and never edited'); END"""

REFUSE_ON_POSTGRESQL = """CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF TG_OP = 'UPDATE' THEN
    IF OLD.superseded_on IS NULL AND NEW.superseded_on IS NOT NULL
        AND to_jsonb(NEW) - '{superseded_on,known_until,reason}'::text[]
            = to_jsonb(OLD) - '{superseded_on,known_until,reason}'::text[]
    THEN RETURN NEW; END IF;
END IF;
RAISE EXCEPTION '%(name)s: a judgement is superseded once, and never edited'
USING ERRCODE = 'integrity_constraint_violation'; END$$;
CREATE TRIGGER %(update)s BEFORE UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(function)s();
CREATE TRIGGER %(delete)s BEFORE DELETE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(function)s();
CREATE TRIGGER %(truncate)s BEFORE TRUNCATE ON %(table)s EXECUTE FUNCTION %(function)s()"""


def _statement(
    editor: BaseDatabaseSchemaEditor, model: type[models.Model], template: str, **parts: Any
) -> Statement:
    return Statement(template, table=Table(model._meta.db_table, editor.quote_name), **parts)


class OneStageAtATime(ExclusionConstraint):
    """No two spells of monitoring of one force overlap; one may begin when another ends.

    For models with `force`, `known_from` and `left_known_from`.
    """

    def __init__(self, *, name: str, **messages: Any) -> None:
        interval = Func(
            F("known_from"),
            F("left_known_from"),
            RangeBoundary(),
            function="TSTZRANGE",
            output_field=DateTimeRangeField(),
        )
        expressions: Any = [("force", RangeOperators.EQUAL), (interval, RangeOperators.OVERLAPS)]
        super().__init__(name=name, expressions=expressions, **messages)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "sqlite":
            return super().constraint_sql(model, schema_editor)
        for event in ("INSERT", "UPDATE"):
            trigger = schema_editor.quote_name(f"{self.name}_{event.lower()}")
            schema_editor.deferred_sql.append(
                _statement(
                    schema_editor, model, OVERLAP_ON_SQLITE, trigger=trigger, event=event, name=self.name
                )
            )
        return None

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = "default") -> None:
        """Left to the model's clean(), which has a sentence for it, and to the database."""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {name: kwargs[name] for name in kwargs if name != "expressions"}


class SupersededOnce(AppendOnly):
    """Rows are added; the one change that is let through closes a row that was open, and changes nothing else.

    kept: the columns that no change may touch on SQLite, where a trigger has to name them; SQLite then drops
    none of these. On PostgreSQL it is every column but the closing ones.
    """

    def __init__(self, *, name: str, kept: tuple[str, ...], **more: Any) -> None:
        self.kept = tuple(kept)
        super().__init__(name=name, **more)

    def __hash__(self) -> int:
        return hash((self.name, self.kept))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SupersededOnce) and self.deconstruct() == other.deconstruct()

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "kept": self.kept}

    def create_sql(self, model: type[models.Model] | None, schema_editor: Any) -> Any:
        assert model is not None  # noqa: S101 - Django always passes it
        quote = schema_editor.quote_name
        triggers = {event: quote(f"{self.name}_{event}") for event in ("update", "delete", "truncate")}
        return _statement(
            schema_editor,
            model,
            REFUSE_ON_POSTGRESQL,
            name=self.name,
            function=quote(self.name),
            **triggers,
        )

    def _triggers_on_sqlite(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> None:
        kept = [f"NEW.{column} IS OLD.{column}" for column in ("id", *self.kept)]
        closes = " AND ".join(["OLD.superseded_on IS NULL", "NEW.superseded_on IS NOT NULL", *kept])
        whens = {
            "INSERT": "WHEN EXISTS (SELECT 1 FROM %(table)s WHERE id = NEW.id)",
            "UPDATE": f"WHEN NOT ({closes})",
            "DELETE": "",
        }
        for event, when in whens.items():
            trigger = editor.quote_name(f"{self.name}_{event.lower()}")
            template = REFUSE_ON_SQLITE.replace("%(when)s", when)
            editor.deferred_sql.append(
                _statement(editor, model, template, trigger=trigger, event=event, name=self.name)
            )
