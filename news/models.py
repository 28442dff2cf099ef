"""News posts: a document each, with editions, a kind, topics and areas."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from publishing.documents import Address, Document
from publishing.editions import Edition, EditionQuerySet
from publishing.richtext import RichTextField

SUMMARY_LENGTH = 300
BODY_LENGTH = 100_000


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    APPEAL = "appeal", _("Appeal")
    COURT = "court", _("Court")
    ADVICE = "advice", _("Advice")
    AREA = "your-area", _("Your area")
    STATEMENT = "statement", _("Statement")


class Label(models.Model):
    """A word that posts are filed under. Renamed freely: addresses use the slug."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Topic(Label):
    """What a post is about: roads, burglary, an inspection."""

    class Meta(Label.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Area(Label):
    """Where a post is about: a district or a neighbourhood."""

    class Meta(Label.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")


class Post(Document):
    """One story, at one address."""

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    @property
    def editions(self) -> EditionQuerySet:
        return PostEdition.desk.filter(document=self)


class PostAddress(Address):
    document = models.ForeignKey(Post, models.PROTECT, related_name="addresses")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta(Address.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")


class PostEdition(Edition):
    """One version of a post."""

    url_name = "news:post"
    is_listed = True
    content_fields = (*Edition.content_fields, "summary", "body", "kind", "topics", "areas", "inspection")

    document = models.ForeignKey(Post, models.PROTECT, editable=False, related_name="+")
    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MaxLengthValidator(SUMMARY_LENGTH)],
        help_text=_("Two sentences that stand on their own in lists and search results."),
    )
    body = RichTextField(_("text"), blank=True, validators=[MaxLengthValidator(BODY_LENGTH)])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    areas = models.ManyToManyField(Area, verbose_name=_("areas"), blank=True, related_name="+")
    # Read past no embargo: public pages give `inspection_id` to the inspections' own template tag.
    inspection = models.ForeignKey(
        "peel.Inspection",
        models.PROTECT,
        verbose_name=_("inspection"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The post then shows its grades from our data, and the text is checked against them."),
    )

    class Meta(Edition.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    @property
    def asks_for_help(self) -> bool:
        return self.kind == Kind.APPEAL

    @property
    def is_updated(self) -> bool:
        """Whether readers were told of a change, and the list shows it under that day."""
        return self.listed_at != self.first_released_at


class ListingQuerySet(models.QuerySet):
    def of(self, scope: str, value: str) -> Self:
        return self.filter(scope=scope, value=value)


class Listing(models.Model):
    """Where a released edition is listed: one row for its kind, and one for each of its topics and areas.

    Derived from editions by a follower (news/listing.py) and rebuildable. It carries `listed_at`, so that
    the newest posts of any topic are read from one index; whether they are public, the edition says.
    """

    class Scope(models.TextChoices):
        KIND = "kind", _("Kind")
        TOPIC = "topic", _("Topic")
        AREA = "area", _("Area")

    scope = models.CharField(max_length=5, choices=Scope)
    value = models.CharField(max_length=80)
    listed_at = models.DateTimeField()
    edition = models.ForeignKey(PostEdition, models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(ListingQuerySet)()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "scope", "value"], name="news_listing_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                "scope", "value", F("listed_at").desc(), F("edition").desc(), name="news_listing_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.value}: {self.edition_id}"
