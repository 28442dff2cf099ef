"""What a draft changes, and who is therefore asked again: for whoever is about to release it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from consent import in_force, register
from consent.changes import Asks, Change, asks, between
from consent.in_force import Version
from consent.models import PolicyEdition
from publishing import clock
from publishing.states import Update


def changes(draft: PolicyEdition) -> list[Change]:
    """From the version before it, in force or not."""
    before = last_before(draft)
    return between(before.groups if before else (), register.read(draft.register))


def last_before(draft: PolicyEdition) -> Version | None:
    released = [one for one in in_force.versions(clock.now()) if one.edition.pk != draft.pk]
    return released[-1] if released else None


def anew(draft: PolicyEdition) -> bool:
    """Whether anybody who has answered is asked again."""
    return last_before(draft) is not None and bool(_asking(draft, changes(draft)))


def in_words(draft: PolicyEdition) -> list[str]:
    """Each change, with whom it is put to, and at the end what follows for visitors."""
    if draft.released_at:
        return [_("It is asked and told as it was. Nobody whose answer still counts is asked again.")]
    found, first = changes(draft), last_before(draft) is None
    if first:
        asked = register.optional(register.read(draft.register))
        return [
            _("Every visitor is asked.") if asked else _("No visitor is asked: nothing in it needs consent.")
        ]
    sentences = [f"{one.sentence} {_whom(one, draft)}" for one in found]
    if not _asking(draft, found):
        sentences.append(_("Nobody who has answered is asked again."))
    return sentences


def _whom(change: Change, draft: PolicyEdition) -> str:
    if change.wording and draft.update == Update.MINOR and change.asks:
        return _("This update is minor, so it counts as the same in better words: nobody is asked again.")
    match change.asks:
        case Asks.EVERYBODY:
            return _("Everybody is asked about it, also those who said no.")
        case Asks.THOSE_WHO_SAID_YES:
            return _("Those who said yes are asked again. Until they answer, it is off.")
        case _:
            return _("Nobody is asked because of it.")


def _asking(draft: PolicyEdition, found: Iterable[Change]) -> Asks:
    return asks(found, is_wording_only=draft.update == Update.MINOR)
