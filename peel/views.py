"""The inspections that residents read. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import areas, comparison, monitoring, own_words, structured, work
from peel.answering import asked_as_of, crumbs, of_one, page
from peel.models import Comparability
from peel.places import has_cycle
from peel.shown import cycles_of, newer_than_ours, told, watched
from peel.years import years
from publishing import frame


@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    return inspection(request, reverse("peel:ours"), cycle="")


@require_safe
def our_cycle(request: HttpRequest, cycle: str) -> HttpResponse:
    return inspection(request, reverse("peel:cycle", args=[cycle]), cycle)


def inspection(request: HttpRequest, path: str, cycle: str) -> HttpResponse:
    """Our own force's of the cycle; with "", the newest. Now, that is the page of its cycle by another address."""
    seen, us, as_of = frame.of(request), settings.FORCE_ID, asked_as_of(request)
    public = of_one(seen, us, as_of)
    cycles = cycles_of(public, us)
    if cycle and cycle not in cycles and not (as_of.day and has_cycle(seen.moment, cycle)):
        return own_words.answer_without(request, cycle, seen.moment)
    if not cycles or (cycle and cycle not in cycles):
        return page(request, "inspection_none", path, title=_("Inspections"), as_of=as_of)
    doing = work.NOTHING if as_of.day else work.under_way(public.moment, us)
    shown = areas.with_pages(told(public, us, cycle or cycles[0], ours=True), public.reference, doing)
    own = None if as_of.day else own_words.of_public(shown.inspection, seen.moment)
    title = _("How inspectors graded us, %(cycle)s") % {"cycle": shown.cycle}
    path = path if as_of.was_asked else reverse("peel:cycle", args=[shown.cycle.code])
    context = {
        "told": shown,
        "own": own,
        "watched": watched(public, monitoring.spells(public.moment, us)),
        "schema": structured.report(seen.parts["details"], shown, own, title=title, path=path),
        "crumbs": crumbs() if cycle else (),
        "until": doing.holds_until,
        "as_of": as_of,
    }
    return page(request, "inspection", path, title=title, **context)


@require_safe
def our_history(request: HttpRequest) -> HttpResponse:
    title = _("Every inspection since 2014")
    return history(request, settings.FORCE_ID, "history", reverse("peel:history"), title)


@require_safe
def force(request: HttpRequest, force: str) -> HttpResponse:
    body = frame.of(request).parts["peel_reference"].forces.get(force)
    if body is None:
        raise Http404
    title = _("How inspectors graded %(force)s") % {"force": body}
    return history(request, force, "force", reverse("peel:force", args=[force]), title)


def history(request: HttpRequest, force: str, name: str, path: str, title: str) -> HttpResponse:
    """One force through all cycles; the page of a force says first how its newest inspection went."""
    seen, as_of = frame.of(request), asked_as_of(request)
    public = of_one(seen, force, as_of)
    cycles = cycles_of(public, force)
    is_ours = force == settings.FORCE_ID
    lists = [(_("Forces"), "peel:forces")] if name == "force" else []
    context = {
        "told": told(public, force, cycles[0], ours=is_ours) if cycles else None,
        "missing": newer_than_ours(public, force),
        "years": years(public, force) if cycles else None,
        "watched": watched(public, monitoring.spells(public.moment, force)),
        "schema": structured.dataset(seen.parts["details"], title=title, path=path),
        "crumbs": crumbs(*lists),
        "as_of": as_of,
    }
    return page(request, name, path, title=title, **context)


@require_safe
def grades(request: HttpRequest) -> HttpResponse:
    known = frame.of(request).parts["peel_reference"]
    scales = {one.scale_id: one.has_pillars for one in reversed(known.cycles.values())}
    context = {
        "scales": [(has_pillars, known.points[scale].values()) for scale, has_pillars in scales.items()],
        "caveats": [comparison.CAVEATS[one] for one in reversed(Comparability)],
        "crumbs": crumbs(),
    }
    return page(request, "grades", reverse("peel:grades"), title=_("What the grades mean"), **context)
