"""What visitors said about the site. Nothing here says who they are: no account, no address, no device."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from publishing.decisions import record_change
from publishing.models import Verb

# Of one answer. Enough for what happened, too little for a statement.
LONGEST = 2000
# Of the address of a page.
LONGEST_PAGE = 300
# The same words about the same page within this time are one person's.
AT_ONCE = timedelta(minutes=10)


class Rating(models.TextChoices):
    VERY_GOOD = "very-good", gettext_lazy("Very good")
    GOOD = "good", gettext_lazy("Good")
    MIXED = "mixed", gettext_lazy("Neither good nor poor")
    POOR = "poor", gettext_lazy("Poor")
    VERY_POOR = "very-poor", gettext_lazy("Very poor")


class FeedbackQuerySet(models.QuerySet):
    def keep(self, said: dict[str, Any], *, version: int, at: datetime) -> None:
        """Store what somebody said; once, though the button was pressed twice or the page sent again."""
        if not self.is_kept(said, at=at):
            self.create(**said, version=version, sent_at=at)

    def is_kept(self, said: dict[str, Any], *, at: datetime) -> bool:
        return self.filter(sent_at__gt=at - AT_ONCE, **said).exists()

    def new(self) -> FeedbackQuerySet:
        return self.filter(handled_at=None)

    def handled(self) -> FeedbackQuerySet:
        return self.exclude(handled_at=None)

    def handle(self, *, by: User, at: datetime) -> int:
        """Mark what is new among these as handled. Who did it first is kept."""
        return self.new().update(handled_by=by, handled_at=at)

    def reopen(self) -> int:
        return self.handled().update(handled_by=None, handled_at=None)


class Feedback(models.Model):
    """One visitor's words. They are read-only at the desk, and go after the time that retention says."""

    page = models.CharField(
        gettext_lazy("page"),
        max_length=LONGEST_PAGE,
        blank=True,
        help_text=gettext_lazy("The page it came from, if the visitor came from one."),
    )
    seen = models.CharField(
        gettext_lazy("edition seen"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("The edition that was public there when the form was opened."),
    )
    version = models.PositiveBigIntegerField(
        gettext_lazy("version of the site"),
        help_text=gettext_lazy("How many changes the site had seen when this was sent."),
    )
    doing = models.TextField(gettext_lazy("what they were doing"), max_length=LONGEST, blank=True)
    thoughts = models.TextField(gettext_lazy("what went well or badly"), max_length=LONGEST, blank=True)
    rating = models.CharField(gettext_lazy("rating"), max_length=20, choices=Rating, blank=True)
    sent_at = models.DateTimeField(gettext_lazy("sent"), db_index=True)
    handled_at = models.DateTimeField(gettext_lazy("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("handled by"),
    )
    note = models.TextField(
        gettext_lazy("note"),
        max_length=LONGEST,
        blank=True,
        help_text=gettext_lazy("For colleagues. The visitor does not see it."),
    )
    redacted_at = models.DateTimeField(gettext_lazy("redacted"), null=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("feedback")
        verbose_name_plural = gettext_lazy("feedback")
        ordering = ["-sent_at", "-pk"]
        # Nobody adds or deletes it at the desk. To change it is to handle it: the visitor's words stay as they are.
        default_permissions = ("view", "change")
        permissions = [("redact_feedback", "Can redact the words of feedback")]
        indexes = [
            models.Index(
                fields=["-sent_at"], name="feedback_is_new", condition=Q(handled_at=None)
            ),  # for the desk's first page
            models.Index(fields=["page"], name="feedback_by_page"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(thoughts="") | Q(redacted_at__isnull=False),
                name="feedback_says_something",
                violation_error_message=gettext_lazy("Feedback says something, unless it was redacted."),
            ),
            models.CheckConstraint(
                condition=Q(redacted_at=None) | Q(doing="", thoughts=""),
                name="feedback_redacted_is_empty",
                violation_error_message=gettext_lazy("Redacted feedback holds no words of the visitor."),
            ),
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="feedback_handled_by_somebody",
                violation_error_message=gettext_lazy("Say who handled it and when, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(rating__in=["", *Rating.values]),
                name="feedback_rating_is_known",
                violation_error_message=gettext_lazy("This rating is not one of the five."),
            ),
        ]

    def __str__(self) -> str:
        """Without a word of the visitor's: Django's own log of the desk writes it down."""
        return _("Feedback %(number)s") % {"number": self.pk}

    def handle(self, *, by: User, at: datetime) -> None:
        Feedback.objects.filter(pk=self.pk).handle(by=by, at=at)
        self.refresh_from_db()

    def reopen(self) -> None:
        Feedback.objects.filter(pk=self.pk).reopen()
        self.refresh_from_db()

    @transaction.atomic
    def redact(self, *, by: User, at: datetime, reason: str) -> None:
        """Take the words away, the visitor's and the colleagues', since somebody may be named in either. For good.

        That it was done and why goes into the decision log; what was said does not.
        """
        self.doing = self.thoughts = self.note = ""
        self.redacted_at = at
        self.save(update_fields=["doing", "thoughts", "note", "redacted_at"])
        record_change(self, by=by, verb=Verb.REDACT, reason=reason)
