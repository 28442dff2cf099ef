"""The page about cookies, as it is shown with or without something to be mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent.forms import ChoicesForm
from consent.in_force import Version
from publishing import frame, places, structured
from publishing.richtext import shown

LONGEST_PATH = 300


def notice_page(
    request: HttpRequest,
    version: Version | None,
    form: ChoicesForm | None,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    path = reverse("consent:notice")
    title = version.edition.title if version else ""
    context: dict[str, Any] = {
        "section": "cookies",
        "asks_itself": True,
        "path": path,
        "version": version,
        "introduction": shown(version.edition.introduction) if version else "",
        "form": form,
        "trouble": trouble,
        "back": back(request),
        "schema": structured.page(frame.of(request).parts["details"], title=title, path=path),
    }
    return render(request, "consent/notice.html", context, status=status)


def back(request: HttpRequest) -> str:
    """The page somebody came from and goes back to: a page that everybody can see, or ""."""
    said = request.POST.get("back") or request.POST.get("path") or request.GET.get("from") or ""
    path = str(said).partition("?")[0]
    if len(path) > LONGEST_PATH or path.startswith(reverse("consent:notice")):
        return ""
    place = places.at(path, frame.of(request).moment)
    return place.path if place else ""
