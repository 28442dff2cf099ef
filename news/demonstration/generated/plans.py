"""What each generated post is: a function of its number alone, so that every machine makes the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.utils.text import slugify

from news.demonstration.generated import words
from publishing.demonstration.acts import HOUR
from publishing.states import Update

# Ten years that are over on every machine that runs this.
BEGINNING, END = datetime(2015, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
GOLDEN = 0.618033988749895
PREFIX = "generated-"


@dataclass(frozen=True)
class Change:
    """A second edition."""

    at: datetime
    update: Update
    note: str
    body: str


@dataclass(frozen=True)
class Plan:
    """One post: written two hours before it was released, approved by a second person."""

    slug: str
    title: str
    summary: str
    body: str
    kind: str
    topics: tuple[str, ...]
    areas: tuple[str, ...]
    released_at: datetime
    change: Change | None
    withdrawn_at: datetime | None

    @property
    def started_at(self) -> datetime:
        return self.released_at - 2 * HOUR


def plan(number: int) -> Plan:
    random = Random(f"blue lamp {number}")  # noqa: S311 - repeatable, and nobody guesses for gain
    town = random.choice(words.TOWNS)
    subject, topics = random.choice(words.SUBJECTS)
    title, text, released_at = words.title(random, subject, town), words.body(random, town), moment(number)
    kind = random.choice(words.KINDS)
    fate = random.random()
    return Plan(
        slug=f"{PREFIX}{number:07d}-{slugify(title)}"[:100].rstrip("-"),
        title=title,
        summary=words.summary(random, town),
        body=text,
        kind=kind,
        topics=topics,
        areas=() if random.random() < 0.05 else (f"{town} (invented)",),
        released_at=released_at,
        change=_change(random, released_at, text, town) if fate < 0.03 else None,
        withdrawn_at=released_at + random.randrange(3, 90) * HOUR if 0.03 <= fate < 0.04 else None,
    )


def moment(number: int) -> datetime:
    """Any number of posts is spread evenly, and no two share a minute: the golden ratio, then whole minutes."""
    minutes = (END - BEGINNING) / timedelta(minutes=1)
    return BEGINNING + timedelta(minutes=int(number * GOLDEN % 1 * minutes))


def _change(random: Random, released_at: datetime, body: str, town: str) -> Change:
    update = random.choice(list(Update))
    note = "One sentence was corrected." if update == Update.MAJOR else ""
    corrected = f"<p>{random.choice(words.pool(town))}</p>{body}"
    return Change(released_at + random.randrange(3, 90) * HOUR, update, note, corrected)
