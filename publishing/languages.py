"""Which pages are in another language than what stands around them."""

from __future__ import annotations

ENGLISH = "en"


def unless_english(code: str) -> str:
    """For `<html lang>`: the code, or "" for what is written in English like the frame of every page."""
    return "" if code.partition("-")[0] == ENGLISH else code
