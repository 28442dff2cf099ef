"""The receipt: a visitor's own cookie, read back to them, or one that somebody shows, checked.

Nothing is looked up but the version of the policy: what is proved is proved by the signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consent import cookie, in_force
from consent.cookie import Answer
from consent.in_force import Version
from publishing import frame


@dataclass(frozen=True)
class Line:
    """One group, with what was answered, and whether that counts today. The name is its key where no version knows it.

    accepted: None for what is neither a yes nor a no.
    """

    name: str
    accepted: bool | None
    counts: bool


@dataclass(frozen=True)
class Receipt:
    """`version` is the policy that was answered, if this site has it; `is_current`: it still counts today."""

    answer: Answer
    version: Version | None
    lines: list[Line]
    is_ours: bool
    is_current: bool


@csrf_exempt  # it stores nothing and changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def receipt(request: HttpRequest) -> HttpResponse:
    """Reads the visitor's cookie, or what was pasted into the form."""
    is_pasted = request.method == "POST"
    # On paper or in a message it may have been broken into lines.
    text = "".join(request.POST.get("receipt", "").split()).strip('"') if is_pasted else cookie.of(request)
    seen = frame.of(request)
    context = {
        "section": "cookies",
        "asks_itself": True,
        "path": reverse("consent:receipt"),
        "receipt": of(text, seen.moment),
        "text": text[: cookie.LONGEST],
        "pasted": is_pasted,
    }
    return render(request, "consent/receipt.html", context)


def of(text: str, moment: datetime) -> Receipt | None:
    """None for what is no answer."""
    answer = cookie.read_any(text)
    if answer is None:
        return None
    versions = in_force.versions(moment)
    known = 1 <= answer.number <= len(versions)
    version = versions[answer.number - 1] if known else None
    names = {group.key: group.name for group in version.groups} if version else {}
    standing = _standing(text, moment)
    lines = [
        Line(names.get(key, key), _said(value), standing.get(key) is not None)
        for key, value in answer.choices.items()
    ]
    return Receipt(answer, version, lines, answer.is_ours(), any(line.counts for line in lines))


def _said(value: str) -> bool | None:
    if value == cookie.REFUSED:
        return False
    return True if cookie.VERSION.fullmatch(value) else None


def _standing(text: str, moment: datetime) -> dict[str, bool | None]:
    """What the answer says of the groups that are asked about today."""
    answer, now = cookie.read(text, moment), in_force.at(moment)
    return {one.key: answer.says(one, moment) for one in now.asked} if answer and now else {}
