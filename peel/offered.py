"""Inspections as editions of other rooms may name them, and what the desk then says about their embargo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from peel.models import Inspection
from publishing import choosing, clock
from publishing.checks import Finding, Level, register_at
from publishing.desk.times import in_words as moment_in_words

if TYPE_CHECKING:
    from publishing.editions import Edition


def ours() -> Any:
    """Our force's, newest first; also one under embargo, for a text that is written before publication."""
    of_us = Inspection.desk.filter(force=settings.FORCE_ID).select_related("force", "cycle")
    return of_us.order_by("-cycle__position", "-pk")


def in_words(inspection: Inspection) -> str:
    words = str(inspection.cycle)
    if inspection.force_id != settings.FORCE_ID:
        words = f"{words}, {inspection.force}"
    if inspection.report_published:
        words = _("%(cycle)s, report of %(date)s") % {
            "cycle": words,
            "date": inspection.report_published.in_words(),
        }
    is_public = Inspection.public.at(clock.now()).filter(pk=inspection.pk).exists()
    return words if is_public else _("%s (not public yet)") % words


choosing.offer(Inspection, things=ours, words=in_words)


@register_at
def embargo_is_kept(edition: Edition, at: datetime | None) -> Iterator[Finding]:
    """What names an inspection is not public before it. Until somebody chooses the moment, this is a warning."""
    pk = getattr(edition, "inspection_id", None)
    moment = at or clock.now()
    if pk is None or Inspection.public.at(moment).filter(pk=pk).exists():
        return
    level = Level.STOP if at else Level.ADVICE
    yield Finding(level, _embargo(Inspection.desk.get(pk=pk)), "inspection")


def _embargo(inspection: Inspection) -> str:
    if inspection.public_from is None:
        return _(
            "The inspection that it names is not public, and nobody has said from when it is. "
            "Say so at the inspection, or release its summary first."
        )
    ends = moment_in_words(inspection.public_from)
    return _("HMICFRS’s embargo ends on %s. Schedule it for then or later.") % ends
