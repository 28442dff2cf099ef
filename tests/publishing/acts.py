"""Every verb by its name, with legal words, so that a test says only what is odd about an act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import User
from news.models import Listing, PostAddress, PostEdition
from publishing import clock, drafts, release
from publishing.editions import Edition
from publishing.hashing import content_hash
from publishing.models import Decision, DecisionText, SiteState, Verb
from publishing.states import Notice, Outcome

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REASON = "A reader rang."


def act(verb: Verb, edition: Edition, by: User, **said: Any) -> Any:
    """Do `verb` to `edition`. What a form would carry along (hash, revision) is read now, unless said."""
    seen = said.pop("seen", None) or content_hash(edition)
    revision = said.pop("revision", edition.revision)
    words: dict[str, Any] = {"reason": REASON} | said
    acts: dict[Verb, Callable[[], Any]] = {
        Verb.START: lambda: drafts.start_next(edition, by=by),
        Verb.EDIT: lambda: drafts.keep(edition, by=by, seen=revision, **({"title": "Another title"} | said)),
        Verb.SUBMIT: lambda: drafts.submit(edition, by=by, seen=seen),
        Verb.RETURN_TO_AUTHOR: lambda: drafts.return_to_author(edition, by=by, **words),
        Verb.SET_ASIDE: lambda: drafts.set_aside(edition, by=by, **words),
        Verb.APPROVE: lambda: release.approve(edition, by=by, seen=seen, **said),
        Verb.RELEASE_URGENTLY: lambda: release.release_urgently(edition, by=by, seen=seen, **words),
        Verb.CLEAR_DEBT: lambda: release.clear_debt(edition, by=by, seen=seen),
        Verb.CANCEL_RELEASE: lambda: release.cancel_release(edition, by=by, **words),
        Verb.WITHDRAW: lambda: release.withdraw(edition, by=by, **words),
        Verb.RESTORE: lambda: release.restore(edition, by=by, seen=seen, **words),
        Verb.CHANGE_EXPIRY: lambda: release.change_expiry(
            edition, by=by, **({"expires_at": clock.now() + 2 * DAY} | words)
        ),
        Verb.CHANGE_OUTCOME: lambda: release.change_outcome(
            edition, by=by, **({"outcome": Outcome.NOTICE, "notice": Notice.UNDER_REVIEW} | words)
        ),
        Verb.MOVE: lambda: release.move(edition, by=by, **({"slug": f"moved-{edition.document_id}"} | words)),
        Verb.REDACT: lambda: release.redact(edition, by=by, **words),
    }
    return acts[verb]()


def fresh(edition: PostEdition) -> PostEdition:
    """The row as it is now, in a new object."""
    return PostEdition.desk.get(pk=edition.pk)


def newest_decision() -> Decision:
    return Decision.objects.select_related("text").get(position=SiteState.objects.get().log_length)


def everything() -> dict[str, list[Any]]:
    """All that a verb may change, for comparing before and after."""
    tables: list[Any] = [
        PostEdition.desk,
        PostAddress.objects,
        Listing.objects,
        Decision.objects,
        DecisionText.objects,
        SiteState.objects,
        PostEdition.contributors.through.objects,
        PostEdition.topics.through.objects,
    ]
    return {table.model.__name__: list(table.order_by("pk").values()) for table in tables}
