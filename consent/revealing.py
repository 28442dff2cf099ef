"""What is shown to a browser without script, by a stylesheet: the question, or the true one of several sentences.

The page itself holds all of them, hidden. A confirmation is shown only where the cookie bears it out: anybody can make
a link that ends in #cookies-accepted. What the page asks comes with the address: nothing else has to be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from consent import cookie
from consent.soundness import KEY, MOST_ASKED

# As Version.as_attribute writes it.
ASKED = re.compile(rf"({KEY.pattern})=({cookie.VERSION.pattern})@({cookie.NUMBER.pattern})", re.ASCII)


@dataclass(frozen=True)
class Posed:
    """A group as a page names it."""

    key: str
    version: str
    posed: int


def styles(request: HttpRequest, asks: str, *, gpc: bool, now: datetime) -> str:
    posed = read(asks)
    value = cookie.of(request)
    held, any_day = cookie.read(value, now), cookie.read_any(value)
    is_too_old = any_day is not None and any_day.is_too_old(now)
    says = {one.key: held.says(one, now) if held else None for one in posed}
    shown = [_sentence(key, said) for key, said in says.items()]
    if posed and None not in says.values() and held:
        shown += [f"#cookies-{cookie.outcome(map(bool, says.values()))}:target", "#cookies-saved:target"]
    elif gpc and not held:
        shown += [".gpc"]
    else:
        shown += [
            "section.consent",
            *([".consent__stale"] if held else [".consent__expired"] if is_too_old else []),
        ]
    # Not on paper, where nothing can be pressed.
    return f"@media screen{{{','.join(shown)}{{display:block}}}}\n"


def read(asks: str) -> list[Posed]:
    """What a page says that it asks. Anything that is not written as ours is passed over: the question is shown."""
    found: Iterable[re.Match[str] | None] = map(ASKED.fullmatch, asks.split(" ")[:MOST_ASKED])
    return [Posed(one[1], one[2], int(one[3])) for one in found if one]


def _sentence(key: str, said: bool | None) -> str:
    word = "open" if said is None else "yes" if said else "no"
    return f'[data-said="{key} {word}"]'
