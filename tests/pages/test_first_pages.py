"""The pages that come with Blue Lamp: as drafts for a new force, and in the demonstration."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from accounts.roles import Role
from config.demonstration import ROOMS
from pages.demonstration import texts
from pages.demonstration.filling import NOTE, filled
from pages.documents import Page, PageAddress, PageEdition
from pages.first_pages import FIRST_PAGES
from pages.first_pages.accessibility import ACCESSIBILITY
from pages.text import Text
from publishing import checks, richtext
from publishing.decisions import verify
from publishing.models import Decision
from publishing.states import State
from tests.factories import make_author, make_page_edition, make_user, stored
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
PATHS = ["about", "about/accessibility", "about/privacy", "about/terms", "contact"]
FILLED = [filled(text) for text in FIRST_PAGES]
ALL_TEXTS = [*FIRST_PAGES, *(value for value in vars(texts).values() if isinstance(value, Text))]


def first_pages(by: str) -> str:
    said = StringIO()
    call_command("first_pages", by=by, stdout=said)
    return said.getvalue()


def slugs() -> list[str]:
    return sorted(PageAddress.objects.values_list("slug", flat=True))


# --- the first day ----------------------------------------------------------------------------------------


def test_a_new_force_gets_drafts_that_nobody_outside_sees() -> None:
    person = make_author(email="asha@example.org")

    said = first_pages("Asha@example.org")

    assert slugs() == PATHS
    assert "Wrote 5 drafts." in said
    assert all(f"/{path}/" in said for path in PATHS)
    for edition in PageEdition.desk.all():
        assert (edition.state(timezone.now()), edition.edited_by) == (State.DRAFT, person)
    assert {Visitor().get(f"/{path}/").status_code for path in PATHS} == {404}


def test_twice_is_the_same_as_once_and_what_is_missing_is_added() -> None:
    make_author(email="asha@example.org")
    mine = make_page_edition(slug="contact", title="Ours")

    first_pages("asha@example.org")
    before = Decision.objects.count()
    assert "Nothing was changed." in first_pages("asha@example.org")

    assert (slugs(), Decision.objects.count()) == (PATHS, before)
    assert stored(mine).title == "Ours"


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.org", "Nobody signs in with nobody@example.org. Name an account that may write."),
        ("aud@example.org", "Nothing was written. Your role does not allow this."),
    ],
)
def test_refused_politely(email: str, sentence: str) -> None:
    make_user(Role.AUDITOR, email="aud@example.org")

    with pytest.raises(CommandError) as refusal:
        first_pages(email)

    assert str(refusal.value) == sentence
    assert not Page.objects.exists()


def test_a_text_that_came_with_blue_lamp_is_not_released_as_it_is() -> None:
    make_author(email="asha@example.org")
    first_pages("asha@example.org")

    for edition in PageEdition.desk.all():
        assert "came with Blue Lamp" in checks.stops(edition), edition


# --- what they say ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ALL_TEXTS, ids=lambda text: text.slug)
def test_a_text_is_stored_as_it_is_written_and_fits(text: Text) -> None:
    assert richtext.clean(text.body) == text.body
    assert len(text.summary) <= 300
    assert len(text.title) <= checks.TITLE_LENGTH
    assert not list(checks.of_body(text.body))


@pytest.mark.parametrize("text", ALL_TEXTS, ids=lambda text: text.slug)
def test_every_text_is_marked_as_no_forces_own(text: Text) -> None:
    marks = (
        "This text came with Blue Lamp",
        "not the words of a police force",
        "Testun enghreifftiol yw hwn.",
    )
    assert any(mark in text.body for mark in marks)


@pytest.mark.parametrize("text", FILLED, ids=lambda text: text.slug)
def test_a_demonstration_promises_nothing_in_a_forces_name(text: Text) -> None:
    """What is missing is seen to be missing, and the note about it comes before it."""
    assert richtext.clean(text.body) == text.body
    assert text.body.startswith(NOTE)
    assert text.body.count("This text came with Blue Lamp") == 1
    assert settings.FORCE_NAME not in text.body
    assert "ame of the force]" not in text.body
    assert text.body.count("[") == text.body.count("<strong>[")


@pytest.mark.parametrize("text", ALL_TEXTS, ids=lambda text: text.slug)
def test_a_number_to_call_is_the_number_that_is_read(text: Text) -> None:
    for number, words in re.findall(r'<a href="tel:(\d+)">([^<]*)</a>', text.body):
        assert words.replace(" ", "") == number


# Of the model statement, SI 2018/952 regulation 8 and the guidance on it: the headings that are prescribed.
PRESCRIBED = [
    "Feedback and contact information",
    "Enforcement procedure",
    "Technical information about this website’s accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that’s not within the scope of the accessibility regulations",
    "Preparation of this accessibility statement",
]


def test_the_accessibility_statement_has_the_prescribed_form() -> None:
    headings = re.findall(r"<h[23]>(.*?)</h[23]>", ACCESSIBILITY.body)

    assert [heading for heading in headings if heading in PRESCRIBED] == PRESCRIBED
    assert ACCESSIBILITY.body.startswith("<p>This accessibility statement applies to")
    for said in (
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing",
        "(No. 2) Accessibility Regulations 2018",
        "Web Content Accessibility Guidelines version 2.2</a> AA standard",
        "This statement was prepared on",
    ):
        assert said in ACCESSIBILITY.body


# --- the demonstration ------------------------------------------------------------------------------------


def demo(folder: Path) -> None:
    call_command("demo", sign_ins=folder / "sign-ins.txt", stdout=StringIO(), stderr=StringIO())


def test_every_page_of_the_demonstration_answers_as_it_says_and_every_link_leads_somewhere(
    tmp_path: Path,
) -> None:
    with override_settings(DEMONSTRATION=True):
        demo(tmp_path)
        visitor = Visitor()
        answers = {path: visitor.get(f"/{path}/") for path in slugs()}
        bodies = PageEdition.public.at(timezone.now()).values_list("body", flat=True)
        links = {link for body in bodies for link in re.findall(r'href="(/[^"]*)"', body)}
        led = {link: visitor.get(link).status_code for link in links}

    by_status: dict[int, set[str]] = {}
    for path, answer in answers.items():
        by_status.setdefault(answer.status_code, set()).add(path)
    assert by_status.pop(301) == {"advice/cycling"}
    assert by_status.pop(410) == {"advice/property-marking"}
    assert by_status.pop(404) == {"advice/holiday"}
    assert by_status.pop(200) >= {*PATHS, "advice", "advice/domestic-abuse", "about/what-is-next", "cysylltu"}
    assert not by_status
    assert "no longer current" in answers["advice/property-marking"].content.decode()
    assert led
    assert led == dict.fromkeys(led, 200)

    shown = answers["about"].content.decode()
    words = re.findall(r'<li><a href="[^"]*"(?: aria-current="true")?>([^<]*)</a></li>', shown)
    # The way back begins with the front page.
    assert [word for word in words if word != "Home"][:5] == [
        "News",
        "Inspections",
        "Advice",
        "Contact us",
        "About",
    ]
    assert {"Accessibility statement", "Privacy notice", "Cookies", "Terms of use", "Contact us"} <= set(
        words
    )


def test_refused_on_top_of_somebody_elses_pages(tmp_path: Path) -> None:
    make_page_edition()

    with override_settings(DEMONSTRATION=True), pytest.raises(CommandError, match="holds pages that are not"):
        demo(tmp_path)
    assert Page.objects.count() == 1


def test_a_demonstration_from_before_there_were_pages_gets_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(DEMONSTRATION=True):
        with monkeypatch.context() as before:
            before.setattr("config.demonstration.ROOMS", ROOMS[:1])
            demo(tmp_path)
        assert not Page.objects.exists()
        demo(tmp_path)

    assert Visitor().get("/about/").status_code == 200
    assert list(verify()) == []
