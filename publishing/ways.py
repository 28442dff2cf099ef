"""The ways through the site that every page shows: its navigation and its footer."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """`section` is what the pages that it leads to call theirs. `lang` is the language of the words, if not English."""

    words: str
    url: str
    section: str = ""
    lang: str = ""
