"""How the local policing body answers a report, as section 55 of the Police Act 1996 asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peel.models.findings import Finding
from peel.models.forces import PolicingBody
from peel.models.inspections import Inspection
from peel.visible import Public, is_public
from peel.words import FindingKind

# Section 55(5A): before the end of 56 days beginning with the day of publication. So the last day is that day + 55.
DAYS = 56
DAYS_AFTER = timedelta(days=DAYS - 1)


def due_on(published: date | None) -> date | None:
    """The last day of the answer. Unknown where the day of publication is."""
    return published + DAYS_AFTER if published else None


class ResponseQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """With its inspection: that an answer is due, and not given yet, is public too."""
        return self.filter(is_public(moment, "inspection"))


class Response(models.Model):
    """The policing body's comments, with the chief officer's. When they are due follows from the inspection."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, verbose_name=_("inspection"), related_name="+")
    body = models.ForeignKey(PolicingBody, models.PROTECT, verbose_name=_("policing body"), related_name="+")
    published_on = models.DateField(_("published"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=600, blank=True)
    force_comments_url = models.URLField(_("the chief officer’s comments"), max_length=600, blank=True)

    desk: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(ResponseQuerySet)()
    public = Public()

    class Meta:
        verbose_name = _("response under section 55")
        verbose_name_plural = _("responses under section 55")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inspection", "body"], name="peel_response_once"),
            models.CheckConstraint(
                condition=Q(published_on=None, url="") | (~Q(published_on=None) & ~Q(url="")),
                name="peel_response_published_somewhere",
                violation_error_message=_("A published response has a date and an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.inspection}"

    def clean(self) -> None:
        if not self.body_id or not self.inspection_id:
            return  # their fields say so
        if self.body.force_id != self.inspection.force_id:
            raise ValidationError({"body": _now("That is another force’s policing body.")})
        published = self.inspection.publication_day
        if self.published_on and published and self.published_on < published:
            raise ValidationError({"published_on": _now("It answers a report that was not published yet.")})

    @property
    def due_on(self) -> date | None:
        return due_on(self.inspection.publication_day)

    def day_number(self, day: date) -> int | None:
        """Which of the 56 days `day` is; the day of publication is the first."""
        published = self.inspection.publication_day
        return (day - published).days + 1 if published else None

    def is_overdue(self, day: date) -> bool:
        due = self.due_on
        return self.published_on is None and due is not None and day > due


class Reply(models.Model):
    """The answer to one recommendation: what is done, or why nothing is (section 55(5B))."""

    response = models.ForeignKey(Response, models.PROTECT, verbose_name=_("response"), related_name="replies")
    recommendation = models.ForeignKey(
        Finding, models.PROTECT, verbose_name=_("recommendation"), related_name="+"
    )
    text = models.TextField(_("text"))

    desk: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("reply to a recommendation")
        verbose_name_plural = _("replies to recommendations")
        default_permissions = ("view", "add", "change")
        default_manager_name = "desk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["response", "recommendation"], name="peel_reply_once"),
            models.CheckConstraint(condition=~Q(text=""), name="peel_reply_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.recommendation_id}"

    def clean(self) -> None:
        if self.recommendation.kind != FindingKind.RECOMMENDATION:
            raise ValidationError({"recommendation": _now("Replies are to recommendations.")})
        if self.recommendation.force_id != self.response.inspection.force_id:
            raise ValidationError({"recommendation": _now("That is another force’s recommendation.")})
