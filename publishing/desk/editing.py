"""Writing at the desk: the form that never loses a word, and the admin class every kind of edition shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from js_asset import Media

from publishing import choosing, clock, drafts
from publishing.desk import outlook, screens
from publishing.desk.comparing import reading
from publishing.desk.listing import CappedPaginator, EditionList
from publishing.desk.merging import MergingForm
from publishing.desk.signed_in import DeskRequest
from publishing.desk.times import MomentField, MomentWidget
from publishing.models import Verb
from publishing.rules import Refused, may, refusal
from publishing.states import State

if TYPE_CHECKING:
    from publishing.editions import Edition

# Buttons beside "Save" that go on to a screen, by the name they are posted under.
THEN = {"_submit_next": "submit", "_preview_next": "preview"}


class EditionForm(MergingForm):
    """A draft's form. When somebody else saved meanwhile, the save is refused and both texts are brought
    together; the next save of this page goes through: its author has seen theirs.
    """

    refused = ""
    approved_meanwhile = False

    def clean_slug(self) -> str:
        """An address whose last part was left open takes it from the title."""
        slug = self.cleaned_data["slug"].lower()
        left_open = not slug or slug.endswith("/")
        if left_open:
            slug += slugify(self.cleaned_data.get("title", ""))[:100]
        if not slug or slug.endswith("/"):
            raise forms.ValidationError(_("Give the page an address: a few words, joined by hyphens."))
        kind = self._meta.model._meta.get_field("document").related_model
        document = self.instance.document if self.instance.pk else kind()
        unusable = document.unusable(slug)
        if unusable and left_open and not document.misshapen(slug):
            # Nobody chose this one: the title was used before, so it is given the next number.
            numbered = (f"{slug}-{number}" for number in range(2, 100))
            return next((free for free in numbered if not document.unusable(free)), slug)
        if unusable:
            raise forms.ValidationError(unusable)
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.refused:
            self.add_error(None, self.refused)
        if self.instance.pk:
            self._compare_with_stored(type(self.instance).desk.get(pk=self.instance.pk))
        return cleaned

    def _compare_with_stored(self, stored: Edition) -> None:
        if not stored.is_open():
            self.approved_meanwhile = True
            self.add_error(
                None, _("This edition was decided on while you were writing. Your text is kept below.")
            )
        elif stored.revision != self.cleaned_data.get("seen"):
            self.merge(stored)
            self.add_error(
                None, _("Somebody else saved this draft while you were writing. Nothing was overwritten.")
            )


class EditionAdmin(admin.ModelAdmin):
    """Drafts are written here; everything else about an edition is read here and decided on its screens."""

    form = EditionForm
    paginator = CappedPaginator
    change_form_template = "admin/publishing/edition_form.html"
    change_list_template = "admin/publishing/edition_list.html"
    list_per_page = 50
    ordering = ("-edited_at", "-pk")
    show_full_result_count = False
    list_select_related: ClassVar[tuple[str, ...]] = ("edited_by",)
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget}}
    actions = None
    view_on_site = False  # "Preview" shows it, to whoever may read
    # Only an update of something that was public has these.
    update_fields = ("update", "change_note")

    def preview(self, request: DeskRequest, edition: Edition) -> HttpResponse:
        raise TypeError(f"{type(self).__name__} must say how the public would see it.")

    # --- who may ---

    def has_module_permission(self, request: DeskRequest) -> bool:
        return request.user.has_perm("publishing.read")

    def has_view_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return request.user.has_perm("publishing.read")

    def has_add_permission(self, request: DeskRequest) -> bool:
        return may(request.user, Verb.START)

    def has_change_permission(self, request: DeskRequest, obj: Edition | None = None) -> bool:
        """A POST to an edition that is no longer a draft passes, so that the form can keep its text."""
        allowed = may(request.user, Verb.EDIT)
        return allowed and (obj is None or request.method == "POST" or obj.is_open())

    def has_delete_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return False

    # --- the form ---

    def get_form(self, request: DeskRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", "")  # type: ignore[attr-defined]
        return form

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return choosing.form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: DeskRequest, obj: Any = None) -> Any:
        """Without the address once one was approved, without the update's fields before."""
        now = clock.now()
        was_public = obj is not None and obj.document.was_public(now)
        hidden = {"slug"} if was_public else set(self.update_fields)
        if obj is not None and obj.document.editions.scheduled(now).exists():
            hidden.add("slug")  # the scheduled edition's address is approved; moving is a decision of its own
        kept = [
            (name, {**options, "fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]
        return [(name, options) for name, options in kept if options["fields"]]

    def get_prepopulated_fields(self, request: DeskRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["title"]}

    def changeform_view(
        self, request: DeskRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        try:
            if request.method == "POST" and "_as_next" in request.POST:
                object_id, form_url = self._next_draft(request, object_id, form_url)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            # Shown above the form, with everything that was typed still in it.
            request.refused = str(refused)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _next_draft(self, request: DeskRequest, object_id: Any, form_url: str) -> tuple[Any, str]:
        """The draft that takes the text of a form whose edition was decided on meanwhile, and its address.

        A draft that is there already holds words that this person has not seen: both texts come first.
        """
        edition: Any = self.get_object(request, str(object_id))
        if edition is None:
            return object_id, form_url
        draft = edition.document.editions.open().first()
        seen = 0 if draft else 1  # what a new draft's form would carry
        draft = draft or drafts.start_next(edition, by=request.user)
        request.POST = request.POST.copy()
        request.POST["seen"] = str(seen)
        request.POST["_continue"] = "1"
        return str(draft.pk), screens.url_of(draft, "change")

    def save_model(self, request: DeskRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            was_waiting = obj.submitted_at is not None
            drafts.keep(obj, by=request.user, seen=form.cleaned_data["seen"])
            if was_waiting:
                messages.warning(
                    request, _("It is not waiting for approval any more: ask for approval again.")
                )
            return
        fields = {name: value for name, value in form.cleaned_data.items() if name not in ("seen", "opened")}
        started = drafts.start(self.model, by=request.user, **fields)
        obj.pk, obj.document = started.pk, started.document

    def save_related(self, request: DeskRequest, form: Any, formsets: Any, change: bool) -> None:
        if change:
            super().save_related(request, form, formsets, change)

    def response_change(self, request: DeskRequest, obj: Any) -> HttpResponse:
        return self._after_save(request, obj) or super().response_change(request, obj)

    def response_add(self, request: DeskRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        going_on = self._after_save(request, obj)
        return going_on or super().response_add(request, obj, post_url_continue)

    def _after_save(self, request: DeskRequest, edition: Edition) -> HttpResponse | None:
        for button, screen in THEN.items():
            if button in request.POST:
                return HttpResponseRedirect(screens.url_of(edition, screen))
        if "_save" not in request.POST and "_continue" not in request.POST:
            return None
        messages.success(request, _("The draft is saved. The public does not see it."))
        return HttpResponseRedirect(screens.url_of(edition, "change"))

    # Every act is in the decision log; Django's own log would keep titles that redaction cannot reach.

    def log_addition(self, request: DeskRequest, obj: Any, message: Any) -> None: ...

    def log_change(self, request: DeskRequest, obj: Any, message: Any) -> None: ...

    def render_change_form(
        self, request: DeskRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        edition, now = context["original"], clock.now()
        context["title"] = context["title"] if edition else _("Write a new %s") % self.opts.verbose_name
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        if edition:
            context |= {
                "possible": screens.possible(edition, request),
                "standing": outlook.standing(edition, now),
                "state": edition.state(now),
                "public_url": edition.get_absolute_url() if edition.is_public(now) else "",
                "state_words": outlook.state_in_words(edition, now),
                "why_not": refusal(Verb.APPROVE, edition, by=request.user, now=now)
                if edition.state(now) == State.SUBMITTED and may(request.user, Verb.APPROVE)
                else "",
                "screens": {
                    name: screens.url_of(edition, name) for name in ("history", "compare", "preview")
                },
                "returned": screens.last_return(edition),
                "reading": [] if self.has_change_permission(request, edition) else reading(edition),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    # --- the list and the screens ---

    def changelist_view(self, request: DeskRequest, extra_context: Any = None) -> Any:
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changelist(self, request: DeskRequest, **kwargs: Any) -> type[EditionList]:
        return EditionList

    def get_urls(self) -> Any:
        return screens.urls(self) + super().get_urls()

    def history_view(self, request: DeskRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return screens.history_screen(self, request, object_id)
