"""An administrator opens and closes accounts and gives roles, within limits that a forged form cannot pass."""

from __future__ import annotations

import re
from smtplib import SMTPException
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
PEOPLE = "admin:accounts_user_changelist"


def person_in(role: str, email: str | None = None, **fields: Any) -> User:
    person = User.objects.create_user(
        email or f"{role}@example.org", "a long enough phrase", name=role, **fields
    )
    person.groups.add(Group.objects.get(name=role))
    return person


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address_of(person: User, page: str = "change") -> str:
    return reverse(f"admin:accounts_user_{page}", args=[person.pk])


def form(person: User, **changes: Any) -> dict[str, Any]:
    roles = list(person.groups.values_list("pk", flat=True))
    return {"email": person.email, "name": person.name, "groups": roles, "is_active": "on", **changes}


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


@pytest.fixture
def administrator() -> User:
    return person_in("administrator")


def test_a_new_person_gets_a_link_sets_a_password_and_signs_in(
    administrator: User, mailoutbox: list[EmailMessage], client: Client
) -> None:
    new = {"email": "New.Author@example.org", "name": "New Author", "groups": [role("author")]}
    assert at_desk(administrator).post(reverse("admin:accounts_user_add"), new).status_code == 302

    person = User.objects.get(email="new.author@example.org")
    assert [group.name for group in person.groups.all()] == ["author"]
    assert not person.has_usable_password()
    (mail,) = mailoutbox
    (link,) = re.findall(r"http://localhost(/admin/password/set/\S+)", str(mail.body))

    asked = client.get(link, follow=True)
    words = {"new_password1": "four words of mine", "new_password2": "four words of mine"}
    client.post(asked.redirect_chain[-1][0], words)
    signed_in = client.post(
        reverse("admin:login"), {"username": person.email, "password": "four words of mine"}
    )
    assert signed_in.status_code == 302

    used = Client().get(link, follow=True).content.decode()
    assert "new_password1" not in used


def test_mail_that_cannot_be_sent_is_told_and_the_account_stays(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise SMTPException

    monkeypatch.setattr("accounts.passwords.send_mail", broken)
    new = {"email": "new@example.org", "name": "New"}

    page = at_desk(administrator).post(reverse("admin:accounts_user_add"), new, follow=True)

    assert "could not be sent" in page.content.decode()
    assert User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("email", ["author@example.org", "nobody@example.org"])
def test_a_forgotten_password_is_answered_alike_for_everybody(
    client: Client, email: str, mailoutbox: list[EmailMessage]
) -> None:
    person_in("author")

    answer = client.post(reverse("admin_password_reset"), {"email": email}, headers={"Host": "testserver"})

    assert answer.status_code == 302
    assert [mail.to for mail in mailoutbox] == (
        [["author@example.org"]] if email.startswith("author") else []
    )
    assert all("http://localhost/admin/password/set/" in str(mail.body) for mail in mailoutbox)


def test_a_closed_account_gets_no_link(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person_in("author", is_active=False)

    client.post(reverse("admin_password_reset"), {"email": "author@example.org"})

    assert not mailoutbox


def test_an_administrator_closes_an_account(administrator: User) -> None:
    author = person_in("author")
    closing = form(author)
    del closing["is_active"]

    at_desk(administrator).post(address_of(author), closing)

    author.refresh_from_db()
    assert not author.is_active


def test_nobody_changes_their_own_roles(administrator: User) -> None:
    wanted = form(administrator, groups=[role("editor")], is_superuser="on", name="Renamed")

    at_desk(administrator).post(address_of(administrator), wanted)

    administrator.refresh_from_db()
    assert administrator.name == "Renamed"
    assert [group.name for group in administrator.groups.all()] == ["administrator"]
    assert not administrator.is_superuser


def test_an_administrator_cannot_make_a_superuser(administrator: User) -> None:
    author = person_in("author")

    at_desk(administrator).post(address_of(author), form(author, is_superuser="on"))

    author.refresh_from_db()
    assert not author.is_superuser


def test_an_administrator_cannot_change_a_superuser(
    administrator: User, mailoutbox: list[EmailMessage]
) -> None:
    root = User.objects.create_superuser("root@example.org", name="Root")
    client = at_desk(administrator)

    assert client.post(address_of(root), form(root, email="mine@example.org")).status_code == 403
    client.post(reverse(PEOPLE), {"action": "send_password_link", "_selected_action": [root.pk]})

    assert not mailoutbox


def test_a_superuser_can_make_another() -> None:
    root = User.objects.create_superuser("root@example.org", name="Root")
    author = person_in("author")

    at_desk(root).post(address_of(author), form(author, is_superuser="on"))

    author.refresh_from_db()
    assert author.is_superuser


def test_nobody_can_delete_an_account_at_the_desk() -> None:
    root = User.objects.create_superuser("root@example.org", name="Root")
    author = person_in("author")
    client = at_desk(root)

    assert client.post(address_of(author, "delete"), {"post": "yes"}).status_code == 403
    client.post(
        reverse(PEOPLE), {"action": "delete_selected", "_selected_action": [author.pk], "post": "yes"}
    )

    assert User.objects.filter(pk=author.pk).exists()


@pytest.mark.parametrize(
    ("name", "page", "status"),
    [
        ("author", "changelist", 403),
        ("editor", "changelist", 403),
        ("on-call", "changelist", 403),
        ("auditor", "changelist", 200),
        ("auditor", "add", 403),
        ("administrator", "changelist", 200),
        ("administrator", "add", 200),
    ],
)
def test_people_are_for_administrators_and_auditors(name: str, page: str, status: int) -> None:
    client = at_desk(person_in(name))

    assert client.get(reverse(f"admin:accounts_user_{page}")).status_code == status


def test_an_auditor_changes_nobody() -> None:
    author = person_in("author")

    answer = at_desk(person_in("auditor")).post(address_of(author), form(author, name="Changed"))

    assert answer.status_code == 403


def test_groups_and_sessions_have_no_page_at_the_desk() -> None:
    root = User.objects.create_superuser("root@example.org", name="Root")

    page = at_desk(root).get(reverse("admin:index")).content.decode()

    assert "/admin/auth/group/" not in page
    assert "/admin/axes/" not in page


def test_the_list_of_people_costs_the_same_for_many(
    administrator: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        person_in("author", email=f"author{number}@example.org")

    client = at_desk(administrator)
    client.get(reverse(PEOPLE))

    with django_assert_max_num_queries(9):
        client.get(reverse(PEOPLE))
