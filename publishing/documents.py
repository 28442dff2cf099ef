"""What editions are editions of, and where it is found."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from publishing.editions import Edition, EditionQuerySet


class Document(models.Model):
    """What editions are editions of: addresses, and one language. Every verb locks its row (deciding.py)."""

    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default="en-gb", editable=False
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    if TYPE_CHECKING:
        addresses: Any  # the reverse of the `document` key of its own kind of Address

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def editions(self) -> EditionQuerySet:
        raise TypeError(f"{type(self).__name__} must say which editions are its own.")

    @classmethod
    def taken(cls, slug: str) -> models.QuerySet:
        """The address with this slug, whichever document of this kind has or had it."""
        kind: Any = cls._meta.get_field("addresses").related_model
        return kind.objects.filter(slug=slug)

    @property
    def slug(self) -> str:
        """Where the document is now. One query, unless `addresses` were fetched with it."""
        return next(address.slug for address in self.addresses.all() if address.is_current)

    def was_public(self, moment: datetime) -> bool:
        return self.editions.filter(released_at__lte=moment).exists()

    def answering(self, moment: datetime) -> Edition | None:
        """What the address answers with: the public edition, else the one that was public last."""
        return self.editions.filter(released_at__lte=moment).order_by("-released_at").first()


class Address(models.Model):
    """One slug, for one document, for ever. The current one shows the document, the others redirect to it."""

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("Another page has or had this address. Choose another.")},
    )
    is_current = models.BooleanField(_("current"), default=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_current=True), name="%(app_label)s_%(class)s_one_current"
            )
        ]

    def __str__(self) -> str:
        return self.slug
