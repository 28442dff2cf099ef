"""Where a fact comes from, and with which file it came."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Who publishes what the demonstration invents. Its links would lead to nothing, or to somebody else's page.
INVENTOR = "Demonstration"
# Reserved for examples (RFC 2606), so nobody answers there. The demonstration's answers have such addresses.
NOWHERE = "https://example.org/"


class Source(models.Model):
    """A publication that says it: named as the data name it, with its address."""

    title = models.CharField(_("title"), max_length=400)
    url = models.URLField(_("address"), max_length=600)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    retrieved = models.DateField(_("read on"), null=True, blank=True)
    archived_copy = models.URLField(_("archived copy"), max_length=600, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        default_permissions = ("view", "add", "change")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["title", "url"], name="peel_source_once"),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(url=""), name="peel_source_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_invented(self) -> bool:
        return self.publisher == INVENTOR


class ImportBatch(models.Model):
    """One file that was loaded and changed something."""

    file_name = models.CharField(_("file"), max_length=120)
    digest = models.CharField(_("SHA-256"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, related_name="+"
    )
    counts = models.JSONField(_("counts"))
    warnings = models.JSONField(_("warnings"))

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("loaded file")
        verbose_name_plural = _("loaded files")
        default_permissions = ("view",)
        permissions: ClassVar[list[tuple[str, Any]]] = [("load_data", "Can load inspection data from files")]
        ordering: ClassVar[list[str]] = ["-loaded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.digest[:8]}"
