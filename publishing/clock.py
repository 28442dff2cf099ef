"""What time it is for publishing, and when the public site next changes by itself.

Everything public is decided by comparing an edition's interval with a moment. `now()` is that moment:
the system's time, but never behind the newest decision this process has seen, so that a clock that is
set back shows and hides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import F, QuerySet, Subquery
from django.utils import timezone

# Residents and press officers live by this clock; what is stored is UTC.
LONDON = ZoneInfo("Europe/London")
BEGINNING = datetime.min.replace(tzinfo=UTC)
_newest_seen = BEGINNING


def now() -> datetime:
    return max(timezone.now(), _newest_seen)


def saw(moment: datetime | None) -> None:
    """Remember that something was decided at `moment`: `now()` will not step behind it."""
    global _newest_seen
    _newest_seen = max(_newest_seen, moment or BEGINNING)


def forget() -> None:
    """Start as a new process would. For tests that travel in time."""
    global _newest_seen
    _newest_seen = BEGINNING


@dataclass(frozen=True)
class Look:
    """What one glance at the site's state tells: one query."""

    version: int
    next_change: datetime | None


def look(after: datetime) -> Look:
    """The site's version, and the next instant after `after` at which anything appears or vanishes."""
    from publishing.models import SiteState

    edges = {f"edge_{number}": edge for number, edge in enumerate(_edges(after))}
    row = SiteState.objects.annotate(**edges).values().get()
    saw(row["newest_decision_at"])
    moments = [row[name] for name in edges if row[name]]
    return Look(version=row["version"], next_change=min(moments, default=None))


def next_change(after: datetime) -> datetime | None:
    return look(after).next_change


def public_changed() -> None:
    """Say that public data changed: every process drops what it keeps. Last statement of the transaction."""
    from publishing.models import SiteState

    SiteState.objects.update(version=F("version") + 1)


def _edges(after: datetime) -> list[Subquery]:
    from publishing.editions import Edition

    return [
        Subquery(_first(model.desk.all(), edge, after))
        for model in apps.get_models()
        if issubclass(model, Edition)
        for edge in ("released_at", "ended_at")
    ]


def _first(editions: QuerySet, edge: str, after: datetime) -> QuerySet:
    return editions.filter(**{f"{edge}__gt": after}).order_by(edge).values(edge)[:1]
