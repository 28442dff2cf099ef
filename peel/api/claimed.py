"""Claims as rows of open data: those that were approved, for ever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from peel.api.asking import Asked
from peel.api.fields import in_utc
from peel.models import Claim
from publishing import frame

Row = dict[str, Any]


def claims(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    rows = Claim.public.at(asked.moment).order_by("approved_at", "pk")
    rows = rows.filter(force=asked.get("force")) if asked.get("force") else rows
    return [row(one) for one in rows]


def row(one: Claim) -> Row:
    # What was withdrawn stays at its address, since it may have been cited, and says so.
    return {
        "id": str(one.pk),
        "url": f"{settings.SITE_URL}/peel/claims/{one.pk}/",
        "wording": one.wording,
        "force": one.force_id,
        "kind": one.kind,
        "measure": one.measure,
        "from_cycle": one.from_cycle_id,
        "to_cycle": one.to_cycle_id,
        "compared_with": one.comparators,
        "as_of": in_utc(one.as_of),
        "status": one.status,
        "rank": one.rank,
        "forces_compared": one.compared,
        "caveat": one.result["caveat"],
        "workings": one.result,
        "data_version": one.data_version,
        "approved": in_utc(one.approved_at) if one.approved_at else None,
        "withdrawn": in_utc(one.withdrawn_at) if one.withdrawn_at else None,
        "withdrawn_because": one.withdrawn_because or None,
    }
