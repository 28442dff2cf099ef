"""The policy is written at the desk: its register in rows, of which nothing is lost that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from consent import wording
from consent.models import PolicyEdition
from consent.register import Entry, Unit, read
from publishing.states import State
from tests.consent.desk.conftest import People
from tests.consent.factories import make_entry, make_group, make_policy
from tests.desk.pages import Desk

pytestmark = pytest.mark.django_db

ADD = reverse("admin:consent_policyedition_add")
LIST = reverse("admin:consent_policyedition_changelist")
ROW = {"purpose": "Counts visits.", "provider": "This site", "lasts": "30"}


def row(start: str, **fields: str) -> dict[str, Any]:
    return {f"register-{start}-{name}": value for name, value in fields.items()}


def stored() -> PolicyEdition:
    return PolicyEdition.desk.latest("number")


def test_a_new_policy_begins_with_our_words_and_our_own_cookie(people: People) -> None:
    desk = Desk(people.author)

    saved = desk.press(desk.open(ADD), "_save")

    assert saved.said == ["The draft is saved. The public does not see it."]
    assert stored().question == wording.BEGINNING["question"]
    assert [entry.name for entry in read(stored().register)[0].entries] == ["cookie_consent"]


def test_there_is_one_policy(people: People) -> None:
    desk = Desk(people.author)
    first, second = desk.open(ADD), desk.open(ADD)
    desk.press(first, "_save")

    refused = desk.press(second, "_save")

    assert refused.status == 403
    assert PolicyEdition.desk.count() == 1
    assert ADD not in desk.open(LIST).source


def test_a_group_and_what_is_in_it_are_added_and_removed(people: People) -> None:
    make_policy(State.DRAFT, make_group("statistics", make_entry("visits"), make_entry("old")))
    desk = Desk(people.author)
    page = desk.open(stored())

    typed = {
        **row("2", name="Road maps", purpose="To show maps."),
        **row("2-1", name="map_*", **ROW, path="/maps/"),
        **row("1-1", remove="on"),
    }
    saved = desk.press(page, "_save", **typed)

    assert saved.errors == []
    groups = {group.key: group for group in read(stored().register)}
    assert list(groups) == ["necessary", "statistics", "road_maps"]
    assert [entry.name for entry in groups["statistics"].entries] == ["visits"]
    assert groups["road_maps"].entries == (
        Entry("map_*", "Counts visits.", "This site", lasts=30, unit=Unit.DAYS, path="/maps/"),
    )

    without = desk.press(saved, "_save", **row("2", remove="on"))

    assert without.errors == []
    assert [group.key for group in read(stored().register)] == ["necessary", "statistics"]


def test_saving_without_typing_changes_nothing(people: People) -> None:
    draft = make_policy(
        State.DRAFT, make_group("statistics", make_entry("visits", lasts=0, unit=Unit.CLOSING))
    )
    desk = Desk(people.author)

    desk.press(desk.open(draft), "_save")

    assert stored().register == draft.register


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"lasts": "thirty"}, "“visits”, How long: Enter a whole number."),
        ({"lasts": ""}, "Say for how long “visits” is kept."),
        (
            {"unit": "closing"},
            "“visits”, How long: A number goes with minutes, hours or days only. Take one of them out.",
        ),
        ({"lasts": "401"}, "No browser keeps a cookie for more than 400 days: shorten “visits”."),
        ({"purpose": ""}, "Say what “visits” is for."),
        ({"provider": ""}, "Say who sets “visits”, by name."),
        ({"provider_url": "acme"}, "The link about who sets “visits” has to begin with https://."),
        (
            {"domain": "example.com"},
            "This site cannot set “visits” for example.com: name this host or one above it.",
        ),
        ({"path": "news"}, "The path of “visits” has to begin with a slash."),
        (
            {"kind": "pigeon"},
            "“visits”, Kind: Select a valid choice. pigeon is not one of the available choices.",
        ),
    ],
)
def test_a_bad_row_is_refused_in_a_sentence_and_stays_as_it_was_typed(
    typed: dict[str, str], sentence: str, people: People
) -> None:
    draft = make_policy(State.DRAFT, make_group("statistics", make_entry("visits")))
    desk = Desk(people.author)
    new = row("1-1", name="half a row")

    refused = desk.press(desk.open(draft), "_save", title="Typed", **row("1-0", **typed), **new)

    assert sentence in refused.errors
    fields = refused.fields()
    assert fields["title"] == "Typed"
    assert fields["register-1-1-name"] == "half a row"
    kept = {name: value for name, value in row("1-0", **typed).items() if not name.endswith("kind")}
    assert {name: fields[name] for name in kept} == kept
    assert stored().title == draft.title


@pytest.mark.parametrize("forged", ["", "-1", "x", "9" * 30, "²"])
def test_a_forged_number_of_rows_is_no_error(forged: str, people: People) -> None:
    draft = make_policy(State.DRAFT)
    desk = Desk(people.author)

    page = desk.press(
        desk.open(draft), "_save", **{"register-TOTAL_FORMS": forged, "register-0-TOTAL_FORMS": forged}
    )

    assert page.status == 200


def test_a_form_without_the_register_leaves_it_as_it_is(people: People) -> None:
    draft = make_policy(State.DRAFT)
    desk = Desk(people.author)
    page = desk.open(draft)
    rows = {name: None for name in page.fields() if name.startswith("register-")}

    saved = desk.press(page, "_save", title="Another", **rows)

    assert saved.errors == []
    assert (stored().title, stored().register) == ("Another", draft.register)


def test_two_editors_keep_what_each_changed_and_are_shown_what_both_did(people: People) -> None:
    draft = make_policy(State.DRAFT, make_group("statistics", make_entry("visits")), author=people.author)
    first, second = Desk(people.author), Desk(people.colleague)
    mine, again = second.open(draft), second.open(draft)
    first.press(first.open(draft), "_save", **row("1-0", lasts="60"))

    other = second.press(mine, "_save", question="Mine?")

    assert "taken over into the form below: What is stored." in other.words
    assert other.fields()["register-1-0-lasts"] == "60"
    assert other.fields()["question"] == "Mine?"

    both = second.press(again, "_save", **row("1-0", lasts="7"))

    assert both.all("section.conflict h3")[0] == "What is stored"
    assert both.fields()["register-1-0-lasts"] == "7"
    assert read(stored().register)[1].entries[0].lasts == 60


def test_rows_that_cannot_be_read_do_not_replace_a_colleagues_unseen(people: People) -> None:
    draft = make_policy(State.DRAFT, make_group("statistics", make_entry("visits")), author=people.author)
    first, second = Desk(people.author), Desk(people.colleague)
    mine = second.open(draft)
    first.press(first.open(draft), "_save", **row("1-0", lasts="60"))

    unread = second.press(mine, "_save", **row("1-0", lasts="seven"))
    mended = second.press(unread, "_save", **row("1-0", lasts="7"))

    assert mended.all("section.conflict h3")[0] == "What is stored"
    assert read(stored().register)[1].entries[0].lasts == 60
    assert second.press(mended, "_save").errors == []
    assert read(stored().register)[1].entries[0].lasts == 7


def test_rows_are_carried_on_by_their_names_when_the_sign_in_has_expired(people: People) -> None:
    draft = make_policy(State.DRAFT, make_group("statistics", make_entry("visits")))
    desk = Desk(people.author)
    page = desk.open(draft)
    desk.client.logout()

    here = {"Origin": "http://testserver"}
    carried = desk.press(page, "_save", headers=here, **row("1-1", name="map_*"), **row("1-0", remove="on"))

    told = carried.words
    assert "Group 2, row 2, Name or pattern" in told
    assert "Group 2, row 1, To be removed" in told
    assert "TOTAL_FORMS" not in told
    assert "Group 3" not in told
