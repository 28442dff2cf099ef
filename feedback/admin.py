"""Feedback at the press desk: read, handled, noted, taken away as a file. The visitor's words stay as they are."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.export import heading, rows
from feedback.filters import HandledFilter, MonthFilter, PageFilter
from feedback.models import Feedback, FeedbackQuerySet
from feedback.redacting import redact_screen
from publishing import clock
from publishing.desk import spreadsheet
from publishing.desk.listing import CappedPaginator
from publishing.desk.screens import url_of
from publishing.desk.signed_in import DeskRequest
from publishing.desk.times import in_words, shortly

# Of what was said, in the list.
EXCERPT = 140
# Of a search: more words would only cost more.
LONGEST_SEARCH = 100


class NoteForm(forms.ModelForm):
    """The one thing that is written at the desk. A note that somebody else saved meanwhile is not lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "note" in self.fields:
            self.fields["note"].show_hidden_initial = True  # what it was when the form was opened

    def clean_note(self) -> str:
        typed, name = self.cleaned_data["note"], self.add_initial_prefix("note")
        stored = Feedback.objects.values_list("note", flat=True).get(pk=self.instance.pk)
        opened = plain(self.data.get(name, stored))
        if plain(stored) in (opened, plain(typed)):
            return typed
        if plain(typed) == opened:
            return stored
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[name] = stored
        self.data = data
        raise forms.ValidationError(
            _("Somebody else saved a note meanwhile: “%s” Put both together, and save again.") % stored
        )


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    form = NoteForm
    list_display = ("said", "about", "rated", "sent", "handling")
    list_filter = (HandledFilter, "rating", PageFilter, MonthFilter)
    list_select_related = ("handled_by",)
    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator
    search_fields = ("thoughts", "doing", "note", "page")
    search_help_text = gettext_lazy("Words, or a page’s address")
    actions = ("mark_handled", "mark_new")
    fieldsets = (
        (gettext_lazy("What the visitor said"), {"fields": ("thoughts", "doing", "rating")}),
        (gettext_lazy("Where and when"), {"fields": ("page_link", "edition_seen", "version", "sent")}),
        (gettext_lazy("What was done about it"), {"fields": ("handling", "note")}),
    )

    readonly_fields = (
        "thoughts",
        "doing",
        "rating",
        "page_link",
        "edition_seen",
        "version",
        "sent",
        "handling",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [
            path("export/", view(self.export), name="feedback_feedback_export"),
            path("<int:pk>/redact/", view(partial(redact_screen, self)), name="feedback_feedback_redact"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: DeskRequest, extra_context: Any = None) -> Any:
        """What is filtered is what the file holds; a page of the list is not a filter."""
        query = request.GET.copy()
        query.pop("p", None)
        context = {"title": _("Feedback"), "asked": query.urlencode(), **(extra_context or {})}
        return super().changelist_view(request, context)

    def export(self, request: DeskRequest) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found: Any = self.get_changelist_instance(request).get_queryset(request)
        return spreadsheet.file("feedback", heading(), rows(found))

    def save_model(self, request: DeskRequest, obj: Feedback, form: Any, change: bool) -> None:
        obj.save(update_fields=["note"])
        if "_handle" in request.POST:
            obj.handle(by=request.user, at=clock.now())
        elif "_reopen" in request.POST:
            obj.reopen()

    def log_change(self, request: DeskRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if message else None

    def response_change(self, request: DeskRequest, obj: Feedback) -> HttpResponse:
        """Back to the list, told in a sentence what is true now."""
        words = (
            _("Handled. Your note is saved.") if obj.handled_at else _("Your note is saved. It is still new.")
        )
        self.message_user(request, words, messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def render_change_form(
        self, request: DeskRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        feedback = kwargs.get("obj")
        context["title"] = _("Feedback of %s") % in_words(feedback.sent_at) if feedback else ""
        context["may_redact"] = request.user.has_perm("feedback.redact_feedback")
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description=gettext_lazy("Mark as handled"), permissions=["change"])
    def mark_handled(self, request: DeskRequest, chosen: FeedbackQuerySet) -> None:
        done = chosen.handle(by=request.user, at=clock.now())
        self.message_user(request, ngettext("%d marked as handled.", "%d marked as handled.", done) % done)

    @admin.action(description=gettext_lazy("Mark as new again"), permissions=["change"])
    def mark_new(self, request: DeskRequest, chosen: FeedbackQuerySet) -> None:
        done = chosen.reopen()
        self.message_user(request, ngettext("%d marked as new.", "%d marked as new.", done) % done)

    @admin.display(description=gettext_lazy("what was said"))
    def said(self, feedback: Feedback) -> str:
        return Truncator(feedback.thoughts).chars(EXCERPT) if feedback.thoughts else _("(redacted)")

    @admin.display(description=gettext_lazy("page"), ordering="page")
    def about(self, feedback: Feedback) -> str:
        return feedback.page or _("no page")

    @admin.display(description=gettext_lazy("rating"), ordering="rating")
    def rated(self, feedback: Feedback) -> str:
        return feedback.get_rating_display() or _("no rating")

    @admin.display(description=gettext_lazy("sent"), ordering="sent_at")
    def sent(self, feedback: Feedback) -> str:
        return shortly(feedback.sent_at)

    @admin.display(description=gettext_lazy("handled"), ordering="handled_at")
    def handling(self, feedback: Feedback) -> str:
        if feedback.handled_at is None:
            return format_html('<strong class="state state-new">{}</strong>', _("New"))
        words = _("%(who)s, %(when)s") % {"who": feedback.handled_by, "when": shortly(feedback.handled_at)}
        return format_html('<span class="state state-ended">{}</span>', words)

    @admin.display(description=gettext_lazy("page"))
    def page_link(self, feedback: Feedback) -> str:
        return format_html('<a href="{0}">{0}</a>', feedback.page) if feedback.page else _("none named")

    @admin.display(description=gettext_lazy("edition seen"))
    def edition_seen(self, feedback: Feedback) -> str:
        kind, _colon, key = feedback.seen.partition(":")
        try:
            edition = apps.get_model(kind)(pk=int(key))
        except (LookupError, ValueError):
            return _("none: no document stood there")
        words = f"{edition._meta.verbose_name} {key}"
        return format_html('<a href="{}">{}</a>', url_of(edition, "change"), words)
