"""PEEL summaries: what our force itself says of one of its inspections. A document each, with editions.

It stands on the inspection's page, which is there without it too, and so it has no address to move to.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from peel.models.inspections import Inspection
from publishing.documents import Address, Document
from publishing.editions import Edition, EditionQuerySet
from publishing.richtext import RichTextField

SUMMARY_LENGTH = 300
BODY_LENGTH = 50_000


class Summary(Document):
    """What we say of one inspection, in one language. Its address is the cycle's: `addresses_of`."""

    immovable = gettext_lazy("It stands on the page of its inspection, and cannot be moved.")

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name=_("inspection"), editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("PEEL summary")
        verbose_name_plural = _("PEEL summaries")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["inspection", "language"],
                name="peel_summary_once",
                violation_error_message=_("This inspection has a summary in this language already."),
            )
        ]

    @property
    def editions(self) -> EditionQuerySet:
        return SummaryEdition.desk.filter(document=self)

    def unusable(self, slug: str) -> str:
        is_its_own = slug in addresses_of(self.inspection, self.language)
        return super().unusable(slug) if is_its_own else str(self.immovable)

    def address_stands(self, moment: datetime) -> bool:
        """Whether the inspection is public by its own date."""
        starts = self.inspection.public_from
        return starts is not None and starts <= moment

    def comes_with(self, starts: datetime) -> list[str]:
        if Inspection.public.at(starts).filter(pk=self.inspection_id).exists():
            return []
        words = gettext("Its release makes the %s inspection public, with its grades and findings.")
        return [words % self.inspection.cycle]

    def goes_with(self, moment: datetime) -> list[str]:
        if self.address_stands(moment):
            words = gettext("The %s inspection stays public: its page goes on showing the grades.")
        else:
            words = gettext("The %s inspection is public by this summary alone, and goes with it.")
        return [words % self.inspection.cycle]


def addresses_of(inspection: Inspection, language: str) -> list[str]:
    """The cycle's code, with a language that is not the site's after it. Where a force was inspected by two versions
    of the framework, the second summary has its version there too.
    """
    tongue = [] if language == settings.LANGUAGE_CODE else [language]
    version = [inspection.framework_version] if inspection.framework_version else []
    return ["-".join([inspection.cycle_id, *more]) for more in (tongue, [*version, *tongue])]


class SummaryAddress(Address):
    document = models.ForeignKey(Summary, models.PROTECT, related_name="addresses")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta(Address.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")


class SummaryEdition(Edition):
    """One version of what we say."""

    content_fields = (*Edition.content_fields, "summary", "account", "being_done")
    url_name = "peel:cycle"

    document = models.ForeignKey(Summary, models.PROTECT, editable=False, related_name="+")
    title = models.CharField(
        _("headline"), max_length=200, help_text=_("What we say of the inspection, in one line.")
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MaxLengthValidator(SUMMARY_LENGTH)],
        help_text=_("Two sentences that stand on their own."),
    )
    account = RichTextField(
        _("our own account"),
        blank=True,
        validators=[MaxLengthValidator(BODY_LENGTH)],
        help_text=_(
            "What the inspectors found, as the force sees it. Readers are told whose words these are."
        ),
    )
    being_done = RichTextField(
        _("what is being done"), blank=True, validators=[MaxLengthValidator(BODY_LENGTH)]
    )

    class Meta(Edition.Meta):
        verbose_name = _("PEEL summary")
        verbose_name_plural = _("PEEL summaries")

    @property
    def inspection(self) -> Inspection:
        """Past its embargo: for the desk. Public pages begin with an inspection that is public."""
        return self.document.inspection

    def get_absolute_url(self) -> str:
        return reverse(self.url_name, args=[self.document.inspection.cycle_id])
