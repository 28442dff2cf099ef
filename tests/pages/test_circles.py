"""No reader is ever led round in a circle, whoever moved or withdrew what, in whatever order, at whatever moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from pages.documents import PageAddress, PageEdition
from publishing import release
from publishing.decisions import verify
from publishing.models import Verb
from publishing.rules import Refused
from publishing.states import Ending, Outcome, State
from tests.factories import make_editor, make_page_edition, make_post_edition, make_user, stored
from tests.publishing.acts import act
from tests.publishing.test_at_the_same_moment import ROUNDS, all_at_once
from tests.site.visitor import Visitor

CIRCLE = "From there readers would be led back here. Choose another page."
database = pytest.mark.django_db


def live(slug: str) -> PageEdition:
    return make_page_edition(State.LIVE, slug=slug)


def withdraw(edition: Any, to: str) -> None:
    release.withdraw(
        stored(edition), by=make_editor(), reason="It is over.", outcome=Outcome.REDIRECT, redirect_to=to
    )


def move(edition: Any, slug: str) -> None:
    release.move(stored(edition), by=make_editor(), slug=slug, reason="Clearer.")


def answer(path: str) -> tuple[int, str]:
    response = Visitor().get(path)
    return response.status_code, response.headers.get("Location", "")


@database
@pytest.mark.parametrize(
    "to",
    ["/a/", "/a", "/a/?x=1", "/a/#x", "/%61/", "/./a/", "/b/../a/", "/a//", "/a\\", "/old/", "/old"],
)
def test_a_page_cannot_lead_to_itself_however_it_is_written(to: str) -> None:
    edition = live("old")
    move(edition, "a")

    with pytest.raises(Refused, match=CIRCLE):
        withdraw(edition, to)

    assert stored(edition).ended_at is None


@database
def test_a_chain_that_comes_back_is_refused() -> None:
    a, b, c = live("a"), live("b"), live("c")
    withdraw(a, "/b/")
    withdraw(b, "/c/")

    with pytest.raises(Refused, match=CIRCLE):
        withdraw(c, "/a/")


@database
def test_a_chain_through_the_news_is_seen_too() -> None:
    page, post = live("a"), make_post_edition(State.LIVE, slug="post")
    withdraw(page, "/news/post/")

    with pytest.raises(Refused, match=CIRCLE):
        withdraw(post, "/a/")


@database
@pytest.mark.parametrize("to", ["/b", "/b/", "/old-b/", "/./b"])
def test_a_redirect_is_answered_as_our_own_links_are_written(to: str) -> None:
    b = live("old-b")
    move(b, "b")
    withdraw(live("a"), f"{to}?x=1#y")

    assert answer("/a/") == (302, "/b/?x=1#y")


@database
def test_an_outcome_cannot_be_changed_into_a_circle() -> None:
    a, b = live("a"), make_page_edition(Ending.WITHDRAWN, slug="b")
    withdraw(a, "/b/")

    with pytest.raises(Refused, match=CIRCLE):
        act(Verb.CHANGE_OUTCOME, b, make_editor(), outcome=Outcome.REDIRECT, redirect_to="/a/")


@database
def test_a_chain_is_answered_with_its_end() -> None:
    a, b, c = live("a"), live("b"), live("c")
    withdraw(a, "/b/")
    withdraw(b, "/c/")
    assert answer("/a/") == answer("/b/") == (302, "/c/")

    move(c, "end")
    assert answer("/a/") == (302, "/end/")

    withdraw(c, "/news/?kind=advice")
    assert answer("/a/") == answer("/b/") == answer("/end/") == answer("/c/") == (302, "/news/?kind=advice")


@database
def test_a_chain_that_ends_where_something_was_removed_leads_there() -> None:
    a, b = live("a"), live("b")
    withdraw(a, "/b/")
    release.withdraw(b, by=make_editor(), reason="It is over.")

    assert answer("/a/") == (302, "/b/")
    assert answer("/b/") == (410, "")


@database
def test_an_old_address_leads_past_a_withdrawn_page_in_one_hop() -> None:
    edition = live("old")
    move(edition, "new")
    live("other")

    withdraw(edition, "/other/")

    assert answer("/old/") == answer("/new/") == (302, "/other/")


@database
def test_a_circle_that_a_move_closes_is_broken_when_it_is_asked_for() -> None:
    """Nothing was at /b/ when the first page was sent there."""
    a, b = live("a"), live("elsewhere")
    withdraw(a, "/b/")
    withdraw(b, "/a/")

    move(b, "b")

    assert answer("/a/") == answer("/b/") == (410, "")
    assert answer("/elsewhere/") == (301, "/b/")


@database
def test_a_redirect_costs_a_query_a_hop(visitor: Visitor) -> None:
    withdraw(live("a"), "/b/")
    live("b")
    visitor.settle()

    visitor.get("/a/")

    assert len(visitor.statements) <= 4


# --- at the same moment -----------------------------------------------------------------------------------


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    return [make_user(superuser=True) for _ in range(2)]


def both(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    return all_at_once([first, second])


@pytest.mark.django_db(transaction=True)
def test_two_moves_cannot_hang_each_page_below_the_other(people: list[User]) -> None:
    for number in range(ROUNDS):
        a, b = live(f"a{number}"), live(f"b{number}")

        outcomes = both(
            lambda a=a, number=number: release.move(  # type: ignore[misc]
                a, by=people[0], slug=f"b{number}/a", reason="Below."
            ),
            lambda b=b, number=number: release.move(  # type: ignore[misc]
                b, by=people[1], slug=f"a{number}/b", reason="Below."
            ),
        )

        assert outcomes.count("") == 1
        current = set(PageAddress.objects.filter(is_current=True).values_list("slug", flat=True))
        assert all(path.rpartition("/")[0] in current | {""} for path in current)
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_two_withdrawals_at_once_close_no_circle(people: list[User]) -> None:
    for number in range(ROUNDS):
        a, b = live(f"a{number}"), live(f"b{number}")
        said: dict[str, Any] = {"reason": "Over.", "outcome": Outcome.REDIRECT}

        outcomes = both(
            lambda a=a, to=f"/b{number}/", said=said: release.withdraw(  # type: ignore[misc]
                a, by=people[0], redirect_to=to, **said
            ),
            lambda b=b, to=f"/a{number}/", said=said: release.withdraw(  # type: ignore[misc]
                b, by=people[1], redirect_to=to, **said
            ),
        )

        assert outcomes.count("") == 1
        assert outcomes.count(CIRCLE) <= 1


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_begun_while_what_is_above_moves_is_not_left_behind(people: list[User]) -> None:
    from publishing import drafts

    for number in range(ROUNDS):
        above = live(f"a{number}")

        both(
            lambda above=above, number=number: release.move(  # type: ignore[misc]
                above, by=people[0], slug=f"moved{number}", reason="Clearer."
            ),
            lambda number=number: drafts.start(  # type: ignore[misc]
                PageEdition, by=people[1], title="Below", slug=f"a{number}/below"
            ),
        )

        current = set(PageAddress.objects.filter(is_current=True).values_list("slug", flat=True))
        assert all(path.rpartition("/")[0] in current | {""} for path in current)
