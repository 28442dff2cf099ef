"""People sign in by email address; accounts are closed, never deleted."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import NeverDeleted, User

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase"


def sign_in(client: Client, email: str, password: str = PASSWORD) -> bool:
    client.post(reverse("admin:login"), {"username": email, "password": password})
    return "_auth_user_id" in client.session


@pytest.fixture
def person() -> User:
    return User.objects.create_user("Press.Officer@Example.org", PASSWORD, name="Press Officer")


@pytest.mark.parametrize("written", ["press.officer@example.org", "PRESS.officer@EXAMPLE.org"])
def test_signing_in_minds_no_capitals(client: Client, person: User, written: str) -> None:
    assert sign_in(client, written)


def test_the_sign_in_page_asks_for_an_email_address(client: Client) -> None:
    page = client.get(reverse("admin:login")).content.decode()

    assert "Email address" in page
    assert "Username" not in page


def test_two_people_cannot_share_an_address_that_differs_in_capitals(person: User) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)accounts_user_email"):
        User.objects.create(email="PRESS.OFFICER@example.org", name="Other")


def test_the_form_says_in_words_that_an_address_is_taken(person: User) -> None:
    with pytest.raises(ValidationError, match="already signs in with this email address"):
        User(email="PRESS.OFFICER@example.org", name="Other").validate_constraints()


def test_closing_an_account_ends_its_session_at_the_next_request(client: Client, person: User) -> None:
    assert sign_in(client, person.email)
    assert client.get(reverse("admin:index")).status_code == 200

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(reverse("admin:index")).status_code == 302


def test_a_new_password_ends_the_other_sessions(client: Client, person: User) -> None:
    assert sign_in(client, person.email)

    person.set_password("another long phrase")
    person.save()

    assert client.get(reverse("admin:index")).status_code == 302


def test_accounts_are_never_deleted(person: User) -> None:
    with pytest.raises(NeverDeleted, match="closed, never deleted"):
        person.delete()
    with pytest.raises(NeverDeleted, match="closed, never deleted"):
        User.objects.filter(pk=person.pk).delete()
    with pytest.raises(NeverDeleted, match="closed, never deleted"):
        User.objects.all().delete()

    assert User.objects.filter(pk=person.pk).exists()
