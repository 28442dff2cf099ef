"""Documents and their editions: the idea that everything public rests on.

A document (a post, a page) has addresses and a language, and nothing else. Its content is in editions.
An edition is public from `released_at` until `ended_at`; both are decided when somebody approves it, and
the clock does the rest. `expires_at` is what was approved, `ended_at` what is in force: the earliest of
the expiry, the successor's start and a withdrawal; always computed, never restored from memory.

Subclasses name their foreign key `document`, write `class Meta(Edition.Meta)` and add to its constraints.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.constraints import NoOverlap
from publishing.documents import Document
from publishing.states import Ending, Notice, Outcome, State, Update

if TYPE_CHECKING:
    from accounts.models import User


class EditionQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """What a visitor may see at `moment` (aware). Every public read starts here."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=moment), released_at__lte=moment)

    def open(self) -> Self:
        """Drafts and submitted editions: at most one a document."""
        return self.filter(released_at=None, set_aside_at=None)

    def scheduled(self, moment: datetime) -> Self:
        return self.filter(released_at__gt=moment)

    def in_state(self, state: str, moment: datetime) -> Self:
        """The editions for which `edition.state(moment)` is `state`."""
        match state:
            case State.DRAFT:
                return self.open().filter(submitted_at=None)
            case State.SUBMITTED:
                return self.open().filter(submitted_at__isnull=False)
            case State.SCHEDULED:
                return self.scheduled(moment)
            case State.LIVE:
                return self.at(moment)
            case State.ENDED:
                return self.filter(ended_at__lte=moment)
            case _:
                return self.filter(set_aside_at__isnull=False)

    def with_debt(self) -> Self:
        """Released urgently by one person, and not yet approved by a second."""
        return self.filter(released_at__isnull=False, approved_by=None)


class Public:
    """The public's way to editions. Not a manager: there is no `.all()`, only `at(moment)`."""

    def __get__(self, instance: Any, owner: type[Edition]) -> PublicEditions:
        if instance is not None:
            raise AttributeError("Ask the class, not an edition, for what is public.")
        return PublicEditions(owner)


class PublicEditions:
    def __init__(self, model: type[Edition]) -> None:
        self.model = model

    def at(self, moment: datetime) -> EditionQuerySet:
        return self.model.desk.at(moment)


class Edition(models.Model):
    """One version of a document, public from `released_at` until `ended_at`. A draft has neither."""

    # What a content hash covers: field names here and in each subclass. Never remove one.
    content_fields: ClassVar[tuple[str, ...]] = ("slug", "title", "update", "change_note", "expires_at")
    # The URL pattern of this kind, which takes the address: "news:post".
    url_name: ClassVar[str] = ""
    # Whether the public finds this kind in a list, newest first.
    is_listed: ClassVar[bool] = False
    # Whether it may start or end at a moment that was chosen beforehand, or only when somebody presses the button.
    is_timed: ClassVar[bool] = True
    # Whether there is one document of this kind at most.
    is_only_one: ClassVar[bool] = False

    number = models.PositiveIntegerField(_("edition"), editable=False)
    slug = models.SlugField(
        _("address"), max_length=100, blank=True, help_text=_("The last part of the address of the page.")
    )
    title = models.CharField(_("title"), max_length=200)
    update = models.CharField(_("kind of update"), max_length=5, choices=Update, blank=True)
    change_note = models.CharField(
        _("change note"), max_length=300, blank=True, help_text=_("What changed, for readers. Public.")
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    revision = models.PositiveIntegerField(default=1, editable=False)
    is_newest = models.BooleanField(default=True, editable=False)
    started_from = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("started from"), null=True, editable=False, related_name="+"
    )
    is_restored = models.BooleanField(default=False, editable=False)
    contributors = models.ManyToManyField(settings.AUTH_USER_MODEL, editable=False, related_name="+")
    edited_at = models.DateTimeField(_("last edited"), editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), editable=False, related_name="+"
    )

    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_hash = models.CharField(max_length=64, blank=True, editable=False)
    set_aside_at = models.DateTimeField(null=True, editable=False)

    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    urgent_reason = models.CharField(max_length=500, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    released_at = models.DateTimeField(_("released"), null=True, editable=False)
    first_released_at = models.DateTimeField(null=True, editable=False)
    listed_at = models.DateTimeField(null=True, editable=False)

    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    ending = models.CharField(max_length=9, choices=Ending, blank=True, editable=False)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.GONE, editable=False)
    redirect_to = models.CharField(max_length=300, blank=True, editable=False)
    notice = models.CharField(max_length=20, choices=Notice, blank=True, editable=False)
    redacted_at = models.DateTimeField(null=True, editable=False)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(EditionQuerySet)()
    public: ClassVar[Public] = Public()

    if TYPE_CHECKING:
        document: Document
        document_id: int
        pk: int

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "number"], name="%(app_label)s_%(class)s_number"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(released_at=None, set_aside_at=None),
                name="%(app_label)s_%(class)s_one_draft",
                violation_error_message=_("There is already a draft."),
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_newest=True), name="%(app_label)s_%(class)s_one_newest"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(released_at__isnull=False, ended_at__gt=F("released_at")),
                name="%(app_label)s_%(class)s_ends_after_release",
                violation_error_message=_("An edition can only end after it was released."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="%(app_label)s_%(class)s_end_has_cause",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None)
                | Q(released_by__isnull=False, listed_at__isnull=False, first_released_at__isnull=False)
                & ~Q(content_hash="")
                & (Q(approved_by__isnull=False) | ~Q(urgent_reason="")),
                name="%(app_label)s_%(class)s_release_is_approved",
                violation_error_message=_("A release needs an approval, or a reason why it was urgent."),
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | Q(released_at=None),
                name="%(app_label)s_%(class)s_set_aside_or_released",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_hash="")
                | Q(submitted_at__isnull=False) & ~Q(submitted_hash=""),
                name="%(app_label)s_%(class)s_submitted_text_is_known",
            ),
            NoOverlap(name="%(app_label)s_%(class)s_no_overlap"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "-released_at"], name="%(class)s_answering"),
            models.Index(
                fields=["released_at"], condition=Q(released_at__isnull=False), name="%(class)s_starts"
            ),
            models.Index(fields=["ended_at"], condition=Q(ended_at__isnull=False), name="%(class)s_ends"),
            models.Index(
                F("listed_at").desc(),
                F("id").desc(),
                condition=Q(released_at__isnull=False),
                include=["released_at", "ended_at"],
                name="%(class)s_listed",
            ),
            models.Index(
                F("edited_at").desc(), F("id").desc(), condition=Q(is_newest=True), name="%(class)s_newest"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(self.url_name, args=[self.document.slug])

    def comes_with(self, starts: datetime) -> list[str]:
        """What else the public sees by its release at `starts`, in sentences for whoever decides."""
        return self.document.comes_with(starts)

    def save_standing(self) -> None:
        """Store where the edition stands, and leave its text as it was read and hashed.

        A plain `save()` cleans rich text again: under next year's rules that could change what was approved.
        """
        names = [field.name for field in self._meta.concrete_fields if not field.primary_key]
        self.save(update_fields=[name for name in names if name not in self.content_fields])

    def state(self, moment: datetime) -> State:
        if self.set_aside_at:
            return State.SET_ASIDE
        if self.released_at is None:
            return State.SUBMITTED if self.submitted_at else State.DRAFT
        if self.released_at > moment:
            return State.SCHEDULED
        return State.LIVE if self.is_public(moment) else State.ENDED

    def is_public(self, moment: datetime) -> bool:
        """The same answer as `public.at(moment)`, for a row already read."""
        started = self.released_at is not None and self.released_at <= moment
        return started and (self.ended_at is None or self.ended_at > moment)

    def is_open(self) -> bool:
        return self.released_at is None and self.set_aside_at is None

    def has_debt(self) -> bool:
        return self.released_at is not None and self.approved_by_id is None

    def was_written_by(self, user: User) -> bool:
        """Whoever contributed to the text since the last release, the starter of the draft included."""
        return self.contributors.filter(pk=user.pk).exists()


def kinds() -> list[type[Edition]]:
    """Every kind of edition that the rooms have."""
    return [model for model in apps.get_models() if issubclass(model, Edition)]
