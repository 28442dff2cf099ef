"""Notes on progress: one person writes, another approves, and nobody rewrites what was public."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from peel import noting
from peel.models import Action, ProgressNote
from publishing import clock
from publishing.models import Decision
from publishing.rules import Refused
from tests.desk.conftest import People
from tests.desk.pages import INDEX, Desk, Page
from tests.peel.desk.factories import make_action, make_finding, make_inspection, make_note

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:peel_progressnote_changelist"), reverse("admin:peel_progressnote_add")


def screen(note: ProgressNote, name: str = "change") -> str:
    return reverse(f"admin:peel_progressnote_{name}", args=[note.pk])


@pytest.fixture
def action() -> Action:
    public = make_inspection(public_from=datetime(2026, 1, 1, tzinfo=UTC))
    return make_action(make_finding(inspection=public))


def is_public(note: ProgressNote) -> bool:
    return bool(ProgressNote.public.at(clock.now()).filter(pk=note.pk).exists())


def write(desk: Desk, action: Action, text: str = "Half are trained.") -> Page:
    return desk.press(desk.open(f"{ADD}?action={action.pk}"), "_save", text=text)


def approve(desk: Desk, note: ProgressNote) -> Page:
    return desk.press(desk.open(screen(note, "approve")))


def test_one_writes_another_approves_and_then_it_is_public(people: People, action: Action) -> None:
    page = write(Desk(people.author), action)
    note = ProgressNote.desk.get()
    assert note.written_by == people.author
    assert not is_public(note)
    assert "waiting for approval" in page.words
    assert "Half are trained" not in Desk().open("/peel/progress/").words

    editor = Desk(people.editor)
    assert "Notes on progress for your approval" in editor.open(INDEX).words
    approve(editor, note)
    assert is_public(note)
    assert "Half are trained" in Desk().open("/peel/progress/").words
    latest = Decision.objects.select_related("text").latest("position")
    assert (latest.actor, latest.text.spoken()["changed"]) == (people.editor, "Note on A1-A1 approved.")


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_whoever_wrote_it_does_not_approve_it(
    people: People, action: Action, who: str, settings: Any
) -> None:
    person = getattr(people, who)
    note = make_note(action, person)
    desk = Desk(person)
    page = desk.open(screen(note, "approve"))
    assert "You wrote it, so somebody else approves it." in page.sentences
    desk.client.post(screen(note, "approve"), {"seen": noting.fingerprint(note)})
    assert not is_public(note)
    assert "Notes on progress" not in " ".join(desk.open(INDEX).all("h2"))

    settings.TWO_PEOPLE = False  # an office of one
    approve(desk, note)
    assert is_public(note)


def test_an_author_does_not_approve(people: People, action: Action) -> None:
    note = make_note(action, people.colleague)
    assert Desk(people.author).client.post(screen(note, "approve"), {}).status_code == 403
    with pytest.raises(Refused, match="Your role"):
        noting.approve(note, by=people.author, seen=noting.fingerprint(note))


def test_what_was_changed_after_it_was_read_is_not_approved(people: People, action: Action) -> None:
    note = make_note(action, people.author)
    editor, author = Desk(people.editor), Desk(people.author)
    read = editor.open(screen(note, "approve"))
    author.press(author.open(screen(note)), "_save", text="All of them are trained.")
    page = editor.press(read)
    assert page.said == ["Its text was changed meanwhile. Read it again."]
    assert not is_public(note)
    editor.press(page)
    assert is_public(note)


def test_after_approval_the_text_stays_and_what_was_typed_is_not_lost(people: People, action: Action) -> None:
    note = make_note(action, people.author)
    author = Desk(people.author)
    opened = author.open(screen(note))
    approve(Desk(people.editor), note)
    author.press(opened, "_save", text="Typed too late")
    note.refresh_from_db()
    assert note.text == "Half of them are trained."

    page = author.open(screen(note))
    assert not page.tree.xpath("//textarea")
    with pytest.raises(Refused, match="Write another note"):
        noting.write(note, by=people.author)


def test_nobody_else_writes_in_a_note_that_waits(people: People, action: Action) -> None:
    note = make_note(action, people.author)
    page = Desk(people.superuser).open(screen(note))
    assert not page.tree.xpath("//textarea")
    assert "Only its writer changes it before it is approved. Write another note." in page.sentences


def test_a_public_note_is_withdrawn_with_a_reason_and_never_comes_back(
    people: People, action: Action
) -> None:
    note = make_note(action, people.author, people.editor)
    editor = Desk(people.editor)
    page = editor.press(editor.open(screen(note, "withdraw")))
    assert page.errors == ["This field is required."]
    editor.press(page, reason="The number was wrong.")

    note.refresh_from_db()
    assert not is_public(note)
    latest = Decision.objects.select_related("text").latest("position")
    assert latest.text.spoken()["reason"] == "The number was wrong."
    assert "It was approved already." in editor.open(screen(note, "approve")).sentences
    assert "Half of them" not in Desk().open("/peel/progress/").words


def test_a_second_click_changes_nothing_more(people: People, action: Action) -> None:
    note = make_note(action, people.author)
    editor = Desk(people.editor)
    page = editor.open(screen(note, "approve"))
    editor.press(page)
    count = Decision.objects.count()
    editor.press(page)
    assert Decision.objects.count() == count


def test_the_list_begins_with_what_waits(people: People, action: Action) -> None:
    make_note(action, people.author, people.editor, text="Public.")
    waiting = make_note(action, people.author, text="Waiting.")
    make_note(action, people.author, people.editor, text="Gone.", is_public=False)
    desk = Desk(people.auditor)
    assert desk.open(LIST).all("tbody th")[0] == "Waiting."
    for state, text in {"waiting": "Waiting.", "public": "Public.", "withdrawn": "Gone."}.items():
        assert desk.open(LIST, state=state).all("tbody th") == [text]
    assert not desk.open(screen(waiting)).buttons
