"""A form that comes too late: after the sign-in expired, or with a token that has changed. Nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from news.models import PostEdition
from publishing.states import State
from tests.desk.conftest import Hands, People
from tests.desk.pages import ADD, Desk, Page, url
from tests.factories import PASSWORD, make_area, make_post_edition, make_topic

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
ELSEWHERE = {"Origin": "https://evil.example"}


def typed() -> dict[str, object]:
    topics = [str(make_topic(name).pk) for name in ("Roads", "Burglary", "Knives")]
    return {
        "title": "A “quoted” title & more",
        "slug": "a-quoted-title",
        "summary": "First line\nsecond line",
        "body": "<p>Words <strong>that</strong> matter</p>",
        "topics": topics,
        "areas": str(make_area("Leek").pk),
        "kind": "appeal",
        "expires_at_0": "2030-07-01",
        "expires_at_1": "09:30",
    }


def sign_in_again(desk: Desk) -> None:
    token = desk.open(reverse("admin:login")).value("csrfmiddlewaretoken")
    assert desk.person
    answer = {"username": desk.person.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert desk.client.post(reverse("admin:login"), answer).status_code == 302


def assert_carries(page: Page, fields: dict[str, object]) -> None:
    assert page.status == 403
    assert "Not saved yet, and not lost" in page.words
    held = page.fields()
    assert {name: held.get(name) for name in fields} == fields


def test_after_the_sign_in_expired_every_field_is_carried_until_it_is_saved(people: People) -> None:
    desk, fields = Desk(people.author, strict=True), typed()
    form = desk.open(ADD)
    desk.client.logout()

    carried = desk.press(form, "_save", headers=HERE, **fields)
    assert_carries(carried, fields)
    assert "Your sign-in had expired" in carried.words
    assert not PostEdition.desk.exists()
    still_out = desk.press(carried, headers=HERE)
    assert_carries(still_out, fields)

    sign_in_again(desk)
    rotated = desk.press(still_out, headers=HERE)
    assert_carries(rotated, fields)
    assert "You signed in again" in rotated.words
    saved = desk.press(rotated, headers=HERE)

    assert saved.status == 200
    edition = PostEdition.desk.get()
    assert edition.title == fields["title"]
    assert edition.summary.replace("\r", "") == fields["summary"]
    assert {topic.name for topic in edition.topics.all()} == {"Roads", "Burglary", "Knives"}
    assert edition.expires_at == datetime(2030, 7, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "late", [timedelta(minutes=31), timedelta(hours=13)], ids=["half an hour unused", "a working day"]
)
def test_a_sign_in_that_ran_out_while_typing_costs_no_word(
    late: timedelta, people: People, hands: Hands
) -> None:
    desk = Desk(people.author, strict=True)
    form = desk.open(ADD)
    hands.on(late)

    carried = desk.press(form, "_save", headers=HERE, title="Written slowly", body="<p>Long</p>")

    assert_carries(carried, {"title": "Written slowly", "body": "<p>Long</p>"})
    assert not PostEdition.desk.exists()


def test_twelve_hours_of_steady_work_end_with_the_text_carried(people: People, hands: Hands) -> None:
    desk = Desk(people.author, strict=True)
    for _turn in range(36):
        form = desk.open(ADD)
        hands.on(timedelta(minutes=20))

    assert_carries(desk.press(form, "_save", headers=HERE, title="The last one"), {"title": "The last one"})


def test_a_reason_on_a_decisions_screen_is_carried_to_that_screen(people: People) -> None:
    live = make_post_edition(State.LIVE)
    desk = Desk(people.on_call, strict=True)
    form = desk.open(live, "withdraw")
    desk.client.logout()

    carried = desk.press(form, headers=HERE, reason="It names a child.")
    assert_carries(carried, {"reason": "It names a child."})
    assert "Withdraw" not in carried.button
    sign_in_again(desk)
    done = desk.press(desk.press(carried, headers=HERE), headers=HERE)

    assert "The public does not see it any more." in done.said[0]


@pytest.mark.parametrize("headers", [ELSEWHERE, {"Origin": "null"}, {}], ids=["another site", "null", "none"])
def test_nobody_elses_fields_are_offered_for_saving(headers: dict[str, str], people: People) -> None:
    for desk in (Desk(people.editor, strict=True), Desk(strict=True)):
        response = desk.client.post(ADD, {"title": "Planted", "_save": "1"}, headers=headers)

        assert response.status_code == 403
        assert "Planted" not in response.content.decode()


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("path", ["/admin/password_change/", "/admin/password/set/MQ/set-password/"])
def test_a_password_is_never_shown_or_carried(path: str, signed_in: bool, people: People) -> None:
    secrets = {
        name: f"secret-{name}" for name in ("password", "old_password", "new_password1", "new_password2")
    }

    for strict in (True, False):
        desk = Desk(people.author if signed_in else None, strict=strict)
        response = desk.client.post(path, secrets, headers=HERE, follow=True)

        assert "secret-" not in response.content.decode()


def test_signing_out_twice_is_no_error_and_carries_nothing(people: People) -> None:
    desk = Desk(people.author)

    for _press in range(2):
        response = desk.client.post(reverse("admin:logout"), follow=True)
        assert response.status_code == 200
        assert "not lost" not in response.content.decode()


def test_a_stale_sign_in_page_asks_again_instead_of_failing(people: People) -> None:
    """Two tabs with the sign-in form: signing in on one changes the token of the other."""
    client = Client(enforce_csrf_checks=True)
    stale = {"username": people.author.email, "password": PASSWORD, "csrfmiddlewaretoken": "x" * 64}

    response = client.post(reverse("admin:login"), stale, headers=HERE, follow=True)

    assert response.status_code == 200
    assert PASSWORD not in response.content.decode()
    assert 'name="username"' in response.content.decode()
    assert client.post(reverse("admin:login"), stale, headers=ELSEWHERE).status_code == 403


def test_in_a_one_person_office_the_carried_page_says_so_too(people: People, settings: Any) -> None:
    settings.TWO_PEOPLE = False

    page = Desk().client.post(ADD, {"title": "Late"}, headers=HERE).content.decode()

    assert "the second person is switched off" in page


def test_a_carried_script_is_only_text(people: People) -> None:
    canary = '"><img src=x onerror=alert(1)>'
    response = Desk(people.author, strict=True).client.post(
        ADD, {"title": canary, canary: "a name"}, headers=HERE
    )

    assert "<img" not in response.content.decode()
    assert_carries(Page(response, ADD), {"title": canary})


def test_the_carried_form_meets_a_colleagues_save_with_both_texts(people: People) -> None:
    draft = make_post_edition(author=people.author, title="Before")
    desk = Desk(people.author, strict=True)
    form = desk.open(draft)
    desk.client.logout()
    carried = desk.press(form, "_save", headers=HERE, title="Mine")
    colleague = Desk(people.colleague)
    colleague.press(colleague.open(draft), "_save", title="Theirs")
    sign_in_again(desk)

    met = desk.press(desk.press(carried, headers=HERE), headers=HERE)

    assert "Somebody else saved this draft" in met.words
    assert met.sides == [("Theirs", "Mine")]
    assert met.fields()["title"] == "Mine"
    assert url(draft) in met.path


def test_what_was_typed_is_shown_by_its_labels_and_nothing_else(people: People) -> None:
    desk, fields = Desk(people.author, strict=True), typed()
    form = desk.open(ADD)
    desk.client.logout()

    carried = desk.press(form, "_save", headers=HERE, **fields)

    assert sorted(carried.all("dt")) == ["Address", "Expires", "Expires", "Kind", "Summary", "Text", "Title"]
    assert carried.all("dd strong") == ["that"]
    assert "Appeal" in " ".join(carried.all("dd"))
    live = make_post_edition(State.LIVE)
    desk = Desk(people.on_call, strict=True)
    form = desk.open(live, "withdraw")
    desk.client.logout()
    carried = desk.press(form, headers=HERE, reason="It names a child.")
    assert "Why" in carried.all("dt")
    assert "seen" not in carried.all("dt")
