"""All forces beside each other. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import asking, columns, pictured, record, regions, structured
from peel.answering import asked_as_of, crumbs, page
from peel.models import Inspection
from publishing import frame


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    seen, as_of = frame.of(request), asked_as_of(request)
    known, moment = seen.parts["peel_reference"], as_of.or_now(seen.moment)
    held = set(Inspection.public.at(moment).values_list("cycle", flat=True).distinct())
    cycles = [code for code in reversed(list(known.cycles)) if code in held]
    asked = asking.read(request.GET, known, cycles)
    if asked is None:
        title = _("Compare forces")
        return page(request, "compare_none", reverse("peel:compare"), title=title, as_of=as_of)
    public = record.read(moment, cycles=[asked.cycle.code], known=known)
    every = [columns.column(public, one) for one in asking.comparable(known, asked.cycle.code)]
    whole = next(one for one in every if one.question == asked.question)
    column = whole.within(regions.members(known, asked.region))
    title = _("Compare forces: %(area)s, %(cycle)s")
    title %= {"area": asked.question.short_name, "cycle": asked.cycle}
    context = {
        "asked": asked,
        "whole": whole,
        "column": column,
        "picture": pictured.picture(column, settings.FORCE_ID, title),
        "form": asking.Choosing(asked, known, cycles, every),
        "csv": asked.csv(as_of.day),
        "us": settings.FORCE_ID,
        "schema": structured.dataset(seen.parts["details"], title=title, path=asked.address),
        "crumbs": crumbs(),
        "as_of": as_of,
        "keep": asked.words,
    }
    return page(request, "compare", asked.address, title=title, **context)
