"""What was typed when a form came too late: after the sign-in expired, or with a token that has changed.

One page that carries every field on, with a fresh token and "Save again". Only for a post that our own
page sent (by its Origin): nobody else's fields are ever offered for saving.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure as plain_failure

NOT_CARRIED = {"csrfmiddlewaretoken", "password", "password1", "password2", "old_password"}


def carry_on(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    fields = [
        (name, value) for name, values in request.POST.lists() if name not in NOT_CARRIED for value in values
    ]
    context = {"fields": fields, "signed_out": signed_out, "path": request.get_full_path(), "title": ""}
    return render(request, "admin/publishing/carried.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.path.startswith("/admin/") and _is_from_here(request) and "username" not in request.POST:
        return carry_on(request, signed_out=not request.user.is_authenticated)
    return plain_failure(request, reason=reason)


def _is_from_here(request: HttpRequest) -> bool:
    origin: Any = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"
