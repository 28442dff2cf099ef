"""News at the press desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from news.models import Area, PostEdition, Topic
from publishing.desk import listing
from publishing.desk.editing import EditionAdmin


@admin.register(PostEdition)
class PostAdmin(EditionAdmin):
    list_display = ("title", listing.state, "kind", listing.when, listing.by)
    list_filter = (listing.StateFilter, listing.MineFilter, "kind", "topics", "areas", listing.EditedFilter)
    search_fields = ("title", "summary")
    search_help_text = _("Words in the title or summary")
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "body")}),
        (_("This update"), {"fields": ("update", "change_note")}),
        (_("Where it belongs"), {"fields": ("kind", "topics", "areas", "inspection")}),
        (_("When it ends"), {"fields": ("expires_at",)}),
    )
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        **EditionAdmin.formfield_overrides,
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
    }

    def preview(self, request: HttpRequest, edition: Any) -> HttpResponse:
        from news.views import preview_post

        return preview_post(request, edition)


class LabelAdmin(admin.ModelAdmin):
    """Topics and areas are renamed freely; they are never deleted, since released posts carry them."""

    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Topic)
class TopicAdmin(LabelAdmin):
    pass


@admin.register(Area)
class AreaAdmin(LabelAdmin):
    pass
