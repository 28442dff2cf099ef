"""Cookies at the press desk."""

from __future__ import annotations

from typing import Any, ClassVar

from cookie_consent.models import Cookie, CookieGroup
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from consent import counts_admin  # noqa: F401 - registers itself
from consent.asked_again import in_words
from consent.desk.beginning import beginning
from consent.desk.form import PolicyForm
from consent.desk.preview import preview_policy
from consent.desk.register_field import RegisterFormField
from consent.fields import RegisterField
from consent.models import SLUG, Policy, PolicyEdition
from publishing import drafts
from publishing.desk import listing
from publishing.desk.editing import EditionAdmin

STORED = _(
    "Every cookie, and every other kind of storage, that this site may leave on a visitor’s device. Saving brings more"
    " blank rows."
)
# The package's tables are a copy of the policy in force (mirror.py): nobody edits them.
admin.site.unregister([Cookie, CookieGroup])


@admin.register(PolicyEdition)
class PolicyAdmin(EditionAdmin):
    form = PolicyForm
    change_form_template = "admin/consent/policy_form.html"
    list_display = ("title", "number", listing.state, listing.when, listing.by)
    list_filter = (listing.StateFilter, listing.MineFilter)
    fieldsets = (
        (_("The page about cookies"), {"fields": ("title", "introduction")}),
        (_("The question"), {"fields": ("question_title", "question", "accept_label", "reject_label")}),
        (_("What is said to an answer"), {"fields": ("accepted", "rejected", "customised", "trouble")}),
        (_("What is stored"), {"fields": ("register",), "description": STORED}),
        (_("This update"), {"fields": ("update", "change_note")}),
    )
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        **EditionAdmin.formfield_overrides,
        RegisterField: {"form_class": RegisterFormField, "show_hidden_initial": False},
    }

    def has_add_permission(self, request: Any) -> bool:
        """There is one policy: what comes next is a draft of it."""
        return super().has_add_permission(request) and not Policy.objects.exists()

    def get_model_perms(self, request: Any) -> dict[str, bool]:
        """For the menu, on every page of the desk: it need not know whether there is a policy."""
        can = {"change": self.has_change_permission(request), "view": self.has_view_permission(request)}
        return {"add": False, "delete": False, **can}

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Any]:
        """None: its address is fixed."""
        return {}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return beginning()

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        typed = {name: value for name, value in form.cleaned_data.items() if name not in ("seen", "opened")}
        started = drafts.start(PolicyEdition, by=request.user, slug=SLUG, **typed)
        obj.pk, obj.document = started.pk, started.document

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = context["original"]
        context["consequences"] = in_words(edition) if edition and edition.is_open() else []
        return super().render_change_form(request, context, *args, **kwargs)

    def preview(self, request: HttpRequest, edition: Any) -> HttpResponse:
        return preview_policy(request, edition)
