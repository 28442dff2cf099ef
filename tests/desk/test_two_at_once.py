"""Two people, one draft: the second is refused with both texts, and no word of either is lost."""

from __future__ import annotations

import pytest

from news.models import PostEdition
from publishing import drafts, release
from publishing.hashing import content_hash
from publishing.models import Verb
from publishing.states import State
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page, url
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic
from tests.publishing.acts import act, fresh

pytestmark = pytest.mark.django_db

TOLD_TO_COLLEAGUE = "This edition was decided on while you were writing. Your text is kept below."


@pytest.fixture
def draft(people: People) -> PostEdition:
    return make_post_edition(author=people.author, title="As it was", body="<p>As it was</p>")


def test_the_second_save_is_refused_with_both_texts_and_the_merged_one_is_stored(
    people: People, draft: PostEdition
) -> None:
    first, second = Desk(people.author), Desk(people.colleague)
    mine, theirs = second.open(draft), first.open(draft)
    first.press(theirs, "_save", title="Theirs", body="<p>Their words</p>", summary="Their summary")

    refused = second.press(mine, "_save", title="Mine", body="<p>My words</p>")

    assert "Somebody else saved this draft while you were writing. Nothing was overwritten." in refused.errors
    assert refused.all("section.conflict h3") == ["Title", "Text"]
    assert refused.sides == [
        ("Theirs", "Mine"),
        ("Their words", "My words"),
    ]
    assert "Changed by them and not by you, and taken over into the form below: Summary." in refused.words
    assert refused.fields()["summary"] == "Their summary"
    assert refused.fields()["title"] == "Mine"
    assert refused.fields()["body"] == "<p>My words</p>"
    assert fresh(draft).title == "Theirs"

    merged = second.press(refused, "_save", title="Ours")

    assert merged.said == ["The draft is saved. The public does not see it."]
    stored = fresh(draft)
    assert (stored.title, stored.summary, stored.body) == ("Ours", "Their summary", "<p>My words</p>")
    assert set(stored.contributors.all()) == {people.author, people.colleague}


def test_a_third_save_meanwhile_refuses_the_merged_one_too(people: People, draft: PostEdition) -> None:
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(draft)
    first.press(first.open(draft), "_save", title="Theirs")
    refused = second.press(mine, "_save", title="Mine")
    first.press(first.open(draft), "_save", title="Theirs again")

    again = second.press(refused, "_save", title="Ours")

    assert again.sides == [("Theirs again", "Ours")]
    assert fresh(draft).title == "Theirs again"


def test_topics_areas_and_the_expiry_conflict_like_words(people: People, draft: PostEdition) -> None:
    roads, knives, leek = make_topic("Roads"), make_topic("Knives"), make_area("Leek")
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(draft)
    first.press(first.open(draft), "_save", topics=[roads.pk, knives.pk], areas=[leek.pk])

    refused = second.press(mine, "_save", topics=[knives.pk], expires_at_0="2030-07-01", expires_at_1="10:00")

    assert dict(zip(refused.all("section.conflict h3"), refused.sides, strict=True)) == {
        "Topics": ("Knives, Roads", "Knives"),
    }
    assert {topic.name for topic in draft.topics.all()} == {"Roads", "Knives"}
    assert second.press(refused, "_save").said
    stored = fresh(draft)
    assert stored.expires_at is not None
    assert ([area.name for area in stored.areas.all()], stored.expires_at.year) == (["Leek"], 2030)


def test_what_only_the_other_one_changed_stays_whatever_the_field(people: People, draft: PostEdition) -> None:
    roads, leek = make_topic("Roads"), make_area("Leek")
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(draft)
    theirs = {
        "title": "Theirs",
        "summary": "Two\nlines",
        "kind": "appeal",
        "topics": [roads.pk],
        "areas": [leek.pk],
        "expires_at_0": "2030-07-01",
        "expires_at_1": "10:00",
    }
    first.press(first.open(draft), "_save", **theirs)

    brought = second.press(mine, "_save", body="<p>My words</p>")
    assert not brought.sides
    assert "Nothing that you changed was changed by them." in brought.words
    assert second.press(brought, "_save").said

    stored = fresh(draft)
    assert stored.expires_at is not None
    assert (stored.title, stored.kind, stored.body) == ("Theirs", "appeal", "<p>My words</p>")
    assert stored.summary.split() == ["Two", "lines"]
    assert (list(stored.topics.all()), list(stored.areas.all())) == ([roads], [leek])
    assert stored.expires_at.year == 2030


@pytest.mark.parametrize("opened", [None, "", "[]", "{", '{"title": 7}'])
def test_a_form_that_does_not_say_what_it_was_opened_with_has_its_every_field_compared(
    opened: str | None, people: People, draft: PostEdition
) -> None:
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(draft)
    first.press(first.open(draft), "_save", title="Theirs")

    refused = second.press(mine, "_save", opened=opened)

    assert refused.sides == [("Theirs", "As it was")]


def test_a_form_that_says_nothing_of_its_age_overwrites_nothing(people: People, draft: PostEdition) -> None:
    desk = Desk(people.author)

    for seen in (None, "", "0", "abc", "999999999999999999999"):
        refused = desk.press(desk.open(draft), "_save", title="Blind", seen=seen)
        assert refused.status == 200
        assert "Nothing was overwritten" in refused.words

    assert fresh(draft).title == "As it was"


def approved_meanwhile(people: People, draft: PostEdition) -> tuple[Desk, Page]:
    """A colleague's form that came after the draft was submitted and released."""
    desk = Desk(people.colleague)
    form = desk.open(draft)
    drafts.submit(draft, by=people.author, seen=content_hash(draft))
    release.approve(draft, by=people.editor, seen=content_hash(draft))
    return desk, desk.press(form, "_save", title="One correction", body="<p>Typed for an hour</p>")


def test_a_form_for_an_edition_approved_meanwhile_keeps_its_text_for_the_next_draft(
    people: People, draft: PostEdition
) -> None:
    desk, kept = approved_meanwhile(people, draft)
    assert TOLD_TO_COLLEAGUE in kept.errors
    assert kept.fields()["body"] == "<p>Typed for an hour</p>"
    assert "Start a new draft with this text" in kept.words
    assert fresh(draft).title == "As it was"

    saved = desk.press(kept, "_as_next")

    following = PostEdition.desk.get(number=2)
    assert saved.path == url(following)
    assert saved.said == ["The draft is saved. The public does not see it."]
    assert (following.title, following.body) == ("One correction", "<p>Typed for an hour</p>")
    assert following.state(following.edited_at) == State.DRAFT
    assert fresh(draft).title == "As it was"


def test_when_there_is_a_next_draft_already_its_words_are_not_overwritten_unseen(
    people: People, draft: PostEdition
) -> None:
    desk, kept = approved_meanwhile(people, draft)
    following = make_next_edition(
        fresh(draft), author=people.author, title="Careful work", body="<p>Careful</p>"
    )

    met = desk.press(kept, "_as_next")

    assert fresh(following).title == "Careful work"
    assert met.sides[:1] == [("Careful work", "One correction")]
    merged = desk.press(met, "_save", title="Both")
    assert merged.path == url(following)
    assert (fresh(following).title, fresh(following).body) == ("Both", "<p>Typed for an hour</p>")
    assert fresh(draft).title == "As it was"


def test_a_fault_in_the_kept_text_can_be_mended_in_the_next_draft(people: People, draft: PostEdition) -> None:
    desk, kept = approved_meanwhile(people, draft)

    faulty = desk.press(kept, "_as_next", title="")
    assert "This field is required." in faulty.errors
    assert faulty.fields()["body"] == "<p>Typed for an hour</p>"
    saved = desk.press(faulty, "_save", title="Mended")

    assert saved.said == ["The draft is saved. The public does not see it."]
    assert PostEdition.desk.get(number=2).title == "Mended"
    assert fresh(draft).title == "As it was"


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.SET_ASIDE], ids=lambda verb: verb.value)
def test_a_save_after_another_act_on_the_draft_says_what_happened(
    verb: Verb, people: People, draft: PostEdition
) -> None:
    desk = Desk(people.colleague)
    form = desk.open(draft)
    act(verb, draft, people.author)

    page = desk.press(form, "_save", title="Later")

    if verb == Verb.SUBMIT:  # still open: the save is taken, and approval has to be asked for again
        assert fresh(draft).title == "Later"
        assert fresh(draft).submitted_at is None
        assert "ask for approval again" in " ".join(page.said)
    else:
        assert TOLD_TO_COLLEAGUE in page.errors


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_nobody_saves_or_rescues_without_the_right_to_write(
    role: str, people: People, draft: PostEdition
) -> None:
    desk = Desk(getattr(people, role))
    released = make_post_edition(State.LIVE)

    for edition in (draft, released):
        for button in ("_save", "_as_next"):
            typed = {"title": "Mine", "seen": "1", button: "1"}
            assert desk.client.post(url(edition), typed).status_code == 403

    assert PostEdition.desk.filter(title="Mine").count() == 0
    assert PostEdition.desk.count() == 2
