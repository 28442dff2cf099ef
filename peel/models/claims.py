"""What is claimed about grades, tested by a stated rule; and phrases that were approved for use again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peel.models.cycles import Cycle
from peel.models.forces import Force
from peel.visible import Public
from peel.words import Grade


class ClaimKind(models.TextChoices):
    """What is claimed: the rule by which a result supports it."""

    IMPROVED = "improved", _("improved: the measure is above zero")
    MOST = "the most", _("the most: first by the measure, and alone")
    AMONG_MOST = "among the most", _("one of the most: among the first by the measure")
    NONE_BELOW = "none below", _("no area below a grade")


class Measure(models.TextChoices):
    """What is counted. The mean of grades stands in a claim's workings, and nowhere else."""

    NET_STEPS = "net steps", _("steps up less steps down, on all linked areas")
    NET_STEPS_SAME = "net steps, same questions", _("steps up less steps down, where the question stayed")
    AREAS_HIGHER = "areas higher", _("linked areas graded higher")
    MEAN_CHANGE = "change of the mean", _("change of the mean grade, from published totals")
    LOWEST = "lowest grade", _("the lowest grade given, from published totals")


class Comparators(models.TextChoices):
    ALL = "all", _("all forces")
    ENGLAND = "England", _("forces in England")
    WALES = "Wales", _("forces in Wales")
    REGION = "region", _("forces of the same region")
    CHOSEN = "chosen", _("the forces named")


class ClaimStatus(models.TextChoices):
    SUPPORTED = "supported", _("supported")
    CAVEAT = "supported with caveat", _("supported with caveat")
    NOT_SUPPORTED = "not supported", _("not supported")
    CANNOT_BE_TESTED = "cannot be tested", _("cannot be tested")


class ClaimQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """What the public may see: approved, and from then on for ever, so that it can be cited."""
        return self.filter(approved_at__lte=moment)


class Claim(models.Model):
    """The wording, the rule, and the result as it was worked out with what was known at `as_of`."""

    force = models.ForeignKey(Force, models.PROTECT, verbose_name=_("force"), related_name="+")
    wording = models.TextField(_("wording"))
    kind = models.CharField(_("kind"), max_length=20, choices=ClaimKind)
    measure = models.CharField(_("measure"), max_length=30, choices=Measure)
    from_cycle = models.ForeignKey(
        Cycle, models.PROTECT, verbose_name=_("from cycle"), null=True, blank=True, related_name="+"
    )
    to_cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="+")
    comparators = models.CharField(
        _("compared with"), max_length=10, choices=Comparators, default=Comparators.ALL
    )
    chosen = models.ManyToManyField(Force, verbose_name=_("forces named"), blank=True, related_name="+")
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("“One of the most”: among the first how many?")
    )
    floor = models.CharField(_("no area below"), max_length=20, choices=Grade, blank=True)
    as_of = models.DateTimeField(_("as of"))
    result = models.JSONField(_("result"), default=dict, editable=False)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, editable=False)
    compared = models.PositiveSmallIntegerField(_("forces compared"), null=True, editable=False)
    data_version = models.CharField(_("version of the data"), max_length=64, editable=False)
    status = models.CharField(_("status"), max_length=30, choices=ClaimStatus, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False, db_index=True)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(ClaimQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        default_permissions = ("view", "add", "change")
        permissions: ClassVar[list[tuple[str, Any]]] = [("approve_claim", "Can approve claims")]
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="peel_claim_kind"),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="peel_claim_measure"),
            models.CheckConstraint(condition=Q(status__in=ClaimStatus.values), name="peel_claim_status"),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | (~Q(approved_by=None) & ~Q(approved_at=None)),
                name="peel_claim_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(kind=ClaimKind.AMONG_MOST, places__gte=1) & ~Q(places=None))
                | (~Q(kind=ClaimKind.AMONG_MOST) & Q(places=None)),
                name="peel_claim_places",
                violation_error_message=_("“One of the most” says among the first how many."),
            ),
            models.CheckConstraint(
                condition=(Q(kind=ClaimKind.NONE_BELOW, measure=Measure.LOWEST) & ~Q(floor=""))
                | (
                    ~Q(kind=ClaimKind.NONE_BELOW)
                    & ~Q(measure=Measure.LOWEST)
                    & Q(floor="")
                    & ~Q(from_cycle=None)
                ),
                name="peel_claim_rule_is_whole",
                violation_error_message=_(
                    "“No area below” names a grade and one cycle; every other claim compares two cycles."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    def clean(self) -> None:
        if self.from_cycle is not None and self.from_cycle.position >= self.to_cycle.position:
            raise ValidationError({"from_cycle": _now("Compare a cycle with an earlier one.")})


class Wording(models.Model):
    """A phrase that was approved for a grade, or for a cycle as a whole."""

    cycle = models.ForeignKey(
        Cycle, models.PROTECT, verbose_name=_("cycle"), null=True, blank=True, related_name="+"
    )
    grade = models.CharField(_("grade"), max_length=20, choices=Grade, blank=True)
    text = models.TextField(_("text"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("approved by"), related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"))

    desk: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("approved wording")
        verbose_name_plural = _("approved wordings")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"

    def __str__(self) -> str:
        return self.text
