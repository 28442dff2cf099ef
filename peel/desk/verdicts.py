"""Screens that decide about a claim or a wording: what is decided stands above the button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import claiming, sayable, wordings
from peel.desk.deciding import url_of
from peel.models import Claim, Wording
from publishing.desk.signed_in import DeskRequest
from publishing.rules import Refused


class Deciding(forms.Form):
    """`done` and `before` are what is said after it was done, and when it had been done before."""

    title: Any
    done: Any
    before: Any
    grave = False
    template = "admin/peel/claim_decide.html"

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        self.thing = thing
        super().__init__(*args, **kwargs)

    def standing(self, by: Any) -> list[str]:
        return []

    def refusal(self, by: Any) -> str:
        """Why the button is not there for this person."""
        return ""

    def act(self, by: Any) -> bool:
        """False if it had been done before. Raises Refused."""
        raise TypeError(f"{type(self).__name__} must say what it does.")

    def seal_again(self) -> None:
        """Before the page is shown: what is approved is what stands on it."""


class ApproveClaim(Deciding):
    title = gettext_lazy("Approve and publish")
    done = gettext_lazy("Approved. It is public at its address, for ever.")
    before = gettext_lazy("It was approved already.")

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def standing(self, by: Any) -> list[str]:
        return [
            _(
                "The claim, its result and its caveat become public as they stand here, whichever way it went."
            ),
            _("Nobody can change them afterwards. A claim that proves wrong is withdrawn, with a reason."),
        ]

    def refusal(self, by: Any) -> str:
        return claiming.refusal_to_approve(self.thing, by)

    def act(self, by: Any) -> bool:
        return claiming.approve(self.thing, by=by, seen=self.cleaned_data["seen"])

    def seal_again(self) -> None:
        self.thing = Claim.desk.get(pk=self.thing.pk)
        self.data = {**self.data, "seen": claiming.seal(self.thing)} if self.is_bound else {}
        self.initial["seen"] = claiming.seal(self.thing)


class WithdrawClaim(Deciding):
    title = gettext_lazy("Withdraw")
    done = gettext_lazy("Withdrawn. Its page stays, and says so first.")
    before = gettext_lazy("It was withdrawn already.")
    grave = True

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see this on the claim’s page."),
    )
    instead = forms.ModelChoiceField(
        Claim.desk.none(),
        label=gettext_lazy("Claim that says it better"),
        required=False,
        help_text=gettext_lazy("An approved claim, to which the page then leads. It may be left empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Claim.desk.filter(approved_at__isnull=False, withdrawn_at=None).exclude(pk=self.thing.pk)
        field: Any = self.fields["instead"]
        field.queryset = others.order_by("-approved_at")

    def standing(self, by: Any) -> list[str]:
        return [_("The page stays at its address with a notice above it, since it may have been cited.")]

    def refusal(self, by: Any) -> str:
        return "" if self.thing.is_approved else _("Only an approved claim can be withdrawn.")

    def act(self, by: Any) -> bool:
        typed = self.cleaned_data
        return claiming.withdraw(self.thing, by=by, reason=typed["reason"], instead=typed["instead"])


class ApproveWording(Deciding):
    title = gettext_lazy("Approve this wording")
    done = gettext_lazy("Approved. It is shown to whoever writes about grades.")
    before = gettext_lazy("It was approved already.")

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def standing(self, by: Any) -> list[str]:
        return [self.thing.text]

    def refusal(self, by: Any) -> str:
        return wordings.refusal_to_approve(self.thing, by)

    def act(self, by: Any) -> bool:
        return wordings.approve(self.thing, by=by, seen=self.cleaned_data["seen"])

    def seal_again(self) -> None:
        self.thing = Wording.desk.get(pk=self.thing.pk)
        self.data = {**self.data, "seen": wordings.seal(self.thing)} if self.is_bound else {}
        self.initial["seen"] = wordings.seal(self.thing)


class RetireWording(Deciding):
    title = gettext_lazy("Retire this wording")
    done = gettext_lazy("Retired. It is offered to nobody any more.")
    before = gettext_lazy("It was retired already.")
    grave = True

    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def standing(self, by: Any) -> list[str]:
        return [self.thing.text]

    def refusal(self, by: Any) -> str:
        return "" if self.thing.is_approved else _("Only an approved wording can be retired.")

    def act(self, by: Any) -> bool:
        return wordings.retire(self.thing, by=by, reason=self.cleaned_data["reason"])


def deciding_screen(admin: Any, make: type[Deciding], request: DeskRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(claiming.MAY_APPROVE):
        raise PermissionDenied
    thing = admin.model.desk.filter(pk=pk).first()
    if thing is None:
        raise Http404
    form = make(request.POST or None, thing=thing)
    back = url_of(f"{admin.opts.model_name}_change", pk)
    if request.method == "POST" and form.is_valid():
        try:
            is_done = form.act(request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(form.done if is_done else form.before))
            return HttpResponseRedirect(back)
    form.seal_again()
    thing = form.thing
    context = {
        **admin.admin_site.each_context(request),
        "title": form.title,
        "subtitle": str(thing),
        "opts": admin.opts,
        "original": thing,
        "form": form,
        "standing": form.standing(request.user),
        "refusal": form.refusal(request.user),
        "claim": thing if isinstance(thing, Claim) else None,
        "sayable": sayable.instead(thing) if isinstance(thing, Claim) else [],
        "back": back,
    }
    return TemplateResponse(request, form.template, context)
