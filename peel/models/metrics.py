"""Figures beside the grades, such as how soon 999 is answered. They are no grades, and no part of any count."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel.models.forces import Force
from peel.models.sources import ImportBatch, Source


class MetricSeries(models.Model):
    """What is counted, by which standard, and whether forces may be put beside each other by it."""

    code = models.SlugField(_("code"), primary_key=True, max_length=40)
    name = models.CharField(_("name"), max_length=120)
    explanation = models.TextField(_("explanation"), blank=True)
    national_standard = models.DecimalField(
        _("national standard"), max_digits=6, decimal_places=5, null=True, blank=True
    )
    is_comparable = models.BooleanField(
        _("comparable"),
        default=False,
        help_text=_("Off: the force’s own figure, never ranked or put beside others."),
    )
    provenance = models.TextField(_("where this comes from"), blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("series of figures")
        verbose_name_plural = _("series of figures")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name


class MetricPoint(models.Model):
    """One force's figure for a period: so many of so many."""

    series = models.ForeignKey(MetricSeries, models.PROTECT, verbose_name=_("series"), related_name="points")
    force = models.ForeignKey(Force, models.PROTECT, verbose_name=_("force"), related_name="+")
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("until"))
    numerator = models.PositiveIntegerField(_("so many"))
    denominator = models.PositiveIntegerField(_("of so many"))
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="+")
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, editable=False, related_name="+")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["series", "force", "period_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["series", "force", "period_from", "period_to"], name="peel_metricpoint_once"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="peel_metricpoint_period",
                violation_error_message=_("A period ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(denominator__gt=0, numerator__lte=F("denominator")),
                name="peel_metricpoint_share",
                violation_error_message=_("So many of so many: the first is no more than the second."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.force_id} {self.period_from}: {self.numerator}/{self.denominator}"

    @property
    def share(self) -> float:
        return self.numerator / self.denominator
