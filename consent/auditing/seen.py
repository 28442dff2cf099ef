"""What a browser was seen to keep or to fetch, and in which state of consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from consent.in_force import Version
from consent.register import Kind

# Beside the kinds of the register: a request that left the site.
REQUEST = "request"


class How(StrEnum):
    """How a visitor comes into a state."""

    NOTHING = "nothing"
    REJECT = "reject"
    ACCEPT = "accept"
    ONLY = "only"
    TAKEN_BACK = "taken back"
    PRIVACY = "privacy"
    NO_SCRIPT = "no script"


@dataclass(frozen=True)
class State:
    """One visitor: what they did about cookies, and which groups they have accepted by it."""

    how: How
    accepted: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        return {
            How.NOTHING: _("nothing chosen"),
            How.REJECT: _("everything rejected"),
            How.ACCEPT: _("everything accepted"),
            How.ONLY: _("only “%s” accepted") % ", ".join(sorted(self.accepted)),
            How.TAKEN_BACK: _("accepted, then rejected"),
            How.PRIVACY: _("nothing chosen, the browser asks for privacy"),
            How.NO_SCRIPT: _("nothing chosen, without script"),
        }[self.how]


@dataclass(frozen=True)
class Seen:
    """One thing, where it was first seen. lasts: seconds that a cookie is kept; None if it ends with the browser."""

    kind: str
    name: str
    domain: str
    page: str
    state: State
    lasts: float | None = None

    @property
    def thing(self) -> str:
        if self.kind == REQUEST:
            return _("a request to %s") % self.domain
        return f"{Kind(self.kind).label} “{self.name}”"


def states(version: Version | None) -> list[State]:
    """Every state there is, the one in which the site is walked first."""
    keys = [asked.key for asked in version.asked] if version else []
    alone = [State(How.NOTHING), State(How.PRIVACY), State(How.NO_SCRIPT)]
    if not keys:
        return alone
    single = [State(How.ONLY, frozenset({key})) for key in keys] if len(keys) > 1 else []
    answered = [State(How.REJECT), State(How.ACCEPT, frozenset(keys)), *single, State(How.TAKEN_BACK)]
    return [alone[0], *answered, *alone[1:]]


def first(seen: Iterable[Seen]) -> list[Seen]:
    """Each thing once a state: where it was seen first."""
    found: dict[tuple[str, str, str, State], Seen] = {}
    for one in seen:
        found.setdefault((one.kind, one.name, one.domain, one.state), one)
    return list(found.values())
