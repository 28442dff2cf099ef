"""Reads SQL as Django writes it: each SELECT is a scope of its own, with the aliases that mean something there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

READ = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: (?:AS )?"?([A-Z]\w*\d+)"?)?')
EQUAL = re.compile(r'"?(\w+)"?\."(\w+)" = \(?"?(\w+)"?\."(\w+)"\)?')
WITHIN = re.compile(r'"?(\w+)"?\."(\w+)" IN \(§(\d+)\)')
CHOSEN = re.compile(r'SELECT (?:DISTINCT )?"?(\w+)"?\."(\w+)"(?: AS "\w+")? FROM ')
# A place: a scope, an alias in it, a column of that.
Place = tuple[int, str, str]


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


def alternatives(condition: str) -> list[str]:
    """The parts joined by OR, without brackets around them."""
    while condition.startswith("(") and len(parts_of(condition, "")) == 1:
        condition = condition[1:-1]
    return parts_of(condition, " OR ")


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


def choices(every: list[Scope]) -> list[tuple[Place, Place]]:
    """The columns that a condition says are among those that a subquery chooses: the column, and the chosen one."""
    found = []
    for scope in every:
        for within in filter(None, map(WITHIN.fullmatch, scope.conditions)):
            chosen = scope.inner[int(within[3])]
            column, here = CHOSEN.match(chosen.text), scope.find(within[1])
            if column and here and chosen.find(column[1]) is chosen:
                found.append(((id(here), within[1], within[2]), (id(chosen), column[1], column[2])))
    return found
