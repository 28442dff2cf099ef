"""Screens that do one thing to an inspection: what is typed, what it will do in sentences, and the button."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.models import Inspection, Source
from peel.rules import is_inspectorates
from publishing.desk.signed_in import DeskRequest


class DecidingForm(forms.Form):
    """previews: whether its consequences are shown before the button does anything. `instead` is a sentence that
    says why nothing has to be done: a second press, say.
    """

    title: Any = ""
    needs: ClassVar[tuple[str, ...]]
    template = "admin/peel/decide.html"
    previews = True
    grave = False
    instead = ""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        self.inspection = inspection
        super().__init__(*args, **kwargs)

    def standing(self) -> list[str]:
        """What holds now."""
        return []

    def consequences(self) -> list[str]:
        """What pressing the button does. Asked of a form that is valid."""
        return []

    def button(self) -> str:
        return str(self.title)

    def act(self, by: Any) -> str:
        """Do it, in a transaction, and say what is now true. Refuses with ValidationError."""
        raise TypeError(f"{type(self).__name__} must say what it does.")

    def fingerprint(self) -> str:
        """Of everything that was typed: what is shown must be what is done."""
        typed = {name: str(value) for name, value in self.cleaned_data.items() if name != "shown"}
        return hashlib.sha256(repr(sorted(typed.items())).encode()).hexdigest()[:16]

    def fill_in(self, **values: str) -> None:
        """Change what the form sends next time."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data

    def is_shown(self) -> bool:
        return not self.previews or self.cleaned_data["shown"] == self.fingerprint()


class SourcedForm(DecidingForm):
    """With the publication that says so."""

    source_title = forms.CharField(label=gettext_lazy("Source: its title"), max_length=400)
    source_url = forms.URLField(
        label=gettext_lazy("Source: its address"), max_length=600, assume_scheme="https"
    )

    def source(self) -> Source:
        return source_of(self.cleaned_data)


def source_of(typed: dict[str, Any]) -> Source:
    """The source that a form names, new or known."""
    title, url = typed["source_title"].strip(), typed["source_url"]
    publisher = "HMICFRS" if is_inspectorates(url) else ""
    return Source.objects.get_or_create(title=title, url=url, defaults={"publisher": publisher})[0]


def url_of(screen: str, *keys: Any) -> str:
    return reverse(f"admin:peel_{screen}", args=keys)


def deciding_screen(admin: Any, request: DeskRequest, make: Any, inspection: Inspection) -> HttpResponse:
    """make: called with `data` and `inspection`, makes the form."""
    form = make(data=request.POST or None, inspection=inspection)
    if not request.user.has_perms(form.needs):
        raise PermissionDenied
    back, showing = url_of("inspection_change", inspection.pk), False
    if request.method == "POST" and form.is_valid():
        if form.instead:
            messages.info(request, form.instead)
            return HttpResponseRedirect(back)
        if "_do" in request.POST and form.is_shown():
            said = _done(form, request.user)
            if said:
                messages.success(request, said)
                return HttpResponseRedirect(back)
        else:
            showing = True
            form.fill_in(shown=form.fingerprint())
    context = {
        **admin.admin_site.each_context(request),
        "title": form.title,
        "subtitle": inspection_words(inspection),
        "opts": admin.opts,
        "original": inspection,
        "original_words": inspection_words(inspection),
        "form": form,
        "showing": showing,
        "consequences": form.consequences() if showing else [],
        "back": back,
    }
    return TemplateResponse(request, form.template, context)


def _done(form: DecidingForm, by: Any) -> str:
    """What is now true; nothing where it was refused, which the form then says."""
    try:
        with transaction.atomic():
            return form.act(by)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except IntegrityError:
        form.add_error(None, _("Somebody else was faster by a moment. Look again, then press the button."))
    return ""


def inspection_words(inspection: Inspection) -> str:
    words = f"{inspection.force.short_name} {inspection.cycle.label}"
    version = inspection.get_framework_version_display()
    return f"{words} ({version})" if version else words
