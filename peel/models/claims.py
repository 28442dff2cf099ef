"""What is claimed about grades, tested by a stated rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
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


# What an approved claim says, by column.
FOR_EVER = (
    *(
        "force_id",
        "wording",
        "kind",
        "measure",
        "from_cycle_id",
        "to_cycle_id",
        "comparators",
        "places",
        "floor",
    ),
    *("as_of", "result", "rank", "compared", "data_version", "status", "approved_by_id", "approved_at"),
)


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
    # What is withdrawn stays at its address, and says so first: it may have been cited.
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("withdrawn by"),
        null=True,
        editable=False,
        related_name="+",
    )
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("superseded by"),
        null=True,
        editable=False,
        related_name="+",
    )

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
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="", superseded_by=None)
                | (
                    ~Q(approved_at=None)
                    & ~Q(withdrawn_at=None)
                    & ~Q(withdrawn_by=None)
                    & ~Q(withdrawn_because="")
                ),
                name="peel_claim_withdrawn_with_a_reason",
                violation_error_message=_(
                    "Only what was approved is withdrawn, by somebody and with a reason."
                ),
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
        return Truncator(self.wording).chars(90)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was approved is never edited: it may be cited. It can be withdrawn."""
        stored = type(self).desk.filter(pk=self.pk, approved_at__isnull=False).first() if self.pk else None
        if stored and any(getattr(self, name) != getattr(stored, name) for name in FOR_EVER):
            raise ValidationError(_now("An approved claim is never changed. Withdraw it, with a reason."))
        super().save(*args, **kwargs)

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def clean(self) -> None:
        if self.from_cycle is not None and self.from_cycle.position >= self.to_cycle.position:
            raise ValidationError({"from_cycle": _now("Compare a cycle with an earlier one.")})
