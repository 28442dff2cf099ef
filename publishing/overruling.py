"""Releasing although a check stops it: by somebody who read each point, did not write the text, and says why.

Only findings that can be overruled are; and only those that were read: one that came since holds the release up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from publishing import checks
from publishing.rules import refusal_to_overrule, refuse_if

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.checks import Finding
    from publishing.editions import Edition

REASON_LENGTH = 500


@dataclass(frozen=True)
class Overruling:
    """The keys of the findings that were read, and why they do not hold the release up."""

    read: frozenset[str] = frozenset()
    reason: str = ""


NOTHING = Overruling()


def overrulable(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.stops and one.overrulable]


def absolute(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.stops and not one.overrulable]


def settle(
    edition: Edition, overruling: Overruling, *, by: User, now: datetime, at: datetime
) -> dict[str, str]:
    """Refuse a release at `at` that something stops. Returns what the log keeps of what was overruled."""
    found = checks.findings(edition, at)
    refuse_if(_sentences(absolute(found)))
    points = overrulable(found)
    refuse_if(_sentences([one for one in points if one.key not in overruling.read]))
    if not points:
        return {}
    refuse_if(refusal_to_overrule(edition, by=by, now=now))
    reason = overruling.reason.strip()
    refuse_if("" if reason else _("Say why it is released nevertheless."))
    refuse_if("" if len(reason) <= REASON_LENGTH else _("Say it in at most %d letters.") % REASON_LENGTH)
    return {"overruled": "\n".join(one.in_full() for one in points), "overruling": reason}


def _sentences(findings: list[Finding]) -> str:
    return " ".join(one.sentence for one in findings)
