"""A file of evidence, for as long as it and the finding that it is about are public."""

from __future__ import annotations

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from peel import evidence_files
from peel.models import Evidence
from publishing import frame
from publishing.freshness import keep


@require_safe
def evidence(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    seen = frame.of(request)
    found = Evidence.public.at(seen.moment).filter(pk=pk).exclude(file="").first()
    if found is None or PurePath(found.file.name).name != name:
        raise Http404
    try:
        answer = evidence_files.answer(found)
    except FileNotFoundError as error:
        raise Http404 from error
    return keep(request, answer, at=seen.moment, until=seen.until)
