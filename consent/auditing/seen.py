"""What was seen in a browser: things that are kept, requests to other hosts, and where each was met first."""

from __future__ import annotations

from dataclasses import dataclass, field

from consent.auditing.states import State
from consent.register import Kind

# Another host was asked for something: what the register calls a pixel, whatever came of it.
REQUEST = Kind.PIXEL


@dataclass(frozen=True)
class Thing:
    """A cookie, a key, a database, or a request, whose name is its address without scheme and query.

    where: the host that has it, without a dot in front.
    """

    kind: str
    name: str
    where: str


@dataclass(frozen=True)
class Sighting:
    """lasts: for how many seconds a cookie stays from now on. None: until the browser is closed, or it is no cookie."""

    thing: Thing
    page: str
    state: State
    lasts: float | None = None
    path: str = "/"


@dataclass
class Notes:
    """What was seen in one state. Each thing once: where it was met first, and the longest that it was given."""

    state: State
    pages: int = 0
    by_thing: dict[Thing, Sighting] = field(default_factory=dict)

    def add(self, thing: Thing, page: str, lasts: float | None = None, path: str = "/") -> None:
        before = self.by_thing.get(thing)
        if before is None:
            self.by_thing[thing] = Sighting(thing, page, self.state, lasts, path)
        elif lasts is not None and lasts > (before.lasts or 0):
            self.by_thing[thing] = Sighting(thing, before.page, self.state, lasts, path)

    @property
    def sightings(self) -> list[Sighting]:
        return list(self.by_thing.values())
