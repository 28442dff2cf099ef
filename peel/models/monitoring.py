"""How closely HMICFRS monitored a force, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel import rules
from peel.constraints import OneStageAtATime
from peel.dates import PartialDateField
from peel.models.forces import Force
from peel.models.sources import ImportBatch, Source
from peel.visible import Public
from peel.words import Stage


class SpellQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """The spells whose beginning was public at `moment`. Their end may not have been: see `left_by`."""
        return self.filter(known_from__lte=moment)

    def lasting(self, moment: datetime) -> Self:
        """Those that, as far as was known at `moment`, had not ended."""
        return self.at(moment).filter(Q(left_known_from=None) | Q(left_known_from__gt=moment))


class MonitoringSpell(models.Model):
    """A force's time in a stage. A force without one is in Scan.

    Without `left` our data name no end: that need not mean that the force is still in that stage.
    """

    force = models.ForeignKey(Force, models.PROTECT, verbose_name=_("force"), related_name="+")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    entered = PartialDateField(_("entered"))
    left = PartialDateField(_("left"))
    known_from = models.DateTimeField(editable=False, db_index=True)
    left_known_from = models.DateTimeField(null=True, editable=False, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="+")
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, editable=False, related_name="+")

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(SpellQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("spell of monitoring")
        verbose_name_plural = _("spells of monitoring")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        ordering: ClassVar[list[str]] = ["force", "known_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            OneStageAtATime(name="peel_monitoringspell_one_stage"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="peel_monitoringspell_stage"),
            models.CheckConstraint(condition=~Q(entered=None), name="peel_monitoringspell_entered"),
            models.CheckConstraint(
                condition=Q(left=None, left_known_from=None)
                | (~Q(left=None) & ~Q(left_known_from=None) & Q(left_known_from__gt=F("known_from"))),
                name="peel_monitoringspell_left_after_entered",
                violation_error_message=_("A force leaves a stage after it entered it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force_id}: {self.stage} {self.entered}–{self.left or ''}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.entered is None:
            raise ValidationError({"entered": _("Say when the force entered the stage.")})
        if not self.force_id:
            return  # its field says so
        self.settle()
        fault = rules.spell_fault(self, MonitoringSpell.desk.filter(force=self.force).exclude(pk=self.pk))
        if fault:
            raise ValidationError({"entered": fault})

    def settle(self) -> None:
        if self.entered is not None:
            self.known_from = self.entered.known_from
        self.left_known_from = self.left.known_from if self.left else None

    def left_by(self, moment: datetime) -> bool:
        """Whether it was known at `moment` that the force had left."""
        return self.left_known_from is not None and self.left_known_from <= moment
