"""Cookie policies for tests, released by the verbs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consent import wording
from consent.models import SLUG, PolicyEdition
from consent.register import Basis, Entry, Group, Unit, write
from publishing import drafts, release
from publishing.hashing import content_hash
from publishing.states import Ending, State, Update
from tests.factories import at, make_author, make_editor, make_first_edition

NECESSARY = Group(
    "necessary",
    "Necessary",
    "They remember what you chose about cookies.",
    Basis.NECESSARY,
    entries=(Entry("cookie_consent", "Remembers your choice.", "This site", lasts=182, unit=Unit.DAYS),),
)


def make_group(key: str = "statistics", *entries: Entry, **fields: Any) -> Group:
    told = {"name": key.capitalize(), "purpose": f"What {key} is for.", **fields}
    return Group(key, **told, entries=entries or (make_entry(f"{key}_id"),))


def make_entry(name: str = "visits", **fields: Any) -> Entry:
    dull = {"purpose": "Counts visits.", "provider": "This site", "lasts": 30, "unit": Unit.DAYS}
    return Entry(name, **{**dull, **fields})


def make_policy(state: State | Ending = State.LIVE, *groups: Group, **fields: Any) -> PolicyEdition:
    """The first edition of the policy, as make_post_edition. It asks about statistics unless other groups are given."""
    people_and_times: dict[str, Any] = {
        **dict.fromkeys(("author", "approver", "released_at", "ended_at", "expires_at")),
        "urgent_reason": "",
    }
    register = write([NECESSARY, *(groups or (make_group(),))])
    told = {**people_and_times, **wording.BEGINNING, "slug": SLUG, "register": register, **fields}
    return make_first_edition(PolicyEdition, state, **told)


def replace_policy(
    policy: PolicyEdition,
    *groups: Group,
    moment: datetime,
    update: str = Update.MAJOR,
    change_note: str = "We changed what we store.",
    **fields: Any,
) -> PolicyEdition:
    """The next version, released at `moment`."""
    author, editor = make_author(), make_editor()
    with at(moment):
        draft = drafts.start_next(policy, by=author)
        typed = {"register": write([NECESSARY, *groups]), "update": update, "change_note": change_note}
        drafts.keep(draft, by=author, seen=draft.revision, **{**typed, **fields})
        drafts.submit(draft, by=author, seen=content_hash(draft))
        release.approve(draft, by=editor, seen=content_hash(draft))
    draft.refresh_from_db()
    return draft
