"""What is not public yet, or not any more, is in no page, way, list or redirect: not a word of it.

As tests/site/test_leaks.py for posts: a marker word in every field, and a walk over the whole site.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from pages.documents import PageEdition
from publishing import release
from publishing.hashing import content_hash
from publishing.states import Ending, State, Update
from tests.factories import at, make_author, make_editor, make_next_edition, make_page_edition
from tests.site.test_leaks import (
    CONTROL,
    HOUR,
    MARKED,
    MARKER,
    RELEASE,
    SECOND,
    WORDLESS,
    assert_absent,
    echo,
    walk,
)
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
PLACED: dict[str, Any] = {
    **MARKED,
    "navigation_title": f"The {MARKER}",
    "navigation_position": 1,
    "footer_position": 1,
}
PATH = f"{MARKER}-case"


@pytest.fixture(autouse=True)
def other_pages() -> None:
    with at(RELEASE - 2 * HOUR):
        make_page_edition(State.LIVE, slug="about", released_at=RELEASE - 2 * HOUR, navigation_position=2)


def marked(state: State | Ending, **fields: Any) -> PageEdition:
    """A page full of the marker, in the navigation and in the footer of every page."""
    people = {"author": make_author(name=f"Ada {MARKER}"), "approver": make_editor(name=f"Bea {MARKER}")}
    return make_page_edition(state, **{"slug": PATH, **PLACED, **people, **fields})


def seen(*paths: str) -> dict[str, tuple[int, str]]:
    """What pages that have to do with the marked one answer."""
    answers = {path: Visitor().get(path) for path in paths}
    return {
        path: (a.status_code, repr(a.headers) + a.content.decode().lower()) for path, a in answers.items()
    }


def test_the_marker_is_in_every_field_that_holds_words() -> None:
    with at(RELEASE - HOUR):
        edition = make_next_edition(
            marked(State.LIVE, released_at=RELEASE - HOUR),
            update=Update.MAJOR,
            change_note=f"A {MARKER} note",
        )
    chosen = {*WORDLESS, "slug", "urgent_reason"}
    words = [f.name for f in PageEdition._meta.fields if isinstance(f, models.CharField | models.TextField)]

    unmarked = [n for n in words if n not in chosen and MARKER not in getattr(edition, n).lower()]
    assert not unmarked, f"The leak test does not mark the field {unmarked[0]!r} yet."
    many = [field.name for field in PageEdition._meta.many_to_many]
    assert many == ["contributors", "related"], "The leak test does not know a relation of pages."


def test_an_embargoed_page_appears_at_its_second_everywhere_and_not_before() -> None:
    with at(RELEASE - HOUR):
        embargoed = marked(State.SCHEDULED, released_at=RELEASE)
        names: dict[str, Any] = {"related": [embargoed.document], "released_at": RELEASE - HOUR}
        make_page_edition(State.LIVE, slug="names", **names)
        make_page_edition(State.LIVE, slug=f"{PATH}/below", released_at=RELEASE - HOUR)
        for word in (CONTROL, f"{CONTROL}-case"):
            make_page_edition(slug=word, title="Not the marker")
        assert_absent()
    around = ("/names/", "/about/", f"/{PATH}/below/", "/news/", "/")
    with at(RELEASE - SECOND):
        assert_absent()
        for path, (_status, said) in seen(*around).items():
            assert MARKER not in said.replace(PATH, ""), path
    with at(RELEASE):
        own = Visitor().get(f"/{PATH}/")
        assert (own.status_code, own.content.decode().lower().count(MARKER) > 5) == (200, True)
        for path, (_status, said) in seen(*around).items():
            assert f'href="/{PATH}/"' in said, f"{path} does not show what is public."


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.SET_ASIDE])
def test_what_nobody_has_released_is_nowhere(state: State) -> None:
    with at(RELEASE - HOUR):
        page = marked(state)
        names: dict[str, Any] = {"related": [page.document], "released_at": RELEASE - HOUR}
        make_page_edition(State.LIVE, slug="names", **names)
    with at(RELEASE + HOUR):
        assert_absent()
        for path, (_status, said) in seen("/names/", "/about/", "/").items():
            assert MARKER not in said, path


def test_a_child_that_waits_is_not_in_its_section_and_its_address_tells_nothing() -> None:
    with at(RELEASE - HOUR):
        marked(State.SCHEDULED, slug=f"about/{PATH}", released_at=RELEASE)
    with at(RELEASE - SECOND):
        ((_path, (_status, said)),) = seen("/about/").items()
        assert MARKER not in said
        waits, never = seen(f"/about/{PATH}/", "/about/never-was/").values()
        assert waits == never
    with at(RELEASE):
        assert f'href="/about/{PATH}/"' in seen("/about/")["/about/"][1]


def test_a_draft_that_moved_along_leaves_no_redirect_that_tells_of_it() -> None:
    with at(RELEASE - HOUR):
        above = make_page_edition(State.LIVE, slug="plans", released_at=RELEASE - HOUR)
        marked(State.DRAFT, slug=f"plans/{PATH}")
    with at(RELEASE):
        release.move(above, by=make_editor(), slug="ideas", reason="Clearer.")
        found = seen(f"/plans/{PATH}/", f"/ideas/{PATH}/", "/plans/never-was/")

    assert len(set(found.values())) == 1
    assert MARKER not in repr(found.values())


def test_a_withdrawn_page_is_gone_from_everywhere_at_once() -> None:
    with at(RELEASE):
        page = marked(State.LIVE, released_at=RELEASE - HOUR)
        make_page_edition(
            State.LIVE, slug="names", related=[page.document], released_at=RELEASE - HOUR, title="Names"
        )
        make_page_edition(State.LIVE, slug=f"{PATH}/below", released_at=RELEASE - HOUR)
        assert f'href="/{PATH}/"' in seen("/names/")["/names/"][1]
    with at(RELEASE + SECOND):
        release.withdraw(page, by=make_editor(), reason=f"It says {MARKER}.")
        answers = walk(MARKER)
        own = answers.pop(f"/{PATH}/")
        assert own[0] == 410
        assert MARKER not in repr(own).lower()
        answers.pop(f"/{PATH}")  # leads to the one with a slash, which says that it is gone
        control = walk(CONTROL)
        for address, answer in answers.items():
            assert echo(answer) == control[address.replace(MARKER, CONTROL)], (
                f"{address} tells of what is gone."
            )
        for path, (_status, said) in seen("/names/", f"/{PATH}/below/", "/").items():
            assert MARKER not in said.replace(PATH, ""), path


def test_a_draft_successor_changes_nothing_until_its_second() -> None:
    with at(RELEASE - HOUR):
        plain = make_page_edition(State.LIVE, slug="plain", released_at=RELEASE - 2 * HOUR)
        before = walk(CONTROL)
        note: dict[str, Any] = {"update": Update.MAJOR, "change_note": f"A {MARKER} note"}
        draft = make_next_edition(plain, State.SUBMITTED, **note, **PLACED)
        assert walk(CONTROL) == before
        release.approve(draft, by=make_editor(), seen=content_hash(draft), at=RELEASE)
        assert walk(CONTROL).keys() == before.keys()
    with at(RELEASE - SECOND):
        assert MARKER not in repr(seen("/plain/", "/about/", "/"))
    with at(RELEASE):
        shown = seen("/plain/", "/about/")
        assert f"a {MARKER} note" in shown["/plain/"][1]
        assert f"the {MARKER}</a>" in shown["/about/"][1]
