"""A policy from its first word to its release, in a browser without script and by keyboard alone; and how it looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consent.register import Kind, Party, Unit
from publishing import drafts
from publishing.states import State, Update
from tests.browser import judge, overflow
from tests.consent.factories import make_entry, make_group, make_policy
from tests.desk.browser.conftest import new_context, office, page_of
from tests.desk.browser.people import Office, sign_in_by_form

__all__ = ["new_context", "office", "page_of"]
pytestmark = pytest.mark.browser


def test_a_policy_is_written_and_approved_without_script(
    office: Office, page_of: Callable[..., Page]
) -> None:
    author, editor = (page_of(None, java_script_enabled=False) for _each in range(2))
    sign_in_by_form(author, office.author, at=office.url)
    author.goto("/admin/consent/policyedition/")
    author.get_by_role("link", name="Write a new cookie policy").click()
    author.get_by_text("Add a group").press("Enter")
    group = author.get_by_role("group", name="A new group")
    group.get_by_label("Name of the group").fill("Counting visits")
    group.get_by_label("What the group is for").fill("To see how many pages are opened.")
    group.get_by_role("group", name="Blank row 1").get_by_label("Name or pattern").fill("visits_*")
    author.get_by_role("button", name="Save the draft").press("Enter")

    expect(author.get_by_text("Say what “visits_*” is for.")).to_be_visible()
    row = author.get_by_role("group", name="visits_*")
    row.get_by_label("What it is for").fill("Counts how many pages you opened.")
    row.get_by_label("Who sets it").fill("This site")
    row.get_by_label("How long").fill("30")
    author.get_by_role("button", name="Save and ask for approval").press("Enter")
    expect(author.get_by_text("Every visitor is asked.")).to_be_visible()
    author.get_by_role("button", name="Ask for approval").press("Enter")
    expect(author.get_by_text("It is waiting for approval. The public does not see it.")).to_be_visible()

    sign_in_by_form(editor, office.editor, at=office.url)
    editor.get_by_role("link", name="Cookies", exact=True).first.click()
    editor.get_by_role("link", name="Approve and release").click()
    editor.get_by_role("button", name="Approve, and release now").click()
    expect(editor.get_by_text("The public sees it now.")).to_be_visible()

    visitor = page_of(None, java_script_enabled=False)
    visitor.goto("/cookies/")
    expect(visitor.get_by_role("rowheader", name="visits_*")).to_be_visible()


@pytest.mark.parametrize("screen", ["change", "submit", "preview"])
def test_nothing_is_wider_than_the_window_and_axe_finds_nothing(
    screen: str, office: Office, page_of: Callable[..., Page]
) -> None:
    third = {"provider": "Acme", "party": Party.THIRD, "provider_url": "https://example.org/"}
    kept = {"kind": Kind.LOCAL, "unit": Unit.DELETING, "lasts": 0}
    long = make_entry("a_name_of_one_hundred_letters_" * 3 + "*", **third)
    policy = make_policy(State.LIVE, make_group("statistics", make_entry("visits", **kept), long))
    draft = drafts.start_next(policy, by=office.author)
    shorter = [*policy.register[:1], {**policy.register[1], "purpose": "To count."}]
    told = {"update": Update.MAJOR, "change_note": "We count less.", "register": shorter}
    drafts.keep(draft, by=office.author, seen=draft.revision, **told)
    page = page_of(office.author)
    page.goto(f"/admin/consent/policyedition/{draft.pk}/{screen}/")
    if screen == "change":
        page.get_by_text("Add a group").click()

    page.set_viewport_size({"width": 768, "height": 900})
    assert overflow(page) <= 0
    judge(page, widths=[320, 1280])
