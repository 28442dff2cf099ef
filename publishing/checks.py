"""Release checks: what the desk says about a text before the public sees it.

Each room registers what it knows, like Django's system checks. A finding that stops is a matter of law or
of plain error and holds up every release; advice is shown, and every release passes it. Some that stop can be
overruled, with a reason (overruling.py): a check that reads sentences may have misread one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from publishing import clock
from publishing.hashing import sha256_of
from publishing.states import Update

if TYPE_CHECKING:
    from publishing.editions import Edition


class Level(StrEnum):
    STOP = "stop"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One sentence about one field ("" for the whole edition).

    What is found about words of the text repeats them (`quote`), and says what is `known` and where that stands.
    """

    level: Level
    sentence: str
    field: str = ""
    quote: str = ""
    known: str = ""
    source: str = ""
    source_url: str = ""
    overrulable: bool = False

    @property
    def stops(self) -> bool:
        return self.level == Level.STOP

    @property
    def key(self) -> str:
        """The same for the same finding. Other words, or other data, make it another one."""
        return sha256_of([self.sentence, self.quote, self.known])[:16]

    def in_full(self) -> str:
        """In one line, as the decision log keeps it."""
        quote = f"“{self.quote}”" if self.quote else ""
        source = _("Source: %s") % f"{self.source} {self.source_url}".strip() if self.source else ""
        return " ".join(part for part in (self.sentence, quote, self.known, source) if part)


TITLE_LENGTH = 110
EMPTY_LINKS = {"here", "click here", "read more", "more", "link", "this link"}
Check = Callable[["Edition"], Iterable[Finding]]
CheckAt = Callable[["Edition", datetime | None], Iterable[Finding]]
_checks: list[Check] = []
_checks_at: list[CheckAt] = []


def register(check: Check) -> Check:
    """Register `check(edition)`; it is asked about every kind of edition."""
    _checks.append(check)
    return check


def register_at(check: CheckAt) -> CheckAt:
    """Register `check(edition, at)`, for what depends on the moment of release: None until somebody chose it."""
    _checks_at.append(check)
    return check


@register
def update_is_told(edition: Edition) -> Iterator[Finding]:
    """An update of something that was public says what it is, before anybody is asked to approve it."""
    if not edition.is_open() or not edition.document.was_public(clock.now()):
        return
    if not edition.update:
        yield Finding(Level.STOP, _("Say whether this update is minor or major."), "update")
    elif edition.update == Update.MAJOR and not edition.change_note.strip():
        yield Finding(Level.STOP, _("A major update needs a change note for readers."), "change_note")


@register
def expiry_is_ahead(edition: Edition) -> Iterator[Finding]:
    if edition.is_open() and edition.expires_at and edition.expires_at <= clock.now():
        yield Finding(
            Level.STOP, _("Its expiry has passed: it would never be public. Change it."), "expires_at"
        )


def of_body(body: str) -> Iterator[Finding]:
    """What is said about any rich text: how its headings begin, and links that do not say where they lead."""
    levels = [int(level) for level in re.findall(r"<h([23])>", body)]
    if levels and levels[0] == 3:
        yield Finding(Level.ADVICE, _("The first heading is a small one: start with a large one."), "body")
    for words in re.findall(r"<a [^>]*>(.*?)</a>", body):
        if strip_tags(words).strip().lower() in EMPTY_LINKS:
            yield Finding(Level.ADVICE, _("A link says only “%s”: say where it leads.") % words, "body")


def of_title(title: str) -> Iterator[Finding]:
    if len(title) > TITLE_LENGTH:
        long = _("The title has %(length)d characters; search results cut it after about %(limit)d.")
        yield Finding(Level.ADVICE, long % {"length": len(title), "limit": TITLE_LENGTH}, "title")


def findings(edition: Edition, at: datetime | None = None) -> list[Finding]:
    """All findings about a release at `at`, those that stop first."""
    found = [finding for check in _checks for finding in check(edition)]
    found += [finding for check_at in _checks_at for finding in check_at(edition, at)]
    return sorted(found, key=lambda finding: not finding.stops)


def stops(edition: Edition, at: datetime | None = None) -> str:
    """The sentences that hold up a release, as one."""
    return " ".join(finding.sentence for finding in findings(edition, at) if finding.stops)
