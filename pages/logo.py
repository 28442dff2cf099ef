"""A force's logo: one small PNG of ours, kept under the digest of its bytes: its address never changes its picture."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from pages.colours import contrast

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

WIDEST, HIGHEST = 600, 200
# Less, either way, is a dot or a line. A pixel that lets nine tenths through is not there.
LEAST, SEEN = 24, 26
MOST_BYTES = 1_000_000
MOST_PIXELS = 4_000_000
ENDINGS = {"PNG": {".png"}, "JPEG": {".jpg", ".jpeg"}, "WEBP": {".webp"}}
NAMES = {"PNG": "PNG", "JPEG": "JPEG", "WEBP": "WebP"}
# What Pillow's decoders raise on broken files, beside OSError.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


class Logo(models.Model):
    """Kept for ever: a stored page may still ask for an old one. The name stands beside it, so it needs no words."""

    digest = models.CharField(max_length=64, unique=True)
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = gettext_lazy("logo")
        verbose_name_plural = gettext_lazy("logos")
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(width__range=(1, WIDEST), height__range=(1, HIGHEST)), name="pages_logo_size"
            )
        ]

    def __str__(self) -> str:
        return f"{self.width} × {self.height}, {self.digest[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("brand:logo", args=[self.digest])


def read_logo(file: UploadedFile) -> Logo:
    """The uploaded picture as a row that is not stored yet: its pixels alone, newly written. Or a refusal."""
    _refuse_size(file)
    data = file.read()
    picture = _opened(data, file.name or "")
    shown = _decoded(picture)
    shown = shown.convert("RGBA" if shown.has_transparency_data else "RGB")
    shown.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    _refuse_unseen(shown)
    pixels = Image.new(shown.mode, shown.size)
    pixels.paste(shown)  # into a picture that has never heard of its camera, place or author
    written = io.BytesIO()
    pixels.save(written, "PNG", optimize=True)
    png = written.getvalue()
    return Logo(digest=hashlib.sha256(png).hexdigest(), png=png, width=pixels.width, height=pixels.height)


def contrast_on(png: bytes, ground: str) -> float:
    """WCAG's ratio of what can be seen of it to `ground`, on the whole: 1 to 21."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    picture.thumbnail((24, 24))
    behind = tuple(int(ground[start : start + 2], 16) for start in (1, 3, 5))
    data = picture.tobytes()
    seen = [data[start : start + 4] for start in range(0, len(data), 4) if data[start + 3] >= SEEN]
    ratios = [contrast(_laid_on(behind, *pixel), ground) for pixel in seen]
    return sum(ratios) / len(ratios) if ratios else 1.0


def _laid_on(behind: tuple[int, ...], red: int, green: int, blue: int, alpha: int) -> str:
    mixed = [
        (front * alpha + back * (255 - alpha)) // 255
        for front, back in zip((red, green, blue), behind, strict=True)
    ]
    return "#" + bytes(mixed).hex()


def keep_logo(logo: Logo) -> Logo:
    """The stored row with these bytes, which may have been there before."""
    return Logo.objects.get_or_create(
        digest=logo.digest, defaults={"png": logo.png, "width": logo.width, "height": logo.height}
    )[0]


def _refuse_size(file: UploadedFile) -> None:
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than 1 MB. Save the logo smaller: it is shown 200 pixels high at most.")
        )


def _opened(data: bytes, name: str) -> Image.Image:
    """Only its head is read: nothing is decoded before its size is known to be small."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise ValidationError(
            _("This is a text such as SVG or HTML, which can carry script. Give PNG, JPEG or WebP.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=tuple(ENDINGS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_too_large()) from error
    except BROKEN as error:
        raise ValidationError(_("This is no picture that can be read. Give PNG, JPEG or WebP.")) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(_too_large())
    if getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(_("The picture moves, or holds several. Give one that stands still."))
    _refuse_mislabelled(str(picture.format), name)
    return picture


def _refuse_mislabelled(found: str, name: str) -> None:
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS[found]:
        raise ValidationError(
            _("The file’s name ends in “%(ending)s”, but it is %(found)s. Save it again as what it is.")
            % {"ending": ending, "found": NAMES[found]}
        )


def _refuse_unseen(picture: Image.Image) -> None:
    """What counts is what can be seen: a see-through edge is no logo."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else Image.new("L", picture.size, 255)
    box = alpha.point([255 * (value >= SEEN) for value in range(256)]).getbbox()
    if box is None:
        raise ValidationError(_("Nothing of the picture can be seen: it is see-through all over."))
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < LEAST:
        raise ValidationError(
            _("Too small to be seen: %(width)d × %(height)d pixels, where each needs at least %(least)d.")
            % {"width": width, "height": height, "least": LEAST}
        )


def _decoded(picture: Image.Image) -> Image.Image:
    """Upright, too: a telephone's picture may lie on its side and say so."""
    try:
        picture.load()
        return ImageOps.exif_transpose(picture)
    except BROKEN as error:
        raise ValidationError(
            _("The picture is cut off or damaged. Save it again and send it anew.")
        ) from error


def _too_large() -> str:
    return _("The picture has more than 4 million pixels. Save it smaller: 600 × 200 is all that is shown.")
