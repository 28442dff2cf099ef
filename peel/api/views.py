"""Open data about inspections, for machines. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peel.api import asking, envelope, openapi, package
from peel.api.answers import as_csv, as_json, in_file, kept, open_data
from peel.api.asking import Asked
from peel.api.declared import CLAIMS, RESOURCES
from peel.api.pages import page
from peel.api.resource import Resource
from publishing import frame
from publishing.answers import moved

CSV = "text/csv; charset=utf-8"


def asked_of(request: HttpRequest, *params: asking.Param) -> Asked:
    seen = frame.of(request)
    return asking.read(request.GET, params, seen.moment, seen.parts["peel_reference"])


@open_data
def slashed(request: HttpRequest) -> HttpResponse:
    return moved(request, reverse("peel_api:index"), frame.of(request).moment)


@open_data
def index(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request)
    body = {
        "title": _("Grades of police forces in HMICFRS’s PEEL inspections"),
        "resources": [_in_index(one) for one in RESOURCES.values()],
        "whole": {
            "zip": settings.SITE_URL + reverse("peel_api:zip"),
            "datapackage": settings.SITE_URL + reverse("peel_api:datapackage"),
        },
        "about": envelope.about(asked, frame.of(request), ()),
    }
    return as_json(request, body)


def _in_index(resource: Resource) -> dict[str, Any]:
    address = settings.SITE_URL + reverse("peel_api:resource", args=[resource.name])
    return {
        "name": resource.name,
        "title": str(resource.title),
        "about": str(resource.about),
        "json": f"{address}.json",
        "csv": f"{address}.csv",
        "parameters": {one.name: str(one.meaning) for one in resource.params},
    }


@open_data
def resource(request: HttpRequest, name: str, form: str = "json") -> HttpResponse:
    found = RESOURCES.get(name)
    if found is None or form not in ("json", "csv"):
        raise Http404
    asked, seen = asked_of(request, *found.params), frame.of(request)
    return answer(request, found, asked, list(found.rows(asked, seen)), form)


@open_data
def claim(request: HttpRequest, claim: str, form: str = "json") -> HttpResponse:
    asked, seen = asked_of(request), frame.of(request)
    rows = [one for one in CLAIMS.rows(asked, seen) if one["id"] == claim]
    if not rows or form not in ("json", "csv"):
        raise Http404
    if form == "csv":
        return answer(request, CLAIMS, asked, rows, form)
    return as_json(request, {"data": rows[0], "about": envelope.about(asked, seen, [rows[0]["caveat"]])})


def answer(
    request: HttpRequest, of: Resource, asked: Asked, rows: list[dict[str, Any]], form: str
) -> HttpResponse:
    seen = frame.of(request)
    said = envelope.caveats(asked.known, {row["cycle"] for row in rows}) if of.has_grades else {}
    about = envelope.about(asked, seen, said.values())
    if form == "csv":
        if of.is_paged:
            page(asked, len(rows))
        named = in_file(f"peel-{of.name}-as-of-{asked.day}.csv")
        return kept(request, as_csv(of, rows, said), CSV, {**envelope.headers(about), **named})
    if not of.is_paged:
        return as_json(request, {"data": rows, "total": len(rows), "about": about}, envelope.headers(about))
    here = page(asked, len(rows))
    body = {"data": here.of(rows), "total": len(rows), "page": here.as_data(), "about": about}
    return as_json(request, body, envelope.headers(about, here.links(request)))


@open_data
def description(request: HttpRequest) -> HttpResponse:
    asked_of(request)
    return as_json(request, openapi.description(frame.of(request).parts["peel_reference"]))


@open_data
def datapackage(request: HttpRequest) -> HttpResponse:
    asked, seen = asked_of(request), frame.of(request)
    about = package.about(asked, seen)
    return as_json(request, package.descriptor(package.files(asked, seen), about), envelope.headers(about))


@open_data
def whole(request: HttpRequest) -> HttpResponse:
    asked, seen = asked_of(request), frame.of(request)
    about = package.about(asked, seen)
    named = {**envelope.headers(about), **in_file("peel.zip")}
    return kept(request, package.zipped(package.files(asked, seen), about), "application/zip", named)


@open_data
def file(request: HttpRequest, name: str) -> HttpResponse:
    asked, seen = asked_of(request), frame.of(request)
    found = package.file(f"{name}.csv", asked, seen)
    about = package.about(asked, seen)
    return kept(request, found, CSV, {**envelope.headers(about), **in_file(f"{name}.csv")})


@open_data
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Http404
