"""A summary that nobody may see yet is nowhere, and neither is the inspection that appears with it: not a word, on any
surface, until the second of its release, in a process that looks at nothing but the clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from peel.models import Inspection
from publishing import frame, release
from publishing.states import Notice, Outcome, State, Update
from tests.factories import at, make_editor, make_next_edition, make_summary_edition
from tests.peel.summaries.conftest import CYCLE, ENDS
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
MARKER = "zephyrine"
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
MARKED: dict[str, Any] = {
    "title": f"The {MARKER} headline",
    "summary": f"What the {MARKER} was.",
    "account": f'<p>The {MARKER} was <a href="https://{MARKER}.example.org/">found</a>.</p>',
    "being_done": f"<p>We do {MARKER} things.</p>",
}
NAMES: Any = {"slug": "post", "kind": "appeal", "topic": "roads", "area": "town", "day": "2027-06-01"}
OWN = f"/peel/{CYCLE}/"
FURTHER = [
    OWN,
    f"{OWN}?as_of=2027-06-30",
    f"/peel/{CYCLE}-cy/",
    f"/peel/compare/?cycle={CYCLE}&question=leadership",
    "/peel/areas/leadership/",
]
# What says the day or the moment at which it was asked for. tests/peel/api/test_embargo.py walks the last two.
DATED = ("/feedback/", "/peel/badge/", "/api/peel/")
# Where an inspection of ours is told of; the others must not differ before.
TELL = ["/", "/peel/", "/peel/history/", "/peel/forces/staffordshire/", OWN]


def walk(*, forget: bool = False) -> dict[str, tuple[int, str]]:
    """Every public address. forget: as a new process would answer; else as one that has answered before."""
    found, visitor = {}, Visitor()
    for address in [*public_addresses(**NAMES), *FURTHER]:
        if forget:
            frame.forget()
        answer: Any = visitor.get(address)
        headers = {name: value for name, value in answer.headers.items() if name != "ETag"}
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = answer.status_code, repr(headers) + content.decode(errors="replace")
    return found


def pages(answers: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Without headers, which say when the site next changes: that something is scheduled is no secret of ours."""
    return {address: (status, said.partition("}")[2]) for address, (status, said) in answers.items()}


def marked(inspection: Inspection, state: Any, **fields: Any) -> Any:
    return make_summary_edition(inspection, state, **{**MARKED, **fields})


def assert_shown(moment: datetime) -> None:
    with at(moment):
        answers = {address: Visitor().get(address) for address in TELL}
    assert {one.status_code for one in answers.values()} == {200}
    for address, answer in answers.items():
        assert "2025–27" in answer.content.decode(), address
    for address in ("/peel/", OWN):
        words = answers[address].content.decode().lower()
        assert words.count(MARKER) > 5, address


def assert_silent(answers: dict[str, tuple[int, str]], without: dict[str, tuple[int, str]]) -> None:
    before = pages(without)
    for address, (status, said) in answers.items():
        if not address.startswith(DATED):
            assert (status, said.partition("}")[2]) == before[address], address
        assert MARKER not in said.lower(), address


@pytest.mark.parametrize("forget", [True, False])
def test_a_scheduled_summary_shows_its_undated_inspection_at_its_second_and_nothing_before(
    undated: Inspection, forget: bool
) -> None:
    with at(ENDS - HOUR):
        without = walk(forget=forget)
        marked(undated, State.SCHEDULED, released_at=ENDS)
        assert_silent(walk(forget=forget), without)
    with at(ENDS - SECOND):
        assert_silent(walk(forget=forget), without)
    assert_shown(ENDS)


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.SET_ASIDE])
def test_a_summary_that_nobody_released_is_nowhere(undated: Inspection, state: State) -> None:
    with at(ENDS):
        without = walk()
        marked(undated, state)
        marked(undated, state, language="cy")
        assert_silent(walk(), without)


def test_with_a_date_both_appear_with_it(dated: Inspection) -> None:
    with at(ENDS - HOUR):
        without = walk()
        marked(dated, State.SCHEDULED, released_at=ENDS)
        assert_silent(walk(), without)
    with at(ENDS - SECOND):
        assert_silent(walk(), without)
    assert_shown(ENDS)


def test_a_draft_correction_changes_nothing_until_its_second(undated: Inspection) -> None:
    with at(ENDS):
        plain = make_summary_edition(undated, State.LIVE, released_at=ENDS - HOUR)
        without = walk()
        told = {"update": Update.MAJOR, "change_note": f"A {MARKER} note", **MARKED}
        make_next_edition(plain, State.SCHEDULED, released_at=ENDS + HOUR, **told)
        assert_silent(walk(), without)
    with at(ENDS + HOUR):
        words = Visitor().get(OWN).content.decode()
    assert f"A {MARKER} note" in words
    assert MARKED["title"] in words


@pytest.mark.parametrize(
    "answer",
    [{}, {"outcome": Outcome.NOTICE, "notice": Notice.UNDER_REVIEW}],
)
def test_a_withdrawn_summary_leaves_no_word_and_takes_an_undated_inspection_along(
    undated: Inspection, answer: dict[str, Any]
) -> None:
    with at(ENDS):
        without = walk()
        edition = marked(undated, State.LIVE, released_at=ENDS - HOUR)
    with at(ENDS + SECOND):
        release.withdraw(edition, by=make_editor(), reason=MARKER, **answer)
        after = walk()
        said = {address: after.pop(address) for address in (OWN, f"{OWN}?as_of=2027-06-30")}
        welsh = after.pop(f"/peel/{CYCLE}-cy/")
    assert [status for status, _said in said.values()] == [410, 410]
    assert welsh[0] == 404
    assert MARKER not in repr(said).lower()
    assert_silent(after, without)


def test_the_word_stands_in_every_field_that_holds_any(undated: Inspection) -> None:
    edition = marked(undated, State.DRAFT)
    words = {name for name in edition.content_fields if isinstance(getattr(edition, name), str)}

    assert {name for name in words if MARKER not in getattr(edition, name)} == {
        *("slug", "update", "change_note")
    }
