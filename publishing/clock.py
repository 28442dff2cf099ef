"""What time it is for publishing, and when the public site next changes by itself.

Everything public is decided by comparing an edition's interval with a moment. `now()` is that moment:
the system's time, but never behind the newest decision this process has seen, so that a clock that is
set back shows and hides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, F, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

# Residents and press officers live by this clock; what is stored is UTC.
LONDON = ZoneInfo("Europe/London")
BEGINNING = datetime.min.replace(tzinfo=UTC)
_newest_seen = BEGINNING
# Beside the editions' own: (model, field) of moments at which something else appears or vanishes.
_further_edges: list[tuple[Any, str]] = []


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


def public_changed() -> None:
    """Say that public data changed: every process drops what it keeps. Last statement of the transaction."""
    from publishing.models import SiteState

    SiteState.objects.update(version=F("version") + 1)


def register_edge(model: Any, field: str) -> None:
    """Say that the public site changes by itself at each moment in `field`, which should have an index."""
    _further_edges.append((model, field))


def _edges(after: datetime) -> list[Any]:
    from publishing.editions import kinds

    editions = [
        Subquery(_first(model.desk.all(), edge, after))
        for model in kinds()
        for edge in ("released_at", "ended_at")
    ]
    return editions + [_written_out(model, field, after) for model, field in _further_edges]


def _first(editions: QuerySet, edge: str, after: datetime) -> QuerySet:
    return editions.filter(**{f"{edge}__gt": after}).order_by(edge).values(edge)[:1]


def _written_out(model: Any, field: str, after: datetime) -> RawSQL:
    """As `_first`, in SQL: every request asks for all of them, and to compose a dozen queries costs more than
    to run them.
    """
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(model._meta.get_field(field).column)
    sql = f"(SELECT {column} FROM {table} WHERE {column} > %s ORDER BY {column} LIMIT 1)"  # noqa: S608 - our own names
    moment = connection.ops.adapt_datetimefield_value(after)
    return RawSQL(sql, [moment], output_field=DateTimeField())  # noqa: S611
