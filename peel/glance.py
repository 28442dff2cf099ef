"""Our newest inspection at a glance, for pages that are not about inspections: the home page."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from peel import record
from peel.shown import Told, cycles_of, told
from publishing import frame


@frame.part("inspection")
def newest(moment: datetime) -> Told | None:
    """Our force's newest inspection that is public at `moment`, or None."""
    us = settings.FORCE_ID
    public = record.read(moment, forces=[us])
    cycles = cycles_of(public, us)
    return told(public, us, cycles[0], ours=True) if cycles else None
