"""The form of the policy, with what whoever writes it has to know beside each field."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.desk.editing import EditionForm

SHORT = {"rows": 2}


class PolicyForm(EditionForm):
    class Meta:
        widgets: ClassVar = {
            "question": forms.Textarea(attrs={"rows": 4}),
            **{
                name: forms.Textarea(attrs=SHORT)
                for name in ("accepted", "rejected", "customised", "trouble")
            },
        }
        help_texts: ClassVar = {
            "title": _("The heading of the page about cookies, at /cookies/."),
            "accept_label": _("Both buttons look the same. Name what each does, and praise neither."),
            "reject_label": _("As plain and as short as the other one."),
            "accepted": _("Shown to somebody who pressed the first button. A link to change it follows."),
            "rejected": _("Shown to somebody who pressed the second button."),
            "customised": _("Shown to somebody who chose for each group on the page about cookies."),
            "trouble": _(
                "Shown when the choice could not be saved. Say that nothing is saved, and what is off."
            ),
            "update": _(
                "Minor: no sentence means anything else, so nobody is asked again. Major: readers are told, and"
                " those whom a change concerns are asked again. “Ask for approval” shows whom."
            ),
            "change_note": _(
                "For a major update: what changed, in words for visitors. It stands in the question."
            ),
        }
