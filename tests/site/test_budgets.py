"""What a visitor's device has to load, as it travels: packed, on the page that is heaviest."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from consent.soundness import MOST_ASKED
from publishing.states import State
from tests.consent.factories import make_group, make_policy
from tests.factories import HOUR, MINUTE, make_post_edition
from tests.news.many import make_many
from tests.site.visitor import Visitor

STATIC = Path(settings.BASE_DIR) / "static"
KB = 1_000
FONT = STATIC / "fonts" / "hyperlegible.woff2"
STYLES, LEAVING = STATIC / "site.css", STATIC / "leaving.js"
BOOT, CONSENT = STATIC / "boot.js", STATIC / "consent.js"


def packed(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=9, mtime=0))


def test_files_keep_to_their_budgets() -> None:
    assert packed(STYLES.read_bytes()) <= 14 * KB
    assert FONT.stat().st_size <= 21 * KB
    assert packed(LEAVING.read_bytes()) <= 8 * KB
    assert packed(BOOT.read_bytes()) <= 0.6 * KB
    assert packed(BOOT.read_bytes()) + packed(CONSENT.read_bytes()) <= 3 * KB


def test_our_own_styles_never_shout() -> None:
    """The order of the layers decides. GOV.UK's few `!important` hide a page that is being left, and rightly win."""
    for source in (Path(settings.BASE_DIR) / "frontend" / "css").glob("*.css"):
        assert "!important" not in source.read_text(), source.name


@pytest.mark.django_db
def test_a_page_without_its_pictures_is_light(visitor: Visitor) -> None:
    make_post_edition(State.LIVE, slug="post", body="<p>A sentence of a long story.</p>" * 100)
    make_many(45, lambda number: timezone.now() - HOUR - number * MINUTE)
    make_policy(State.LIVE, *(make_group(f"group_{number}") for number in range(MOST_ASKED)))
    for address in ("/news/", "/news/post/"):
        html = visitor.get(address).content
        assert re.findall(rb'<script src="/static/(\w+)\.js"', html) == [b"boot", b"consent"]
        brand = re.findall(rb'<link rel="stylesheet" href="(/brand/[^"]+)"', html)[0].decode()
        files = (
            packed(BOOT.read_bytes())
            + packed(CONSENT.read_bytes())
            + packed(STYLES.read_bytes())
            + FONT.stat().st_size
            + packed(visitor.get(brand).content)
        )
        assert packed(html) + files <= 50 * KB, address
