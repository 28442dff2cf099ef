"""Loading files at the desk: sent, checked with a report, and only then applied. And what was loaded, for reading."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel import loading, uploading
from peel.desk.keeping import ReadingAdmin
from peel.loading import examples
from peel.loading.gradings import Gradings
from peel.models import ImportBatch, Upload
from publishing import clock
from publishing.desk.signed_in import DeskRequest
from publishing.desk.times import shortly

MAY_LOAD = "peel.load_data"
# All files of one upload together: what is checked in a few seconds. The command takes more.
MOST_BYTES = 2_000_000
# Of each part of a report: more is counted.
MOST_LINES = 200
# What browsers and Windows put behind the name of a file that is there twice.
COPY = re.compile(r"( - copy)?( ?\(\d+\))?$")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field, as Django's documentation shows it."""

    def clean(self, data: Any, initial: Any = None) -> dict[str, bytes]:
        sent = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        if sum(file.size or 0 for file in sent) > MOST_BYTES:
            said = _(
                "That is more than 2 MB together. Send fewer files, or load them with manage.py load_peel."
            )
            raise forms.ValidationError(said)
        found: dict[str, bytes] = {}
        for file in sent:
            name = plain_name(file)
            if name in found:
                raise forms.ValidationError(_("Two of the files are called %s. Send one of them.") % name)
            found[name] = file.read()
        return found


def plain_name(file: UploadedFile) -> str:
    """The name that says what it is: “Findings (2).CSV” is findings.csv."""
    whole = PurePath((file.name or "").lower())
    return f"{COPY.sub('', whole.stem).strip()}{whole.suffix}"[:120]


class UploadForm(forms.Form):
    sent = FilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": ".csv"}),
        help_text=gettext_lazy(
            "CSV, one or several, 2 MB together at most. The name of each says what it is."
        ),
        error_messages={"required": gettext_lazy("Choose at least one file.")},
    )


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadingAdmin):
    list_display = ("file_name", "loaded", "who", "created", "changed", "same", "warned")
    list_select_related = ("loaded_by",)
    list_filter = ("file_name",)
    search_fields = ("file_name", "digest")
    fields = ("file_name", "loaded", "who", "created", "changed", "same", "all_warnings", "digest")
    readonly_fields = ("loaded", "who", "created", "changed", "same", "all_warnings")
    change_list_template = "admin/peel/upload_list.html"

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        context = {"may_load": request.user.has_perm(MAY_LOAD), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [
            path("load/", view(self.load), name="peel_importbatch_load"),
            path("load/<int:pk>/", view(self.checked), name="peel_importbatch_checked"),
            path("example/<str:name>/", view(self.example), name="peel_importbatch_example"),
        ]
        return own + super().get_urls()

    def load(self, request: DeskRequest) -> HttpResponse:
        refuse_unless_keeper(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            upload, _report = uploading.check(form.cleaned_data["sent"], by=request.user)
            return redirect("admin:peel_importbatch_checked", upload.pk)
        context = {"form": form, "examples": examples.columns()}
        return self._page(request, "upload", _("Load files"), context)

    def checked(self, request: DeskRequest, pk: int) -> HttpResponse:
        """The report of what was sent, and the button that applies it. Its sender's alone."""
        refuse_unless_keeper(request)
        upload = Upload.objects.defer("packed").filter(pk=pk, sent_by=request.user).first()
        if upload is None or (upload.has_expired(clock.now()) and upload.applied_at is None):
            messages.error(
                request, _("It is not kept any more: that ends after two hours. Send the files again.")
            )
            return redirect("admin:peel_importbatch_load")
        if request.method == "POST" and "_apply" in request.POST:
            report = uploading.apply(upload, by=request.user)
            if report is None or report.is_applied:
                said = (
                    _("It was applied already.")
                    if report is None
                    else _("It is applied: %s") % counted(report)
                )
                messages.success(request, said)
                return redirect("admin:peel_importbatch_changelist")
            said = _(
                "The data changed since you looked, so nothing was applied. This is what it would do now:"
            )
            messages.warning(request, said)
        elif upload.applied_at is not None:
            messages.info(request, _("It was applied already."))
            return redirect("admin:peel_importbatch_changelist")
        else:
            report = uploading.look(upload, by=request.user)
        return self._page(request, "upload_report", _("What loading these files would do"), told(report))

    def example(self, request: DeskRequest, name: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            text = examples.example(name)
        except KeyError:
            raise Http404 from None
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _page(self, request: DeskRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        around = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/peel/{name}.html", {**around, **context})

    # --- what was loaded ---

    @admin.display(description=gettext_lazy("loaded"), ordering="loaded_at")
    def loaded(self, batch: ImportBatch) -> str:
        return shortly(batch.loaded_at)

    @admin.display(description=gettext_lazy("by"))
    def who(self, batch: ImportBatch) -> str:
        return str(batch.loaded_by or _("the command load_peel"))

    @admin.display(description=gettext_lazy("created"))
    def created(self, batch: ImportBatch) -> int:
        return batch.counts.get("created", 0)

    @admin.display(description=gettext_lazy("changed"))
    def changed(self, batch: ImportBatch) -> int:
        return batch.counts.get("changed", 0)

    @admin.display(description=gettext_lazy("same"))
    def same(self, batch: ImportBatch) -> int:
        return batch.counts.get("same", 0)

    @admin.display(description=gettext_lazy("warnings"))
    def warned(self, batch: ImportBatch) -> int:
        return len(batch.warnings)

    @admin.display(description=gettext_lazy("warnings"))
    def all_warnings(self, batch: ImportBatch) -> str:
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in batch.warnings))
        return format_html_join("", "<ul>{}</ul>", ((lines,),)) if batch.warnings else _("none")


def refuse_unless_keeper(request: DeskRequest) -> None:
    if not request.user.has_perm(MAY_LOAD):
        raise PermissionDenied


def counted(report: loading.Report) -> str:
    return " ".join(report.lines()[: len(report.files)])


def told(report: loading.Report) -> dict[str, Any]:
    """For the page of a report: each part with its first lines, and how many more there are."""
    parts = [
        (_("Refused"), report.refused, True),
        (_("Would change"), report.changed, False),
        (_("To know"), report.warnings, False),
    ]
    return {
        "report": report,
        "parts": [
            {"title": title, "lines": lines[:MOST_LINES], "more": len(lines[MOST_LINES:]), "grave": grave}
            for title, lines, grave in parts
            if lines
        ],
        "is_about_grades": any(line.file in Gradings.names for line in report.refused),
        "may_apply": report.does_something() and not report.refused,
    }
