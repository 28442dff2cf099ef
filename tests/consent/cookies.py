"""Consent cookies that anybody may send, each with what it says: one list for the server and for the browser.

They are about a policy that asks about statistics since its first version, and about preferences since its second.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

YES, NO, OPEN = True, False, None
SINCE = "2026-03-02T10:00:00+00:00"
ASKS = f"statistics={SINCE}@1 preferences={SINCE}@2"
DAY = timedelta(days=1)


class Example(NamedTuple):
    value: str
    statistics: bool | None = OPEN
    preferences: bool | None = OPEN
    state: str = "ask"


def examples(now: datetime, days: int) -> list[Example]:
    """now: the moment at which they are judged, in UTC. days: for how long an answer counts."""
    today = f"_t={now:%Y%m%d}"
    rest = f"_v=2|{today}|_s=0123456789abcdefabcd"
    both = f"statistics={SINCE}|preferences={SINCE}"
    return [
        *_answers(now, days, today, rest, both),
        *map(Example, _junk(now, rest, both)),
        *_old(now, days, both),
    ]


def _answers(now: datetime, days: int, today: str, rest: str, both: str) -> list[Example]:
    later = f"{now:%Y-%m-%dT%H:%M:%S}+00:00"
    last = f"{now - (days - 1) * DAY:%Y%m%d}"
    return [
        Example(f"{both}|{rest}", YES, YES, "set"),
        Example(f"statistics=-1|preferences=-1|{rest}", NO, NO, "set"),
        Example(f"statistics={SINCE}|preferences=-1|{rest}", YES, NO, "set"),
        Example(f"preferences=-1|statistics={SINCE}|{rest}", YES, NO, "set"),
        Example(f"statistics={later}|preferences={later}|{rest}", YES, YES, "set"),
        Example(f"{both}|_v=2|_t={last}|_s=x", YES, YES, "set"),
        # Without a signature it is no receipt, but it is what the visitor's browser says.
        Example(f"{both}|_v=2|{today}", YES, YES, "set"),
        Example(f"statistics=-1|{rest}", NO, OPEN, "stale"),
        Example(f"statistics={SINCE}|video={SINCE}|{rest}", YES, OPEN, "stale"),
        # Refused before preferences was put as it is put now.
        Example(f"statistics=-1|preferences=-1|_v=1|{today}|_s=x", NO, OPEN, "stale"),
        # A yes to an older version of both.
        Example(
            f"statistics=2026-03-02T09:59:59+00:00|preferences=2020-01-01T00:00:00+00:00|{rest}",
            state="stale",
        ),
        # A yes from the future, and such as django-cookie-consent 1.0 takes for one.
        *(
            Example(f"statistics={one}|preferences={one}|{rest}", state="stale")
            for one in (
                "9999-12-31T23:59:59+00:00",
                "zzzz",
                "None",
                "true",
                "2099",
                "ÿþ",
                SINCE[:19],
                f"{SINCE}Z",
            )
        ),
        Example(f"statistics={SINCE}0|preferences= {SINCE}|{rest}", state="stale"),
        Example(f"statistics=-1 |preferences=--1|{rest}", state="stale"),
        # From the day after tomorrow: no yes, and still a no.
        Example(f"{both}|_v=2|_t={now + 2 * DAY:%Y%m%d}", state="stale"),
        Example(f"statistics=-1|preferences=-1|_v=2|_t={now + 9 * DAY:%Y%m%d}", NO, NO, "set"),
        Example(f"STATISTICS={SINCE}|preferences=-1|{rest}"),
    ]


def _junk(now: datetime, rest: str, both: str) -> list[str]:
    """No answer at all."""
    return [
        "",
        "all",
        "true",
        "statistics",
        "statistics=",
        "=",
        "|",
        "||||",
        f"{both}",
        f"{both}|{rest}|",
        f"|{both}|{rest}",
        f"{both}||{rest}",
        f"{both}={SINCE}|{rest}",
        f"{both}|_v=|_t={now:%Y%m%d}",
        f"{both}|_v=-1|_t={now:%Y%m%d}",
        f"{both}|_v=1e9|_t={now:%Y%m%d}",
        f"{both}|_v=0123456789|_t={now:%Y%m%d}",
        f"{both}|_v=٢|_t={now:%Y%m%d}",
        f"{both}|_v=2|_t=",
        f"{both}|_v=2|_t=today",
        f"{both}|_v=2|_t=20260230",
        f"{both}|_v=2|_t=20261301",
        f"{both}|_v=2|_t=00000000",
        f"{both}|_v=2|_t={now:%Y-%m-%d}",
        f"{both}|_v=2|_t={now:%Y%m%d}0",
        f"{both}|_v=2|_t=99991231",
        f"{both}|{rest}|x={'y' * 1000}",
        f"{'x' * 33}=1|{both}|{rest}",
        "%7B%7D",
        "{'statistics': true}",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "' OR 1=1 --",
        "\\",
        "constructor=1|__proto__=1",
    ]


def _old(now: datetime, days: int, both: str) -> list[Example]:
    return [
        Example(f"{both}|_v=2|_t={now - gone * DAY:%Y%m%d}|_s=x", state="expired")
        for gone in (days, days + 1, 4000)
    ]
