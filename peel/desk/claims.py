"""Claims at the press desk: written, worked out before anybody approves, approved by a second person, never edited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import claiming, record, sayable
from peel.dates import london_day
from peel.desk import verdicts
from peel.desk.deciding import url_of
from peel.desk.keeping import KeptAdmin
from peel.models import Claim, Force
from publishing import clock
from publishing.desk.times import shortly
from publishing.desk.waiting import MOST, Row, Waiting, section


class ClaimForm(forms.ModelForm):
    day = forms.DateField(
        label=gettext_lazy("As of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The claim is tested with what the public knew at the end of that day."),
    )

    class Meta:
        model = Claim
        fields = (
            *("force", "wording", "kind", "measure", "from_cycle", "to_cycle", "places", "floor"),
            *("comparators", "chosen"),
        )
        widgets = {"wording": forms.Textarea(attrs={"rows": 3}), "chosen": forms.CheckboxSelectMultiple}
        help_texts = {
            "wording": gettext_lazy("The sentence as it is, or would be, said. Readers see it."),
            "from_cycle": gettext_lazy("Empty for “no area below a grade”, which is about one inspection."),
            "floor": gettext_lazy(
                "Only for “no area below a grade”, with the lowest grade given as its measure."
            ),
            "chosen": gettext_lazy("Only if you compare with the forces named."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if "force" not in fields:
            return
        fields["force"].queryset = fields["chosen"].queryset = Force.objects.inspected()
        if self.instance.pk:
            fields["day"].initial = london_day(self.instance.as_of)
        else:
            fields["force"].initial, fields["day"].initial = settings.FORCE_ID, london_day(clock.now())

    def clean_day(self) -> date:
        day, now = self.cleaned_data["day"], clock.now()
        if day > london_day(now):
            raise forms.ValidationError(_("That date is still to come."))
        if not self.instance.pk or london_day(self.instance.as_of) != day:
            self.instance.as_of = record.as_of(day, now)
        return day


@admin.register(Claim)
class ClaimAdmin(KeptAdmin):
    form = ClaimForm
    change_form_template = "admin/peel/claim_form.html"
    change_list_template = "admin/peel/list.html"
    list_display = ("__str__", "verdict", "standing", "day")
    list_filter = ("status", "kind", "to_cycle")
    search_fields = ("wording",)
    fieldsets = (
        (gettext_lazy("What is said"), {"fields": ("force", "wording")}),
        (
            gettext_lazy("How it is tested"),
            {"fields": ("kind", "measure", "from_cycle", "to_cycle", "places", "floor", "day")},
        ),
        (gettext_lazy("Compared with"), {"fields": ("comparators", "chosen")}),
    )

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """What is approved is read."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_approved)

    def get_urls(self) -> list[Any]:
        def screen(make: type[verdicts.Deciding]) -> Any:
            return self.admin_site.admin_view(partial(verdicts.deciding_screen, self, make))

        own = [
            path("<int:pk>/approve/", screen(verdicts.ApproveClaim), name="peel_claim_approve"),
            path("<int:pk>/withdraw/", screen(verdicts.WithdrawClaim), name="peel_claim_withdraw"),
        ]
        return own + super().get_urls()

    @admin.display(description=gettext_lazy("answer"), ordering="status")
    def verdict(self, claim: Claim) -> str:
        return str(claim.get_status_display())

    @admin.display(description=gettext_lazy("state"), ordering="approved_at")
    def standing(self, claim: Claim) -> str:
        if claim.withdrawn_at:
            return _("withdrawn %s") % shortly(claim.withdrawn_at)
        return _("public since %s") % shortly(claim.approved_at) if claim.approved_at else _("not approved")

    @admin.display(description=gettext_lazy("as of"), ordering="as_of")
    def day(self, claim: Claim) -> str:
        return shortly(claim.as_of)

    def save_model(self, request: Any, obj: Claim, form: Any, change: bool) -> None:
        chosen = [one.pk for one in form.cleaned_data["chosen"]]
        result = claiming.keep(obj, by=request.user, chosen=chosen)
        words = _("Saved and worked out: %s. Read the result below before somebody approves it.")
        messages.success(request, words % result.status.label)

    def response_add(self, request: Any, obj: Claim, post_url_continue: Any = None) -> HttpResponse:
        return HttpResponseRedirect(url_of("claim_change", obj.pk))

    def response_change(self, request: Any, obj: Claim) -> HttpResponse:
        return HttpResponseRedirect(url_of("claim_change", obj.pk))

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        claim = kwargs.get("obj")
        context["claim"] = claim
        context["sayable"] = sayable.instead(claim) if claim else []
        context["may_approve"] = request.user.has_perm(claiming.MAY_APPROVE)
        return super().render_change_form(request, context, *args, **kwargs)


@section
def to_approve(person: Any, now: datetime) -> Iterator[Waiting]:
    if not person.has_perm(claiming.MAY_APPROVE):
        return
    found = list(Claim.desk.filter(approved_at=None).order_by("-pk")[: MOST + 1])
    if found:
        rows = [Row(str(one), url_of("claim_change", one.pk), str(one.get_status_display())) for one in found]
        links = [(_("See all claims"), reverse("admin:peel_claim_changelist"))]
        yield Waiting(_("Claims that nobody has approved"), rows, links=links)
