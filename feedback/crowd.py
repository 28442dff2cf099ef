"""How much may be sent in ten minutes: from one address, and altogether. Kept in memory only.

An address is never stored. It is counted under a keyed hash whose key is made from SECRET_KEY and a random
number that lives in the cache for a day and nowhere else: after that nobody, with any backup, can say whose
number a count was. With the cache in process each process counts for itself; with Redis they count together.
A cache that does not answer lets everything through: saying what one thinks does not depend on it.
"""

from __future__ import annotations

import secrets

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from publishing.origin import neighbourhood

WINDOW = 600  # seconds
DAY = 24 * 3600
# A telephone network puts many customers behind one address.
MOST_FROM_ONE = 30
# Bounds what robots with many addresses can store: 3,000 an hour in each process, of 16 kB at the very most.
MOST = 500


def is_too_much(address: str) -> bool:
    """Count one more from `address`. True if that was one too many, or one too many of all."""
    return _count(_name(address)) > MOST_FROM_ONE or _count("all") > MOST


def _count(name: str) -> int:
    key = f"feedback:{name}"
    cache.add(key, 0, timeout=WINDOW)
    try:
        return cache.incr(key) or 0
    except ValueError:  # it went between the two: its ten minutes were over
        return 1


def _name(address: str) -> str:
    salt = cache.get_or_set("feedback:salt", secrets.token_hex, timeout=DAY)
    return salted_hmac(str(salt), neighbourhood(address)).hexdigest()
