"""Every verb by its name, with legal words, so that a test says only what is odd about an act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import User
from news.models import Listing, PostAddress, PostEdition
from publishing import clock, drafts, release
from publishing.hashing import content_hash
from publishing.models import Decision, DecisionText, SiteState, Verb
from publishing.states import Outcome

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REASON = "A reader rang."


def act(verb: Verb, edition: PostEdition, by: User, **said: Any) -> Any:
    """Do `verb` to `edition`. What a form would carry along (hash, revision) is read now, unless said."""
    seen = said.pop("seen", None) or content_hash(edition)
    words: dict[str, Any] = {"reason": REASON} | said
    match verb:
        case Verb.START:
            return drafts.start_next(edition, by=by)
        case Verb.EDIT:
            revision = said.pop("revision", edition.revision)
            return drafts.keep(edition, by=by, seen=revision, **({"title": "Another title"} | said))
        case Verb.SUBMIT:
            return drafts.submit(edition, by=by, seen=seen)
        case Verb.RETURN_TO_AUTHOR:
            return drafts.return_to_author(edition, by=by, **words)
        case Verb.SET_ASIDE:
            return drafts.set_aside(edition, by=by, **words)
        case Verb.APPROVE:
            return release.approve(edition, by=by, seen=seen, **said)
        case Verb.RELEASE_URGENTLY:
            return release.release_urgently(edition, by=by, seen=seen, **words)
        case Verb.CLEAR_DEBT:
            return release.clear_debt(edition, by=by, seen=seen)
        case Verb.CANCEL_RELEASE:
            return release.cancel_release(edition, by=by, **words)
        case Verb.WITHDRAW:
            return release.withdraw(edition, by=by, **words)
        case Verb.RESTORE:
            return release.restore(edition, by=by, seen=seen, **words)
        case Verb.CHANGE_EXPIRY:
            return release.change_expiry(edition, by=by, **({"expires_at": clock.now() + DAY} | words))
        case Verb.CHANGE_OUTCOME:
            told = {"outcome": Outcome.NOTICE, "notice": "under-review"}
            return release.change_outcome(edition, by=by, **(told | words))
        case Verb.MOVE:
            return release.move(edition, by=by, **({"slug": f"moved-{edition.document_id}"} | words))
        case Verb.REDACT:
            return release.redact(edition, by=by, **words)
    raise AssertionError(f"How is {verb} done?")


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
