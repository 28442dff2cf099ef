"""The decision log: append-only, chained by hash, provable.

Each row hashes its own content and the hash of the row before. What was said (reasons, addresses) stands
in a second row; the chain holds only sha256(salt‖words), so words can be taken away and the chain still
verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from publishing import clock, followers
from publishing.hashing import canonical, content_hash, sha256_of, utc
from publishing.models import Decision, DecisionText, SiteState, Verb

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition


def label(thing: models.Model) -> str:
    """How the log names a document or an edition: "news.post:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(verb: Verb, edition: Edition, *, by: User, at: datetime, **words: str) -> Decision:
    """Log one act and bump the site's version. The last statements of the transaction.

    words: what was said, by name (reason=…); empty ones are left out.
    """
    text, salt = canonical({name: word for name, word in words.items() if word}), secrets.token_hex(16)
    state = SiteState.objects.select_for_update().get()
    decision = Decision(
        position=state.log_length + 1,
        verb=verb,
        document=label(edition.document),
        edition=label(edition),
        actor=by,
        at=at,
        content_hash=edition.content_hash or edition.submitted_hash or content_hash(edition),
        commitment=_commitment(salt, text),
        previous=state.log_head,
    )
    decision.hash = chain_hash(decision)
    decision.save(force_insert=True)
    DecisionText.objects.create(decision=decision, salt=salt, words=text)
    state.version, state.log_length, state.log_head = state.version + 1, decision.position, decision.hash
    state.newest_decision_at = max(at, state.newest_decision_at or at)
    followers.remember(decision)
    state.save()
    clock.saw(at)
    return decision


def redact_words(edition: Edition) -> None:
    """Take away what was said about `edition`; the chain still verifies."""
    DecisionText.objects.filter(decision__edition=label(edition)).update(salt="", words="")


def chain_hash(decision: Decision) -> str:
    fields = ("position", "verb", "document", "edition", "actor_id", "content_hash", "commitment", "previous")
    return sha256_of({name: getattr(decision, name) for name in fields} | {"at": utc(decision.at)})


def _commitment(salt: str, words: str) -> str:
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()


@dataclass(frozen=True)
class Fault:
    position: int
    sentence: str

    def __str__(self) -> str:
        return f"Decision {self.position}: {self.sentence}"


def verify() -> Iterator[Fault]:
    """Read the whole chain and every released edition, and yield what does not add up."""
    yield from _verify_chain()
    for model in _edition_models():
        yield from _verify_editions(model)


def _verify_chain() -> Iterator[Fault]:
    previous, position = "", 0
    redacted = set(Decision.objects.filter(verb=Verb.REDACT).values_list("edition", flat=True))
    for decision in Decision.objects.select_related("text").order_by("position").iterator(2000):
        position += 1
        if decision.position != position:
            yield Fault(position, f"is missing; the next one is {decision.position}.")
            position = decision.position
        yield from _verify_link(decision, previous, redacted)
        previous = decision.hash
    state = SiteState.objects.get()
    if (state.log_length, state.log_head) != (position, previous):
        yield Fault(position, f"the log says it has {state.log_length} decisions and another last one.")


def _verify_link(decision: Decision, previous: str, redacted: set[str]) -> Iterator[Fault]:
    if decision.previous != previous:
        yield Fault(decision.position, "does not follow from the one before it.")
    if decision.hash != chain_hash(decision):
        yield Fault(decision.position, "was changed after it was written.")
    text = getattr(decision, "text", None)
    if text is None:
        yield Fault(decision.position, "has lost the row with its words.")
    elif not text.salt and not text.words:
        if decision.edition not in redacted:
            yield Fault(decision.position, "its words were taken away without a redaction.")
    elif _commitment(text.salt, text.words) != decision.commitment:
        yield Fault(decision.position, "its words were changed after it was written.")


def _verify_editions(model: type[Edition]) -> Iterator[Fault]:
    """Every released text must still be the text that was decided on, unless it was redacted."""
    for edition in model.desk.filter(released_at__isnull=False).iterator(2000):
        decision = Decision.objects.filter(edition=label(edition)).exclude(content_hash="").first()
        if decision is None:
            yield Fault(0, f"{label(edition)} was released without one.")
        elif edition.redacted_at:
            redactions = Decision.objects.filter(edition=label(edition), verb=Verb.REDACT)
            if not redactions.exists():
                yield Fault(decision.position, f"{label(edition)} was emptied without a redaction.")
        elif not edition.content_hash == decision.content_hash == content_hash(edition):
            yield Fault(decision.position, f"the text of {label(edition)} was changed after it.")


def _edition_models() -> list[type[Any]]:
    from publishing.editions import Edition

    return [model for model in apps.get_models() if issubclass(model, Edition)]
