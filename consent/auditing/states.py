"""The states in which the site is audited: what was answered about cookies, and what kind of browser it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consent.in_force import Asked

ACCEPTED = "accepted"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class State:
    """choice: which button a visitor presses: accept or reject in the question, save on the page, or "" for none.

    says: the groups that this visitor says yes to.
    """

    key: str
    words: str
    choice: str = ""
    says: frozenset[str] = frozenset()
    gpc: bool = False
    script: bool = True

    @property
    def is_withdrawn(self) -> bool:
        return self.key == WITHDRAWN


def states(asked: Iterable[Asked]) -> list[State]:
    """All but the withdrawn one, which follows on the accepted one in the same browser."""
    found = list(asked)
    return [
        State("nothing", _("Nothing chosen")),
        *(_chosen(found) if found else ()),
        State("gpc", _("Nothing chosen, the browser asks for privacy"), gpc=True),
        State("no-script", _("Nothing chosen, without JavaScript"), script=False),
    ]


def withdrawn() -> State:
    return State(WITHDRAWN, _("Accepted, then withdrawn"), "save")


def _chosen(asked: list[Asked]) -> list[State]:
    alone = [
        State(f"only-{one.key}", _("Only “%s” accepted") % one.group.name, "save", frozenset({one.key}))
        for one in asked
    ]
    return [
        State("refused", _("Everything refused"), "reject"),
        State(ACCEPTED, _("Everything accepted"), "accept", frozenset(one.key for one in asked)),
        *(alone if len(alone) > 1 else ()),
    ]
