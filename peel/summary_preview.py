"""The desk's look at a summary: the page of its inspection as readers would see it, also under embargo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peel import areas, monitoring, own_words, record, work
from peel.answering import crumbs
from peel.models import Inspection, SummaryEdition
from peel.shown import told, watched
from publishing import clock, frame


def preview_summary(request: HttpRequest, edition: SummaryEdition) -> HttpResponse:
    """At the moment of its release, if that is known; never before the inspection's own embargo ends."""
    inspection, now = edition.inspection, clock.now()
    moment = max(now, edition.released_at or now, inspection.public_from or now)
    force, known = inspection.force_id, frame.of(request).parts["peel_reference"]
    public = record.read_at_desk(moment, early=[inspection.pk], forces=[force], known=known)
    doing = work.under_way(moment, force)
    shown = areas.with_pages(told(public, force, inspection.cycle_id, ours=True), known, doing)
    context = {
        "section": "peel",
        "edition": edition,
        "early": not Inspection.public.at(now).filter(pk=inspection.pk).exists(),
        "title": _("How inspectors graded us, %(cycle)s") % {"cycle": shown.cycle},
        "told": shown,
        "watched": watched(public, monitoring.spells(moment, force)),
        "own": own_words.as_if_released(edition, moment),
        "crumbs": crumbs(),
    }
    return render(request, "peel/summary_preview.html", context)
