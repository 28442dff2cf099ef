"""What is to be audited, and that it could not be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import reverse

from consent.auditing.states import State

# How many pages are done, of how many. Of 0 while they are still being looked for.
Tell = Callable[[int, int], None]


class CouldNotRun(Exception):
    """Why there is no result, in a sentence."""


@dataclass(frozen=True)
class Order:
    """site: the address of the first page. also: addresses to which no link leads. keys: the groups asked about."""

    site: str
    states: Sequence[State]
    keys: Sequence[str] = ()
    also: Sequence[str] = ()
    limit: int = 1000
    chromium: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.site).hostname or ""

    @property
    def choices(self) -> str:
        """The page on which everything can be chosen."""
        return urljoin(self.site, reverse("consent:notice"))
