"""Release checks: what the desk says about a text before the public sees it.

Each room registers what it knows, like Django's system checks. A finding that stops is a matter of law or
of plain error and holds up every release; advice is shown and logged, and an urgent release passes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publishing.editions import Edition


class Level(StrEnum):
    STOP = "stop"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One sentence about one field ("" for the whole edition)."""

    level: Level
    sentence: str
    field: str = ""


Check = Callable[["Edition"], Iterable[Finding]]
_checks: list[Check] = []


def register(check: Check) -> Check:
    """Register `check(edition)`; it is asked about every kind of edition."""
    _checks.append(check)
    return check


def findings(edition: Edition) -> list[Finding]:
    """All findings, those that stop first."""
    found = [finding for check in _checks for finding in check(edition)]
    return sorted(found, key=lambda finding: finding.level != Level.STOP)


def stops(edition: Edition) -> str:
    """The sentences that hold up a release, as one."""
    return " ".join(finding.sentence for finding in findings(edition) if finding.level == Level.STOP)
