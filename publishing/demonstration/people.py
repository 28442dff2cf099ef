"""One account a role, and the file that says how to sign in. No real or invented person is behind them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import Role

DOMAIN = "demo.invalid"
SHORTEST = 16
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"

Cast = Mapping[Role, User]


def email_of(role: Role) -> str:
    return f"{role.value}@{DOMAIN}"


def keep_people(file: Path) -> Cast:
    """The demonstration's accounts, each opened by the password in `file`, which is written anew.

    A password that `file` already holds is kept, also for another database: the file stays true for both.
    """
    known = _read(file)
    passwords = {role: known.get(email_of(role)) or new_password() for role in Role}
    cast = {role: _account(role, password) for role, password in passwords.items()}
    _write(file, "".join(f"{role.value}  {email_of(role)}  {passwords[role]}\n" for role in Role))
    return cast


def new_password() -> str:
    """Three times three syllables, as in `bamoti-…-…`: 57 bits that can be read aloud."""
    return "-".join("".join(_syllable() for _number in range(3)) for _part in range(3))


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)


def _account(role: Role, password: str) -> User:
    person = User.objects.filter(email=email_of(role)).first()
    if person is None:
        name = f"Demonstration {role.value}"
        person = User.objects.create_user(email_of(role), password, name=name)
        person.groups.add(Group.objects.get(name=role.value))
    elif not person.check_password(password):
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def _read(file: Path) -> dict[str, str]:
    """Passwords by email address; lines that are not ours are passed over."""
    if not file.exists():
        return {}
    rows = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return {row[1]: row[2] for row in rows if len(row) == 3 and len(row[2]) >= SHORTEST}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        os.fchmod(stream.fileno(), 0o600)  # an older file keeps its mode otherwise
        stream.write(text)
