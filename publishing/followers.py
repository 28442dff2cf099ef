"""What follows a decision, registered by the rooms above.

`inside` followers run in the decision's own transaction (a derived list, a search index) and bring what they
keep in line with an edition whose standing changed: if one fails, the decision does not happen.
`after` followers run once the decision has taken effect (mail, purge): each is recorded first, tried at
once, and tried again by `manage.py follow_up` until it works.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from publishing.models import Decision, FollowUp

if TYPE_CHECKING:
    from publishing.editions import Edition

logger = logging.getLogger(__name__)
MOST_TRIES = 32_767  # what the column holds

Inside = Callable[["Edition"], None]
After = Callable[[Decision], None]

_inside: list[Inside] = []
_after: dict[str, After] = {}


def inside(follower: Inside) -> Inside:
    """Register `follower(edition)`: cheap, may run twice, and must work for every kind of edition."""
    _inside.append(follower)
    return follower


def after(follower: After) -> After:
    """Register `follower(decision)`: may be slow, may fail, may run twice."""
    _after[follower.__name__] = follower
    return follower


def keep_in_line(edition: Edition) -> None:
    """Run the `inside` followers: the edition was released, withdrawn, cancelled or emptied."""
    for follower in _inside:
        follower(edition)


def remember(decision: Decision) -> None:
    """Note what is to be done after `decision`, and do it as soon as it has taken effect."""
    if not _after:
        return
    FollowUp.objects.bulk_create(FollowUp(decision=decision, name=name) for name in _after)
    transaction.on_commit(partial(catch_up, decision_id=decision.pk), robust=True)


def catch_up(decision_id: int | None = None) -> int:
    """Try what is still to be done, for one decision or for all. Returns how much is left."""
    waiting = FollowUp.objects.filter(done_at=None).select_related("decision").order_by("pk")
    if decision_id is not None:
        waiting = waiting.filter(decision_id=decision_id)
    return sum(not _try(follow_up) for follow_up in waiting)


def _try(follow_up: FollowUp) -> bool:
    follow_up.tries = min(follow_up.tries + 1, MOST_TRIES)
    try:
        if follow_up.name in _after:
            _after[follow_up.name](follow_up.decision)
        follow_up.done_at, follow_up.last_error = timezone.now(), ""
    except Exception as error:
        # Whatever goes wrong in a mail server or a cache must not undo or hide a decision.
        logger.exception("Follow-up %s of decision %s failed", follow_up.name, follow_up.decision_id)
        follow_up.last_error = f"{type(error).__name__}: {error}"[:300]
    follow_up.save()
    return follow_up.done_at is not None
