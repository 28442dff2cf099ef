"""Before a policy is released, whoever decides reads what changes and who is asked again. Nobody decides alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cookie_consent.models import Cookie, CookieGroup
from django.utils import timezone

from consent.models import PolicyEdition
from consent.register import Group, write
from publishing import drafts
from publishing.states import Ending, State, Update
from tests.consent.desk.conftest import People
from tests.consent.factories import NECESSARY, make_entry, make_group, make_policy
from tests.desk.pages import INDEX, Desk, Page

pytestmark = pytest.mark.django_db

LONGER = make_group("statistics", make_entry("visits", lasts=60), make_entry("pages"))
YES = "Those who said yes are asked again. Until they answer, it is off."


@pytest.fixture
def live(people: People) -> PolicyEdition:
    before = timezone.now() - timedelta(days=9)
    return make_policy(State.LIVE, make_group("statistics", make_entry("visits")), released_at=before)


def next_draft(live: PolicyEdition, people: People, *groups: Group, **fields: Any) -> PolicyEdition:
    draft = drafts.start_next(live, by=people.author)
    told = {"update": Update.MAJOR, "change_note": "We count for longer.", **fields}
    drafts.keep(draft, by=people.author, seen=draft.revision, register=write([NECESSARY, *groups]), **told)
    return draft


def marks(page: Page, tag: str) -> list[str]:
    return page.all(f".marked {tag}")


def test_the_screens_say_what_changes_and_who_is_asked_again(live: PolicyEdition, people: People) -> None:
    draft = next_draft(live, people, LONGER)
    told = [
        f"“visits” is kept for longer: 60 days, it was 30 days. {YES}",
        f"“pages” is new in “Statistics”. {YES}",
    ]
    author, editor = Desk(people.author), Desk(people.editor)

    submit = author.open(draft, "submit")

    assert author.open(draft).all("section.consequences li") == told
    assert set(told) <= set(submit.sentences)
    assert "60 days)" in marks(submit, "ins")
    assert "30 days)" in marks(submit, "del")
    assert any(mark.startswith("pages: Counts visits.") for mark in marks(submit, "ins"))
    assert not any("visits: " in mark for mark in marks(submit, "ins"))

    author.press(submit)
    release = editor.open(draft, "release")

    assert draft.title in editor.open(INDEX).all(".waits li a")
    assert set(told) <= set(release.sentences)
    assert release.buttons == ["Approve, and release now"]
    assert not release.tree.xpath("//input[@name='when']")


def test_what_concerns_visitors_cannot_be_called_minor(live: PolicyEdition, people: People) -> None:
    draft = next_draft(live, people, LONGER, update=Update.MINOR, change_note="")

    page = Desk(people.author).open(draft, "submit")

    found = "Visitors are asked again, so this update is major. Say in the change note what changed."
    assert found in page.all(".findings li")
    assert page.button == ""


def test_better_words_are_minor_if_their_author_says_so(live: PolicyEdition, people: People) -> None:
    better = make_group("statistics", make_entry("visits", purpose="Counts the visits."))
    draft = next_draft(live, people, better, update=Update.MINOR, change_note="")
    author, editor = Desk(people.author), Desk(people.editor)

    page = author.open(draft, "submit")

    assert "Nobody who has answered is asked again." in page.sentences
    author.press(page)
    assert editor.press(editor.open(draft, "release")).said == ["The public sees it now."]


def test_the_author_cannot_release_it_and_no_moment_can_be_forged(
    live: PolicyEdition, people: People
) -> None:
    draft = next_draft(live, people, LONGER)
    author, editor = Desk(people.author), Desk(people.editor)
    author.press(author.open(draft, "submit"))

    assert author.open(draft, "release").said == ["Your role does not allow this."]

    forged = editor.press(editor.open(draft, "release"), at="2099-01-01T10:00:00+00:00")

    assert "A cookie policy takes effect when it is approved: release it without a time." in forged.words
    assert PolicyEdition.desk.get(pk=draft.pk).state(timezone.now()) == State.SUBMITTED


def test_a_released_policy_cannot_be_edited(live: PolicyEdition, people: People) -> None:
    desk = Desk(people.author)
    draft = next_draft(live, people, LONGER)
    page = desk.open(draft)
    desk.press(desk.open(draft, "submit"))
    editor = Desk(people.editor)
    editor.press(editor.open(draft, "release"))

    late = desk.press(page, "_save", **{"register-1-0-lasts": "1"})

    assert "This edition was decided on while you were writing. Your text is kept below." in late.errors
    assert late.fields()["register-1-0-lasts"] == "1"
    assert PolicyEdition.desk.get(pk=draft.pk).register == draft.register
    assert not desk.open(draft).find("fieldset.register-group")
    assert "pages: Counts visits." in desk.open(draft).words


def test_the_packages_tables_follow_and_nobody_edits_them(live: PolicyEdition, people: People) -> None:
    assert set(Cookie.objects.values_list("name", flat=True)) == {"cookie_consent", "visits"}
    desk, root = Desk(people.editor), Desk(people.superuser)
    draft = next_draft(live, people, make_group("video", make_entry("player")))
    Desk(people.author).press(Desk(people.author).open(draft, "submit"))

    desk.press(desk.open(draft, "release"))

    assert set(Cookie.objects.values_list("name", flat=True)) == {"cookie_consent", "player"}
    assert set(CookieGroup.objects.values_list("varname", flat=True)) == {"necessary", "video"}
    for model in ("cookie", "cookiegroup", "logitem"):
        assert root.open(f"/admin/cookie_consent/{model}/").status == 404


def test_withdrawing_and_restoring_say_what_follows(live: PolicyEdition, people: People) -> None:
    editor, on_call = Desk(people.editor), Desk(people.on_call)
    page = editor.open(live, "withdraw")
    assert (
        "From then on nobody is asked, and everything that needs consent is off on every page."
        in page.sentences
    )
    editor.press(page, reason="It names a cookie that is gone.")
    assert PolicyEdition.desk.get(pk=live.pk).ending == Ending.WITHDRAWN
    assert not CookieGroup.objects.exists()

    again = on_call.open(live, "restore")

    assert (
        "It is asked and told as it was. Nobody whose answer still counts is asked again." in again.sentences
    )
    on_call.press(again, reason="It was right.")
    assert CookieGroup.objects.filter(varname="statistics").exists()


def test_an_urgent_release_says_it_too(live: PolicyEdition, people: People) -> None:
    draft = next_draft(live, people, LONGER)

    assert f"“pages” is new in “Statistics”. {YES}" in Desk(people.on_call).open(draft, "urgent").sentences


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ((make_group("statistics"),), "Every visitor is asked."),
        ((), "No visitor is asked: nothing in it needs consent."),
    ],
)
def test_of_the_first_policy_it_is_said_whether_anybody_is_asked(
    groups: tuple[Group, ...], sentence: str, people: People
) -> None:
    draft = make_policy(State.DRAFT)
    drafts.keep(draft, by=people.author, seen=draft.revision, register=write([NECESSARY, *groups]))

    assert sentence in Desk(people.author).open(draft, "submit").sentences


def test_the_preview_shows_the_question_every_answer_and_the_register(people: People) -> None:
    draft = make_policy(State.DRAFT, make_group("statistics", make_entry("visits")), accepted="You said yes.")

    page = Desk(people.auditor).open(draft, "preview")

    assert draft.question in page.words
    assert "You said yes." in page.words
    assert draft.trouble in page.words
    assert page.all("td")[0] == "Remembers your choice."
    assert not page.tree.xpath("//main//button | //main//form")
