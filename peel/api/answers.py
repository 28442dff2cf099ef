"""The bytes of open data: JSON with what goes with it, CSV that is always whole, and problems in plain words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from peel import moments
from peel.api.asking import Mistake, Refused
from peel.api.resource import Resource
from publishing import frame
from publishing.freshness import keep

READING = ("GET", "HEAD", "OPTIONS")
View = Callable[..., HttpResponse]


def open_data(view: View) -> View:
    """Only questions are answered, anybody's, and what is wrong with one is said as a problem (RFC 9457)."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **names: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return _options()
        if request.method not in READING:
            return _allowing(problem(405, _("This address only answers questions: use GET.")))
        try:
            return view(request, **names)
        except Refused as refused:
            return problem(400, _("The question was not understood."), refused.mistakes)
        except Http404:
            return nothing_here()

    return answer


def nothing_here() -> HttpResponse:
    return problem(404, _("There is nothing at this address. The index says what there is."))


def _options() -> HttpResponse:
    response = _allowing(HttpResponse(status=204))
    response.headers["Access-Control-Allow-Methods"] = ", ".join(READING)
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _allowing(response: HttpResponse) -> HttpResponse:
    response.headers["Allow"] = ", ".join(READING)
    return response


def problem(status: int, detail: str, mistakes: Iterable[Mistake] = ()) -> HttpResponse:
    site, told = settings.SITE_URL, []
    for one in mistakes:
        told.append({"parameter": one.parameter, "why": str(one.why)})
        if one.allowed:
            told[-1]["allowed"] = list(one.allowed)  # type: ignore[assignment]
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": str(detail),
        "index": f"{site}{reverse('peel_api:index')}",
        "documentation": f"{site}{reverse('peel:data')}",
    }
    if told:
        body["mistakes"] = told
    return HttpResponse(_bytes(body), status=status, content_type="application/problem+json")


TITLES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}


def _bytes(body: Any) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def as_json(request: HttpRequest, body: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    return kept(request, _bytes(body), "application/json", headers or {})


def kept(request: HttpRequest, body: bytes, kind: str, headers: dict[str, str]) -> HttpResponse:
    """As every public page is kept; and no longer than the day that it names."""
    seen = frame.of(request)
    midnight = moments.next_midnight(seen.moment)
    until = min(seen.until, midnight) if seen.until else midnight
    response = keep(request, HttpResponse(body, content_type=kind), at=seen.moment, until=until)
    for name, value in headers.items():
        response.headers[name] = value
    return response


def csv_bytes(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """As RFC 4180, but for its line ends. The cells are the data's own: nothing is put before or after them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def as_csv(resource: Resource, rows: list[dict[str, Any]], said: dict[str, str]) -> bytes:
    """said: caveats by cycle. Each stands in every row of its cycle, so that it is still there when headers are not."""
    columns = [*resource.columns(), *(["caveat"] if resource.has_grades else [])]
    return csv_bytes(columns, (_cells(resource, row, said) for row in rows))


def _cells(resource: Resource, row: dict[str, Any], said: dict[str, str]) -> list[str]:
    cells = [cell for field in resource.fields for cell in field.cells(row[field.name])]
    return [*cells, said.get(row["cycle"], "")] if resource.has_grades else cells


def in_file(name: str) -> dict[str, str]:
    """Saved under a name, whatever the browser would do with it."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
