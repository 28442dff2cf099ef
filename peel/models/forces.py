"""Police forces and the bodies that hold them to account."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peel.dates import PartialDateField
from peel.words import BodyKind

SLUG_SINCE = re.compile(r"([a-z-]+) \((to|from) (\d{4})[^)]*\)")


class ForceQuerySet(models.QuerySet):
    def inspected(self) -> Self:
        """The 43 forces that PEEL covers."""
        return self.filter(is_inspected=True)


class Force(models.Model):
    """A police force, under its id on police.uk."""

    id = models.SlugField(_("id"), primary_key=True, max_length=40)
    official_name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=80)
    welsh_name = models.CharField(_("name in Welsh"), max_length=80, blank=True)
    police_uk_id = models.CharField(_("id on police.uk"), max_length=40, blank=True)
    police_uk_name = models.CharField(_("name on police.uk"), max_length=80, blank=True)
    ons_code = models.CharField(_("code of the ONS"), max_length=9, null=True, blank=True, unique=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    country = models.CharField(_("country"), max_length=40)
    hmicfrs_slug = models.CharField(
        _("HMICFRS’s name in addresses"),
        max_length=120,
        help_text=_("One, or several as: hampshire (to 2018/19); hampshire-and-isle-of-wight (from 2021/22)"),
    )
    kind = models.CharField(_("kind"), max_length=20)
    is_inspected = models.BooleanField(_("inspected under PEEL"))
    website = models.URLField(_("website"), blank=True)
    provenance = models.TextField(_("where these facts come from"), blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(ForceQuerySet)()

    class Meta:
        verbose_name = _("force")
        verbose_name_plural = _("forces")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["short_name", "id"]

    def __str__(self) -> str:
        return self.official_name

    def slug_in(self, year: int) -> str:
        """What HMICFRS calls the force in the addresses of reports of `year`."""
        for slug, word, limit in SLUG_SINCE.findall(self.hmicfrs_slug):
            if (word == "to" and year <= int(limit)) or (word == "from" and year >= int(limit)):
                return slug
        return self.hmicfrs_slug.split(" ", 1)[0]


class PolicingBody(models.Model):
    """A local policing body of the Police Act 1996. Dated, since commissioners become mayors, or may go."""

    force = models.ForeignKey(Force, models.PROTECT, verbose_name=_("force"), related_name="policing_bodies")
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind)
    name = models.CharField(_("name"), max_length=120, blank=True)
    begins = PartialDateField(_("from"))
    ends = PartialDateField(_("until"))

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("policing body")
        verbose_name_plural = _("policing bodies")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["force", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="peel_policingbody_kind"),
            models.UniqueConstraint(
                fields=["force"],
                condition=Q(ends=None),
                name="peel_policingbody_one_now",
                violation_error_message=_("This force has a policing body already. Say when it ended."),
            ),
        ]

    def __str__(self) -> str:
        if self.name or self.kind == BodyKind.COMMON_COUNCIL:
            return self.name or self.get_kind_display()
        words = gettext("%(office)s for %(area)s")
        return words % {"office": self.get_kind_display(), "area": self.force.short_name}
