"""A change told in a sentence, for the page of changes and its feed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.changes import Added, Change, Revised
from peel.dates import of_day
from peel.models import Source
from peel.record import Reference
from peel.words import Grade


@dataclass(frozen=True)
class Said:
    """`id` is the same whenever the change is told. `url` is the force's own page here, if it is about one."""

    id: str
    title: str
    text: str
    at: datetime
    happened: str
    force: str
    is_ours: bool
    source: Source | None


def told(change: Change, known: Reference) -> Said:
    return _added(change, known) if isinstance(change, Added) else _revised(change, known)


def _revised(change: Revised, known: Reference) -> Said:
    question = known.question(change.cycle, change.question)
    area = question.short_name if question else change.question
    said = {
        "force": known.forces[change.force].official_name,
        "area": area,
        "cycle": known.cycles[change.cycle].label,
        "before": Grade(change.before).label,
        "after": Grade(change.after).label if change.after else "",
    }
    words = _("%(force)s, %(area)s (%(cycle)s): %(before)s became %(after)s")
    gone = _("%(force)s, %(area)s (%(cycle)s): %(before)s no longer holds")
    key = f"{change.force}/{change.cycle}/{change.question}/{change.happened_on}"
    return Said(
        id=f"changed/{_digest(key)}",
        title=(words if change.after else gone) % said,
        text=change.reason,
        at=change.at,
        happened=of_day(change.happened_on).in_words(),
        force=change.force,
        is_ours=change.force == settings.FORCE_ID,
        source=change.source,
    )


def _added(change: Added, known: Reference) -> Said:
    forces, cycles = change.forces, [known.cycles[one].label for one in change.cycles]
    who = (
        known.forces[forces[0]].official_name
        if len(forces) == 1
        else ngettext("%(count)d force", "%(count)d forces", len(forces)) % {"count": len(forces)}
    )
    grades = ngettext("%(count)d grade", "%(count)d grades", change.count) % {"count": change.count}
    return Said(
        id=f"added/{_digest(change.at.isoformat() + ','.join(forces))}",
        title=_("%(grades)s of %(force)s added") % {"grades": grades, "force": who},
        text=_("Inspections: %(cycles)s. Each grade has its source in the data.")
        % {"cycles": ", ".join(cycles)},
        at=change.at,
        happened="",
        force=forces[0] if len(forces) == 1 else "",
        is_ours=forces == [settings.FORCE_ID],
        source=None,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def tag(site: str, name: str) -> str:
    """An id that is nobody else's (RFC 4151)."""
    return f"tag:{urlsplit(site).hostname},2026:peel/{name}"
