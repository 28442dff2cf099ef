"""Site details at the desk: one screen for one row, with what the colour looks like."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import contact, details
from pages.details import THE_ONE, SiteDetails
from pages.details_form import DetailsForm
from pages.logo import keep_logo, read_logo
from pages.look import look_of
from publishing import clock, decisions
from publishing.desk import outlook
from publishing.desk.signed_in import DeskRequest
from publishing.models import Decision
from publishing.rules import Refused

OF_THE_FORM_ALONE = {"logo_file", "without_logo"}


@admin.register(SiteDetails)
class SiteDetailsAdmin(admin.ModelAdmin):
    form = DetailsForm
    radio_fields = {"emergency": admin.HORIZONTAL, "phase": admin.VERTICAL}
    fieldsets = (
        (gettext_lazy("Whose site this is"), {"fields": ("name", "short_name")}),
        (
            gettext_lazy("How residents reach you"),
            {"fields": ("emergency", "non_emergency", "textphone", "online_url", "social")},
        ),
        (gettext_lazy("How finished it is"), {"fields": ("phase", "phase_message", "takes_feedback")}),
        (
            gettext_lazy("Footer, and for security researchers"),
            {"fields": ("footer_text", "security_contact")},
        ),
        (gettext_lazy("Look"), {"fields": ("colour", "logo_file", "without_logo")}),
    )

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False

    def has_delete_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: DeskRequest, object_id: str, from_field: Any = None) -> SiteDetails | None:
        """The row, or what holds while there is none: reading stores nothing."""
        return details.stored() if object_id == str(THE_ONE) else None

    def changelist_view(self, request: DeskRequest, extra_context: Any = None) -> Any:
        """There is no list of one."""
        return self.changeform_view(request, str(THE_ONE), "", extra_context)

    def get_fieldsets(self, request: DeskRequest, obj: Any = None) -> Any:
        """Who may only read sees no fields for files."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return [
            (name, {**options, "fields": [one for one in options["fields"] if one not in OF_THE_FORM_ALONE]})
            for name, options in self.fieldsets
        ]

    def get_form(self, request: DeskRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.logo_refused = getattr(request, "logo_refused", None)
        form.showing = "_show" in request.POST
        return form

    def changeform_view(
        self, request: DeskRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.FILES.get("logo_file") and self.has_change_permission(request):
            self._keep_sent_logo(request)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused:
            # Somebody was faster by a moment: the form now finds that out itself, and shows both.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _keep_sent_logo(self, request: DeskRequest) -> None:
        """Before any transaction, since pictures take time; and once, whether or not the rest can be saved."""
        try:
            logo = keep_logo(read_logo(request.FILES["logo_file"]))  # type: ignore[arg-type]
        except ValidationError as refusal:
            request.logo_refused = refusal  # type: ignore[attr-defined]
            return
        request.POST = request.POST.copy()
        request.POST["kept_logo"] = logo.digest

    def save_model(self, request: DeskRequest, obj: Any, form: Any, change: bool) -> None:
        changed = details.keep(obj, by=request.user, seen=form.cleaned_data["seen"])
        said = _("Saved. Every page follows within seconds.") if changed else _("Nothing has changed.")
        messages.success(request, said)

    def response_change(self, request: DeskRequest, obj: Any) -> HttpResponse:
        return redirect("admin:pages_sitedetails_change", THE_ONE)

    # Every change is in the decision log, in words.

    def log_change(self, request: DeskRequest, obj: Any, message: Any) -> None: ...

    def render_change_form(
        self, request: DeskRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, stored = context["adminform"].form, context["original"]
        context["title"] = _("Site details")
        context["may_change"] = self.has_change_permission(request)
        typed = str(form["colour"].value()) if "colour" in form.fields else stored.colour
        context["look"] = look_of(
            typed, form.instance.logo, otherwise=form.initial.get("colour", stored.colour)
        )
        context["dead_end"] = contact.leads_nowhere(stored.online_url, clock.now()) and stored.online_url
        context["showing"] = getattr(form, "showing", False)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(self, request: DeskRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        stored = self.get_object(request, object_id)
        if stored is None or not self.has_view_permission(request, stored):
            raise Http404
        log = Decision.objects.filter(document=decisions.label(stored)).select_related("actor", "text")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Site details: history"),
            "opts": self.opts,
            "original": stored,
            "decisions": [(one, outlook.said(one.text.spoken(), one.at)) for one in log[:200]],
        }
        return TemplateResponse(request, "admin/pages/sitedetails/history.html", context)
