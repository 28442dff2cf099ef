"""What people do at the desk, as parts of stories: everything goes through the kernel's verbs."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any, Protocol

from accounts.models import User
from accounts.roles import Role
from publishing import drafts, release
from publishing.demonstration.people import Cast
from publishing.drafts import AnEdition
from publishing.hashing import content_hash

Part = Generator[datetime, None, Any]
HOUR = timedelta(hours=1)


class Text(Protocol):
    """What is typed in for a new document of some kind of edition: `fields()` has its title, slug and the rest."""

    @property
    def model(self) -> type[Any]: ...

    def fields(self) -> dict[str, Any]: ...


def drafted(cast: Cast, text: Text, on: datetime) -> Part:
    yield on
    return drafts.start(text.model, by=cast[Role.AUTHOR], **text.fields())


def submitted(cast: Cast, text: Text, on: datetime) -> Part:
    """Written an hour before."""
    edition = yield from drafted(cast, text, on - HOUR)
    yield on
    return ask(edition, by=cast[Role.AUTHOR])


def released(cast: Cast, text: Text, on: datetime, *, public_at: datetime | None = None) -> Part:
    """Approved at `on`; public then, or at a later moment."""
    edition = yield from submitted(cast, text, on - HOUR)
    yield on
    release.approve(edition, by=cast[Role.EDITOR], seen=content_hash(edition), at=public_at)
    return edition


def updated(cast: Cast, edition: Any, on: datetime, **fields: Any) -> Part:
    """The next edition, with other `fields`: written by the author, approved by the editor."""
    yield on - 2 * HOUR
    draft = drafts.start_next(edition, by=cast[Role.AUTHOR])
    drafts.keep(draft, by=cast[Role.AUTHOR], seen=draft.revision, **fields)
    yield on - HOUR
    ask(draft, by=cast[Role.AUTHOR])
    yield on
    release.approve(draft, by=cast[Role.EDITOR], seen=content_hash(draft))
    return draft


def released_urgently(cast: Cast, text: Text, on: datetime, *, reason: str) -> Part:
    """Written and released by one person on call."""
    yield on - timedelta(minutes=12)
    on_call = cast[Role.ON_CALL]
    edition = drafts.start(text.model, by=on_call, **text.fields())
    yield on
    release.release_urgently(edition, by=on_call, seen=content_hash(edition), reason=reason)
    return edition


def ask(edition: AnEdition, *, by: User) -> AnEdition:
    drafts.submit(edition, by=by, seen=content_hash(edition))
    return edition
