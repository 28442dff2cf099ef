"""Reads the SQL of public requests, and refuses a read of editions that does not ask whether they are public.

It knows SQL only as Django writes it. Each SELECT is a scope of its own; an alias is judged in its scope:
- an edition's table needs the interval predicate of `public.at(moment)`;
- a table of its tags, contributors or listings must be tied, by key, to an alias that has the predicate;
- two exceptions, told by their shape: the clock's look at edges, and what publishing/answers.py asks of
  editions that have ended, which names its few columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection

from news.models import Listing
from publishing.answers import TOLD
from publishing.destinations import ENDED
from publishing.editions import Edition

EDITIONS = {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Edition)}
# Tables that hang on editions, with the column that holds the edition's key.
HANGING_ON = {Listing._meta.db_table: "edition_id"} | {
    many.m2m_db_table(): many.m2m_column_name()
    for model in EDITIONS.values()
    for many in model._meta.local_many_to_many
}
READ = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: (?:AS )?"?([A-Z]\w*\d+)"?)?')
EQUAL = re.compile(r'"?(\w+)"?\."(\w+)" = \(?"?(\w+)"?\."(\w+)"\)?')
EDGE = re.compile(
    r'SELECT (\w+)\."(released_at|ended_at)"(?: AS "\w+")? FROM "\w+" \1 WHERE \1\."\2" > %s '
    r'ORDER BY (?:1|\1\."\2") ASC LIMIT 1'
)
# The one thing that the public side ever stores: what a visitor says about the site.
WRITE = 'INSERT INTO "feedback_feedback" '
COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"')


class Leak(AssertionError):
    """A public request read editions without asking whether they are public."""


@dataclass
class Scope:
    """One SELECT. Its subqueries are cut out: "(§0)" stands for the first."""

    text: str = ""
    parent: Scope | None = None
    number: int = 0
    inner: list[Scope] = field(default_factory=list)

    @property
    def source(self) -> str:
        """What stands before its condition."""
        return self.text.partition(" WHERE ")[0]

    @cached_property
    def conditions(self) -> list[str]:
        """What must hold of every row: the parts of its condition that are joined by AND alone."""
        return conjuncts(re.split(r" (?:GROUP BY|ORDER BY|LIMIT) ", self.text.partition(" WHERE ")[2])[0])

    def reads(self) -> list[tuple[str, str]]:
        return [(table, alias or table) for table, alias in READ.findall(self.text)]

    def find(self, alias: str) -> Scope | None:
        """The scope in which `alias` means something here: this one, or one that this is a condition of."""
        if any(name == alias for _, name in self.reads()):
            return self
        return self.parent.find(alias) if self.parent and self.is_required() else None

    def is_required(self) -> bool:
        """Whether this subquery stands in a condition that every row of its parent must meet."""
        mine = rf"(?:EXISTS|[^ ]+ IN) ?\(§{self.number}\)|\(§{self.number}\) IS NOT NULL"
        return self.parent is not None and any(re.fullmatch(mine, one) for one in self.parent.conditions)

    def everything(self) -> Iterator[Scope]:
        yield self
        for scope in self.inner:
            yield from scope.everything()


def scopes(sql: str) -> Iterator[Scope]:
    """Every SELECT of a statement."""
    outside = Scope()
    cut(sql, 0, outside)
    for part in outside.inner:
        yield from part.everything()


def cut(sql: str, start: int, around: Scope) -> int:
    """Read a SELECT, or several in a UNION, into scopes of `around`. Returns where it ended."""
    scope, depth, position = Scope(parent=around, number=len(around.inner)), 0, start
    around.inner.append(scope)
    while position < len(sql):
        if sql[position] == "(" and sql.startswith("SELECT", position + 1):
            scope.text += f"(§{len(scope.inner)})"
            position = cut(sql, position + 1, scope) + 1
            continue
        if sql.startswith(" UNION ", position) and depth == 0:
            return cut(sql, sql.index("SELECT", position), around)
        depth += {"(": 1, ")": -1}.get(sql[position], 0)
        if depth < 0:
            return position
        scope.text += sql[position]
        position += 1
    return position


def conjuncts(condition: str) -> list[str]:
    """The parts joined by AND, without brackets around them; nothing of what is joined by OR."""
    while condition.startswith("(") and len(parts_of(condition, "")) == 1:
        condition = condition[1:-1]
    if len(parts_of(condition, " OR ")) > 1:
        return [f"({condition})"]
    parts = parts_of(condition, " AND ")
    return [condition] if len(parts) == 1 else [one for part in parts for one in conjuncts(part)]


def parts_of(text: str, joint: str) -> list[str]:
    """`text` split at `joint` outside brackets; with "", after every bracket that closes the outermost."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0 and joint and text.startswith(joint, position):
            parts.append(text[start:position])
            start = position + len(joint)
        elif depth == 0 and not joint and character == ")":
            parts.append(text[start : position + 1])
            start = position + 1
    return [*parts, text[start:]] if start < len(text) else parts


def asks(scope: Scope, alias: str) -> bool:
    """Whether every row of the scope is one of which this alias is public."""
    name = rf'"?{alias}"?\.'
    predicate = rf'\({name}"ended_at" IS NULL OR {name}"ended_at" > %s\)', rf'{name}"released_at" <= %s'
    return all(any(re.fullmatch(part, one) for one in scope.conditions) for part in predicate)


def is_edge(scope: Scope) -> bool:
    return bool(EDGE.fullmatch(scope.text)) and 'FROM "publishing_sitestate"' in (
        scope.parent.text if scope.parent else ""
    )


def is_about_an_ending(scope: Scope, alias: str) -> bool:
    """One document's editions that have started, and of them only the columns that say nothing of their text."""
    chosen, _, rest = scope.text.removeprefix("SELECT ").partition(" FROM ")
    columns = {name for table, name in COLUMN.findall(chosen) if table == alias}
    one_document = re.search(r'"document_id" = %s|"\w+address"\."slug" = %s', rest)
    bounded = f'"{alias}"."released_at" <= %s' in scope.conditions
    return bool(columns and columns <= {*ENDED, *TOLD} and one_document and bounded)


def leaks(sql: str) -> list[str]:
    """The aliases that a statement reads without asking, each with its table."""
    every = list(scopes(sql))
    hanging, public = [], set()
    for scope in every:
        for table, alias in scope.reads():
            if table in EDITIONS:
                if asks(scope, alias) or is_edge(scope) or is_about_an_ending(scope, alias):
                    public.add((id(scope), alias, "id"))
                else:
                    hanging.append((scope, alias, table, "id"))
            elif table in HANGING_ON:
                hanging.append((scope, alias, table, HANGING_ON[table]))
    known = spread(public, ties(every))
    return [
        f"{table} as {alias}"
        for scope, alias, table, column in hanging
        if column == "id" or (id(scope), alias, column) not in known
    ]


Place = tuple[int, str, str]


def ties(every: list[Scope]) -> list[tuple[Place, Place]]:
    """The columns that a condition says are equal, each in the scope where its alias means something."""
    found = []
    for scope in every:
        pairs = EQUAL.findall(scope.source)
        pairs += [equal.groups() for one in scope.conditions if (equal := EQUAL.fullmatch(one))]
        for left, one, right, other in pairs:
            here, there = scope.find(left), scope.find(right)
            if here and there:
                found.append(((id(here), left, one), (id(there), right, other)))
    return found


def spread(public: set[Place], tied: list[tuple[Place, Place]]) -> set[Place]:
    known, size = set(public), -1
    while size != len(known):
        size = len(known)
        for pair in tied:
            if known & set(pair):
                known |= set(pair)
    return known


@contextmanager
def guarded() -> Iterator[list[str]]:
    """Run a public request under guard. Yields the statements it makes, as they come."""
    statements: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        statements.append(sql)
        found = leaks(sql) if sql.startswith(("SELECT", "(SELECT")) else [f"a public request wrote: {sql}"]
        if found and not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", WRITE)):
            raise Leak(f"{', '.join(found)} is read without asking whether it is public:\n{sql}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield statements
