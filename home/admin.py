"""The home page at the press desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from home import choosing
from home.desk import features_screen
from home.models import Campaign, Feature
from home.views import preview_home
from publishing import clock
from publishing.desk.signed_in import DeskRequest
from publishing.desk.times import MomentField, MomentWidget, shortly


@admin.register(Feature)
class FeatureAdmin(admin.ModelAdmin):
    """One screen for all of them: their order is what matters."""

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False  # the screen has its own way

    def has_delete_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        guarded = self.admin_site.admin_view
        return [
            path("", guarded(self.screen), name="home_feature_changelist"),
            path("preview/", guarded(self.preview), name="home_feature_preview"),
            # The decision log names a feature by its key: the screen is the place for all of them.
            path("<int:pk>/change/", guarded(self.screen), name="home_feature_change"),
        ]

    def screen(self, request: DeskRequest, pk: int = 0) -> HttpResponse:
        allowed = self.has_change_permission if request.method == "POST" else self.has_view_permission
        if not allowed(request):
            raise PermissionDenied
        return features_screen(self, request)

    def preview(self, request: DeskRequest) -> HttpResponse:
        """At a moment, `at`, that is still to come; now, if none is given."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            asked = parse_datetime(request.GET.get("at", ""))
        except ValueError:
            asked = None
        now = clock.now()
        return preview_home(request, max(asked, now) if asked and asked.tzinfo else now)


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):
    list_display = ("title", "state", "starts", "ends")
    fields = ("title", "text", ("link_words", "link_url"), "starts_at", "ends_at", "is_on")
    actions = None
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget}
    }

    def has_delete_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: DeskRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Campaigns"), **(extra_context or {})})

    @admin.display(description=_("state"))
    def state(self, campaign: Campaign) -> str:
        now = clock.now()
        if not campaign.is_on:
            return str(_("off"))
        if campaign.ends_at <= now:
            return str(_("over"))
        return str(_("to come") if campaign.starts_at and campaign.starts_at > now else _("shown"))

    @admin.display(description=_("starts"), ordering="starts_at")
    def starts(self, campaign: Campaign) -> str:
        return shortly(campaign.starts_at) if campaign.starts_at else "–"

    @admin.display(description=_("ends"), ordering="ends_at")
    def ends(self, campaign: Campaign) -> str:
        return shortly(campaign.ends_at)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: DeskRequest, obj: Campaign, form: Any, change: bool) -> None:
        choosing.keep_campaign(obj, by=request.user)

    def response_add(
        self, request: DeskRequest, obj: Campaign, post_url_continue: Any = None
    ) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: DeskRequest, obj: Campaign) -> HttpResponse:
        said = _("The campaign is saved: %s.") % self.state(obj)
        self.message_user(request, said, messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    # Every act is in the decision log.

    def log_addition(self, request: DeskRequest, obj: Any, message: Any) -> None: ...

    def log_change(self, request: DeskRequest, obj: Any, message: Any) -> None: ...
