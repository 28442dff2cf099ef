"""Files that were sent to the desk and checked, until somebody applies them or they expire."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(hours=2)


class Upload(models.Model):
    """The very bytes that were checked: these are applied, and no others. `report` is what the check said of them."""

    sent_at = models.DateTimeField(_("sent"), db_index=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    packed = models.BinaryField()
    report = models.CharField(max_length=64)
    applied_at = models.DateTimeField(_("applied"), null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"

    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(bytes(self.packed))) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def has_expired(self, now: datetime) -> bool:
        return now - self.sent_at > KEPT_FOR


def pack(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()
