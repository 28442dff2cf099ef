"""Posts in every state, and every screen of the desk with somebody who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from news.models import PostEdition
from publishing import drafts, release
from publishing.states import Ending, State, Update
from tests.desk.browser.people import Office
from tests.factories import make_next_edition, make_post_edition

BODY = """<h2>What happened</h2><p>Officers were called to <strong>High Street</strong>.</p>
<ul><li>A red van was seen.</li></ul><blockquote><p>Tell us what you saw.</p></blockquote>
<p>Read the <a href="https://www.example.org/appeal">appeal</a>.</p>"""


@dataclass
class Scene:
    office: Office
    returned: PostEdition
    live: PostEdition
    waiting: PostEdition
    scheduled: PostEdition
    withdrawn: PostEdition
    urgent: PostEdition

    def screens(self) -> Iterator[tuple[User, PostEdition, str]]:
        author, editor, on_call = self.office.author, self.office.editor, self.office.on_call
        yield author, self.returned, "change"
        yield author, self.returned, "submit"
        yield author, self.returned, "set-aside"
        yield editor, self.waiting, "change"
        yield editor, self.waiting, "release"
        yield editor, self.waiting, "return"
        yield editor, self.waiting, "history"
        yield editor, self.waiting, "compare"
        yield editor, self.waiting, "preview"
        yield on_call, self.waiting, "urgent"
        yield editor, self.live, "change"
        yield on_call, self.live, "withdraw"
        yield editor, self.live, "move"
        yield editor, self.scheduled, "cancel"
        yield editor, self.scheduled, "expiry"
        yield editor, self.withdrawn, "change"
        yield on_call, self.withdrawn, "restore"
        yield editor, self.withdrawn, "outcome"
        yield editor, self.withdrawn, "redact"
        yield editor, self.withdrawn, "start"
        yield editor, self.urgent, "clear"


def set_the_scene(office: Office) -> Scene:
    author, editor = office.author, office.editor
    returned = make_post_edition(State.SUBMITTED, author=author, title="Returned", body=BODY)
    drafts.return_to_author(returned, by=editor, reason="Please say which street.")
    live = make_post_edition(
        State.LIVE,
        author=author,
        approver=editor,
        title="Live",
        body=BODY,
        topics=[office.topic],
        areas=[office.area],
    )
    waiting = make_next_edition(
        live,
        State.SUBMITTED,
        author=author,
        title="Live, and corrected",
        body=BODY.replace("red van", "blue van"),
        update=Update.MAJOR,
        change_note="The colour of the van was corrected.",
    )
    cancelled = make_post_edition(State.SCHEDULED, author=author, approver=editor, title="Cancelled")
    release.cancel_release(cancelled, by=editor, reason="The hearing was moved.")
    return Scene(
        office=office,
        returned=returned,
        live=live,
        waiting=waiting,
        scheduled=make_post_edition(
            State.SCHEDULED,
            author=author,
            approver=editor,
            title="Scheduled",
            expires_at=live.edited_at + timedelta(days=30),
        ),
        withdrawn=make_post_edition(Ending.WITHDRAWN, author=author, title="Withdrawn", body=BODY),
        urgent=make_post_edition(
            State.LIVE,
            author=office.on_call,
            approver=office.on_call,
            urgent_reason="A child.",
            title="Urgent",
        ),
    )
