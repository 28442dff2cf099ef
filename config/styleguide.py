"""Every component of the public side in every state, for whoever writes templates, and for the browser tests.

A page of the public frame behind the desk's sign-in: in the desk's own frame the admin's CSS would win.
"""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

LINKS = [(_("News"), "news"), (_("Inspections"), "peel"), (_("About us"), "about"), (_("Contact"), "contact")]
GRADES = [
    (_("Outstanding"), "outstanding", "star"),
    (_("Good"), "good", "tick"),
    (_("Adequate"), "adequate", "dash"),
    (_("Requires improvement"), "requires-improvement", "triangle"),
    (_("Inadequate"), "inadequate", "cross"),
]
CHOICES = [("good", _("Good")), ("mixed", _("Mixed")), ("bad", _("Bad"))]
WRONG = {"email": "nobody", "day": "soon", "kind": "none"}
LONG = _(
    "Officers will walk the river path, the old railway bridge and the market square every Friday and Saturday "
    "night until the end of May"
)


class Example(forms.Form):
    """One field of each kind."""

    text = forms.CharField(label=_("What were you trying to do?"), max_length=200)
    email = forms.EmailField(
        label=_("Email address"), required=False, help_text=_("Only if you want an answer.")
    )
    day = forms.DateField(
        label=_("Published from"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    thoughts = forms.CharField(
        label=_("What went well or badly?"),
        help_text=_("Leave out names, numbers and addresses."),
        widget=forms.Textarea({"rows": 4}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All kinds")), *CHOICES])
    rating = forms.ChoiceField(label=_("How was it?"), choices=CHOICES, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        choices=CHOICES,
        initial=["good"],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose any."),
    )
    agreed = forms.BooleanField(label=_("I have read this"))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """With `?returned` the form has come back with every error it can have."""
    form = Example(WRONG) if "returned" in request.GET else Example(initial={"rating": "good"})
    pages: list[tuple[int | str, str]] = [(1, "#1"), (2, "#2"), (3, "#3"), ("…", ""), (19, "#19")]
    links = [SimpleNamespace(words=words, url=f"#{section}", section=section) for words, section in LINKS]
    context: dict[str, Any] = {
        "navigation": links,
        "footer": links,
        "section": "news",
        "is_beta": True,
        "is_sensitive": True,
        "crumbs": [(_("Press desk"), "/admin/")],
        "languages": [SimpleNamespace(words="Cymraeg", url="#cymraeg", code="cy")],
        "form": form,
        "search": Example(prefix="search"),
        "picture": SimpleNamespace(
            url=static("desk/street.svg"), width=320, height=180, alt=_("A street at night")
        ),
        "moment": datetime(2026, 11, 9, 11, 20, tzinfo=UTC),
        "long": LONG,
        "pages": pages,
        "chips": [SimpleNamespace(words=words, without="#without") for _value, words in CHOICES],
        "links": [(_("All news"), "#news"), (LONG, "#long")],
        "shapes": [SimpleNamespace(words=words, tone=tone, shape=shape) for words, tone, shape in GRADES],
        "boxes": [(words, tone, count) for count, (words, tone, _shape) in enumerate(GRADES)],
        "heads": [_("Name"), _("What it is for"), _("Kept for")],
        "rows": [["session", _("Keeps you signed in at the press desk"), _("12 hours")]],
    }
    return render(request, "styleguide/page.html", context)
