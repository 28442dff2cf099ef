"""What is said when something is not there or not allowed: at the desk in the desk's own frame."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from config.desk_only import is_desk


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_desk(request) and request.user.is_authenticated:
        return at_the_desk(request, _("There is nothing at this address of the desk."), 404)
    return defaults.page_not_found(request, exception)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_desk(request) and request.user.is_authenticated:
        return at_the_desk(request, _("Your role does not allow this."), 403)
    return defaults.permission_denied(request, exception)


def at_the_desk(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": sentence}
    return render(request, "admin/publishing/dead_end.html", context, status=status)
