"""The choices on the page about cookies: one question for each group, and none answered until it is chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consent.in_force import Version

YES, NO = "yes", "no"
# Before the key of a group, in the name of its field.
OF_A_GROUP = "g."


class ChoicesForm(forms.Form):
    """Its fields are named as they are posted: `g.` and the group's key."""

    use_required_attribute = False

    def __init__(self, version: Version, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for asked in version.asked:
            self.fields[f"{OF_A_GROUP}{asked.key}"] = forms.ChoiceField(
                label=asked.group.name,
                help_text=asked.group.purpose,
                choices=[(YES, _("Yes")), (NO, _("No"))],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose yes or no: %s.") % asked.group.name,
                    "invalid_choice": _("Choose yes or no: %s.") % asked.group.name,
                },
            )

    def choices(self) -> dict[str, bool]:
        return {name.removeprefix(OF_A_GROUP): said == YES for name, said in self.cleaned_data.items()}
