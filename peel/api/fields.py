"""What a row of open data has: each field declared once, and from that its JSON, its CSV and its description."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

# A day, a month or a year, as exact as the source is.
WRITTEN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


class Kind(StrEnum):
    TEXT = "text"
    ADDRESS = "address"
    COUNT = "count"
    FLAG = "flag"
    DAY = "day"
    DATE = "date"  # a day, a month or a year
    MOMENT = "moment"
    SOURCE = "source"
    TEXTS = "texts"
    WORKINGS = "workings"


SCHEMAS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
    Kind.COUNT: {"type": "integer", "minimum": 0},
    Kind.FLAG: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.DATE: {"type": "string", "pattern": WRITTEN},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
    Kind.WORKINGS: {"type": "object"},
    Kind.SOURCE: {
        "type": "object",
        "properties": {"title": {"type": "string"}, "url": {"type": "string", "format": "uri"}},
        "required": ["title", "url"],
        "additionalProperties": False,
    },
}


@dataclass(frozen=True)
class Field:
    """`empty` says what null means here; a field without it is never null. `choices` are official words."""

    name: str
    kind: Kind
    meaning: Any
    empty: Any = ""
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        found = {**SCHEMAS[self.kind], "description": self.in_words()}
        if self.choices:
            found["enum"] = [*self.choices, None] if self.empty else list(self.choices)
        if self.empty:
            found["type"] = [found["type"], "null"]
        return found

    def in_words(self) -> str:
        return f"{self.meaning} {self.empty}".strip()

    def columns(self) -> list[str]:
        """Its columns in CSV."""
        if self.kind == Kind.SOURCE:
            return [f"{self.name}_title", f"{self.name}_url"]
        return [self.name]

    def cells(self, value: Any) -> list[str]:
        """`value`, as JSON has it, in those columns. Null is an empty cell, and never 0."""
        if self.kind == Kind.SOURCE:
            return [value["title"], value["url"]] if value else ["", ""]
        return [CELLS.get(self.kind, str)(value) if value is not None else ""]


CELLS: dict[Kind, Callable[[Any], str]] = {
    Kind.FLAG: lambda value: "yes" if value else "no",
    Kind.TEXTS: "; ".join,
    Kind.WORKINGS: lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True),
}


def text(name: str, meaning: Any, empty: Any = "", choices: tuple[str, ...] = ()) -> Field:
    return Field(name, Kind.TEXT, meaning, empty, choices)


def in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
