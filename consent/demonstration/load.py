"""A cookie policy to look at: two versions, the second of which asks everybody about something new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from consent import wording
from consent.models import SLUG, Policy, PolicyEdition
from consent.register import Basis, Entry, Group, Kind, Unit, write
from publishing.demonstration.acts import Part, released, updated
from publishing.demonstration.people import Cast
from publishing.demonstration.travel import Story, london
from publishing.rules import refuse_if
from publishing.states import Update

OURS = "This site"
NECESSARY = Group(
    "necessary",
    "Necessary",
    "Remembering what you chose about cookies. Without it you would be asked on every page.",
    Basis.NECESSARY,
    entries=(
        Entry(
            "cookie_consent",
            "Keeps your choice, so that you are not asked again.",
            OURS,
            lasts=182,
            unit=Unit.DAYS,
        ),
    ),
)
STATISTICS = Group(
    "statistics",
    "Counting visits",
    "To see how many pages are opened. In this demonstration your own browser counts, and tells nobody.",
    entries=(
        Entry("demo_visits", "How many pages you have opened.", OURS, lasts=30, unit=Unit.DAYS),
        Entry(
            "demo_visits_*",
            "Pages opened in one month. The month is in its name.",
            OURS,
            lasts=30,
            unit=Unit.DAYS,
        ),
    ),
)
PREFERENCES = Group(
    "preferences",
    "Remembering what you prefer",
    "To remember where you were. In this demonstration nothing is done with it.",
    entries=(
        Entry("demo_last_page", "The page you opened last.", OURS, kind=Kind.LOCAL, unit=Unit.DELETING),
    ),
)
INTRODUCTION = (
    "<p><em>Demonstration: what is listed here is really stored, by scripts that only the demonstration has. A force"
    " lists its own.</em></p>"
)


@dataclass(frozen=True)
class Text:
    """The policy as it is typed in."""

    model: ClassVar[type[PolicyEdition]] = PolicyEdition

    groups: tuple[Group, ...]
    question: str

    def fields(self) -> dict[str, Any]:
        told = {**wording.BEGINNING, "slug": SLUG, "register": write(self.groups), "question": self.question}
        return {**told, "introduction": INTRODUCTION + wording.BEGINNING["introduction"]}

    def changed(self) -> dict[str, Any]:
        return {"register": write(self.groups), "question": self.question}


FIRST = Text(
    (NECESSARY, replace(STATISTICS, entries=STATISTICS.entries[:1])),
    "Some cookies are necessary and always on. May we use others too, to count visits? The site works the same without"
    " them.",
)
SECOND = Text(
    (NECESSARY, STATISTICS, PREFERENCES),
    "Some cookies are necessary and always on. May we use others too, to count visits and to remember which page you"
    " opened last? The site works the same without them.",
)


def is_loaded() -> bool:
    return (
        Policy.objects.exists() and PolicyEdition.desk.filter(introduction__startswith=INTRODUCTION).exists()
    )


def refuse_on_top_of_others() -> None:
    strange = Policy.objects.exists() and not is_loaded()
    refuse_if(
        "This database holds a cookie policy that is not the demonstration’s. Use an empty one."
        if strange
        else ""
    )


def stories(cast: Cast, now: datetime) -> Iterator[Story]:
    yield replaced(cast)


def replaced(cast: Cast) -> Part:
    edition = yield from released(cast, FIRST, london(2026, 3, 2, 10))
    note = "We would also like to remember which page you opened last, and count the pages of each month."
    change = {"update": Update.MAJOR, "change_note": note, **SECOND.changed()}
    return (yield from updated(cast, edition, london(2026, 5, 11, 10), **change))
