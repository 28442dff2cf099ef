"""Approved wordings at the press desk."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import claiming, wordings
from peel.desk import verdicts
from peel.desk.deciding import url_of
from peel.desk.keeping import KeptAdmin
from peel.models import Wording
from publishing.desk.times import shortly


@admin.register(Wording)
class WordingAdmin(KeptAdmin):
    change_form_template = "admin/peel/claim_wording_form.html"
    change_list_template = "admin/peel/list.html"
    list_display = ("__str__", "cycle", "grade", "standing")
    list_filter = ("cycle", "grade")
    list_select_related = ("cycle",)
    search_fields = ("text",)
    fields = ("cycle", "grade", "text")
    formfield_overrides = KeptAdmin.formfield_overrides | {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}
    }

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.is_approved)

    def get_urls(self) -> list[Any]:
        def screen(make: type[verdicts.Deciding]) -> Any:
            return self.admin_site.admin_view(partial(verdicts.deciding_screen, self, make))

        own = [
            path("<int:pk>/approve/", screen(verdicts.ApproveWording), name="peel_wording_approve"),
            path("<int:pk>/retire/", screen(verdicts.RetireWording), name="peel_wording_retire"),
        ]
        return own + super().get_urls()

    @admin.display(description=gettext_lazy("state"), ordering="approved_at")
    def standing(self, wording: Wording) -> str:
        if wording.retired_at:
            return _("retired %s") % shortly(wording.retired_at)
        return _("approved %s") % shortly(wording.approved_at) if wording.approved_at else _("not approved")

    def save_model(self, request: Any, obj: Wording, form: Any, change: bool) -> None:
        wordings.keep(obj, by=request.user)
        messages.success(request, _("Saved. It is offered to others once a second person approved it."))

    def response_add(self, request: Any, obj: Wording, post_url_continue: Any = None) -> HttpResponse:
        return HttpResponseRedirect(url_of("wording_change", obj.pk))

    def response_change(self, request: Any, obj: Wording) -> HttpResponse:
        return HttpResponseRedirect(url_of("wording_change", obj.pk))

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["may_approve"] = request.user.has_perm(claiming.MAY_APPROVE)
        return super().render_change_form(request, context, *args, **kwargs)
