"""A generated post's editions and the acts that led to them, as the verbs would have left them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from accounts.roles import Role
from news.demonstration.generated.log import Act
from news.demonstration.generated.plans import Change, Plan
from news.models import PostEdition
from publishing.demonstration.acts import HOUR
from publishing.demonstration.people import Cast
from publishing.hashing import sha256_of, utc
from publishing.models import Verb
from publishing.states import Ending, Outcome, Update


@dataclass(frozen=True)
class Desk:
    """Who writes and approves, and the keys of what posts are filed under, by name."""

    cast: Cast
    topics: dict[str, int]
    areas: dict[str, int]


@dataclass(frozen=True)
class Made:
    """An edition that is complete but for its own key, with what belongs to it."""

    edition: PostEdition
    topics: list[int]
    areas: list[int]
    withdrawn: bool = False


def first_of(plan: Plan, document: int, desk: Desk) -> Made:
    content = {name: getattr(plan, name) for name in ("slug", "title", "summary", "body", "kind")}
    made = _made(plan, document, desk, content, plan.released_at)
    made.edition.listed_at = made.edition.first_released_at = plan.released_at
    if plan.change is not None:
        _end(made.edition, plan.change.at, Ending.REPLACED)
        made.edition.is_newest = False
    if plan.withdrawn_at is not None:
        _end(made.edition, plan.withdrawn_at, Ending.WITHDRAWN)
        made.edition.ended_by = desk.cast[Role.EDITOR]
        return replace(made, withdrawn=True)
    return made


def second_of(plan: Plan, change: Change, first: PostEdition, desk: Desk) -> Made:
    content = {name: getattr(first, name) for name in ("title", "summary", "kind")}
    content |= {"body": change.body, "update": change.update, "change_note": change.note}
    made = _made(plan, first.document_id, desk, content, change.at, number=2, revision=2, started_from=first)
    made.edition.first_released_at = first.released_at
    made.edition.listed_at = change.at if change.update == Update.MAJOR else first.released_at
    return made


def acts_of(made: Made, desk: Desk) -> Iterator[Act]:
    edition, author, editor = made.edition, desk.cast[Role.AUTHOR], desk.cast[Role.EDITOR]
    released_at: datetime = edition.released_at  # type: ignore[assignment]
    read = edition.content_hash
    yield Act(Verb.START, edition, author.pk, edition.edited_at, "", {})
    yield Act(Verb.SUBMIT, edition, author.pk, released_at - HOUR, read, {})
    yield Act(Verb.APPROVE, edition, editor.pk, released_at, read, {"instant": utc(released_at)})
    if made.withdrawn and edition.ended_at:
        said = {"reason": "A generated withdrawal.", "outcome": Outcome.GONE.value}
        yield Act(Verb.WITHDRAW, edition, editor.pk, edition.ended_at, read, said)


def _made(plan: Plan, document: int, desk: Desk, content: dict[str, Any], on: datetime, **more: Any) -> Made:
    topics = sorted(desk.topics[name] for name in plan.topics)
    areas = sorted(desk.areas[name] for name in plan.areas)
    read = _hash(document, {**content, "topics": topics, "areas": areas})
    author, editor = desk.cast[Role.AUTHOR], desk.cast[Role.EDITOR]
    edition = PostEdition(
        document_id=document,
        **{"number": 1, **content, **more},
        edited_at=on - 2 * HOUR,
        edited_by=author,
        submitted_at=on - HOUR,
        submitted_hash=read,
        content_hash=read,
        approved_by=editor,
        released_by=editor,
        released_at=on,
    )
    return Made(edition, topics, areas)


def _hash(document: int, content: dict[str, Any]) -> str:
    """What `publishing.hashing.content_hash` would say of the stored row; verify_decisions compares them."""
    values = {**content, "type": PostEdition._meta.label_lower, "document": document}
    return sha256_of({name: value for name, value in values.items() if value not in ("", None, [])})


def _end(edition: PostEdition, at: datetime, ending: Ending) -> None:
    edition.ended_at, edition.ending = at, ending
