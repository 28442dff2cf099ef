"""An area of our work, what we do about what inspectors found, and how the policing body answered."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import answers, areas, figures, moments, monitoring, progress, work
from peel.answering import asked_as_of, crumbs, of_one, page
from peel.timeline import timeline
from publishing import frame


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    seen, us, as_of = frame.of(request), settings.FORCE_ID, asked_as_of(request)
    public = of_one(seen, us, as_of)
    found = areas.area(public, us, code)
    if found is None:
        return area_not_then(request, code, as_of)
    done = work.read(public.moment, us, steps=as_of.day is None, evidence=False).about(found.questions)
    title = found.question.short_name
    context = {
        "area": found,
        "work": done,
        "figures": figures.read(public.moment, us, found.question.code),
        "description": _("How HMICFRS graded this area of our work, what it found, and what we do about it."),
        "as_of": as_of,
        "crumbs": crumbs((_("Areas of our work"), "peel:areas")),
        "until": None if as_of.day else done.until(seen.moment),
    }
    # Of another day, its question may have had another name.
    path = reverse("peel:area", args=[code if as_of.day else found.question.code])
    return page(request, "area", path, title=title, **context)


def area_not_then(request: HttpRequest, code: str, as_of: moments.AsOf) -> HttpResponse:
    """An area that is there now was not asked about, or not public, on every day before."""
    us = settings.FORCE_ID
    if as_of.day is None or areas.area(of_one(frame.of(request), us, moments.AsOf()), us, code) is None:
        raise Http404
    context = {"as_of": as_of, "crumbs": crumbs()}
    return page(request, "inspection_none", request.path, title=_("Inspections"), **context)


@require_safe
def our_progress(request: HttpRequest) -> HttpResponse:
    seen, us, as_of = frame.of(request), settings.FORCE_ID, asked_as_of(request)
    moment = as_of.or_now(seen.moment)
    done = work.read(moment, us, steps=as_of.day is None)
    context = {
        "work": done,
        "counts": progress.counts(done),
        "groups": progress.groups(done),
        "events": timeline(list(done.found), monitoring.spells(moment, us), moment),
        "description": _(
            "What HMICFRS found in our work, what we do about it, and what HMICFRS says of that."
        ),
        "as_of": as_of,
        "crumbs": crumbs(),
        "until": None if as_of.day else done.until(seen.moment),
    }
    return page(request, "progress", reverse("peel:progress"), title=_("What we do about it"), **context)


@require_safe
def our_answers(request: HttpRequest) -> HttpResponse:
    seen, as_of = frame.of(request), asked_as_of(request)
    context = {
        "answers": answers.read(as_of.or_now(seen.moment), settings.FORCE_ID),
        "description": _("How the local policing body answered what HMICFRS reported about us."),
        "as_of": as_of,
        "crumbs": crumbs(),
        # An answer is published on a day.
        "until": moments.next_midnight(seen.moment),
    }
    return page(request, "answers", reverse("peel:answers"), title=_("Answers to the inspectors"), **context)
