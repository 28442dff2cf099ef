"""What inspectors found, in their words, and where HMICFRS says it stands."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel import rules
from peel.dates import PartialDateField
from peel.models.cycles import Question
from peel.models.forces import Force
from peel.models.inspections import Inspection
from peel.models.sources import ImportBatch, Source
from peel.visible import Public, is_known, is_public
from peel.words import CAUSES, PRACTICE, FindingKind, FindingStatus


class FindingQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """What was public at `moment`: with its inspection, or with the letter that it stands in."""
        return self.filter(is_known(moment), Q(inspection=None) | is_public(moment, "inspection"))

    def open(self) -> Self:
        return self.filter(hmicfrs_status=FindingStatus.OPEN)


class Finding(models.Model):
    """An area for improvement, a cause of concern, a recommendation or a practice.

    Of an inspection's report, or of a letter: an accelerated cause of concern comes before the report.
    """

    force = models.ForeignKey(Force, models.PROTECT, verbose_name=_("force"), related_name="+")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name=_("inspection"), null=True, blank=True, related_name="+"
    )
    letter = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("letter"), null=True, blank=True, related_name="+"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, verbose_name=_("question"), null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=FindingKind)
    reference = models.CharField(_("reference"), max_length=60)
    text = models.TextField(_("HMICFRS’s text"))
    issued = PartialDateField(_("issued"))
    known_from = models.DateTimeField(null=True, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("cause of concern"), null=True, blank=True, related_name="+"
    )
    recipient = models.CharField(_("to whom"), max_length=120, blank=True)
    target = PartialDateField(_("date set by HMICFRS"))
    hmicfrs_status = models.CharField(
        _("what HMICFRS says"), max_length=10, choices=FindingStatus, blank=True
    )
    closed_on = PartialDateField(_("closed on"))
    closing_source = models.ForeignKey(
        Source,
        models.PROTECT,
        verbose_name=_("HMICFRS’s word that it is closed"),
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="+")
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, editable=False, related_name="+")

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(FindingQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        ordering: ClassVar[list[str]] = ["force", "reference"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["force", "reference"],
                name="peel_finding_reference_once",
                violation_error_message=_("This force has a finding with this reference already."),
            ),
            models.CheckConstraint(
                condition=~Q(inspection=None) | (~Q(letter=None) & ~Q(issued=None)),
                name="peel_finding_stands_somewhere",
                violation_error_message=_("A finding is of an inspection, or of a dated letter."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(kind=FindingKind.RECOMMENDATION),
                name="peel_finding_only_recommendations_stand_under",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=FindingKind.AREA, hmicfrs_status__in=[FindingStatus.OPEN, FindingStatus.DISCHARGED]
                )
                | Q(
                    kind__in=[*CAUSES, FindingKind.RECOMMENDATION],
                    hmicfrs_status__in=[FindingStatus.OPEN, FindingStatus.CLOSED],
                )
                | Q(kind__in=PRACTICE, hmicfrs_status=""),
                name="peel_finding_status_of_its_kind",
                violation_error_message=_(
                    "HMICFRS discharges areas for improvement and closes causes of concern and "
                    "recommendations; practice has no status."
                ),
            ),
            models.CheckConstraint(
                condition=Q(hmicfrs_status__in=["", FindingStatus.OPEN], closed_on=None, closing_source=None)
                | (
                    Q(hmicfrs_status__in=[FindingStatus.DISCHARGED, FindingStatus.CLOSED])
                    & ~Q(closing_source=None)
                ),
                name="peel_finding_closed_by_hmicfrs",
                violation_error_message=_("Closing a finding needs HMICFRS’s own word as its source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force_id} {self.reference}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        faults = {
            "closing_source": rules.closing_fault(self.closing_source),
            "parent": rules.parent_fault(self.kind, self.parent, self.force_id),
            "closed_on": rules.order_fault(
                self.issued, self.closed_on, str(_("It was closed before it was issued."))
            ),
        }
        if self.inspection is not None:
            fault = "" if self.inspection.force_id == self.force_id else str(_("That is another force’s."))
            faults["inspection"] = fault
            if self.question is not None:
                faults["question"] = rules.cell_fault(self.inspection, self.question)
        told = {field: sentence for field, sentence in faults.items() if sentence}
        if told:
            raise ValidationError(told)

    @property
    def is_invented(self) -> bool:
        return self.source.is_invented

    def status_at(self, moment: datetime) -> str:
        """What HMICFRS had said by `moment`. A finding that was closed later was open then."""
        if self.closed_on is not None and self.closed_on.known_from > moment:
            return FindingStatus.OPEN
        return self.hmicfrs_status

    def as_told_by(self, moment: datetime) -> Finding:
        """This finding without what HMICFRS said of it only later. To be read, not saved."""
        status = self.status_at(moment)
        if status == self.hmicfrs_status:
            return self
        told = copy(self)
        told.hmicfrs_status, told.closed_on, told.closing_source = status, None, None
        return told

    def settle(self) -> None:
        self.known_from = self.issued.known_from if self.issued else None
