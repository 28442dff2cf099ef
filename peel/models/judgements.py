"""Judgements: one grade of one question of one inspection, with every revision that it ever had."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel import rules
from peel.constraints import SupersededOnce
from peel.dates import PartialDate, PartialDateField, of_day
from peel.models.cycles import Cycle, Question
from peel.models.inspections import Inspection
from peel.models.sources import ImportBatch, Source
from peel.visible import OfInspectionQuerySet, Public, since
from peel.words import Basis, EvidenceClass, Grade


class JudgementQuerySet(OfInspectionQuerySet):
    def at(self, moment: datetime) -> Self:
        """What was public at `moment`, as it stood then: a correction changes nothing of the past."""
        return super().at(moment).filter(Q(known_until=None) | Q(known_until__gt=moment))

    def ever(self, moment: datetime) -> Self:
        """What had been public by `moment`, rows that were superseded since included.

        What was closed before its inspection was public never was: somebody at the desk had typed it wrongly.
        """
        was_shown = Q(known_until=None) | Q(known_until__gt=since(moment, "inspection"))
        return super().at(moment).filter(was_shown)

    def current(self) -> Self:
        """The rows that nothing has superseded: one a cell."""
        return self.filter(superseded_on=None)


class Judgement(models.Model):
    """Never edited. A correction closes the row, with the day and the reason, and adds one; the database lets
    nothing else through. Who corrects asks `peel.revising`.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, verbose_name=_("inspection"), related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, verbose_name=_("question"), related_name="+")
    value = models.CharField(_("grade"), max_length=20, choices=Grade)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis, default=Basis.INSPECTED)
    carried_from = models.ForeignKey(
        Cycle, models.PROTECT, verbose_name=_("carried over from"), null=True, blank=True, related_name="+"
    )
    published_on = PartialDateField(_("published"))
    effective_from = models.DateField(_("holds from"), null=True, blank=True)
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True)
    reason = models.TextField(_("why it was superseded"), blank=True)
    evidence_class = models.CharField(
        _("evidence"), max_length=10, choices=EvidenceClass, default=EvidenceClass.SOURCED
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="+")
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, editable=False, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), editable=False)
    known_from = models.DateTimeField(null=True, editable=False, db_index=True)
    known_until = models.DateTimeField(null=True, editable=False, db_index=True)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(JudgementQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["inspection", "question"],
                condition=Q(superseded_on=None),
                name="peel_judgement_one_current",
                violation_error_message=_("This question has a grade. Correct it, with a date and a reason."),
            ),
            models.CheckConstraint(condition=Q(value__in=Grade.values), name="peel_judgement_value"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="peel_judgement_basis"),
            models.CheckConstraint(
                condition=Q(evidence_class__in=EvidenceClass.values), name="peel_judgement_evidence"
            ),
            models.CheckConstraint(
                condition=Q(carried_from=None) | Q(basis=Basis.CARRIED_OVER),
                name="peel_judgement_carried_is_its_basis",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on=None)
                | Q(effective_from=None)
                | Q(superseded_on__gte=F("effective_from")),
                name="peel_judgement_superseded_after_it_held",
                violation_error_message=_("A grade is superseded on or after the day from which it held."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_on=None, known_until=None, reason="")
                | (~Q(superseded_on=None) & ~Q(known_until=None) & ~Q(reason="")),
                name="peel_judgement_superseded_for_a_reason",
                violation_error_message=_("A grade is superseded on a day and for a reason."),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=[Basis.INSPECTED, Basis.CARRIED_OVER]) | ~Q(effective_from=None),
                name="peel_judgement_revision_is_dated",
                violation_error_message=_("A revisit or a correction says from which day it holds."),
            ),
            SupersededOnce(
                name="peel_judgement_superseded_once",
                kept=(
                    *("inspection_id", "question_id", "value", "basis", "carried_from_id", "published_on"),
                    *(
                        "effective_from",
                        "evidence_class",
                        "source_id",
                        "batch_id",
                        "recorded_at",
                        "known_from",
                    ),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}/{self.question_id}: {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle(self.inspection.cycle)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        question, cycle = self.question, self.inspection.cycle
        faults = {
            "question": rules.cell_fault(self.inspection, question),
            "value": rules.grade_fault(self.value, question, cycle),
            "carried_from": rules.carried_fault(self.carried_from, cycle),
        }
        told = {field: sentence for field, sentence in faults.items() if sentence}
        if told:
            raise ValidationError(told)

    def settle(self, cycle: Cycle) -> None:
        """Work out from when until when the public knew it. Set once: the row is not edited afterwards.

        Where a cycle had several reports and the source gives no date, the last report's date stands for it.
        """
        since = of_day(self.effective_from) if self.effective_from else self.published_on
        if since is None and not cycle.one_report:
            since = cycle.ends
        self.known_from = since.known_from if since else None
        self.known_until = of_day(self.superseded_on).known_from if self.superseded_on else None

    @property
    def dated(self) -> PartialDate | None:
        """The date that stands beside the grade."""
        return of_day(self.effective_from) if self.effective_from else self.published_on
