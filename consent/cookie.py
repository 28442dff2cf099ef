"""The consent cookie: one visitor's answer, as the visitor's own browser keeps it.

    statistics=2026-11-27T10:00:00+00:00|preferences=-1|_v=3|_t=20261127|_s=…

Its format is django-cookie-consent's: each group with the version that was accepted, or -1. Beside them stand the
version of the policy that was read (`_v`), the day (`_t`) and a signature (`_s`), by which the cookie is a receipt.
It holds no number of its own: two visitors with the same answer on the same day have the same cookie.

Anybody can send any cookie. What is not exactly as we write it is no answer, and so never a yes. frontend/boot.js
judges by the same rules; tests hold both to the same examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from cookie_consent.util import dict_to_cookie_str, set_cookie_dict_to_response
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

# Of the raw header, as a browser's script sees it: Django would take the last of several, script the first.
FOUND = re.compile(r'(?:^|; ?)cookie_consent="?([^";]*)')
LONGEST = 1000
PAIRS = re.compile(r"[a-z_][a-z0-9_]{0,31}=[^|=]+(?:\|[a-z_][a-z0-9_]{0,31}=[^|=]+)*", re.ASCII)
VERSION = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", re.ASCII)
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
DAY = re.compile(r"2\d{7}", re.ASCII)
REFUSED = "-1"  # as django-cookie-consent writes it
ONE_DAY = timedelta(days=1)
SALT = "consent.receipt"


class Question(Protocol):
    """A group as it is asked about: `version` is what a yes has to be at least, `posed` what a no has to be."""

    @property
    def key(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def posed(self) -> int: ...


@dataclass(frozen=True)
class Answer:
    """What one visitor answered: for each group a version or REFUSED; to which version of the policy, and when."""

    choices: Mapping[str, str]
    number: int
    day: date
    signature: str = ""

    @property
    def value(self) -> str:
        return dict_to_cookie_str(self.said())

    def said(self) -> dict[str, str]:
        return {**self._unsigned(), "_s": self.signature}

    def signed(self) -> Answer:
        return replace(self, signature=_signatures(self._text())[0])

    def is_ours(self) -> bool:
        """Whether this site wrote it, with the key that it has or had."""
        return any(constant_time_compare(self.signature, one) for one in _signatures(self._text()))

    def says(self, asked: Question, now: datetime) -> bool | None:
        """Yes or no to a group as it is put now. None: it was not answered, or something else was."""
        said = self.choices.get(asked.key, "")
        if said == REFUSED:
            return False if self.number >= asked.posed else None
        # A clock may be wrong by some hours. A yes from further ahead is none; a no may be from any day.
        soon = (now + ONE_DAY).astimezone(UTC).replace(microsecond=0)
        agreed = VERSION.fullmatch(said) and asked.version <= said <= soon.isoformat()
        return True if agreed and self.day <= soon.date() else None

    def refuses(self, key: str) -> bool:
        return self.choices.get(key, REFUSED) == REFUSED

    def is_too_old(self, now: datetime) -> bool:
        return now.astimezone(UTC).date() >= self.ends()

    def ends(self) -> date:
        return self.day + timedelta(days=settings.CONSENT_DAYS)

    def _unsigned(self) -> dict[str, str]:
        return {**self.choices, "_v": str(self.number), "_t": f"{self.day:%Y%m%d}"}

    def _text(self) -> str:
        return dict_to_cookie_str(self._unsigned())


def of(request: HttpRequest) -> str:
    """The consent cookie of a request, as it came, or ""."""
    found = FOUND.search(request.META.get("HTTP_COOKIE", ""))
    return found[1] if found else ""


def read(value: str, now: datetime) -> Answer | None:
    """The answer in a cookie's value, if it is one that we could have written, and is not too old."""
    answer = read_any(value)
    if answer is None:
        return None
    return None if answer.is_too_old(now) else answer


def read_any(value: str) -> Answer | None:
    """As `read`, of whatever day."""
    if len(value) > LONGEST or not PAIRS.fullmatch(value):
        return None
    said = dict(pair.split("=") for pair in value.split("|"))
    number, day, signature = said.pop("_v", ""), _day(said.pop("_t", "")), said.pop("_s", "")
    if not NUMBER.fullmatch(number) or day is None:
        return None
    return Answer(said, int(number), day, signature)


def give(
    choices: Mapping[str, bool],
    asked: Iterable[Question],
    number: int,
    now: datetime,
    *,
    since: date | None = None,
) -> Answer:
    """The answer to be stored: a choice for each group in `asked`, about version `number` of the policy.

    since: the day of an answer that it adds to, which then goes on counting from that day.
    """
    said = {one.key: one.version if choices[one.key] else REFUSED for one in asked}
    today = now.astimezone(UTC).date()
    return Answer(said, number, min(since or today, today)).signed()


def outcome(said: Iterable[bool]) -> str:
    """Which confirmation belongs to an answer."""
    every = set(said)
    return "customised" if len(every) > 1 else "accepted" if True in every else "rejected"


def put(response: HttpResponse, answer: Answer) -> None:
    set_cookie_dict_to_response(response, answer.said())


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _signatures(text: str) -> list[str]:
    """With the key in use first, then with those that were."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SALT, text, secret=key, algorithm="sha256").hexdigest()[:20] for key in keys]
