"""What every public page shows beside its own content, and the one moment that a page is about.

Rooms register parts: site details, the ways through the site. A process keeps the frame it read last, and
reads it again only when the site's version has moved or an announced change has come: every public request
asks for the version anyway, so the frame costs it nothing more, and is never older than the page around it.
It is the one thing that public views may keep; it also stands in when the database does not answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from publishing import clock

Read = Callable[[datetime], Any]

_readers: dict[str, Read] = {}
_kept: Kept | None = None


@dataclass(frozen=True)
class Kept:
    """The parts as they were at `read_at`; true until the version moves or `until` comes."""

    version: int
    read_at: datetime
    until: datetime | None
    parts: dict[str, Any]

    def holds(self, seen: clock.Look, moment: datetime) -> bool:
        in_time = self.read_at <= moment and (self.until is None or moment < self.until)
        return self.version == seen.version and in_time


@dataclass(frozen=True)
class Frame:
    """What one request is answered with. `until` is the site's next change after `moment`, if one is known."""

    moment: datetime
    version: int
    until: datetime | None
    parts: dict[str, Any]


def part(name: str) -> Callable[[Read], Read]:
    """Register `read(moment)`, which says what the part `name` is at `moment`. It must not fail on an empty site."""

    def register(read: Read) -> Read:
        _readers[name] = read
        return read

    return register


def of(request: HttpRequest) -> Frame:
    """The frame of this request: `moment` is taken once, and all that the page reads is read at it."""
    frame = getattr(request, "frame", None)
    if frame is None:
        frame = request.frame = _at(clock.now())  # type: ignore[attr-defined]
    return frame


def last_parts() -> dict[str, Any]:
    """The parts as this process saw them last, for pages that must not ask the database. Empty at first."""
    return _kept.parts if _kept else {}


def forget() -> None:
    """Start as a new process would. For tests."""
    global _kept
    _kept = None


def _at(moment: datetime) -> Frame:
    global _kept
    seen = clock.look(moment)  # before anything else is read: a label taken later could be too new
    kept = _kept
    if kept is None or not kept.holds(seen, moment):
        parts = {name: read(moment) for name, read in _readers.items()}
        _kept = kept = Kept(seen.version, moment, seen.next_change, parts)
    return Frame(moment, seen.version, seen.next_change, kept.parts)
