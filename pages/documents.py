"""The pages of the site: a document each, at a path of its own, with editions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages import paths
from pages.typed import PathField
from publishing.documents import Address, Document
from publishing.editions import Edition, EditionQuerySet
from publishing.richtext import RichTextField

SUMMARY_LENGTH = 300
BODY_LENGTH = 100_000


class Page(Document):
    """One page. Its address is its whole path: the page above it is the one at all but the last part."""

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.slug

    @property
    def editions(self) -> EditionQuerySet:
        return PageEdition.desk.filter(document=self)

    @classmethod
    def held(cls, pk: int | None) -> models.QuerySet:
        """All pages: two moves at once could otherwise hang each of two pages below the other."""
        return cls.objects.all()

    @classmethod
    def misshapen(cls, slug: str) -> str:
        return paths.misshapen(slug)

    def unusable(self, slug: str) -> str:
        return super().unusable(slug) or self._misplaced(slug)

    def _misplaced(self, slug: str) -> str:
        top = paths.above(slug)
        if not top:
            return ""
        if self._is_at_or_below(top):
            return gettext("A page cannot stand below itself.")
        if PageAddress.objects.filter(slug=top, is_current=True).exists():
            return ""
        return gettext("There is no page at “%s” for it to stand below.") % top

    def _is_at_or_below(self, path: str) -> bool:
        here = PageAddress.objects.filter(document_id=self.pk, is_current=True).first()
        return here is not None and f"{path}/".startswith(f"{here.slug}/")

    def address_field(self, typed: Any, **options: Any) -> Any:
        field = super().address_field(typed, **options)
        field.leave_out(self.slug)
        return field

    def below(self) -> list[Any]:
        standing = PageAddress.objects.filter(is_current=True, slug__startswith=f"{self.slug}/")
        return list(standing.select_related("document").order_by("slug"))


class PageAddress(Address):
    slug = models.CharField(
        _("address"),
        max_length=paths.LENGTH,
        unique=True,
        error_messages={"unique": _("Another page has or had this address. Choose another.")},
    )
    document = models.ForeignKey(Page, models.PROTECT, related_name="addresses")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta(Address.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")


class PageEdition(Edition):
    """One version of a page."""

    content_fields = (
        *Edition.content_fields,
        "summary",
        "body",
        "navigation_title",
        "navigation_position",
        "footer_position",
        "is_sensitive",
        "is_beta",
        "related",
        "review_on",
    )
    url_name = "pages:page"

    document = models.ForeignKey(Page, models.PROTECT, editable=False, related_name="+")
    slug = PathField(
        _("address"), blank=True, help_text=_("Left empty, the last part is made from the title.")
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MaxLengthValidator(SUMMARY_LENGTH)],
        help_text=_("Two sentences that stand on their own in lists and search results."),
    )
    body = RichTextField(_("text"), blank=True, validators=[MaxLengthValidator(BODY_LENGTH)])
    navigation_title = models.CharField(
        _("short title"),
        max_length=40,
        blank=True,
        help_text=_("For the navigation and the footer, where the title is long."),
    )
    navigation_position = models.PositiveSmallIntegerField(
        _("place in the navigation"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1 comes first, after News. Empty: not in the navigation of every page."),
    )
    footer_position = models.PositiveSmallIntegerField(
        _("place in the footer"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1 comes first. Empty: not in the footer of every page."),
    )
    is_sensitive = models.BooleanField(
        _("can be left quickly"),
        default=False,
        help_text=_(
            "For readers who may be watched: a button that leads away at once, and no way back here."
        ),
    )
    is_beta = models.BooleanField(
        _("beta"), default=False, help_text=_("Says that the page is new and that views are welcome.")
    )
    related = models.ManyToManyField(
        Page,
        verbose_name=_("related pages"),
        blank=True,
        related_name="+",
        help_text=_("Readers see those that are public."),
    )
    review_on = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("The desk reminds everybody from 14 days before.")
    )

    class Meta(Edition.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @property
    def short_title(self) -> str:
        return self.navigation_title or self.title
