"""Which code asked: a digest of what puts the question. It is counted with every answer, and so dated by use."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

PARTS = (
    "static/boot.js",
    "static/consent.js",
    "templates/consent/_question.html",
    "templates/consent/_said.html",
    "templates/consent/_choices.html",
    "templates/consent/notice.html",
)


@cache
def digest() -> str:
    """Sixteen letters, the same for the same files."""
    found = hashlib.sha256()
    for part in PARTS:
        found.update(part.encode() + b"\0" + (Path(settings.BASE_DIR) / part).read_bytes() + b"\0")
    return found.hexdigest()[:16]
