"""The form of an action: a date that was given stays, and a new one stands beside it with the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.desk.finding_form import named
from peel.desk.merging import TwoAtOnceForm, text_of
from peel.models import Action, Finding
from peel.words import PRACTICE


class ActionForm(TwoAtOnceForm):
    class Meta:
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "revision_reason": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "revised_due": gettext_lazy("The first date stays, and readers see both with the reason."),
            "revision_reason": gettext_lazy("Public. For each new date, say why anew."),
            "force_status": gettext_lazy("The force’s own word. Only HMICFRS closes the finding."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "finding" in self.fields:
            chooser: Any = self.fields["finding"]
            asks = Finding.desk.filter(force=settings.FORCE_ID).exclude(kind__in=PRACTICE)
            chooser.queryset = asks.order_by("reference")
            chooser.label_from_instance = named

    def clean(self) -> dict[str, Any]:
        """The first date may stand beside the form, so the database's own sentence would not be asked for."""
        cleaned = super().clean()
        if self.instance.pk is None or self.errors or "revised_due" not in self.fields:
            return cleaned
        new, why = cleaned["revised_due"], cleaned["revision_reason"]
        stored = Action.desk.get(pk=self.instance.pk)
        if bool(new) != bool(why) or (new and not cleaned.get("due", stored.due)):
            raise forms.ValidationError(_("A new date needs the date before it, and a reason."))
        again = stored.revised_due and stored.revised_due != new
        if new and again and text_of(stored.revision_reason) == text_of(why):
            self.add_error("revision_reason", _("Say why the date is changed again."))
        return cleaned
