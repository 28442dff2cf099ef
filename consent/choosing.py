"""From what was sent to an answer: the whole decision at once, so that double clicks and tabs cannot mix.

A refusal is never held up: not by an old page, and not by a database that does not answer. A yes is taken only to what
the page that was sent had put: if anything about it has changed since, its visitor is shown it first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from consent import cookie
from consent.cookie import Answer
from consent.forms import NO, OF_A_GROUP, ChoicesForm
from consent.in_force import Version
from consent.soundness import KEY, MOST_ASKED

ACCEPT, REJECT, SAVE = "accept", "reject", "save"


class NotTaken(Exception):
    """What was sent is no answer. `status` is for the response; `form` says what is to be mended, if that is known."""

    def __init__(self, status: int, sentence: str, form: ChoicesForm | None = None) -> None:
        super().__init__(sentence)
        self.status, self.form = status, form


@dataclass(frozen=True)
class Sent:
    """What a form said, checked for its shape alone. number: the version of the policy that its page showed."""

    choice: str
    number: int
    words: MultiValueDict[str, str]

    @property
    def asked(self) -> list[str]:
        """The groups that the form put, as it says itself."""
        return str(self.words.get("asked", "")).split()[: MOST_ASKED + 1]

    @property
    def refuses_all(self) -> bool:
        """Nothing but refusals, to all that was put. It needs nothing else to be known, and is taken from any page."""
        if self.choice != SAVE:
            return self.choice == REJECT
        return set(self.marks.values()) == {NO} and self.groups == set(self.asked)

    @property
    def marks(self) -> dict[str, str]:
        """What was marked for each group, as it was sent."""
        return {key: str(self.words[f"{OF_A_GROUP}{key}"]) for key in sorted(self.groups)[: MOST_ASKED + 1]}

    @property
    def groups(self) -> set[str]:
        return {name.removeprefix(OF_A_GROUP) for name in self.words if name.startswith(OF_A_GROUP)}


def read(words: MultiValueDict[str, str]) -> Sent:
    decisive = [name for name in words if name in ("choice", "policy") or name.startswith(OF_A_GROUP)]
    if any(len(words.getlist(name)) > 1 for name in decisive):
        raise _not_understood()  # yes and no at once
    choice, number = words.get("choice", ""), words.get("policy", "")
    if choice not in (ACCEPT, REJECT, SAVE) or not cookie.NUMBER.fullmatch(number or ""):
        raise _not_understood()
    return Sent(choice or "", int(number or ""), words)


def answer(sent: Sent, version: Version, now: datetime) -> Answer:
    """The answer to store, or NotTaken with the reason in a sentence."""
    if sent.refuses_all:
        nothing = dict.fromkeys((asked.key for asked in version.asked), False)
        return cookie.give(nothing, version.asked, min(sent.number, version.number), now)
    choices = _choices(sent, version)
    changed = [one for one in version.asked if choices[one.key] and one.number > sent.number]
    if changed or sent.number > version.number:
        raise _changed()
    return cookie.give(choices, version.asked, sent.number, now)


def _choices(sent: Sent, version: Version) -> Mapping[str, bool]:
    if sent.choice == ACCEPT:
        return {asked.key: True for asked in version.asked}
    known = {asked.key for asked in version.asked}
    posed_since = {asked.key for asked in version.asked if asked.posed > sent.number}
    if posed_since - sent.groups:
        raise _changed()
    if sent.number == version.number and sent.groups - known:
        raise _not_understood()
    form = ChoicesForm(version, sent.words)
    if not form.is_valid():
        raise NotTaken(400, _("Your choices are not saved yet."), form)
    return form.choices()


def refusal_unseen(sent: Sent, now: datetime) -> Answer | None:
    """A refusal of the groups that the form itself named: for when nothing else is known."""
    is_plain = 0 < len(sent.asked) <= MOST_ASKED and all(map(KEY.fullmatch, sent.asked))
    if not (sent.refuses_all and is_plain):
        return None
    return Answer(dict.fromkeys(sent.asked, cookie.REFUSED), sent.number, now.astimezone(UTC).date()).signed()


def _changed() -> NotTaken:
    return NotTaken(
        409, _("We have changed what we ask about cookies since you opened that page. Nothing was saved.")
    )


def _not_understood() -> NotTaken:
    return NotTaken(400, _("We did not understand which choice was sent. Nothing was saved."))
