"""The desk's form for site details. Nothing that was typed or sent is lost when a save is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import contact, details
from pages.details import SiteDetails
from pages.logo import Logo
from pages.merging import merge, packed, plain, unpacked
from publishing import clock


@dataclass(frozen=True)
class Difference:
    """One field that two people left different."""

    label: str
    before: str
    after: str


class DetailsForm(forms.ModelForm):
    """`seen` is the revision it was opened at, `opened` what it held; `kept_logo` was sent with an earlier try.

    When somebody else saved meanwhile, the save is refused. What only they changed is taken over into the form,
    what both changed is shown side by side, and the next save goes through.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    kept_logo = forms.CharField(widget=forms.HiddenInput, required=False)
    logo_file = forms.FileField(
        label=gettext_lazy("New logo"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
        help_text=gettext_lazy(
            "PNG, JPEG or WebP, at most 1 MB; made 200 pixels high at most. It stands beside the name on the dark "
            "header, in light and in dark: choose one for a dark ground, best with a see-through background."
        ),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Show no logo"), required=False)

    # Set for each request by the admin class.
    logo_refused: ValidationError | None = None
    showing = False
    conflict: list[Difference] = []
    taken_over: list[str] = []

    class Meta:
        widgets = {
            "social": forms.Textarea(attrs={"rows": 4, "cols": 60}),
            "footer_text": forms.Textarea(attrs={"rows": 3, "cols": 60}),
            "phase_message": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "colour": forms.TextInput(attrs={"size": 9, "autocapitalize": "off", "spellcheck": "false"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision
        if self.instance.logo and "logo_file" in self.fields:
            self.fields["logo_file"].help_text = self._with_present_logo(self.instance.logo)
        self.initial["opened"] = packed(self._held(self.instance))

    def _with_present_logo(self, logo: Logo) -> SafeString:
        return format_html(
            '{} <img class="present-logo" src="{}" width="{}" height="{}" alt="{}">',
            self.fields["logo_file"].help_text,
            logo.get_absolute_url(),
            logo.width,
            logo.height,
            _("The present logo"),
        )

    def is_valid(self) -> bool:
        """Showing what it looks like is not saving, whatever was typed."""
        return super().is_valid() and not self.showing

    def clean_phase_message(self) -> str:
        return " ".join(self.cleaned_data["phase_message"].split())

    def clean_online_url(self) -> str:
        """Refused only when it is typed anew: nobody must mend it first to change a number at night."""
        address: str = self.cleaned_data["online_url"]
        typed = "online_url" in self.changed_data
        if typed and contact.leads_nowhere(address, clock.now()):
            raise ValidationError(_("Readers find nothing at “%s”. Give a page that is public.") % address)
        return address

    def clean_logo_file(self) -> None:
        if self.logo_refused:
            raise self.logo_refused

    def clean_kept_logo(self) -> Logo | None:
        digest = self.cleaned_data["kept_logo"]
        return Logo.objects.defer("png").filter(digest=digest).first() if digest else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kept_logo") and cleaned.get("without_logo"):
            self.add_error(
                "without_logo", _("You also sent a new logo. Untick this, or open the page afresh.")
            )
        self.instance.logo = self._logo(cleaned)
        stored = details.stored()
        if stored.revision != cleaned.get("seen") and not self.showing:
            self._meet(stored, cleaned)
        return cleaned

    def _logo(self, cleaned: dict[str, Any]) -> Logo | None:
        return cleaned.get("kept_logo") or (None if cleaned.get("without_logo") else self.instance.logo)

    def _meet(self, stored: SiteDetails, cleaned: dict[str, Any]) -> None:
        """Somebody was faster: the form takes what they changed, and asks about what both did."""
        names = [field.name for field in self._fields() if field.name != "logo"]
        typed = {name: plain(self[name].value()) for name in names}
        opened, held = unpacked(cleaned.get("opened")), self._held(stored)
        # A logo that was neither sent nor unticked is the stored one already.
        touched = cleaned.get("kept_logo") or cleaned.get("without_logo")
        typed["logo"] = plain(self.instance.logo) if touched else held["logo"]
        found = merge(opened, typed, held)
        for name in found.theirs:
            self._take_over(stored, name, cleaned)
        self.conflict = [self._difference(stored, name) for name in found.both]
        self.taken_over = [self._label(name) for name in found.theirs]
        self._set("seen", stored.revision)
        self._set("opened", packed(held))
        self.add_error(None, _("Somebody else saved the site details meanwhile. Nothing was overwritten."))

    def _take_over(self, stored: SiteDetails, name: str, cleaned: dict[str, Any]) -> None:
        """Theirs was found good when they saved it: a fault of what stood here before goes too."""
        self._errors.pop(name, None)  # type: ignore[attr-defined]
        cleaned[name] = getattr(stored, name)
        self._set(name, plain(cleaned[name]))

    def _difference(self, stored: SiteDetails, name: str) -> Difference:
        mine = SiteDetails(logo=self.instance.logo)
        if name != "logo":
            setattr(mine, name, self.cleaned_data.get(name, self[name].value()))
        field = SiteDetails._meta.get_field(name)
        before, after = details.in_words(stored, field), details.in_words(mine, field)
        return Difference(self._label(name), before, after)

    def _fields(self) -> list[Any]:
        return [
            field for field in details.shown_fields() if field.name in self.fields or field.name == "logo"
        ]

    def _held(self, row: SiteDetails) -> dict[str, str]:
        return {field.name: plain(getattr(row, field.name)) for field in self._fields()}

    def _label(self, name: str) -> str:
        return capfirst(str(SiteDetails._meta.get_field(name).verbose_name))  # type: ignore[union-attr]

    def _set(self, name: str, value: Any) -> None:
        """What the form will hold when it comes back."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[name] = value
        self.data = data
