"""The decision log: append-only, chained by hash, provable.

Each row hashes its own content and the hash of the row before. What was said (reasons, addresses) stands
in a second row; the chain holds only sha256(salt‖words), so words can be taken away and the chain still
verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from django.db import models

from publishing import clock, followers
from publishing.hashing import canonical, content_hash, sha256_of, utc
from publishing.models import Decision, DecisionText, SiteState, Verb
from publishing.states import Ending

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition

RELEASES = (Verb.APPROVE, Verb.RELEASE_URGENTLY, Verb.RESTORE)
APPROVALS = (Verb.APPROVE, Verb.RESTORE, Verb.CLEAR_DEBT)


def label(thing: models.Model) -> str:
    """How the log names a document or an edition: "news.post:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(verb: Verb, edition: Edition, *, by: User, at: datetime, **words: str) -> Decision:
    """Log one act and bump the site's version. The last statements of the transaction.

    words: what was said, by name (reason=…); empty ones are left out.
    """
    seen = edition.content_hash or edition.submitted_hash or content_hash(edition)
    decision = Decision(
        verb=verb,
        document=label(edition.document),
        edition=label(edition),
        actor=by,
        at=at,
        content_hash=seen,
    )
    return _append(decision, words)


def record_change(
    thing: models.Model, *, by: User, verb: Verb = Verb.CHANGE, about: str = "", **words: str
) -> Decision:
    """Log an act on something that has no editions, and bump the site's version. The last statements of the
    transaction that stored it.

    about: what `thing` is a part of, as `label()` names it; itself, if nothing is said.
    words: changed=…, what it was and what it is; reason=…. Never more than every reader of the log may know.
    """
    name, now = label(thing), clock.now()
    return _append(Decision(verb=verb, document=about or name, edition=name, actor=by, at=now), words)


def _append(decision: Decision, words: dict[str, str]) -> Decision:
    """Put `decision` at the end of the chain."""
    text, salt = canonical({name: word for name, word in words.items() if word}), secrets.token_hex(16)
    at, state = decision.at, SiteState.objects.select_for_update().get()
    decision.position, decision.previous = state.log_length + 1, state.log_head
    decision.commitment = _commitment(salt, text)
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


def verify(tell: Callable[[int], None] = lambda read: None) -> Iterator[Fault]:
    """Read the whole chain and every released edition, and yield what does not add up.

    tell: called with how many rows were read so far. Decisions may be made meanwhile.
    """
    from publishing.editions import kinds

    read = count(1)
    for fault in chain(_verify_chain(), *map(_verify_editions, kinds())):
        if fault is None:
            tell(next(read))
        else:
            yield fault


def _verify_chain() -> Iterator[Fault | None]:
    before, previous, position, head = SiteState.objects.get(), "", 0, ""
    redacted = dict(Decision.objects.filter(verb=Verb.REDACT).values_list("edition", "position"))
    for decision in Decision.objects.select_related("text").order_by("position").iterator(2000):
        position += 1
        if decision.position != position:
            yield Fault(position, f"is missing; the next one is {decision.position}.")
            position = decision.position
        yield from _verify_link(decision, previous, redacted.get(decision.edition, 0))
        previous = decision.hash
        head = previous if position == before.log_length else head
        yield None
    after = SiteState.objects.get()
    known = before.log_length <= position <= after.log_length and before.log_head == head
    if not known or (position == after.log_length and previous != after.log_head):
        yield Fault(position, f"the log says it has {before.log_length} decisions and another last one.")


def _verify_link(decision: Decision, previous: str, redaction: int) -> Iterator[Fault]:
    if decision.previous != previous:
        yield Fault(decision.position, "does not follow from the one before it.")
    if decision.hash != chain_hash(decision):
        yield Fault(decision.position, "was changed after it was written.")
    text = getattr(decision, "text", None)
    if text is None:
        yield Fault(decision.position, "has lost the row with its words.")
    elif not text.salt and not text.words:
        if decision.position >= redaction:
            yield Fault(decision.position, "its words were taken away without a redaction.")
    elif _commitment(text.salt, text.words) != decision.commitment:
        yield Fault(decision.position, "its words were changed after it was written.")


def _verify_editions(model: type[Edition]) -> Iterator[Fault | None]:
    """Every released edition must be as it was decided. What looks wrong is read twice: it may be live."""
    for edition in model.desk.filter(released_at__isnull=False).iterator(2000):
        if _edition_fault(edition):
            edition.refresh_from_db()
            fault = _edition_fault(edition) if edition.released_at else None
            if fault:
                yield fault
        yield None


def _edition_fault(edition: Edition) -> Fault | None:
    name = label(edition)
    decided = list(Decision.objects.filter(edition=name).select_related("text"))
    newest = next((decision for decision in decided if decision.content_hash), None)
    if newest is None or _last(decided, *RELEASES) is None:
        return Fault(0, f"{name} was released without one.")
    if not _is_as_released(edition, decided):
        return Fault(newest.position, f"when {name} is public was changed after it.")
    approvals = {decision.actor_id for decision in decided if decision.verb in APPROVALS}
    if edition.approved_by_id is not None and edition.approved_by_id not in approvals:
        return Fault(newest.position, f"{name} was approved by somebody who did not decide it.")
    if edition.redacted_at:
        redacted = _last(decided, Verb.REDACT) is not None
        return None if redacted else Fault(newest.position, f"{name} was emptied without a redaction.")
    if not edition.content_hash == newest.content_hash == content_hash(edition):
        return Fault(newest.position, f"the text of {name} was changed after it.")
    return None


def _is_as_released(edition: Edition, decided: list[Decision]) -> bool:
    """Whether it starts, and was withdrawn, when that was decided."""
    released, withdrawn = _last(decided, *RELEASES), _last(decided, Verb.WITHDRAW)
    instant = _instant(released) if released else None
    starts_as_said = edition.released_at is not None and instant in (None, utc(edition.released_at))
    if withdrawn is None:
        return starts_as_said and edition.ending != Ending.WITHDRAWN
    return starts_as_said and (edition.ending, edition.ended_at) == (Ending.WITHDRAWN, withdrawn.at)


def _instant(decision: Decision) -> str | None:
    """The moment that was decided, unless those words are lost or false, which the chain names."""
    text = getattr(decision, "text", None)
    if text is None or _commitment(text.salt, text.words) != decision.commitment:
        return None
    return text.spoken().get("instant")


def _last(decided: list[Decision], *verbs: str) -> Decision | None:
    return next((decision for decision in decided if decision.verb in verbs), None)
