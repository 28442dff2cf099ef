"""What was typed when a form could not be taken: the sign-in expired, a token changed, or the database failed.

One page that carries every field on, with a fresh token and "Save again". Only for a post that our own
page sent (by its Origin): nobody else's fields are ever offered for saving.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from publishing import frame
from publishing.desk.naming import typed

SIGNED_OUT, SIGNED_IN_AGAIN, NO_DATABASE, FAILED = "signed-out", "signed-in-again", "no-database", "failed"
TEMPLATE = "admin/publishing/carried.html"


def carry_on(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """A page about passwords is shown afresh instead: nobody wants to see theirs on a page."""
    if _asks_for_a_password(request):
        return HttpResponseRedirect(request.get_full_path())
    why = SIGNED_OUT if signed_out else SIGNED_IN_AGAIN
    return render(
        request, TEMPLATE, {**admin.site.each_context(request), **_carried(request, why)}, status=403
    )


def carry_on_later(request: HttpRequest, *, is_database: bool, status: int) -> HttpResponse | None:
    """The same when the desk itself failed, asking nothing of the database. None if there is nothing to carry."""
    if request.method != "POST" or not _is_from_here(request) or _asks_for_a_password(request):
        return None
    context = {**bare_frame(), **_carried(request, NO_DATABASE if is_database else FAILED)}
    return HttpResponse(
        render_to_string(TEMPLATE, context | {"csrf_token": get_token(request)}), status=status
    )


def bare_frame() -> dict[str, Any]:
    """What the desk's templates ask for, as far as the database need not be asked."""
    return {
        "site_header": admin.site.site_header,
        "site_title": admin.site.site_title,
        "force": settings.FORCE_NAME,
        "demonstration": settings.DEMONSTRATION,
    }


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.path.startswith("/admin/") and _is_from_here(request):
        return carry_on(request, signed_out=not request.user.is_authenticated)
    # A stranger's page, which must cost nothing: no question to the database.
    return HttpResponse(render_to_string("403.html", {"site": frame.last_parts().get("details")}), status=403)


def _carried(request: HttpRequest, why: str) -> dict[str, Any]:
    carried = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    fields = [(name, value) for name, values in carried for value in values]
    # A page cannot hold a file for a browser to send: it is named, and has to be chosen again.
    files = [file.name for files in request.FILES.lists() for file in files[1]]
    shown = list(typed(request.path, fields))
    return {
        "fields": fields,
        "typed": shown,
        "files": files,
        "why": why,
        "path": request.get_full_path(),
        "title": "",
    }


def _asks_for_a_password(request: HttpRequest) -> bool:
    return any("password" in name for name in request.POST)


def _is_from_here(request: HttpRequest) -> bool:
    origin: Any = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"
