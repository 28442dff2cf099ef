"""Files sent to the desk: checked first, and applied as the very bytes that were checked."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from peel import loading
from peel.loading import Report
from peel.models import Upload
from peel.models.uploads import KEPT_FOR, pack
from publishing import clock

if TYPE_CHECKING:
    from accounts.models import User


def check(files: dict[str, bytes], *, by: User) -> tuple[Upload, Report]:
    """What loading `files` would do. Nothing of it is done; the bytes are kept until they expire."""
    report, now = loading.load(files, by=by, dry_run=True), clock.now()
    Upload.objects.filter(sent_at__lt=now - KEPT_FOR).delete()
    kept = {"packed": pack(files), "report": fingerprint(report)}
    return Upload.objects.create(sent_at=now, sent_by=by, **kept), report


def look(upload: Upload, *, by: User) -> Report:
    """What loading it would do by now. What is shown is what applying is held to."""
    report = loading.load(upload.files(), by=by, dry_run=True)
    Upload.objects.filter(pk=upload.pk, applied_at=None).update(report=fingerprint(report))
    return report


@transaction.atomic
def apply(upload: Upload, *, by: User) -> Report | None:
    """Load it, all or nothing. Where the data changed since the check, nothing is done and the report of now comes
    back, with `is_applied` false. None: it was applied before.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.applied_at is not None:
        return None
    with transaction.atomic():
        report = loading.load(upload.files(), by=by)
        if fingerprint(report) != upload.report:
            transaction.set_rollback(True)
            report.is_applied = False
    if report.is_applied:
        upload.packed, upload.applied_at = b"", clock.now()
        upload.save(update_fields=["packed", "applied_at"])
    else:
        Upload.objects.filter(pk=upload.pk).update(report=fingerprint(report))
    return report


def fingerprint(report: Report) -> str:
    """Of everything that it says, and of which rows are new."""
    rows = [f"{file.name} {file.digest} {file.created}" for file in report.files]
    return hashlib.sha256("\n".join([*report.lines(), *rows]).encode()).hexdigest()
