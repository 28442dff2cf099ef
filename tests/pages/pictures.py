"""Picture files as people and attackers send them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

HIDDEN = b"51.7000N 1.9000W HIDDEN"


def picture(
    kind: str = "PNG",
    *,
    size: tuple[int, int] = (120, 40),
    mode: str = "RGBA",
    colour: Any = None,
    **saved: Any,
) -> bytes:
    written = io.BytesIO()
    mode = "RGB" if kind == "JPEG" else mode
    Image.new(mode, size, colour or ((10, 20, 30, 128) if mode == "RGBA" else (10, 20, 30))).save(
        written, kind, **saved
    )
    return written.getvalue()


def speck(high: int = 10) -> bytes:
    """Something grey on a ground that lets everything through."""
    ground = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ground.paste((128, 128, 128, 255), (10, 10, 40, 10 + high))
    written = io.BytesIO()
    ground.save(written, "PNG")
    return written.getvalue()


def upload(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def with_hidden_words() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Location", HIDDEN.decode())
    exif = Image.Exif()
    exif[0x010E] = HIDDEN.decode()
    return picture(pnginfo=told, exif=exif) + HIDDEN


def turned() -> bytes:
    """A JPEG that lies on its side, and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture("JPEG", size=(40, 120), exif=exif)


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 99, 200)]
    written = io.BytesIO()
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    return written.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head promises a great many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00"))
        + chunk(b"IEND", b"")
    )
