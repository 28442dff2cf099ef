"""The decision log of a batch: one chain, as `publishing.decisions.record` would have made it act by act."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from news.demonstration.generated.rows import insert
from news.models import PostEdition
from publishing.decisions import chain_hash, label
from publishing.hashing import canonical
from publishing.models import Decision, DecisionText, SiteState, Verb

DECISION = [field.attname for field in Decision._meta.concrete_fields if not field.primary_key]


@dataclass(frozen=True)
class Act:
    verb: Verb
    edition: PostEdition
    actor: int
    at: datetime
    content_hash: str
    words: dict[str, str]


def append(acts: Iterable[Act]) -> None:
    """Append `acts` in order of time; the site's state last. Inside a transaction."""
    ordered = sorted(acts, key=lambda act: act.at)
    texts = [(secrets.token_hex(16), canonical(act.words)) for act in ordered]
    state = SiteState.objects.select_for_update().get()
    decisions = []
    for act, (salt, words) in zip(ordered, texts, strict=True):
        commitment = hashlib.sha256(f"{salt}{words}".encode()).hexdigest()
        decision = _decision(act, commitment, position=state.log_length + 1, previous=state.log_head)
        state.log_length, state.log_head = decision.position, decision.hash
        decisions.append(decision)
    _store(decisions, texts)
    state.newest_decision_at = max(ordered[-1].at, state.newest_decision_at or ordered[-1].at)
    state.version = F("version") + 1
    state.save()


def _decision(act: Act, commitment: str, *, position: int, previous: str) -> Decision:
    decision = Decision(
        position=position,
        verb=act.verb,
        document=f"news.post:{act.edition.document_id}",
        edition=label(act.edition),
        actor_id=act.actor,
        at=act.at,
        content_hash=act.content_hash,
        commitment=commitment,
        previous=previous,
    )
    decision.hash = chain_hash(decision)
    return decision


def _store(decisions: list[Decision], texts: list[tuple[str, str]]) -> None:
    insert(Decision, DECISION, ([getattr(decision, name) for name in DECISION] for decision in decisions))
    stored = Decision.objects.filter(position__gte=decisions[0].position).order_by("position")
    keys = stored.values_list("pk", flat=True)
    rows = ((key, *text) for key, text in zip(keys, texts, strict=True))
    insert(DecisionText, ("decision_id", "salt", "words"), rows)
