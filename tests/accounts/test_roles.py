"""The groups in the database are what the table in the code says, after every migrate."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts.models import User
from accounts.roles import PERMISSIONS, Role, permissions_of

pytestmark = pytest.mark.django_db


def migrate() -> None:
    call_command("migrate", verbosity=0, stdout=StringIO())


def held_by(group: str) -> set[str]:
    found = Permission.objects.filter(group__name=group).select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}


def test_the_five_groups_exist_after_migrate() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "author",
        "editor",
        "on-call",
        "auditor",
        "administrator",
    }


@pytest.mark.parametrize("role", Role)
def test_no_permission_of_the_table_is_missing(role: Role) -> None:
    assert held_by(role.value) == PERMISSIONS[role]


def test_migrate_mends_groups_that_were_changed_by_hand() -> None:
    Group.objects.create(name="a stray group")
    Group.objects.get(name="author").permissions.set(Permission.objects.all())
    Group.objects.get(name="editor").delete()

    migrate()

    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
    assert held_by("author") == PERMISSIONS[Role.AUTHOR]
    assert held_by("editor") == PERMISSIONS[Role.EDITOR]


def test_migrate_leaves_people_in_their_roles() -> None:
    person = User.objects.create_user("a@example.org", name="A")
    person.groups.add(Group.objects.get(name="editor"))

    migrate()

    assert [group.name for group in person.groups.all()] == ["editor"]


@pytest.mark.parametrize("role", Role)
def test_nobody_may_delete(role: Role) -> None:
    assert not permissions_of(role).filter(codename__startswith="delete").exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_keeps_the_house_or_looks_on_takes_no_part_in_publishing(role: Role) -> None:
    assert {label for label in PERMISSIONS[role] if label.startswith("publishing.")} <= {"publishing.read"}


def test_an_auditor_can_only_look() -> None:
    verbs = {label.split(".")[1].split("_")[0] for label in PERMISSIONS[Role.AUDITOR]}

    assert verbs == {"read", "view"}


def test_approving_is_for_editors_alone() -> None:
    assert [role for role in Role if "publishing.approve" in PERMISSIONS[role]] == [Role.EDITOR]
