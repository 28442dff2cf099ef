"""Which public document stands at an address of this site: for rooms that are strangers to the one that keeps it.

Each room says how it finds what stands at its own addresses. Nothing is told of what is not public: an address
where something waits and one where nothing ever was are both no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from publishing.editions import Edition

Find = Callable[..., "Edition | bool | None"]

Point = Callable[[str], Iterable[str]]

_finders: dict[str, Find] = {}
_pointers: list[Point] = []
# As our own links are written. Not `//host`, no dots that climb, nothing that has to be escaped.
PLAIN = re.compile(r"/(?:[a-z0-9][-a-z0-9_.]*/)*")
DESK = "/admin/"


@dataclass(frozen=True)
class Place:
    """A page that everybody can see. `edition` is None where no document stands: a list, the front page."""

    path: str
    edition: Edition | None = None


def finder(view_name: str) -> Callable[[Find], Find]:
    """Register `find(moment, …)`, which takes what the address of `view_name` holds, and returns the public
    edition there, True where a page stands that is no document, or None or False."""

    def register(find: Find) -> Find:
        _finders[view_name] = find
        return find

    return register


def at(path: str, moment: datetime) -> Place | None:
    """What everybody sees at `path`, or None if that is no page of this site, or nothing is public there."""
    if not PLAIN.fullmatch(path) or path.startswith(DESK):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if find := _finders.get(match.view_name):
        found = find(moment, *match.args, **match.kwargs)
        return Place(path, None if isinstance(found, bool) else found) if found else None
    # Whatever else takes something from its address is no page of its own: a file, a preview.
    return None if match.args or match.kwargs else Place(path)


def pointer(points: Point) -> Point:
    """Register `points(path)`: sentences about what leads readers to `path`, beside the texts themselves."""
    _pointers.append(points)
    return points


def pointed_at(path: str) -> list[str]:
    """What whoever ends the page at `path` should know."""
    return [sentence for points in _pointers for sentence in points(path)]
