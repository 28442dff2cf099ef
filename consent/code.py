"""Which code asked: a digest of what puts the question. It is counted with every answer, and so dated by use."""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)
SCRIPTS = ("static/boot.js", "static/consent.js", "static/site.css")
WORDS = "templates/consent"


@cache
def digest() -> str:
    """Sixteen letters, the same for the same files. Made when the process starts, of what it runs with; empty if the
    files cannot be read: then answers are taken all the same.
    """
    root, found = Path(settings.BASE_DIR), hashlib.sha256()
    try:
        for file in [*(root / name for name in SCRIPTS), *sorted((root / WORDS).glob("*.html"))]:
            found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    except OSError:
        logger.exception("What asks about cookies cannot be read.")
        return ""
    return found.hexdigest()[:16]
