"""An address without its last slash leads to the one with it, if anything answers there."""

from __future__ import annotations

import pytest

from feedback.models import Feedback
from pages.documents import PageEdition
from publishing import release
from publishing.states import Ending, State
from tests.factories import make_editor, make_page_edition, make_post_edition
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "path", ["/news", "/news/post", "/contact", "/feedback", "/feedback/thanks", "/admin"]
)
def test_what_is_there_is_reached_without_the_slash(visitor: Visitor, method: str, path: str) -> None:
    make_post_edition(State.LIVE, slug="post")
    make_page_edition(State.LIVE, slug="contact")
    answer = getattr(visitor, method)(f"{path}?a=b")

    assert (answer.status_code, answer["Location"]) == (301, f"{path}/?a=b")


def test_what_has_moved_or_is_gone_is_reached_too(visitor: Visitor) -> None:
    make_page_edition(Ending.WITHDRAWN, slug="gone")
    moved: PageEdition = make_page_edition(State.LIVE, slug="before")
    release.move(moved, by=make_editor(), slug="after", reason="Clearer.")

    for path in ("/gone", "/before"):
        assert visitor.get(path)["Location"] == f"{path}/"


@pytest.mark.parametrize(
    "path", ["/cy", "/wp-login", "/news/never", "/a/b/c", "/embargoed", "/news/embargoed"]
)
def test_where_nothing_is_there_no_slash_promises_it(visitor: Visitor, path: str) -> None:
    make_post_edition(State.SCHEDULED, slug="embargoed")
    make_page_edition(State.DRAFT, slug="embargoed")
    answer = visitor.get(path)

    assert (answer.status_code, answer.headers.get("Location")) == (404, None)
    assert answer.content == visitor.get("/never/").content


def test_nothing_is_stored_by_asking_whether_a_form_is_there(visitor: Visitor) -> None:
    """A view that takes something is not asked with what was sent to another address."""
    answer = visitor.post(
        "/feedback",
        "thoughts=x",
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 404
    assert not Feedback.objects.exists()


def test_an_address_that_nobody_has_costs_few_queries(visitor: Visitor) -> None:
    visitor.settle().get("/wp-login")

    assert len(visitor.statements) <= 3
