"""What is public around a page: the pages above it, those right below it, and the related ones. One query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from pages.documents import PageEdition
from pages.paths import WORDS, above, all_above


@dataclass(frozen=True)
class Around:
    """Editions with their `address`. `above` from the top down, the others by title."""

    above: list[Any]
    below: list[Any]
    related: list[Any]


def of_public(edition: PageEdition, path: str, moment: datetime) -> Around:
    this = PageEdition.public.at(moment).filter(pk=edition.pk, related__isnull=False)
    return _around(path, moment, this.values("related"))


def of_draft(edition: PageEdition, path: str, moment: datetime) -> Around:
    """For the desk: what readers would see around it at `moment`."""
    return _around(path, moment, list(edition.related.values_list("pk", flat=True)))


def _around(path: str, moment: datetime, related: Any) -> Around:
    placed = Q(address__in=all_above(path)) | Q(address__regex=rf"^{path}/{WORDS}$")
    rows = (
        PageEdition.public.at(moment)
        .filter(document__addresses__is_current=True)
        .annotate(address=F("document__addresses__slug"), is_related=Q(document__in=related))
        .filter(placed | Q(is_related=True))
        .select_related("document")
        .defer("body")
    )
    return _sorted(path, list(rows))


def _sorted(path: str, rows: Iterable[Any]) -> Around:
    titled = sorted(rows, key=lambda row: (row.title.casefold(), row.pk))
    highest = sorted(titled, key=lambda row: len(row.address))
    return Around(
        above=[row for row in highest if f"{path}/".startswith(f"{row.address}/") and row.address != path],
        below=[row for row in titled if above(row.address) == path],
        related=[row for row in titled if row.is_related and row.address != path],
    )
