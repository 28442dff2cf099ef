"""Acts on their own dates: the demonstration's verbs are played in order of time, each with the clock set to it.

A story is a generator: it yields the moment at which it goes on, and does its next act when it is resumed.
"""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils import timezone

from publishing import clock

Story = Generator[datetime, None, Any]


def london(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let this process believe that it is `moment`. For loading the demonstration, and for nothing else."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def play(stories: Iterable[Story]) -> None:
    """Play all stories, interleaved: the decision log then runs forward in time."""
    clock.forget()
    waiting = [(next(story), number, story) for number, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        with at(moment):
            following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story))
