"""The log of changes as rows of open data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peel.api.asking import Asked
from peel.api.fields import in_utc
from peel.changes import Added, Change, Revised, changes
from publishing import frame


def rows(asked: Asked, seen: frame.Frame) -> Iterable[dict[str, Any]]:
    found = changes(asked.moment, force=asked.get("force") or "", since=asked.get("since"))
    return [row(one) for one in found]


def row(one: Change) -> dict[str, Any]:
    return _added(one) if isinstance(one, Added) else _changed(one)


def _added(one: Added) -> dict[str, Any]:
    forces, cycles = one.forces, one.cycles
    return {
        "at": in_utc(one.at),
        "kind": "added",
        "force": forces[0] if len(forces) == 1 else None,
        "cycle": cycles[0] if len(cycles) == 1 else None,
        **dict.fromkeys(("question", "from", "to", "happened_on", "basis", "reason")),
        "grades": one.count,
        "forces": len(forces),
        "cycles": cycles,
        "source": None,
    }


def _changed(one: Revised) -> dict[str, Any]:
    return {
        "at": in_utc(one.at),
        "kind": "changed",
        "force": one.force,
        "cycle": one.cycle,
        "question": one.question,
        "from": one.before,
        "to": one.after,
        "happened_on": one.happened_on.isoformat(),
        "basis": one.basis or None,
        "reason": one.reason,
        "grades": 1,
        "forces": 1,
        "cycles": [one.cycle],
        "source": {"title": one.source.title, "url": one.source.url},
    }
