"""What is not public yet, or not any more, is nowhere on the site: not a word of it, in no page and no header.

An edition carries a marker word in every field, tag and name. Visitors walk the whole site, found from its
URL configuration, and the desk's addresses without signing in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models

from news.models import Kind, PostEdition
from publishing import drafts, release
from publishing.states import Ending, Notice, Outcome, State, Update
from tests.factories import (
    at,
    make_area,
    make_author,
    make_editor,
    make_next_edition,
    make_on_call,
    make_post_edition,
    make_topic,
)
from tests.news.many import make_many
from tests.site.addresses import DESK, desk_addresses, patterns, public_addresses, public_patterns
from tests.site.visitor import Visitor, text_of

pytestmark = pytest.mark.django_db
MARKER, CONTROL = "zephyrine", "xanthippe"
RELEASE = datetime(2026, 7, 9, 23, 30, tzinfo=UTC)  # half past midnight of the tenth in London
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
MARKED: dict[str, Any] = {
    "title": f"The {MARKER} case",
    "summary": f"What the {MARKER} was.",
    "body": f'<p>The {MARKER} was <a href="https://{MARKER}.example.org/">found</a>.</p>',
}
# Fields of an edition that hold no words of anybody's, or none that the author chooses.
WORDLESS = {"update", "kind", "ending", "outcome", "notice", "redirect_to", "submitted_hash", "content_hash"}


@pytest.fixture
def topics() -> list[Any]:
    return [make_topic(f"{MARKER} roads", f"{MARKER}-roads")]


@pytest.fixture
def areas() -> list[Any]:
    return [make_area(f"{MARKER} town", f"{MARKER}-town")]


@pytest.fixture
def people() -> dict[str, Any]:
    return {
        "author": make_author(name=f"Ada {MARKER}", email=f"{MARKER}@example.org"),
        "approver": make_editor(name=f"Bea {MARKER}"),
    }


@pytest.fixture(autouse=True)
def other_news() -> None:
    """So that the pages are not empty, and all lists have a second page."""
    make_many(22, lambda number: RELEASE - 2 * HOUR - timedelta(minutes=number))


def walk(word: str) -> dict[str, tuple[int, dict[str, str], str]]:
    """Every public address, asked for with `word` where it takes one: status, headers and body."""
    names = {"slug": f"{word}-case", "topic": f"{word}-roads", "area": f"{word}-town"}
    found = {}
    for address in public_addresses(**names, kind=Kind.APPEAL, day="2026-07-10"):
        response = Visitor().get(address)
        headers = {name: value for name, value in response.headers.items() if name != "ETag"}
        found[address] = response.status_code, headers, text_of(response)
    return found


def assert_absent() -> None:
    """Asking by the marker's own names answers as asking for what never was: nothing is said about it."""
    marked, control = walk(MARKER), walk(CONTROL)
    for address, answer in marked.items():
        expected = control[address.replace(MARKER, CONTROL)]
        assert echo(answer) == expected, f"{address} tells of something that is not public."
    for address, answer in control.items():
        assert MARKER not in repr(answer).lower(), f"{address} tells of something that is not public."


def echo(answer: tuple[int, dict[str, str], str]) -> tuple[int, dict[str, str], str]:
    """The answer as it would be if what the visitor typed had been the control word; equally long."""
    status, headers, body = answer
    same = {name: value.replace(MARKER, CONTROL) for name, value in headers.items()}
    return status, same, body.replace(MARKER, CONTROL)


def assert_present(*, slug: str = f"{MARKER}-case") -> None:
    answers = walk(MARKER)
    status, _, body = answers[f"/news/{slug}/"]
    assert status == 200
    assert body.lower().count(MARKER) > 5
    for address in ("/", "/news/", f"/news/?topic={MARKER}-roads", f"/news/?area={MARKER}-town"):
        assert f'href="/news/{slug}/"' in answers[address][2], f"{address} does not show what is public."


def assert_gone(*, status: int = 410) -> None:
    """Nothing is left but the answer of its own address, which names nothing."""
    answers = walk(MARKER)
    own = answers.pop(f"/news/{MARKER}-case/")
    answers.pop(f"/news/{MARKER}-case", None)  # leads to the one with a slash, which says that it is gone
    assert own[0] == status
    assert MARKER not in repr(own).lower()
    control = walk(CONTROL)
    for address, answer in answers.items():
        assert echo(answer) == control[address.replace(MARKER, CONTROL)], f"{address} tells of what is gone."


def marked_edition(state: State | Ending, people: dict[str, Any], **fields: Any) -> PostEdition:
    return make_post_edition(state, slug=f"{MARKER}-case", kind=Kind.APPEAL, **{**MARKED, **people, **fields})


def test_the_marker_is_in_every_field_that_holds_words(
    people: dict[str, Any], topics: list[Any], areas: list[Any]
) -> None:
    with at(RELEASE - HOUR):
        first = marked_edition(State.LIVE, people, topics=topics, areas=areas, urgent_reason="")
        edition = make_next_edition(first, update=Update.MAJOR, change_note=f"A {MARKER} note", **people)
    chosen = {
        *WORDLESS,
        "slug",
        "urgent_reason",
    }  # the slug is the first edition's, the reason the desk's own
    words = [
        field.name
        for field in PostEdition._meta.fields
        if isinstance(field, models.CharField | models.TextField)
    ]

    unmarked = [n for n in words if n not in chosen and MARKER not in getattr(edition, n).lower()]
    assert not unmarked, f"The leak test does not mark the field {unmarked[0]!r} yet."
    many = [field.name for field in PostEdition._meta.many_to_many]
    assert many == ["contributors", "topics", "areas"], "The leak test does not know a relation of posts."


def test_an_embargoed_edition_appears_at_its_second_and_not_before(
    people: dict[str, Any], topics: list[Any], areas: list[Any]
) -> None:
    with at(RELEASE - HOUR):
        marked_edition(State.SCHEDULED, people, released_at=RELEASE, topics=topics, areas=areas)
        assert_absent()

    with at(RELEASE - SECOND):
        assert_absent()
    with at(RELEASE):
        assert_present()


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.SET_ASIDE])
def test_what_nobody_has_released_is_nowhere(
    state: State, people: dict[str, Any], topics: list[Any], areas: list[Any]
) -> None:
    with at(RELEASE - HOUR):
        marked_edition(state, people, topics=topics, areas=areas)
    with at(RELEASE + HOUR):
        assert_absent()


def test_a_withdrawn_edition_is_gone_at_once_with_all_its_words(
    people: dict[str, Any], topics: list[Any], areas: list[Any]
) -> None:
    with at(RELEASE):
        edition = marked_edition(State.LIVE, people, topics=topics, areas=areas, released_at=RELEASE - HOUR)
        assert_present()
        make_next_edition(edition, State.SCHEDULED, **people)
    with at(RELEASE + SECOND):
        release.withdraw(edition, by=people["approver"], reason=f"It says {MARKER}.")
        assert_gone()


def test_an_expired_edition_is_gone_at_its_second(
    people: dict[str, Any], topics: list[Any], areas: list[Any]
) -> None:
    with at(RELEASE - HOUR):
        filed = {"topics": topics, "areas": areas}
        marked_edition(State.SCHEDULED, people, released_at=RELEASE, expires_at=RELEASE + HOUR, **filed)
    with at(RELEASE + HOUR - SECOND):
        assert_present()
    with at(RELEASE + HOUR):
        assert_gone()


def test_a_dated_notice_and_a_redirect_name_nothing(people: dict[str, Any]) -> None:
    with at(RELEASE):
        edition = marked_edition(State.LIVE, people, released_at=RELEASE - HOUR)
    with at(RELEASE + SECOND):
        notice = {"outcome": Outcome.NOTICE, "notice": Notice.UNDER_REVIEW}
        release.withdraw(edition, by=people["approver"], reason=MARKER, **notice)
        assert_gone()
        release.change_outcome(
            edition, by=people["approver"], reason=MARKER, outcome=Outcome.REDIRECT, redirect_to="/news/"
        )
        assert_gone(status=302)


def test_a_draft_successor_changes_nothing_until_its_second(
    people: dict[str, Any], topics: list[Any], areas: list[Any]
) -> None:
    with at(RELEASE - HOUR):
        plain = make_post_edition(State.LIVE, slug="plain")
        before = walk(CONTROL)
        draft = make_next_edition(plain, author=people["author"], topics=topics, areas=areas, **major())
        assert walk(CONTROL) == before
        drafts.submit(draft, by=people["author"], seen=hash_of(draft))
        assert walk(CONTROL) == before
        release.approve(draft, by=people["approver"], seen=hash_of(draft), at=RELEASE)
        assert_absent()
    with at(RELEASE - SECOND):
        assert_absent()
        assert MARKER not in Visitor().get("/news/plain/").content.decode().lower()
    with at(RELEASE):
        body = Visitor().get("/news/plain/").content.decode()
        assert f"A {MARKER} note" in body
        assert MARKED["title"] in body


def test_a_withdrawn_text_leaves_no_change_note_behind(people: dict[str, Any]) -> None:
    with at(RELEASE - HOUR):
        plain = make_post_edition(State.LIVE, slug="plain", released_at=RELEASE - 2 * HOUR)
        marked = make_next_edition(plain, State.LIVE, **major(), **people)
    with at(RELEASE):
        release.withdraw(marked, by=make_editor(), reason="It names somebody.")
    with at(RELEASE + SECOND):
        make_next_edition(plain, State.LIVE, update=Update.MAJOR, change_note="Facts were put right.")
        body = Visitor().get("/news/plain/").content.decode()

    assert "Facts were put right." in body
    assert MARKER not in body.lower()


def test_an_urgent_reason_is_for_the_desk_alone() -> None:
    with at(RELEASE):
        person = make_on_call(name=f"Cal {MARKER}")
        make_post_edition(State.LIVE, slug="urgent", urgent_reason=f"The {MARKER} reason", approver=person)
        answers = [Visitor().get(path).content.decode().lower() for path in ("/news/", "/news/urgent/")]

    assert all(MARKER not in body for body in answers)


def test_the_desk_tells_a_stranger_nothing(people: dict[str, Any], topics: list[Any]) -> None:
    with at(RELEASE - HOUR):
        edition = marked_edition(State.SCHEDULED, people, released_at=RELEASE, topics=topics)
        assert [route for route in patterns() if route.startswith(DESK)]
        for value in (edition.pk, "news", f"{MARKER}-case"):
            for address in desk_addresses(value):
                response = Visitor().get(address)
                said = repr(response.headers) + response.content.decode()
                assert MARKER not in said.replace(address, "").lower(), f"{address} tells a stranger."


def test_a_missing_page_says_the_same_whatever_is_kept_there(people: dict[str, Any]) -> None:
    with at(RELEASE - HOUR):
        for state in (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.SET_ASIDE):
            make_post_edition(state, slug=f"{state}-post")
        asked = [
            "draft-post",
            "submitted-post",
            "scheduled-post",
            "set-aside-post",
            "never-was",
            "no-such-page",
        ]
        answers = [Visitor().get(f"/news/{slug}/") for slug in asked] + [Visitor().get("/no-such-page/")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, str(sorted(answer.headers.items()))) for answer in answers}) == 1


def test_a_public_pattern_that_nobody_described_fails(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.site.new_address"

    assert "brand-new/" in public_patterns()
    with pytest.raises(AssertionError, match=r"'brand-new/' is new\. Say in tests/site/addresses\.py"):
        public_addresses(slug="", kind="", topic="", area="", day="")


def major() -> dict[str, Any]:
    return {**MARKED, "update": Update.MAJOR, "change_note": f"A {MARKER} note"}


def hash_of(edition: PostEdition) -> str:
    from publishing.hashing import content_hash

    return content_hash(edition)
