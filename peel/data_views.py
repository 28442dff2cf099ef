"""The page about open data: what there is, how to use it, and what is missing, which comes first."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import structured
from peel.answering import crumbs, page
from peel.api import envelope, rows
from peel.api.asking import Asked
from peel.api.declared import RESOURCES
from peel.api.declared_results import JUDGEMENTS
from peel.changes import changes
from peel.shown import Told
from publishing import frame


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    seen, path, title = frame.of(request), reverse("peel:data"), _("Open data")
    known, details = seen.parts["peel_reference"], seen.parts["details"]
    context = {
        "coverage": _coverage(seen),
        "coverage_heads": [_("Inspection"), _("Forces")],
        "forces": len(known.forces),
        "files": _files(),
        "examples": _examples(seen),
        "caveats": list(dict.fromkeys(envelope.caveats(known, list(known.cycles)).values())),
        "attribution": envelope.ATTRIBUTION,
        "licence": envelope.LICENCE,
        "version": seen.parts["peel_version"],
        "newest": _newest(seen.moment),
        "crumbs": crumbs(),
        "description": _("HMICFRS’s grades of all forces as CSV and JSON, each with its source."),
        "schema": structured.dataset(details, title=title, path=path, files=_downloads(), **_more(seen)),
    }
    return page(request, "data", path, title=title, **context)


def _coverage(seen: frame.Frame) -> list[tuple[str, str]]:
    """For each cycle of which anything is known, of how many forces: the newest first."""
    known, held = seen.parts["peel_reference"], rows.coverage(seen.moment)
    said = _("%(held)d of %(all)d")
    return [
        (one.label, said % {"held": held[code], "all": len(known.forces)})
        for code, one in reversed(list(known.cycles.items()))
        if code in held
    ]


def _files() -> list[tuple[Any, Any, str, str]]:
    """Title, what it is, and where it is as CSV and as JSON."""
    return [
        (one.title, one.about, _address(one.name, "csv"), _address(one.name, "json"))
        for one in RESOURCES.values()
    ]


def _address(name: str, form: str) -> str:
    return reverse("peel_api:resource_as", args=[name, form])


def _downloads() -> list[tuple[str, str, str]]:
    tables = [(str(title), "text/csv", as_csv) for title, _about, as_csv, _json in _files()]
    return [(_("Everything"), "application/zip", reverse("peel_api:zip")), *tables]


def _more(seen: frame.Frame) -> dict[str, Any]:
    dated = [one for one in seen.parts["peel_reference"].cycles.values() if one.starts]
    span = {"temporalCoverage": f"{dated[0].starts}/{dated[-1].ends or '..'}"} if dated else {}
    return {
        **span,
        "version": seen.parts["peel_version"],
        "spatialCoverage": {"@type": "Place", "name": "England and Wales"},
        "creditText": envelope.ATTRIBUTION,
    }


def _newest(moment: datetime) -> datetime | None:
    found = changes(moment)
    return found[0].at if found else None


def _examples(seen: frame.Frame) -> list[tuple[str, str, str]]:
    """What is asked, in words and as an address, and what is really answered: one row of our newest inspection."""
    told: Told | None = seen.parts["inspection"]
    if told is None:
        return []
    asked = Asked(seen.moment, seen.parts["peel_reference"], _first(told))
    found = list(JUDGEMENTS.rows(asked, seen))
    address = (
        f"{settings.SITE_URL}{reverse('peel_api:resource', args=['judgements'])}?{urlencode(_first(told))}"
    )
    return (
        [(_("One grade of our newest inspection"), address, json.dumps(found[0], indent=1))] if found else []
    )


def _first(told: Told) -> dict[str, Any]:
    graded = [area.cell for group in told.groups for area in group.areas if area.cell.judgement]
    question = graded[0].question.code if graded else ""
    return {"force": told.force.pk, "cycle": told.cycle.code, "question": question}
