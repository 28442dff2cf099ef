"""What has pages of its own: the areas of our work, and the forces."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import areas, moments, regions
from peel.answering import crumbs, of_one, page
from publishing import frame


@require_safe
def all_areas(request: HttpRequest) -> HttpResponse:
    us = settings.FORCE_ID
    groups = areas.listed(of_one(frame.of(request), us, moments.AsOf()), us)
    context = {
        "groups": groups,
        "has_marks": any(areas.is_marked(row.newest) for _cycle, rows in groups for row in rows),
        "description": _("Every area of our work that HMICFRS inspects, with our newest grade."),
        "crumbs": crumbs(),
    }
    return page(request, "areas", reverse("peel:areas"), title=_("Areas of our work"), **context)


@require_safe
def all_forces(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": regions.groups(frame.of(request).parts["peel_reference"]),
        "us": settings.FORCE_ID,
        "description": _("Every police force of England and Wales that HMICFRS inspects under PEEL."),
        "crumbs": crumbs(),
    }
    return page(request, "forces", reverse("peel:forces"), title=_("Police forces, by region"), **context)
