"""The one way to take words out of feedback at the desk: when somebody is named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import Feedback
from publishing import clock
from publishing.desk.signed_in import DeskRequest

if TYPE_CHECKING:
    from feedback.admin import FeedbackAdmin


class RedactForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Under what rule, without naming anybody. Kept in the decision log."),
    )
    certain = forms.BooleanField(label=gettext_lazy("I understand that nobody can bring the words back."))


def redact_screen(admin: FeedbackAdmin, request: DeskRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("feedback.redact_feedback"):
        raise PermissionDenied
    feedback = Feedback.objects.filter(pk=pk).first()
    if feedback is None:
        raise Http404
    change_url = reverse("admin:feedback_feedback_change", args=[pk])
    form = RedactForm(request.POST if request.method == "POST" else None)
    if feedback.redacted_at is None and not form.is_valid():
        return _show(admin, request, feedback, form, change_url)
    if feedback.redacted_at is None:
        feedback.redact(by=request.user, at=clock.now(), reason=form.cleaned_data["reason"])
    messages.success(request, _("The words are gone."))
    return HttpResponseRedirect(change_url)


def _show(
    admin: FeedbackAdmin, request: DeskRequest, feedback: Feedback, form: RedactForm, change_url: str
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Redact for good"),
        "subtitle": str(feedback),
        "opts": admin.opts,
        "original": feedback,
        "form": form,
        "change_url": change_url,
    }
    return TemplateResponse(request, "admin/feedback/redact.html", context)
