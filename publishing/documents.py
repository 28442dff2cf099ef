"""What editions are editions of, and where it is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from publishing.editions import Edition, EditionQuerySet


class Document(models.Model):
    """What editions are editions of: addresses, and one language. Every verb locks its row (deciding.py)."""

    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default="en-gb", editable=False
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)

    # Why documents of this kind stay where they are, in a sentence; empty where they can be moved.
    immovable: ClassVar[Any] = ""

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
    def address_model(cls) -> Any:
        return cls._meta.get_field("addresses").related_model

    @classmethod
    def held(cls, pk: int | None) -> models.QuerySet:
        """What a verb locks while it changes this document, or starts one (None). A kind whose addresses hang
        together holds them all."""
        return cls.objects.filter(pk=pk)

    @classmethod
    def misshapen(cls, slug: str) -> str:
        """Why `slug` is no address of this kind, in a sentence; empty when it is one."""
        if re.fullmatch(r"[-a-z0-9_]{1,100}", slug):
            return ""
        return gettext("An address has only small letters, digits and hyphens, at most 100 of them.")

    def unusable(self, slug: str) -> str:
        """Why this document, stored or not yet, cannot be at `slug`, in a sentence; empty when it can be."""
        if sentence := self.misshapen(slug):
            return sentence
        others = self.address_model().objects.filter(slug=slug).exclude(document_id=self.pk)
        text = gettext("Another page has or had the address “%s”. Choose another.")
        return text % slug if others.exists() else ""

    def address_field(self, typed: Any, **options: Any) -> Any:
        """The form field in which a new address is typed. typed: the field of its editions that holds one."""
        return typed.formfield(**options)

    def below(self) -> Sequence[Any]:
        """The current addresses that continue this document's own, from the top down: they move with it."""
        return []

    def comes_with(self, starts: datetime) -> list[str]:
        """What else the public sees by a release at `starts`, in sentences for whoever decides."""
        return []

    def goes_with(self, moment: datetime) -> list[str]:
        """What else the public stops seeing when it is withdrawn, or keeps, in sentences."""
        return []

    def address_stands(self, moment: datetime) -> bool:
        """Whether a page is shown at its address without it too. Its readers are then sent nowhere else."""
        return False

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
