"""What the force does about findings. Its own word, kept apart from what HMICFRS says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peel.models.findings import Finding
from peel.models.sources import ImportBatch
from peel.visible import Public
from peel.words import FindingStatus, ForceStatus
from publishing import clock


class ActionQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """Public with the finding that it answers. Never with `lead`: who names a person names an office."""
        return self.filter(finding__in=Finding.desk.at(moment)).defer("lead")

    def with_due(self) -> Self:
        """Adds `due_now`: the date that holds, revised or not."""
        return self.annotate(due_now=Coalesce("revised_due", "due"))

    def overdue(self, day: date) -> Self:
        """Late and still to be done: neither complete, nor about a finding that HMICFRS closed."""
        return self.to_do().with_due().filter(due_now__lt=day)

    def to_do(self) -> Self:
        return self.filter(finding__hmicfrs_status=FindingStatus.OPEN).exclude(
            force_status=ForceStatus.COMPLETE
        )

    def to_do_first(self) -> Self:
        """For the desk: overdue first, then soonest due, then without a date; what is done stands last."""
        done = Q(force_status=ForceStatus.COMPLETE) | ~Q(finding__hmicfrs_status=FindingStatus.OPEN)
        is_done = Case(When(done, then=Value(1)), default=Value(0))
        return (
            self.soonest_first()
            .annotate(is_done=is_done)
            .order_by("is_done", F("due_now").asc(nulls_last=True), "pk")
        )

    def soonest_first(self) -> Self:
        """Overdue first, then by date; what has no date last."""
        return self.with_due().order_by(F("due_now").asc(nulls_last=True), "pk")


class Action(models.Model):
    """One thing that the force does about a finding."""

    finding = models.ForeignKey(Finding, models.PROTECT, verbose_name=_("finding"), related_name="actions")
    reference = models.CharField(_("reference"), max_length=60, unique=True)
    text = models.TextField(_("what is done"))
    owner_role = models.CharField(_("owner"), max_length=120, help_text=_("An office, not a name. Public."))
    lead = models.CharField(
        _("lead"), max_length=120, blank=True, help_text=_("A name, for the desk. Never public.")
    )
    due = models.DateField(_("due"), null=True, blank=True)
    revised_due = models.DateField(_("new date"), null=True, blank=True)
    revision_reason = models.TextField(_("why the date was changed"), blank=True)
    force_status = models.CharField(
        _("what the force says"), max_length=30, choices=ForceStatus, default=ForceStatus.NOT_STARTED
    )
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, editable=False, related_name="+")

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(ActionQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(force_status__in=ForceStatus.values), name="peel_action_status"
            ),
            models.CheckConstraint(
                condition=Q(revised_due=None, revision_reason="")
                | (~Q(revised_due=None) & ~Q(revision_reason="") & ~Q(due=None)),
                name="peel_action_new_date_has_reason",
                violation_error_message=_("A new date needs the date before it, and a reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class EvidenceQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        return self.filter(is_public=True, action__finding__in=Finding.desk.at(moment))


class Evidence(models.Model):
    """What shows that an action was done. Public if it says so, with the finding that the action answers."""

    action = models.ForeignKey(Action, models.PROTECT, verbose_name=_("action"), related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), max_length=600, blank=True)
    file = models.FileField(_("file"), upload_to="peel/evidence/", blank=True)
    dated = models.DateField(_("date"))
    is_public = models.BooleanField(_("public"), default=False)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(EvidenceQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file=""),
                name="peel_evidence_is_somewhere",
                violation_error_message=_("Evidence has a link or a file."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is read: elsewhere, or here."""
        name = (self.file.name or "").rsplit("/", 1)[-1]
        return self.url or f"/peel/evidence/{self.pk}/{name}"


class NoteQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        findings = Finding.desk.at(moment)
        return self.filter(is_public=True, written_at__lte=moment, action__finding__in=findings)


class ProgressNote(models.Model):
    """A dated word on how an action stands. Public once somebody else than its writer approved it."""

    action = models.ForeignKey(Action, models.PROTECT, verbose_name=_("action"), related_name="notes")
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"), db_index=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        related_name="+",
    )
    is_public = models.BooleanField(_("public"), default=False)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(NoteQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("note on progress")
        verbose_name_plural = _("notes on progress")
        default_permissions = ("view", "add", "change")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("approve_progressnote", "Can approve notes on progress")
        ]
        default_manager_name = "desk"
        ordering: ClassVar[list[str]] = ["-written_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(approved_by=None),
                name="peel_progressnote_public_is_approved",
                violation_error_message=_("Somebody approves a note before it is public."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.written_at:%Y-%m-%d}"

    def clean(self) -> None:
        written: datetime | None = self.written_at  # none yet of a note that is being written
        if written is not None and written > clock.now():
            raise ValidationError({"written_at": _now("A note is not dated ahead.")})
        if (
            settings.TWO_PEOPLE
            and self.approved_by_id is not None
            and self.approved_by_id == self.written_by_id
        ):
            raise ValidationError({"approved_by": _now("Whoever wrote it does not approve it.")})

    @property
    def state_words(self) -> str:
        if self.approved_by is None:
            return _now("waiting for approval")
        if self.is_public:
            return _now("public, approved by %s") % self.approved_by
        return _now("withdrawn")
