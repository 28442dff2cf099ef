"""A visitor who answers: sends what the banner or the page about cookies sends."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from consent import cookie
from consent.cookie import Answer
from tests.site.visitor import Visitor

PREFERENCES = "/cookies/preferences/"
FORM = "application/x-www-form-urlencoded"
# What a browser says of a form on our own page, and what consent.js adds.
HERE = {"Sec-Fetch-Site": "same-origin"}
SCRIPT = {**HERE, "X-Requested-With": "fetch"}


def send(visitor: Visitor, choice: str = "reject", *, headers: Any = HERE, **words: Any) -> Any:
    """`words` are further fields; a group's is written with an underscore for its dot: g_statistics="no"."""
    fields = {
        name.replace("g_", "g.", 1) if name.startswith("g_") else name: one for name, one in words.items()
    }
    return post(visitor, {"choice": choice, "policy": 1, "place": "banner", **fields}, headers=headers)


def post(visitor: Visitor, fields: dict[str, Any], *, headers: Any = HERE, path: str = PREFERENCES) -> Any:
    return visitor.post(path, urlencode(fields, doseq=True), content_type=FORM, headers=headers)


def stored(response: Any) -> Answer | None:
    """The answer that a response lets the browser keep, if it does."""
    morsel = response.cookies.get("cookie_consent")
    return cookie.read_any(morsel.value) if morsel and morsel.value else None


def choices(response: Any) -> dict[str, bool]:
    answer = stored(response)
    return {key: not answer.refuses(key) for key in answer.choices} if answer else {}
