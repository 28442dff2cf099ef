"""Rules that the database itself keeps, on PostgreSQL and on SQLite.

They are constraint classes in `Meta.constraints`, so that Django puts them back whenever SQLite
rebuilds a table. Migrations name these classes for ever: do not move or rename them.
A trigger may mention only its own table, else the next rebuild of the other table fails.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Func, Q

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OVERLAP_ON_SQLITE = """CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s
WHEN NEW.released_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM %(table)s AS other
    WHERE other.document_id = NEW.document_id AND other.id <> NEW.id AND other.released_at IS NOT NULL
    AND (other.ended_at IS NULL OR other.ended_at > NEW.released_at)
    AND (NEW.ended_at IS NULL OR NEW.ended_at > other.released_at)
) BEGIN SELECT RAISE(ABORT, '%(name)s'); END"""

REFUSE_ON_SQLITE = """CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s
%(when)s BEGIN SELECT RAISE(ABORT, '%(name)s: this table only grows'); END"""

# In the function, not in a WHEN: a trigger's condition would forbid later changes of the columns it names.
UNLESS_EMPTIED = """IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) = to_jsonb(OLD) || '%s'::jsonb THEN RETURN NEW; END IF;
END IF;"""

REFUSE_ON_POSTGRESQL = """CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN %(unless)s
RAISE EXCEPTION '%(name)s: this table only grows' USING ERRCODE = 'integrity_constraint_violation'; END$$;
CREATE TRIGGER %(update)s BEFORE UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(function)s();
CREATE TRIGGER %(delete)s BEFORE DELETE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(function)s();
CREATE TRIGGER %(truncate)s BEFORE TRUNCATE ON %(table)s EXECUTE FUNCTION %(function)s()"""


def _later(editor: BaseDatabaseSchemaEditor, model: type[models.Model], template: str, **parts: Any) -> None:
    """Run `template` once the table has its final name; table rebuilds carry it along."""
    editor.deferred_sql.append(_statement(editor, model, template, **parts))


def _statement(
    editor: BaseDatabaseSchemaEditor, model: type[models.Model], template: str, **parts: Any
) -> Statement:
    return Statement(template, table=Table(model._meta.db_table, editor.quote_name), **parts)


class NoOverlap(ExclusionConstraint):
    """No two editions of one document are public at the same moment.

    For models with `document`, `released_at` and `ended_at`; rows without `released_at` do not count.
    Not validated in forms: the verbs in release.py arrange intervals, this holds them to it.
    """

    def __init__(self, *, name: str, **messages: Any) -> None:
        interval = Func(
            F("released_at"),
            F("ended_at"),
            RangeBoundary(),
            function="TSTZRANGE",
            output_field=DateTimeRangeField(),
        )
        super().__init__(
            name=name,
            expressions=[("document", RangeOperators.EQUAL), (interval, RangeOperators.OVERLAPS)],
            condition=Q(released_at__isnull=False),
            **messages,
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "sqlite":
            return super().constraint_sql(model, schema_editor)
        for event in ("INSERT", "UPDATE"):
            trigger = schema_editor.quote_name(f"{self.name}_{event.lower()}")
            _later(schema_editor, model, OVERLAP_ON_SQLITE, trigger=trigger, event=event, name=self.name)
        return None

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = "default") -> None:
        """Left to the database."""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {name: kwargs[name] for name in kwargs if name not in ("expressions", "condition")}


class AppendOnly(models.BaseConstraint):
    """Rows are added and never changed or removed, whatever the SQL.

    unique: columns that no second row may repeat; closes `INSERT OR REPLACE` on SQLite.
    may_empty: columns that one kind of UPDATE may set to '' (all of them, and nothing else): redaction.
    """

    def __init__(
        self,
        *,
        name: str,
        unique: tuple[str, ...] = ("id",),
        may_empty: tuple[str, ...] = (),
        **messages: Any,
    ) -> None:
        self.unique = tuple(unique)
        self.may_empty = tuple(may_empty)
        super().__init__(name=name, **messages)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AppendOnly) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.unique, self.may_empty))

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            self._triggers_on_sqlite(model, schema_editor)
        else:
            schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: type[models.Model] | None, schema_editor: Any) -> Any:
        """PostgreSQL only: on SQLite, Django adds a constraint by rebuilding the table."""
        assert model is not None  # noqa: S101 - Django always passes it
        quote = schema_editor.quote_name
        triggers = {event: quote(f"{self.name}_{event}") for event in ("update", "delete", "truncate")}
        return _statement(
            schema_editor,
            model,
            REFUSE_ON_POSTGRESQL,
            name=self.name,
            function=quote(self.name),
            unless=UNLESS_EMPTIED % json.dumps(dict.fromkeys(self.may_empty, "")) if self.may_empty else "",
            **triggers,
        )

    def remove_sql(self, model: type[models.Model] | None, schema_editor: Any) -> Any:
        assert model is not None  # noqa: S101
        function = schema_editor.quote_name(self.name)
        return _statement(schema_editor, model, "DROP FUNCTION %(function)s() CASCADE", function=function)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = "default") -> None:
        """Left to the database."""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "unique": self.unique, "may_empty": self.may_empty}

    def _triggers_on_sqlite(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> None:
        repeats = " OR ".join(f"{column} = NEW.{column}" for column in self.unique)
        when_repeated = f"WHEN EXISTS (SELECT 1 FROM %(table)s WHERE {repeats})"  # noqa: S608 - our own names
        for event, when in (
            ("INSERT", when_repeated),
            ("UPDATE", self._when_not_emptied()),
            ("DELETE", ""),
        ):
            template = REFUSE_ON_SQLITE.replace("%(when)s", when)
            trigger = editor.quote_name(f"{self.name}_{event.lower()}")
            _later(editor, model, template, trigger=trigger, event=event, name=self.name)

    def _when_not_emptied(self) -> str:
        """Names no other columns: SQLite drops none that a trigger names."""
        if not self.may_empty:
            return ""
        emptied = [f"NEW.{column} = ''" for column in self.may_empty]
        kept = [f"NEW.{column} IS OLD.{column}" for column in self.unique]
        return f"WHEN (NOT ({' AND '.join(emptied + kept)}))"
