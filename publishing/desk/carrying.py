"""What was typed when a form came too late: after the sign-in expired, or with a token that has changed.

One page that carries every field on, with a fresh token and "Save again". Only for a post that our own
page sent (by its Origin): nobody else's fields are ever offered for saving.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def carry_on(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """A page about passwords is shown afresh instead: nobody wants to see theirs on a page."""
    if any("password" in name for name in request.POST):
        return HttpResponseRedirect(request.get_full_path())
    carried = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    context = {
        **admin.site.each_context(request),
        "fields": [(name, value) for name, values in carried for value in values],
        "signed_out": signed_out,
        "path": request.get_full_path(),
        "title": "",
    }
    return render(request, "admin/publishing/carried.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.path.startswith("/admin/") and _is_from_here(request):
        return carry_on(request, signed_out=not request.user.is_authenticated)
    return render(request, "403.html", status=403)


def _is_from_here(request: HttpRequest) -> bool:
    origin: Any = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"
