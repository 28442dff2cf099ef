"""Phrases about grades that were approved for use again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peel.models.cycles import Cycle
from peel.words import Grade


class WordingQuerySet(models.QuerySet):
    def in_use(self) -> WordingQuerySet:
        """Approved, and not retired since."""
        return self.filter(approved_at__isnull=False, retired_at=None)


class Wording(models.Model):
    """A phrase that was approved for a grade, or for a cycle as a whole."""

    cycle = models.ForeignKey(
        Cycle, models.PROTECT, verbose_name=_("cycle"), null=True, blank=True, related_name="+"
    )
    grade = models.CharField(_("grade"), max_length=20, choices=Grade, blank=True)
    text = models.TextField(_("text"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved by"),
        null=True,
        editable=False,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    retired_at = models.DateTimeField(_("no longer used since"), null=True, editable=False)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(WordingQuerySet)()

    class Meta:
        verbose_name = _("approved wording")
        verbose_name_plural = _("approved wordings")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None, retired_at=None)
                | (~Q(approved_by=None) & ~Q(approved_at=None)),
                name="peel_wording_approved_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(90)

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    def clean(self) -> None:
        if self.grade and self.cycle and not self.cycle.scale.points.filter(grade=self.grade).exists():
            raise ValidationError({"grade": _now("That cycle’s scale has no such grade.")})
