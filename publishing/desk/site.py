"""The desk itself: an admin site whose first page says what is waiting, and which loses no typed text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing import clock
from publishing.desk.carrying import carry_on
from publishing.desk.waiting import ways_to_write, what_is_waiting


class Desk(admin.AdminSite):
    site_header = _("Press desk")
    site_title = _("Press desk")
    index_title = _("What is waiting")
    index_template = "admin/publishing/waiting.html"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {
            "one_person": not settings.TWO_PEOPLE,
            "force": settings.FORCE_NAME,
            "demonstration": settings.DEMONSTRATION,
        }

    def index(self, request: Any, extra_context: dict[str, Any] | None = None) -> Any:
        waiting = (
            what_is_waiting(request.user, clock.now()) if request.user.has_perm("publishing.read") else []
        )
        return super().index(
            request, {"waiting": waiting, "writes": ways_to_write(request.user), **(extra_context or {})}
        )

    def get_urls(self) -> list[Any]:
        """Without Django's way from any row to its public address: it tells a draft's, and asks no permission."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A form posted after the sign-in expired is carried on, not thrown away by a redirect."""
        guarded = super().admin_view(view, cacheable)

        def carrying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if any("\x00" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest("No address of the desk has a NUL.")  # PostgreSQL would stumble over it
            leaving = request.path == reverse("admin:logout", current_app=self.name)
            if request.method == "POST" and not leaving and not self.has_permission(request):
                return carry_on(request, signed_out=True)
            return guarded(request, *args, **kwargs)

        return carrying
