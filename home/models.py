"""What the desk chooses for the home page: the posts it features, and one campaign at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pages.contact import address_or_path
from publishing import clock, places
from publishing.desk.times import in_words
from publishing.hidden_marks import hidden_in, sentence


class FeatureQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """What is featured at `moment`, in its order. Whether its post is public, the post's editions say."""
        return self.filter(added_at__lte=moment, ends_at__gt=moment).order_by("position", "pk")


class Feature(models.Model):
    """A post that the desk put on the home page, until `ends_at`. Rows stay when they are over."""

    post = models.ForeignKey("news.Post", models.PROTECT, verbose_name=_("post"), related_name="+")
    position = models.PositiveSmallIntegerField(_("place"), validators=[MinValueValidator(1)])
    ends_at = models.DateTimeField(_("ends"))
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(FeatureQuerySet)()

    class Meta:
        verbose_name = _("featured post")
        verbose_name_plural = _("featured posts")
        default_permissions = ("view", "change")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["ends_at"], name="home_feature_ends")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(position__gte=1), name="home_feature_has_a_place"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("added_at")), name="home_feature_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


def leads_to_a_page(address: str) -> None:
    """A page of this site, or a whole https address."""
    address_or_path(address)


class CampaignQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """What is shown at `moment`: none, or one."""
        begun = Q(starts_at=None) | Q(starts_at__lte=moment)
        return self.filter(begun, is_on=True, ends_at__gt=moment)

    def between(self, starts_at: datetime, ends_at: datetime) -> Self:
        """What is shown at any moment from `starts_at` until `ends_at`."""
        begun = Q(starts_at=None) | Q(starts_at__lt=ends_at)
        return self.filter(begun, is_on=True, ends_at__gt=starts_at)


class Campaign(models.Model):
    """A few words on the home page that ask readers to do something, for a while."""

    title = models.CharField(_("title"), max_length=80)
    text = models.CharField(_("text"), max_length=200, help_text=_("One or two sentences."))
    link_words = models.CharField(
        _("words of the link"), max_length=60, help_text=_("They say where it leads: “How to lock a shed”.")
    )
    link_url = models.CharField(
        _("address of the link"),
        max_length=300,
        validators=[leads_to_a_page],
        help_text=_("A path of this site, as /advice/, or a whole https address."),
    )
    starts_at = models.DateTimeField(
        _("starts"), null=True, blank=True, help_text=_("Empty: as soon as it is saved.")
    )
    ends_at = models.DateTimeField(_("ends"))
    is_on = models.BooleanField(_("on"), default=True, help_text=_("Off: not shown, whatever the dates say."))

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(CampaignQuerySet)()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        default_permissions = ("add", "view", "change")
        ordering: ClassVar[list[str]] = ["-ends_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["starts_at"], name="home_campaign_starts"),
            models.Index(fields=["ends_at"], name="home_campaign_ends"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="home_campaign_ends_after_it_starts",
                violation_error_message=_("It must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        for name in ("title", "text", "link_words"):
            if mark := hidden_in(getattr(self, name)):
                raise ValidationError({name: sentence(mark)})
        if not self.is_on or self.ends_at is None:
            return
        begins = self.starts_at or clock.now()
        path = self.link_url.partition("#")[0].partition("?")[0]
        if path.startswith("/") and places.at(path, begins) is None:
            raise ValidationError(
                {"link_url": _("Readers would find nothing there when the campaign begins: no public page.")}
            )
        other = Campaign.objects.between(begins, self.ends_at).exclude(pk=self.pk).first()
        if other:
            said = _("“%(title)s” is on until %(end)s, and the home page shows one campaign at a time.")
            raise ValidationError(said % {"title": other.title, "end": in_words(other.ends_at)})
