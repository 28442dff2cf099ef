"""Rows for tests, made as the desk would make them: through the verbs, at the times that the test asks for.

Every argument has a default that is legal and dull, so that a test names only what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from feedback.models import Feedback
from news.models import Area, Kind, Post, PostEdition, Topic
from pages.documents import PageEdition
from peel.models import Inspection, SummaryEdition
from peel.models.summaries import addresses_of
from publishing import clock, drafts, release
from publishing.drafts import AnEdition
from publishing.editions import Edition
from publishing.hashing import content_hash
from publishing.states import Ending, State, Update

PASSWORD = "correct horse battery staple"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
_numbers = count(1)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Run at `moment`, in a process that has seen no decision yet: time may go back, for another document."""
    clock.forget()
    with time_machine.travel(moment, tick=False):
        yield moment
    clock.forget()


def make_user(
    role: Role | None = None,
    *,
    name: str = "",
    email: str = "",
    superuser: bool = False,
    is_active: bool = True,
) -> User:
    """Somebody in the group of `role`, signing in with PASSWORD. Without a role: somebody who may nothing."""
    number = next(_numbers)
    name = name or f"{role.value.title() if role else 'Person'} {number}"
    user = User.objects.create_user(
        email or f"person-{number}@example.org",
        PASSWORD,
        name=name,
        is_superuser=superuser,
        is_active=is_active,
    )
    if role is not None:
        user.groups.add(Group.objects.get(name=role.value))
    return user


def make_author(**fields: Any) -> User:
    return make_user(Role.AUTHOR, **fields)


def make_editor(**fields: Any) -> User:
    return make_user(Role.EDITOR, **fields)


def make_on_call(**fields: Any) -> User:
    return make_user(Role.ON_CALL, **fields)


def make_topic(name: str = "", slug: str = "") -> Topic:
    number = next(_numbers)
    return Topic.objects.create(name=name or f"Topic {number}", slug=slug or f"topic-{number}")


def make_area(name: str = "", slug: str = "") -> Area:
    number = next(_numbers)
    return Area.objects.create(name=name or f"Area {number}", slug=slug or f"area-{number}")


def make_feedback(thoughts: str = "", *, sent_at: datetime | None = None, **fields: Any) -> Feedback:
    """What a visitor said, a minute ago unless `sent_at` says otherwise."""
    words = thoughts or f"The map on page {next(_numbers)} does not open."
    sent_at = sent_at or timezone.now() - MINUTE
    return Feedback.objects.create(**{"thoughts": words, "version": 1, "sent_at": sent_at, **fields})


def make_post_edition(
    state: State | Ending = State.DRAFT,
    *,
    author: User | None = None,
    approver: User | None = None,
    released_at: datetime | None = None,
    ended_at: datetime | None = None,
    urgent_reason: str = "",
    slug: str = "",
    title: str = "",
    summary: str = "Officers are asking for witnesses.",
    body: str = "<p>It happened on Saturday night.</p>",
    kind: str = Kind.NEWS,
    topics: Iterable[Topic] = (),
    areas: Iterable[Area] = (),
    expires_at: datetime | None = None,
    **fields: Any,
) -> PostEdition:
    """The first edition of a new post, brought to `state` by the verbs.

    `state` is a State, or Ending.WITHDRAWN; State.ENDED means expired. What is live was released an hour ago
    and what is scheduled appears in an hour, unless `released_at` says otherwise; an ended edition ended half
    an hour after its release, unless `ended_at` does. With `urgent_reason` the approver (somebody on call)
    releases it urgently, and it has a debt.
    """
    number = next(_numbers)
    return make_first_edition(
        PostEdition,
        state,
        author=author,
        approver=approver,
        released_at=released_at,
        ended_at=ended_at,
        urgent_reason=urgent_reason,
        expires_at=expires_at,
        title=title or f"Post {number}",
        slug=slug or f"post-{number}",
        summary=summary,
        body=body,
        kind=kind,
        topics=list(topics),
        areas=list(areas),
        **fields,
    )


def make_page_edition(
    state: State | Ending = State.DRAFT,
    *,
    author: User | None = None,
    approver: User | None = None,
    released_at: datetime | None = None,
    ended_at: datetime | None = None,
    urgent_reason: str = "",
    slug: str = "",
    title: str = "",
    summary: str = "What we do.",
    body: str = "<p>This is how we do it.</p>",
    expires_at: datetime | None = None,
    **fields: Any,
) -> PageEdition:
    """The first edition of a new page, as make_post_edition. What it stands below has to be there."""
    number = next(_numbers)
    return make_first_edition(
        PageEdition,
        state,
        author=author,
        approver=approver,
        released_at=released_at,
        ended_at=ended_at,
        urgent_reason=urgent_reason,
        expires_at=expires_at,
        title=title or f"Page {number}",
        slug=slug or f"page-{number}",
        summary=summary,
        body=body,
        **fields,
    )


def make_summary_edition(
    inspection: Inspection,
    state: State | Ending = State.DRAFT,
    *,
    author: User | None = None,
    approver: User | None = None,
    released_at: datetime | None = None,
    ended_at: datetime | None = None,
    urgent_reason: str = "",
    language: str = "en-gb",
    title: str = "",
    expires_at: datetime | None = None,
    **fields: Any,
) -> SummaryEdition:
    """The first edition of what our force says of `inspection`, as make_post_edition."""
    return make_first_edition(
        SummaryEdition,
        state,
        author=author,
        approver=approver,
        released_at=released_at,
        ended_at=ended_at,
        urgent_reason=urgent_reason,
        expires_at=expires_at,
        title=title or f"What we say {next(_numbers)}",
        slug=addresses_of(inspection, language)[0],
        language=language,
        about={"inspection": inspection},
        **{"account": "<p>Inspectors found this.</p>", "being_done": "<p>We do that.</p>", **fields},
    )


def make_first_edition(
    model: type[AnEdition],
    state: State | Ending,
    *,
    author: User | None,
    approver: User | None,
    released_at: datetime | None,
    ended_at: datetime | None,
    urgent_reason: str,
    expires_at: datetime | None,
    **fields: Any,
) -> AnEdition:
    now = timezone.now()
    if released_at is None:
        released_at = now + HOUR if state == State.SCHEDULED else now - HOUR
    ended_at = ended_at or released_at + HOUR / 2
    expires_at = ended_at if state in (State.ENDED, Ending.EXPIRED) else expires_at
    author = author or make_author()
    with at(min(now, released_at) - HOUR):
        edition = drafts.start(model, by=author, expires_at=expires_at, **fields)
    bring_to(
        state, edition, approver=approver, released_at=released_at, ended_at=ended_at, reason=urgent_reason
    )
    return stored(edition)


def stored(edition: AnEdition) -> AnEdition:
    """The row as it is now, with its document."""
    editions: Any = type(edition).desk
    return editions.select_related("document").get(pk=edition.pk)


def make_next_edition(
    edition: AnEdition,
    state: State | Ending = State.DRAFT,
    *,
    author: User | None = None,
    approver: User | None = None,
    released_at: datetime | None = None,
    ended_at: datetime | None = None,
    urgent_reason: str = "",
    update: str = Update.MINOR,
    change_note: str = "",
    **fields: Any,
) -> AnEdition:
    """The next edition of the document of `edition`: a copy with `fields` changed, brought to `state`.

    Everything happens now, unless `released_at` says otherwise; what is scheduled appears in an hour.
    """
    now = timezone.now()
    released_at = released_at or (now + HOUR if state == State.SCHEDULED else now)
    author = author or make_author()
    with at(min(now, released_at)):
        draft = drafts.start_next(edition, by=author)
        drafts.keep(draft, by=author, seen=draft.revision, update=update, change_note=change_note, **fields)
    bring_to(
        state,
        draft,
        approver=approver,
        released_at=released_at,
        ended_at=ended_at or released_at + HOUR / 2,
        reason=urgent_reason,
    )
    return stored(draft)


def bring_to(
    state: State | Ending,
    edition: Edition,
    *,
    approver: User | None,
    released_at: datetime,
    ended_at: datetime,
    reason: str = "",
) -> None:
    """Do to the draft `edition` what makes it `state`."""
    now = timezone.now()
    if state == State.DRAFT:
        return
    if state == State.SET_ASIDE:
        with at(now - MINUTE):
            drafts.set_aside(edition, by=edition.edited_by, reason="Not needed.")
        return
    with at(min(now, released_at)):
        if not reason:
            drafts.submit(edition, by=edition.edited_by, seen=content_hash(edition))
        if state == State.SUBMITTED:
            return
        seen = content_hash(edition)
        if reason:
            release.release_urgently(edition, by=approver or make_on_call(), seen=seen, reason=reason)
        else:
            later = released_at if released_at > now else None
            release.approve(edition, by=approver or make_editor(), seen=seen, at=later)
    if state == Ending.WITHDRAWN:
        with at(ended_at):
            release.withdraw(edition, by=make_editor(), reason="It names the wrong street.")


def make_raw_edition(document: Post | None = None, **fields: Any) -> PostEdition:
    """A row as given, past the verbs: for what only the database refuses. Not in the decision log.

    With `released_at` it gets what else a release has, unless `fields` say otherwise.
    """
    number = next(_numbers)
    if document is None:
        document = Post.objects.create()
        document.addresses.create(slug=f"raw-{number}")
    user = fields.pop("edited_by", None) or make_user()
    released_at = fields.get("released_at")
    released = {
        "released_by": user,
        "approved_by": user,
        "content_hash": "0" * 64,
        "listed_at": released_at,
        "first_released_at": released_at,
        "ending": Ending.EXPIRED if fields.get("ended_at") else "",
    }
    row = {
        "document": document,
        "number": document.editions.count() + 1,
        "title": f"Raw {number}",
        "edited_at": timezone.now(),
        "edited_by": user,
        "is_newest": not document.editions.filter(is_newest=True).exists(),
        **(released if released_at else {}),
        **fields,
    }
    edition = PostEdition(**row)
    edition.save(force_insert=True)
    return edition
