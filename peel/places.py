"""Which of the inspections' pages with a name in their address are there."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from peel import areas, record
from peel.models import Claim, Force, Inspection
from publishing import places


@places.finder("peel:cycle")
def has_cycle(moment: datetime, cycle: str) -> bool:
    return Inspection.public.at(moment).filter(force=settings.FORCE_ID, cycle=cycle).exists()


@places.finder("peel:force")
def has_force(moment: datetime, force: str) -> bool:
    return Force.objects.filter(pk=force).exists()


@places.finder("peel:area")
def has_area(moment: datetime, code: str) -> bool:
    us = settings.FORCE_ID
    return areas.area(record.read(moment, forces=[us]), us, code) is not None


@places.finder("peel:claim")
def has_claim(moment: datetime, pk: int) -> bool:
    return Claim.public.at(moment).filter(pk=pk).exists()
