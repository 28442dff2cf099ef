"""The grades of an inspection for pages of other rooms: always from data, and only what is public."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

from peel import record
from peel.models import Inspection
from peel.shown import Told, told
from publishing import clock, frame

register = template.Library()
CARD = "peel/_inspection_card.html"


@register.inclusion_tag(CARD, takes_context=True)
def inspection_card(context: Any, inspection: int | None) -> dict[str, Any]:
    """inspection: its key, since reading the row itself would go past the embargo. Nothing if it is not public."""
    if inspection is None:
        return {"told": None}
    seen = frame.of(context["request"])
    newest: Told | None = seen.parts["inspection"]
    if newest and newest.inspection and newest.inspection.pk == inspection:
        return _card(newest)
    named = Inspection.public.at(seen.moment).filter(pk=inspection).first()
    if named is None:
        return {"told": None}
    public = record.read(seen.moment, forces=[named.force_id], known=seen.parts["peel_reference"])
    return _card(_told(public, named))


@register.inclusion_tag(CARD, takes_context=True)
def inspection_preview(context: Any, inspection: int | None) -> dict[str, Any]:
    """For the desk: the card as readers will see it, also while the embargo holds."""
    named = Inspection.desk.filter(pk=inspection).first() if inspection else None
    if named is None:
        return {"told": None}
    moment = max(clock.now(), named.public_from or clock.now())
    known = frame.of(context["request"]).parts["peel_reference"]
    early = record.read_at_desk(moment, early=[named.pk], forces=[named.force_id], known=known)
    is_public = Inspection.public.at(clock.now()).filter(pk=named.pk).exists()
    return _card(_told(early, named)) | {"is_early": not is_public}


def _told(of: record.Record, named: Inspection) -> Told:
    return told(of, named.force_id, named.cycle_id, ours=named.force_id == settings.FORCE_ID)


def _card(shown: Told) -> dict[str, Any]:
    return {"told": shown, "is_ours": shown.force.pk == settings.FORCE_ID}
