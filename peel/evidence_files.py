"""Files of evidence: which are taken, and what they are handed out as. Nothing in them ever runs."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from peel.models import Evidence

MOST_BYTES = 10_000_000
TYPES = {
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".txt": "text/plain; charset=utf-8",
}
# What such a file begins with; text has no such mark.
BEGINNINGS = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
# Of a name without its ending: the column holds a hundred with the folder.
LONGEST = 60
NOTHING_RUNS = "default-src 'none'; sandbox"


def check(file: UploadedFile) -> None:
    """Refuse what is not what its name says, and give it a plain name."""
    ending = PurePath(file.name or "").suffix.lower().replace(".jpeg", ".jpg")
    if ending not in TYPES:
        raise ValidationError(_("A file is a PDF, CSV, PNG, JPG or TXT. Save it as one of these."))
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 10 MB. Make it smaller, or give a link."))
    data = file.read()
    file.seek(0)
    if not _is_what_it_says(ending, data):
        said = _("Its name ends in “%s”, and that is not what is in it. Save it anew in that form.")
        raise ValidationError(said % ending)
    file.name = f"{slugify(PurePath(file.name or '').stem)[:LONGEST] or 'evidence'}{ending}"


def _is_what_it_says(ending: str, data: bytes) -> bool:
    if ending in BEGINNINGS:
        return data.startswith(BEGINNINGS[ending])
    try:
        return b"\0" not in data and bool(data.decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        return False


def answer(evidence: Evidence) -> HttpResponse:
    """The file, to be kept and not opened in the page. Raises OSError if it is not there."""
    name = PurePath(evidence.file.name or "").name
    with evidence.file.open("rb") as file:
        response = HttpResponse(
            file.read(), content_type=TYPES.get(PurePath(name).suffix, "application/octet-stream")
        )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    return response
