"""The people of a press office, and a clock that stands still until a test moves it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from accounts.models import User
from accounts.roles import Role
from tests.factories import make_author, make_editor, make_on_call, make_user
from tests.publishing.conftest import Hands, hands

__all__ = ["Hands", "hands"]


@dataclass
class People:
    author: User
    colleague: User
    editor: User
    on_call: User
    auditor: User
    administrator: User
    superuser: User


@pytest.fixture
def people(db: None) -> People:
    return People(
        author=make_author(name="Asha Author"),
        colleague=make_author(name="Col League"),
        editor=make_editor(name="Edith Editor"),
        on_call=make_on_call(name="Nia Night"),
        auditor=make_user(Role.AUDITOR, name="Audrey Auditor"),
        administrator=make_user(Role.ADMINISTRATOR, name="Adam Administrator"),
        superuser=make_user(name="Root", superuser=True),
    )
