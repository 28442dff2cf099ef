"""Two people with one form open: what each changed is kept, and only what both changed is asked about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

LINE = "\n"


@dataclass(frozen=True)
class Merged:
    """Names of fields: `theirs` are taken over from what is stored, `both` were changed to different things."""

    theirs: list[str]
    both: list[str]


def merge(opened: dict[str, str], typed: dict[str, str], stored: dict[str, str]) -> Merged:
    """All in `plain` words. A field of which nobody knows how it was opened counts as changed by whoever typed."""
    differing = [name for name in typed if typed[name] != stored[name]]
    theirs = [name for name in differing if typed[name] == opened.get(name)]
    both = [name for name in differing if name not in theirs and stored[name] != opened.get(name)]
    return Merged(theirs, both)


def plain(value: Any) -> str:
    """A field's value as it compares: a browser ends its lines in another way than the database."""
    if value is None or isinstance(value, bool):
        return "on" if value else ""
    return str(value).replace("\r\n", LINE).strip()


def packed(values: dict[str, str]) -> str:
    return json.dumps(values, sort_keys=True)


def unpacked(text: Any) -> dict[str, str]:
    """What `packed` wrote, or nothing: it went through a browser."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {name: str(value) for name, value in found.items()} if isinstance(found, dict) else {}
