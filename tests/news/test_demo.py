"""`manage.py demo`: every state to look at, nothing invented about a real place, and never somebody's content."""

from __future__ import annotations

import re
import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from news.demonstration import exampleton_texts, labels, staffordshire
from news.demonstration.generated import words
from news.demonstration.text import Text
from news.models import Area, Kind, Post, PostAddress, PostEdition, Topic
from pages.details import SiteDetails
from publishing.decisions import verify
from publishing.demonstration.people import email_of
from publishing.followers import catch_up
from publishing.models import Decision, SiteState, Verb
from publishing.states import Ending, Outcome, State, Update
from tests.factories import make_post_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_demonstration_site() -> object:
    with override_settings(DEMONSTRATION=True):
        yield


@pytest.fixture
def sign_ins(tmp_path: Path) -> Path:
    return tmp_path / "var" / "demo-sign-ins.txt"


def demo(sign_ins: Path, **options: int) -> str:
    said = StringIO()
    call_command("demo", sign_ins=sign_ins, stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def texts_of(module: object) -> list[Text]:
    return [value for value in vars(module).values() if isinstance(value, Text)]


def edition_at(slug: str, number: int = 1) -> PostEdition:
    return PostEdition.desk.get(document__addresses__slug=slug, number=number)


def counts() -> list[int]:
    models = (Post, PostAddress, PostEdition, Topic, Area, User, Decision)
    return [model._default_manager.count() for model in models]


def test_twice_is_the_same_as_once(sign_ins: Path) -> None:
    first = demo(sign_ins)
    passwords, after = sign_ins.read_text(), (counts(), SiteState.objects.get().version)

    again = demo(sign_ins)

    assert "Loaded" in first
    assert "was loaded before" in again
    assert (counts(), SiteState.objects.get().version) == after
    assert sign_ins.read_text() == passwords


def test_every_page_calls_itself_a_demonstration_and_leads_somewhere(sign_ins: Path) -> None:
    demo(sign_ins)

    page = Client().get("/news/")
    site = page.context["site"]
    assert "This is a demonstration" in page.content.decode()
    assert Client().get(site.online_url).status_code == 200
    SiteDetails.objects.get().full_clean()


def test_every_state_ending_outcome_and_kind_is_there(sign_ins: Path) -> None:
    demo(sign_ins)
    editions = list(PostEdition.desk.all())
    now = timezone.now()

    assert {edition.state(now) for edition in editions} == set(State)
    assert {edition.ending for edition in editions} == {"", *Ending}
    assert {edition.outcome for edition in editions if edition.ending == Ending.WITHDRAWN} == set(Outcome)
    assert {edition.update for edition in editions} == {"", *Update}
    assert {edition.kind for edition in editions} == set(Kind)
    assert any(edition.is_restored for edition in editions)
    assert [edition.slug for edition in editions if edition.has_debt()] == [exampleton_texts.DEBT.slug]
    assert max(len(edition.title) for edition in editions) >= 146


def test_the_log_is_true_and_runs_forward(sign_ins: Path) -> None:
    demo(sign_ins)
    moments = list(Decision.objects.order_by("position").values_list("at", flat=True))

    assert list(verify()) == []
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()
    assert set(Decision.objects.values_list("verb", flat=True)) >= {
        *(Verb.APPROVE, Verb.RELEASE_URGENTLY, Verb.CLEAR_DEBT, Verb.WITHDRAW, Verb.RESTORE),
        *(Verb.MOVE, Verb.CANCEL_RELEASE, Verb.RETURN_TO_AUTHOR, Verb.CHANGE_OUTCOME),
    }


def test_the_scheduled_post_is_a_fortnight_ahead(sign_ins: Path) -> None:
    demo(sign_ins)
    scheduled = PostEdition.desk.scheduled(timezone.now()).get()

    assert scheduled.released_at is not None
    assert timedelta(days=13) < scheduled.released_at - timezone.now() < timedelta(days=15)


def test_a_correction_has_a_note_and_keeps_its_place(sign_ins: Path) -> None:
    demo(sign_ins)
    slug = exampleton_texts.CORRECTED.slug
    first, major, minor, last = (edition_at(slug, number) for number in (1, 2, 3, 4))

    assert [one.ending for one in (first, major, minor, last)] == [*[Ending.REPLACED] * 3, ""]
    assert major.change_note
    assert len({first.body, major.body, minor.body}) == 3
    assert major.listed_at == minor.listed_at == major.released_at


def test_a_moved_post_keeps_its_old_address(sign_ins: Path) -> None:
    demo(sign_ins)
    moved = edition_at(exampleton_texts.MOVED.slug).document

    assert moved.slug == exampleton_texts.MOVED_TO


def test_whatever_is_said_of_a_real_place_is_marked_at_its_end(sign_ins: Path) -> None:
    demo(sign_ins)
    invented = Area.objects.filter(name__in=labels.INVENTED)
    written = {text.slug for text in texts_of(exampleton_texts)}

    for edition in PostEdition.desk.all():
        addresses = set(edition.document.addresses.values_list("slug", flat=True))
        real = not addresses & written
        marked = staffordshire.IS_DEMONSTRATION if real else f"<p><em>{exampleton_texts.INVENTED}"
        assert marked.removesuffix("</p>") in edition.body[edition.body.rindex("<p>") :]
        assert not (real and edition.areas.filter(pk__in=invented).exists())
        assert real or not edition.areas.exclude(pk__in=invented).exists()


def test_invented_places_are_called_invented_beside_every_post_that_names_them() -> None:
    """By the area, which lists show; said again in every summary it drowned them."""
    assert all("(invented)" in name for name in labels.INVENTED)
    for text in texts_of(exampleton_texts):
        assert text.areas or not any(town in text.summary for town in words.TOWNS)


@pytest.mark.parametrize("text", texts_of(staffordshire), ids=lambda text: text.slug)
def test_a_post_about_a_real_force_names_its_sources(text: Text) -> None:
    """But for the draft, which has still to find them."""
    assert "<h2>Sources</h2><ul><li><a " in text.body or text is staffordshire.FINDINGS


def test_a_number_to_call_can_be_tapped() -> None:
    for text in [*texts_of(exampleton_texts), *texts_of(staffordshire)]:
        assert not re.search(r"[Cc]all (?:<strong>)?\d", text.body), text.slug


def test_no_superlatives_about_a_real_force() -> None:
    said = " ".join(f"{text.title} {text.summary} {text.body}" for text in texts_of(staffordshire)).lower()

    assert "most improved" not in said
    assert "best" not in said


def test_sign_ins_open_the_desk_and_are_nobody_elses_to_read(sign_ins: Path) -> None:
    demo(sign_ins)
    rows = [line.split("  ") for line in sign_ins.read_text().splitlines()]

    assert stat.S_IMODE(sign_ins.stat().st_mode) == 0o600
    assert [row[0] for row in rows] == [role.value for role in Role]
    for role, email, password in rows:
        person = authenticate(None, username=email, password=password)
        assert person is not None
        assert person.is_staff
        assert len(password) >= 16
        assert [group.name for group in person.groups.all()] == [role]


def test_a_lost_file_means_new_passwords(sign_ins: Path) -> None:
    demo(sign_ins)
    before = sign_ins.read_text()
    sign_ins.write_text("administrator\n")
    sign_ins.chmod(0o644)

    demo(sign_ins)

    assert not set(before.split()) & {line.split()[2] for line in sign_ins.read_text().splitlines()}
    assert stat.S_IMODE(sign_ins.stat().st_mode) == 0o600
    email, password = sign_ins.read_text().splitlines()[0].split()[1:]
    assert authenticate(None, username=email, password=password) is not None


def test_a_closed_account_stays_closed(sign_ins: Path) -> None:
    demo(sign_ins)
    User.objects.filter(email=email_of(Role.EDITOR)).update(is_active=False)

    demo(sign_ins)

    assert not User.objects.get(email=email_of(Role.EDITOR)).is_active


def test_refused_on_top_of_somebody_elses_posts(sign_ins: Path) -> None:
    make_post_edition()
    before = counts()

    with pytest.raises(CommandError, match="not the demonstration’s"):
        demo(sign_ins)
    assert counts() == before
    assert not sign_ins.exists()


@pytest.mark.parametrize("debug", [False, True])
def test_refused_on_a_site_that_is_no_demonstration(sign_ins: Path, *, debug: bool) -> None:
    """On a developer's machine too: pages and sources would not say that they are invented."""
    with (
        override_settings(DEMONSTRATION=False, DEBUG=debug),
        pytest.raises(CommandError, match="DEMONSTRATION=true"),
    ):
        demo(sign_ins)
    assert not Post.objects.exists()
    assert not User.objects.exists()


def test_nobody_is_told_of_acts_long_past(
    sign_ins: Path, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        demo(sign_ins)

    assert mailoutbox == []
    assert catch_up() == 0
    assert mailoutbox == []


def test_its_addresses_answer_as_they_say(sign_ins: Path, client: Client) -> None:
    demo(sign_ins)

    def answer(slug: str) -> Any:
        return client.get(f"/news/{slug}/")

    for text in (staffordshire.FIVE_GRADES, staffordshire.COMPARING, staffordshire.FINDINGS):
        assert answer(text.slug).status_code == 404
    for text in (staffordshire.GRADES_2024, exampleton_texts.RICH, exampleton_texts.DEBT):
        assert answer(text.slug).status_code == 200
    assert "no longer public" in answer(exampleton_texts.GONE.slug).content.decode()
    assert "published in error" in answer(exampleton_texts.NOTICED.slug).content.decode()
    assert "appeal is closed" in answer(exampleton_texts.APPEAL.slug).content.decode()
    assert answer(exampleton_texts.GONE.slug).status_code == 410
    assert answer(exampleton_texts.MERGED.slug).headers["Location"] == f"/news/{exampleton_texts.RICH.slug}/"
    moved = answer(exampleton_texts.MOVED.slug)
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/news/{exampleton_texts.MOVED_TO}/")
    assert "until the following Tuesday" in edition_at(exampleton_texts.CORRECTED.slug, 2).body
    for text in (exampleton_texts.CORRECTED, exampleton_texts.URGENT):
        assert "mended" in answer(text.slug).content.decode()
    assert not edition_at(exampleton_texts.DEBT.slug).is_public(timezone.now() + timedelta(days=15))


def test_what_was_written_at_the_desk_since_does_not_stop_it(sign_ins: Path) -> None:
    demo(sign_ins)
    make_post_edition()
    before = counts()

    demo(sign_ins)

    assert counts() == before
