"""Reads the SQL of public requests, and refuses a read of editions or inspections that does not ask
whether they are public.

It knows SQL only as Django writes it. Each SELECT is a scope of its own; an alias is judged in its scope:
- an edition's table needs the interval predicate of `public.at(moment)`;
- a table of its tags, contributors or listings must be tied, by key, to an alias that has the predicate;
- tables of inspections, and what hangs on them, are told of in sql_of_inspections.py;
- three exceptions, told by their shape: the clock's look at edges; what publishing/answers.py asks of editions that
  have ended, which names its few columns; and versions of the cookie policy, which need only have started.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from consent.models import PolicyEdition
from news.models import Listing
from publishing.answers import TOLD
from publishing.destinations import ENDED
from publishing.editions import Edition
from tests.site.sql_of_inspections import GUARDED
from tests.site.sql_reading import Place, Scope, choices, scopes, ties

EDITIONS = {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Edition)}
# Tables that hang on editions, with the column that holds the edition's key.
HANGING_ON = {Listing._meta.db_table: "edition_id"} | {
    many.m2m_db_table(): many.m2m_column_name()
    for model in EDITIONS.values()
    for many in model._meta.local_many_to_many
}
EDGE = re.compile(
    r'SELECT (\w+)\."(released_at|ended_at)"(?: AS "\w+")? FROM "\w+" \1 WHERE \1\."\2" > %s '
    r'ORDER BY (?:1|\1\."\2") ASC LIMIT 1'
    r'|SELECT "(\w+)" FROM "\w+" WHERE "\3" > %s ORDER BY "\3" LIMIT 1'
)
# All that the public side ever stores: what a visitor says about the site, and how often which answer was given.
WRITES = (
    'INSERT INTO "feedback_feedback" ',
    'INSERT INTO "consent_answercount" ',
    'UPDATE "consent_answercount" SET "number" = ',
)
COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"')


class Leak(AssertionError):
    """A public request read editions or inspections without asking whether they are public."""


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


def is_archived(scope: Scope, table: str, alias: str) -> bool:
    """Versions of the cookie policy stay public when they have ended: people were asked by them."""
    started = re.compile(rf'"?{alias}"?\."released_at" <= %s')
    return table == PolicyEdition._meta.db_table and any(map(started.fullmatch, scope.conditions))


def leaks(sql: str) -> list[str]:
    """The aliases that a statement reads without asking, each with its table."""
    every = list(scopes(sql))
    read = [(scope, table, alias) for scope in every for table, alias in scope.reads()]
    guarded_ones = [one for one in read if one[1] in EDITIONS or one[1] in HANGING_ON or one[1] in GUARDED]
    public = {
        (id(scope), alias, "id") for scope, table, alias in guarded_ones if is_gate(scope, table, alias)
    }
    known = spread(public, every, guarded_ones)
    return [
        f"{table} as {alias}"
        for scope, table, alias in guarded_ones
        if (id(scope), alias, HANGING_ON.get(table, "id")) not in known and not is_edge(scope)
    ]


def is_gate(scope: Scope, table: str, alias: str) -> bool:
    """Whether the scope itself asks whether these rows are public."""
    if table in EDITIONS:
        return asks(scope, alias) or is_about_an_ending(scope, alias) or is_archived(scope, table, alias)
    return table in GUARDED and GUARDED[table].is_asked(scope, alias)


def spread(public: set[Place], every: list[Scope], read: list[tuple[Scope, str, str]]) -> set[Place]:
    """`public`, and what is known to be public because it is tied to that."""
    known, size = set(public), -1
    tied, chosen = ties(every), choices(every)
    while size != len(known):
        size = len(known)
        for pair in tied:
            if known & set(pair):
                known |= set(pair)
        known |= {column for column, of in chosen if of in known}
        for scope, table, alias in read:
            known |= GUARDED[table].follows(scope, alias, known) if table in GUARDED else set()
    return known


@contextmanager
def guarded() -> Iterator[list[str]]:
    """Run a public request under guard. Yields the statements it makes, as they come."""
    statements: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        statements.append(sql)
        found = leaks(sql) if sql.startswith(("SELECT", "(SELECT")) else [f"a public request wrote: {sql}"]
        if found and not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", *WRITES)):
            raise Leak(f"{', '.join(found)} is read without asking whether it is public:\n{sql}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield statements
