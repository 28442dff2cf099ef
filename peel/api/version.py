"""What of the data the frame keeps for open data: all forces, and a digest of every grade that is public."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Subquery

from peel import record
from peel.models import Force, PolicingBody
from publishing import frame


@frame.part("peel_version")
def version(moment: datetime) -> str:
    """As claims name it. What is under embargo is not in it."""
    return record.read(moment).version()


@frame.part("peel_forces")
def forces(moment: datetime) -> list[Force]:
    """Those that PEEL leaves out too, each with `body_kind`, of its policing body of today."""
    now = PolicingBody.objects.filter(force=OuterRef("pk"), ends=None).values("kind")[:1]
    return list(Force.objects.annotate(body_kind=Subquery(now)).order_by("pk"))
