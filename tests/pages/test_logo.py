"""The logo: whatever is sent, what is served is a small picture of ours and nothing else."""

from __future__ import annotations

import contextlib
import io

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as some
from PIL import Image

from pages.logo import contrast_on, keep_logo, read_logo
from tests.pages.pictures import HIDDEN, claiming, moving, picture, speck, turned, upload, with_hidden_words
from tests.site.visitor import Visitor

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def shown(data: bytes, name: str = "logo.png") -> Image.Image:
    return Image.open(io.BytesIO(bytes(read_logo(upload(data, name)).png)))


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "A.JPEG"), ("WEBP", "a.webp")]
)
def test_each_of_the_three_kinds_becomes_a_png(kind: str, name: str) -> None:
    logo = shown(picture(kind), name)

    assert (logo.format, logo.size) == ("PNG", (120, 40))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((600, 200), (600, 200)),
        ((1200, 200), (600, 100)),
        ((1000, 1000), (200, 200)),
        ((2400, 96), (600, 24)),
        ((24, 24), (24, 24)),
    ],
)
def test_it_is_made_small_and_never_larger(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert shown(picture(size=size)).size == expected


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB", "L", "1", "I;16"])
def test_every_way_to_write_pixels_is_read(mode: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (30, 24)).convert("I" if mode == "I;16" else mode).convert(mode).save(written, "PNG")

    assert shown(written.getvalue()).mode == ("RGBA" if mode in ("RGBA", "LA") else "RGB")


def test_what_is_see_through_stays_see_through() -> None:
    assert shown(picture(colour=(1, 2, 3, 77))).getpixel((5, 5)) == (1, 2, 3, 77)


def test_how_well_it_can_be_seen_counts_only_what_is_there() -> None:
    white = bytes(read_logo(upload(picture(colour=(255, 255, 255, 255)))).png)
    dark = bytes(read_logo(upload(picture(colour=(0, 0, 60, 255)))).png)

    assert contrast_on(white, "#000000") == 21
    assert contrast_on(dark, "#00003c") == 1
    assert contrast_on(bytes(read_logo(upload(speck(40))).png), "#000000") > 3
    assert contrast_on(picture(colour=(9, 9, 9, 0)), "#ffffff") == 1


def test_only_pixels_are_kept() -> None:
    sent = with_hidden_words()
    assert sent.count(HIDDEN) == 3

    logo = read_logo(upload(sent))

    assert HIDDEN not in logo.png
    kept = Image.open(io.BytesIO(bytes(logo.png)))
    assert (kept.info, dict(kept.getexif())) == ({}, {})


def test_a_picture_on_its_side_is_turned() -> None:
    assert shown(turned(), "logo.jpg").size == (120, 40)


REFUSED = [
    (b"", "logo.png", "empty"),
    (b"x" * 1_000_001, "logo.png", "larger than 1 MB"),
    (SVG, "logo.svg", "SVG or HTML"),
    (SVG, "logo.png", "SVG or HTML"),
    (b"\xef\xbb\xbf \n<!doctype html><script>", "logo.png", "SVG or HTML"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n", "logo.jpg", "no picture"),
    (b"GIF89a" + b"\x00" * 50, "logo.png", "no picture"),
    (b"\x89PNG\r\n\x1a\n", "logo.png", "no picture"),
    (picture("JPEG"), "logo.png", "ends in “.png”, but it is JPEG"),
    (picture(), "logo", "but it is PNG"),
    (picture(), "logo.png.html", "ends in “.html”"),
    (picture(size=(400, 300), mode="RGB")[:300], "logo.png", "cut off or damaged"),
    (picture("JPEG", size=(400, 300))[:900], "logo.jpg", "cut off or damaged"),
    (picture("WEBP", size=(400, 300))[:60], "logo.webp", "picture"),
    (picture(size=(2001, 2000), mode="1", colour=1), "logo.png", "4 million pixels"),
    (claiming(50_000, 50_000), "logo.png", "4 million pixels"),
    (claiming(12_000, 10_000), "logo.png", "4 million pixels"),
    (claiming(0, 50), "logo.png", "picture"),
    (picture(colour=(9, 9, 9, 25)), "logo.png", "see-through all over"),
    (picture(size=(1, 1)), "logo.png", "1 × 1 pixels, where each needs at least 24"),
    (picture(size=(4000, 20)), "logo.png", "600 × 3 pixels"),
    (picture(size=(20, 400)), "logo.png", "10 × 200 pixels"),
    (speck(), "logo.png", "30 × 10 pixels"),
    (claiming(500, 500), "logo.png", "cut off or damaged"),
    (moving("PNG"), "logo.png", "moves"),
    (moving("WEBP"), "logo.webp", "moves"),
]


@pytest.mark.parametrize(("data", "name", "sentence"), REFUSED)
def test_anything_else_is_refused_with_a_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_logo(upload(data, name))

    assert sentence in refusal.value.messages[0]


@pytest.mark.django_db
def test_it_is_served_as_a_picture_that_can_do_nothing_and_for_ever() -> None:
    first, second = (
        keep_logo(read_logo(upload(picture(colour=colour)))) for colour in ((1, 2, 3, 40), (9, 9, 9, 90))
    )

    for logo in (first, second):
        response = Visitor().get(logo.get_absolute_url())
        assert response.content == bytes(logo.png)
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.get_absolute_url() != second.get_absolute_url()


@pytest.mark.django_db
def test_the_same_picture_is_kept_once() -> None:
    assert keep_logo(read_logo(upload(picture()))) == keep_logo(read_logo(upload(picture(), "other.png")))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0" * 64, "0" * 63, "../" + "0" * 61, "A" * 64])
def test_an_address_that_holds_no_logo_is_not_found(name: str) -> None:
    assert Visitor().get(f"/brand/logo-{name}.png").status_code == 404


@run(max_examples=150, deadline=None)
@given(
    sent=some.sampled_from([("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")]),
    changes=some.lists(some.tuples(some.integers(0, 10_000), some.integers(0, 255)), min_size=1, max_size=8),
    cut=some.integers(0, 10_000),
)
def test_a_damaged_file_is_read_or_refused_and_never_an_error(
    sent: tuple[str, str], changes: list[tuple[int, int]], cut: int
) -> None:
    kind, name = sent
    data = bytearray(picture(kind, size=(40, 30)))
    for place, byte in changes:
        data[place % len(data)] = byte
    with contextlib.suppress(ValidationError):
        logo = read_logo(upload(bytes(data[: max(1, cut)]), name))
        assert Image.open(io.BytesIO(bytes(logo.png))).size == (logo.width, logo.height)
