"""The address of a page is its path: what it may be, what stands below it, and what moves along."""

from __future__ import annotations

from typing import Any

import pytest

from pages import paths
from pages.documents import Page, PageAddress, PageEdition
from publishing import drafts, release
from publishing.decisions import verify
from publishing.hashing import content_hash
from publishing.models import Decision, Verb
from publishing.rules import Refused
from publishing.states import Ending, State
from tests.factories import make_author, make_editor, make_next_edition, make_page_edition, stored
from tests.site.addresses import patterns

pytestmark = pytest.mark.django_db


def addresses() -> dict[str, bool]:
    """Every path with whether it is somebody's current one."""
    return dict(PageAddress.objects.values_list("slug", "is_current"))


def move(edition: PageEdition, slug: str) -> Any:
    return release.move(edition, by=make_editor(), slug=slug, reason="It belongs there.")


# --- what an address is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["a", "about", "advice-2026", "about/accessibility", "a/b/c/d/e", "x" * 200])
def test_a_path_of_words(path: str) -> None:
    assert paths.misshapen(path) == ""


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("x" * 201, "An address has at most 200 letters."),
        ("a/b/c/d/e/f", "An address has at most 5 levels."),
        *[
            (path, "Each part of an address has small letters and digits, in words joined by hyphens.")
            for path in (
                "",
                "About",
                "a b",
                "a_b",
                "/a",
                "a/",
                "a//b",
                "-a",
                "a-",
                "a--b",
                "é",
                "a\n",
                "a.b",
                "../a",
            )
        ],
        *[
            (path, f"Addresses that begin with “{path.split('/')[0]}” belong to another part of the site.")
            for path in (
                "news",
                "news/x",
                "admin",
                "peel/data",
                "sitemap",
                "sitemap-2",
                "robots",
                "healthz/x",
            )
        ],
    ],
)
def test_what_is_no_path(path: str, sentence: str) -> None:
    assert paths.misshapen(path) == sentence
    with pytest.raises(Refused):
        drafts.start(PageEdition, by=make_author(), title="A page", slug=path)
    assert not Page.objects.exists()


def test_every_other_address_of_the_site_is_reserved() -> None:
    first = {route.partition("/")[0] for route in patterns()} - {"", "<page:path>"}

    assert {"admin", "news"} <= first
    for word in first:
        assert paths.misshapen(word), f"A page could take the place of /{word}: reserve it in pages/paths.py."


def test_what_is_planned_is_reserved_too() -> None:
    for word in (
        "areas",
        "cy",
        "en",
        "feeds",
        "manifest.json",
        "manifest",
        "sitemap",
        "topics",
        "api",
        "preview",
    ):
        assert paths.is_reserved(word)


@pytest.mark.parametrize("word", ["news", "newsletter", "administration", "searching"])
def test_only_whole_words_are_reserved(word: str) -> None:
    assert paths.is_reserved(word) is (word == "news")


def test_a_page_stands_below_a_page_that_is_there() -> None:
    with pytest.raises(Refused, match="There is no page at “about” for it to stand below"):
        make_page_edition(slug="about/accessibility")

    make_page_edition(slug="about")
    make_page_edition(slug="about/accessibility")

    assert addresses() == {"about": True, "about/accessibility": True}


def test_nobody_stands_below_an_address_that_only_redirects() -> None:
    move(make_page_edition(State.LIVE, slug="old"), "new")

    with pytest.raises(Refused, match="There is no page at “old”"):
        make_page_edition(slug="old/child")


# --- moving -----------------------------------------------------------------------------------------------


@pytest.fixture
def section() -> dict[str, PageEdition]:
    """A section with something in every state below it."""
    found = {"about": make_page_edition(State.LIVE, slug="about")}
    for state in (State.LIVE, State.DRAFT, State.SUBMITTED, State.SET_ASIDE, Ending.WITHDRAWN):
        found[str(state)] = make_page_edition(state, slug=f"about/{state}")
    found["deep"] = make_page_edition(State.LIVE, slug="about/live/deep")
    return found


def test_a_move_takes_everything_below_along(section: dict[str, PageEdition]) -> None:
    move(section["about"], "who-we-are")

    assert addresses() == {
        "who-we-are": True,
        "who-we-are/live": True,
        "who-we-are/live/deep": True,
        "who-we-are/draft": True,
        "who-we-are/submitted": True,
        "who-we-are/set-aside": True,
        "who-we-are/withdrawn": True,
        # Only what somebody may have kept redirects.
        "about": False,
        "about/live": False,
        "about/live/deep": False,
        "about/withdrawn": False,
    }
    assert list(verify()) == []


def test_every_page_that_moves_along_is_in_the_log(section: dict[str, PageEdition]) -> None:
    move(section["about"], "who-we-are")

    said = [d.text.spoken() for d in Decision.objects.filter(verb=Verb.MOVE).order_by("position")]
    assert said[0] == {"reason": "It belongs there.", "old": "about", "new": "who-we-are"}
    assert {words["reason"] for words in said[1:]} == {"It moved with the page above it."}
    assert {words["new"] for words in said} == {path for path, current in addresses().items() if current}


def test_a_draft_below_asks_for_its_new_address_and_is_still_submitted(
    section: dict[str, PageEdition],
) -> None:
    submitted = section["submitted"]

    move(section["about"], "who-we-are")

    edition = stored(submitted)
    assert (edition.slug, edition.state(edition.edited_at)) == ("who-we-are/submitted", State.SUBMITTED)
    assert edition.submitted_hash == content_hash(edition) != submitted.submitted_hash
    release.approve(edition, by=make_editor(), seen=content_hash(edition))
    assert edition.document.slug == "who-we-are/submitted"
    assert list(verify()) == []


def test_a_form_that_was_open_meanwhile_does_not_bring_the_old_address_back(
    section: dict[str, PageEdition],
) -> None:
    draft = section["draft"]
    move(section["about"], "who-we-are")

    with pytest.raises(Refused, match="Somebody else saved this draft"):
        drafts.keep(draft, by=draft.edited_by, seen=draft.revision)


def test_a_page_moves_to_and_fro_with_all_below(section: dict[str, PageEdition]) -> None:
    before = addresses()

    for slug in ("b", "c", "about"):
        move(section["about"], slug)

    after = addresses()
    assert {path for path, current in after.items() if current} == set(before)
    assert after["b/live/deep"] is after["c/live/deep"] is False


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("about", "That is its address already."),
        ("about/live/about", "A page cannot stand below itself."),
        ("about/about", "A page cannot stand below itself."),
        ("nowhere/about", "There is no page at “nowhere”"),
        ("taken", "Another page has or had the address “taken”"),
        ("news/about", "Addresses that begin with “news”"),
        ("free", "Another page has or had the address “free/live”"),
        ("a/b/c/about", "An address has at most 5 levels."),
    ],
)
def test_a_move_that_cannot_be_moves_nothing(
    section: dict[str, PageEdition], slug: str, sentence: str
) -> None:
    make_page_edition(State.LIVE, slug="taken")
    make_page_edition(slug="a")
    make_page_edition(slug="a/b")
    make_page_edition(slug="a/b/c")
    free = make_page_edition(slug="free")
    move(make_page_edition(State.LIVE, slug="free/live"), "elsewhere")
    drafts.keep(free, by=free.edited_by, seen=free.revision, slug="another")
    before = addresses()

    with pytest.raises(Refused, match=sentence):
        move(section["about"], slug)

    assert addresses() == before


def test_a_scheduled_page_that_was_never_public_holds_what_is_above_it(
    section: dict[str, PageEdition],
) -> None:
    scheduled = make_page_edition(State.SCHEDULED, slug="about/soon")
    before = addresses()

    with pytest.raises(Refused, match="“about/soon”, below it, is scheduled to appear at that address"):
        move(section["about"], "who-we-are")

    assert addresses() == before
    release.cancel_release(scheduled, by=make_editor(), reason="Not yet.")
    move(section["about"], "who-we-are")
    assert scheduled.document.slug == "who-we-are/soon"


def test_a_scheduled_update_of_a_public_page_holds_nothing(section: dict[str, PageEdition]) -> None:
    make_next_edition(section["live"], State.SCHEDULED)

    move(section["about"], "who-we-are")

    assert section["live"].document.slug == "who-we-are/live"


def test_drafts_follow_a_draft_above_them_without_a_trace() -> None:
    above, below = make_page_edition(slug="plans"), make_page_edition(slug="plans/next")

    drafts.keep(above, by=above.edited_by, seen=above.revision, slug="ideas")

    assert addresses() == {"ideas": True, "ideas/next": True}
    assert stored(below).slug == "ideas/next"


def test_saving_a_draft_moves_nothing_that_is_public() -> None:
    above = make_page_edition(slug="plans")
    make_page_edition(State.LIVE, slug="plans/next")

    with pytest.raises(
        Refused, match="“plans/next”, below it, is or was public, so this address has to stay"
    ):
        drafts.keep(above, by=above.edited_by, seen=above.revision, slug="ideas")

    assert addresses() == {"plans": True, "plans/next": True}


def test_a_page_in_welsh_is_a_page_in_welsh() -> None:
    edition = make_page_edition(slug="cysylltu", language="cy")

    assert stored(edition).document.language == "cy"
