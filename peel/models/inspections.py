"""One force's inspection in a cycle, and how many areas got which grade by what was published about it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peel import rules
from peel.dates import PartialDateField
from peel.models.cycles import Cycle
from peel.models.forces import Force
from peel.models.sources import ImportBatch, Source
from peel.visible import InspectionQuerySet, OfInspectionQuerySet, Public
from peel.words import EvidenceClass, FrameworkVersion, Grade


class Inspection(models.Model):
    """Public from `public_from`; without it, only with a summary (peel/visible.py).

    Until 2017 it had several reports: then `report_published` is the first one's date, and each judgement has its own.
    """

    force = models.ForeignKey(Force, models.PROTECT, verbose_name=_("force"), related_name="+")
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="+")
    framework_version = models.CharField(
        _("version of the framework"), max_length=10, choices=FrameworkVersion, blank=True
    )
    title = models.CharField(_("title of the report"), max_length=400, blank=True)
    url = models.URLField(_("address of the report"), max_length=600, blank=True)
    hmi = models.CharField(_("inspector"), max_length=120, blank=True)
    fieldwork_from = PartialDateField(_("fieldwork from"))
    fieldwork_to = PartialDateField(_("fieldwork until"))
    report_published = PartialDateField(_("report published"))
    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The end of HMICFRS’s embargo, usually 00:01. Empty: not public without a summary."),
    )
    areas_inspected = models.PositiveSmallIntegerField(_("areas inspected"), null=True, blank=True)
    areas_graded_on_page = models.PositiveSmallIntegerField(
        _("areas graded, by the report’s page"), null=True, blank=True
    )
    areas_in_press_release = models.PositiveSmallIntegerField(
        _("areas graded, by the press release"), null=True, blank=True
    )
    note = models.TextField(_("note"), blank=True)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(InspectionQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        ordering: ClassVar[list[str]] = ["cycle__position", "force"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["force", "cycle", "framework_version"],
                name="peel_inspection_once",
                violation_error_message=_("This force’s inspection of this cycle is there already."),
            ),
            models.CheckConstraint(
                condition=Q(areas_graded_on_page=None)
                | Q(areas_inspected=None)
                | Q(areas_graded_on_page__lte=F("areas_inspected")),
                name="peel_inspection_graded_were_inspected",
                violation_error_message=_("No more areas can be graded than were inspected."),
            ),
        ]

    def __str__(self) -> str:
        """For lists, load force and cycle with it."""
        return gettext("%(force)s, %(cycle)s") % {"force": self.force, "cycle": self.cycle}

    def clean(self) -> None:
        sentence = str(_("The fieldwork ends before it begins."))
        fault = rules.order_fault(self.fieldwork_from, self.fieldwork_to, sentence)
        if fault:
            raise ValidationError({"fieldwork_to": fault})

    @property
    def publication_day(self) -> date | None:
        return self.report_published.day if self.report_published else None


COUNTS = {
    Grade.OUTSTANDING: "outstanding",
    Grade.GOOD: "good",
    Grade.ADEQUATE: "adequate",
    Grade.REQUIRES_IMPROVEMENT: "requires_improvement",
    Grade.INADEQUATE: "inadequate",
}


class Totals(models.Model):
    """How many areas got each grade, as published. What the inspectorate and others count can differ."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, verbose_name=_("inspection"), related_name="+")
    outstanding = models.PositiveSmallIntegerField(_("Outstanding"))
    good = models.PositiveSmallIntegerField(_("Good"))
    adequate = models.PositiveSmallIntegerField(_("Adequate"))
    requires_improvement = models.PositiveSmallIntegerField(_("Requires improvement"))
    inadequate = models.PositiveSmallIntegerField(_("Inadequate"))
    areas_graded = models.PositiveSmallIntegerField(_("areas graded"))
    published_on = PartialDateField(_("published"))
    known_from = models.DateTimeField(null=True, editable=False, db_index=True)
    evidence_class = models.CharField(
        _("evidence"), max_length=10, choices=EvidenceClass, default=EvidenceClass.SOURCED
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="+")
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, editable=False, related_name="+")

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(OfInspectionQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("totals")
        verbose_name_plural = _("totals")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inspection", "published_on"], name="peel_totals_once_a_date"),
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(published_on=None), name="peel_totals_once_without_date"
            ),
            models.CheckConstraint(
                condition=Q(
                    areas_graded=F("outstanding")
                    + F("good")
                    + F("adequate")
                    + F("requires_improvement")
                    + F("inadequate")
                ),
                name="peel_totals_sum_of_parts",
                violation_error_message=_("The counts do not add up to the number of areas graded."),
            ),
            models.CheckConstraint(
                condition=Q(evidence_class__in=EvidenceClass.values), name="peel_totals_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {'/'.join(str(count) for count in self.counts().values())}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle()
        super().save(*args, **kwargs)

    def settle(self) -> None:
        """Work out from when on these counts were known; without a date of their own, with the inspection."""
        self.known_from = self.published_on.known_from if self.published_on else None

    def counts(self) -> dict[str, int]:
        return {grade: getattr(self, name) for grade, name in COUNTS.items()}
