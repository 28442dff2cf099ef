"""As much of JSON Schema as our own description uses; anything else in it is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

UNDERSTOOD = {
    *("type", "description", "enum", "pattern", "format", "minimum", "maximum", "default", "items", "$ref"),
    *("properties", "required", "additionalProperties"),
}
TYPES: dict[str, Any] = {
    "string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)
}  # fmt: skip
FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat, "uri": None}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> Iterator[str]:
    """Where `value` is not what `schema` says."""
    assert schema.keys() <= UNDERSTOOD, schema.keys() - UNDERSTOOD
    if "$ref" in schema:
        found = whole
        for name in schema["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        yield from faults(value, found, whole, at)
        return
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = tuple(TYPES[name] for name in names)
    if not isinstance(value, kinds) or (isinstance(value, bool) and "boolean" not in names):
        yield f"{at}: {value!r} is no {names}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    yield from within(value, schema, whole, at)


def within(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, str):
        yield from of_text(value, schema, at)
    elif isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from faults(one, schema["items"], whole, f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from of_object(value, schema, whole, at)


def of_text(value: str, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} is not like {schema['pattern']}"
    read = FORMATS[schema["format"]] if "format" in schema else None
    try:
        if read is not None:
            read(value)
    except ValueError:
        yield f"{at}: {value!r} is no {schema['format']}"
    if schema.get("format") == "uri" and not re.match(r"https?://\S+$", value):
        yield f"{at}: {value!r} is no address"


def of_object(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{at}.{name} is not described" for name in value if name not in properties)
    for name, one in properties.items():
        if name in value:
            yield from faults(value[name], one, whole, f"{at}.{name}")
