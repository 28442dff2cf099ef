"""Pages at the press desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import dateformat
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages import ways
from pages.details_admin import SiteDetailsAdmin  # noqa: F401 - Django looks only into this module
from pages.documents import Page, PageAddress, PageEdition
from pages.reviews import ReviewFilter
from pages.typed import named, standing
from publishing import clock
from publishing.desk import listing
from publishing.desk.editing import EditionAdmin, EditionForm
from publishing.destinations import current_slug


class PageForm(EditionForm):
    """A page's language is chosen when it is begun, and is its document's."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["language"]
            self.initial["slug"] = self.instance.document.slug
            if "slug" in self.fields:
                typed: Any = self.fields["slug"]
                typed.leave_out(self.initial["slug"])
        if "navigation_position" in self.fields:
            self._show_places()
        if "related" in self.fields:
            self.fields["related"] = RelatedField(self.instance.document_id)

    def _show_places(self) -> None:
        for name, order in ways.taken(clock.now()).items():
            if order:
                field = self.fields[name]
                field.help_text = f"{field.help_text} " + gettext("Now: %s.") % order


class RelatedField(forms.ModelMultipleChoiceField):
    """Every other page, by path and title."""

    def __init__(self, document: int | None) -> None:
        here = PageAddress.objects.filter(document=models.OuterRef("pk"), is_current=True)
        others = Page.objects.exclude(pk=document).annotate(
            path=models.Subquery(here.values("slug")[:1]), **standing("pk")
        )
        related: Any = PageEdition._meta.get_field("related")
        super().__init__(
            others.order_by("path"),
            label=capfirst(related.verbose_name),
            help_text=related.help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def label_from_instance(self, page: Any) -> str:
        return named(page)


@admin.register(PageEdition)
class PageAdmin(EditionAdmin):
    form = PageForm
    list_display = ("title", "path", listing.state, "review", listing.when, listing.by)
    list_filter = (listing.StateFilter, ReviewFilter, listing.MineFilter, listing.EditedFilter)
    search_fields = ("title", "summary", "document__addresses__slug")
    search_help_text = _("Words in the title, the summary or the address")
    fieldsets = (
        (None, {"fields": ("language", "title", "slug", "summary", "body")}),
        (_("This update"), {"fields": ("update", "change_note")}),
        (_("What readers are told"), {"fields": ("is_sensitive", "is_beta")}),
        (
            _("Ways to it"),
            {"fields": ("navigation_title", "navigation_position", "footer_position", "related")},
        ),
        (_("When it is read again, and when it ends"), {"fields": ("review_on", "expires_at")}),
    )
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        **EditionAdmin.formfield_overrides,
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    }

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(path=current_slug(PageEdition))

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """The language is asked for once."""
        kept = super().get_fieldsets(request, obj)
        if obj is None:
            return kept
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field != "language"]})
            for name, options in kept
        ]

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Any]:
        """None: the server makes the last part of the address from the title, when it is left empty."""
        return {}

    def preview(self, request: HttpRequest, edition: Any) -> HttpResponse:
        from pages.views import preview_page

        return preview_page(request, edition)

    @admin.display(description=_("address"), ordering="path")
    def path(self, edition: Any) -> str:
        return str(edition.path)

    @admin.display(description=_("review by"), ordering="review_on")
    def review(self, edition: PageEdition) -> str:
        return dateformat.format(edition.review_on, "j M Y") if edition.review_on else ""
