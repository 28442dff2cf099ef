"""The environment, read strictly: every value is parsed once, at the start, or the start is refused.

A refusal is one sentence that names the variable and says what to do. A file `.env` beside manage.py may
hold the same names for a machine without a service manager; the real environment wins over it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
ON_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


class EnvironmentRefused(ImproperlyConfigured):
    """A setting is missing or odd. The message is for whoever starts the site."""


class Environment:
    """The variables of the process, filled up from `.env`; it remembers which names were asked for."""

    def __init__(self, process: Mapping[str, str], file: Path | None = None) -> None:
        self.from_file = read_file(file) if file and file.is_file() else {}
        self.values = {**self.from_file, **process}
        self.asked: set[str] = set()

    def text(self, name: str, default: str | None = None, *, hint: str = "") -> str:
        """The value, stripped. An empty value counts as not set."""
        self.asked.add(name)
        value = self.values.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise EnvironmentRefused(f"{name} is not set. {hint}".strip())
        return default

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name, "true" if default else "false").lower()
        if value not in YES | NO:
            raise EnvironmentRefused(f"{name} is {value!r}. Use true or false.")
        return value in YES

    def number(self, name: str, default: int, *, least: int = 0, most: int) -> int:
        value = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise EnvironmentRefused(f"{name} is {value!r}. Use a whole number from {least} to {most}.")
        return int(value)

    def words(self, name: str, default: list[str] | None = None, *, hint: str = "") -> list[str]:
        """A list written with commas."""
        value = self.text(name, None if default is None else ",".join(default), hint=hint)
        return [word.strip() for word in value.split(",") if word.strip()]

    def site_address(self, name: str, default: str | None, *, plain_http: bool) -> str:
        """An origin such as https://www.example.police.uk: no path, and https unless it is this machine's."""
        value = self.text(
            name, default, hint="Give the public address, such as https://www.example.police.uk."
        )
        parts = split(name, value)
        odd = parts.path.strip("/") or parts.query or parts.fragment or parts.username
        if parts.scheme not in {"http", "https"} or not parts.hostname or odd:
            raise EnvironmentRefused(
                f"{name} is {value!r}. Use scheme and host alone, such as https://www.example.police.uk."
            )
        if parts.scheme == "http" and not plain_http and parts.hostname not in ON_THIS_MACHINE:
            raise EnvironmentRefused(
                f"{name} is {value!r}. Only this machine's own address may go without https."
            )
        return value.rstrip("/")

    def refuse_leftovers(self) -> None:
        """A name in `.env` that nothing asked for is a slip of the pen, and its setting is not in force."""
        for name in self.from_file:
            if name not in self.asked:
                raise EnvironmentRefused(
                    f"{name} in the .env file is not a setting. See .env.example for all of them."
                )


def split(name: str, value: str) -> SplitResult:
    """`urlsplit`, with a port that is read too; its own errors do not say which variable."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise EnvironmentRefused(f"{name} cannot be read as an address: {error}.") from None
    return parts


def read_file(path: Path) -> dict[str, str]:
    """NAME=value lines. Blank lines and lines that start with # are passed over; quotes around a value go."""
    values = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if not match:
            raise EnvironmentRefused(f"Line {number} of {path.name} is not NAME=value.")
        values[match[1]] = unquoted(match[2])
    return values


def unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
