"""Whether what was seen may be there: against the register, and against what the visitor of that state had accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from consent.auditing.seen import REQUEST, How, Seen, first
from consent.register import Entry, Group, Unit, entries

# A server and a browser do not agree to the second, and a long time may be given in months.
GRACE = 0.01
MOST_GRACE = timedelta(days=1)


class Fault(StrEnum):
    UNKNOWN = "unknown"
    WITHOUT_CONSENT = "without consent"
    LEFT_BEHIND = "left behind"
    TOO_LONG = "too long"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Finding:
    fault: Fault
    seen: Seen
    sentence: str
    advice: str


def judge(seen: Iterable[Seen], groups: Iterable[Group]) -> list[Finding]:
    """What must not be there, each thing once for each fault and state."""
    known = list(entries(groups))
    return [finding for one in first(seen) for finding in _of(one, known)]


def _of(seen: Seen, known: list[tuple[Group, Entry]]) -> Iterator[Finding]:
    matching = [(group, entry) for group, entry in known if _is(seen, entry)]
    if not matching:
        yield _unknown(seen)
        return
    allowed = [pair for pair in matching if not pair[0].is_optional or pair[0].key in seen.state.accepted]
    if not allowed:
        yield _unasked(seen, matching[0][0])
    if (longest := _longest(matching)) is not None and seen.lasts is not None:
        yield from _too_long(seen, longest)


def _is(seen: Seen, entry: Entry) -> bool:
    if seen.kind == REQUEST:
        domain = entry.domain.lstrip(".")
        return not entry.is_ours and bool(domain) and f".{seen.domain}".endswith(f".{domain}")
    return entry.kind == seen.kind and entry.covers(seen.name)


def _longest(matching: list[tuple[Group, Entry]]) -> timedelta | None:
    """For how long any entry of that name lets it stay. None: for ever."""
    if any(entry.unit == Unit.DELETING for _group, entry in matching):
        return None
    return max(entry.longest() or timedelta(0) for _group, entry in matching)


def _unknown(seen: Seen) -> Finding:
    if seen.kind == REQUEST:
        text = _("The page fetches from %s, which the register does not name.") % seen.domain
        return Finding(Fault.ELSEWHERE, seen, text, _("Take it out of the page, or serve it from this site."))
    text = _("%s is stored, and the register does not know it.") % seen.thing
    return Finding(
        Fault.UNKNOWN, seen, text, _("Find what stores it. Stop it, or list it in the cookie policy.")
    )


def _unasked(seen: Seen, group: Group) -> Finding:
    if seen.state.how == How.TAKEN_BACK:
        text = _("%(thing)s is still there after the consent to “%(group)s” was taken back.")
        advice = _("See that the register names it as it is set: name, domain, path and kind.")
        return Finding(Fault.LEFT_BEHIND, seen, text % {"thing": seen.thing, "group": group.name}, advice)
    text = _("%(thing)s is there without consent to “%(group)s”.")
    advice = _("Put what stores it between {% gated %} and {% endgated %} with the key of the group.")
    return Finding(Fault.WITHOUT_CONSENT, seen, text % {"thing": seen.thing, "group": group.name}, advice)


def _too_long(seen: Seen, longest: timedelta) -> Iterator[Finding]:
    kept = timedelta(seconds=seen.lasts or 0)
    if kept > longest + min(longest * GRACE, MOST_GRACE):
        text = _("%(thing)s is kept for %(kept)s, and the register says %(stated)s.")
        told = {"thing": seen.thing, "kept": _in_words(kept), "stated": _in_words(longest)}
        yield Finding(Fault.TOO_LONG, seen, text % told, _("Shorten it, or correct the register."))


def _in_words(time: timedelta) -> str:
    if not time:
        return _("until the browser is closed")
    if time >= timedelta(days=2):
        return _("%d days") % round(time / timedelta(days=1))
    if time >= timedelta(hours=2):
        return _("%d hours") % round(time / timedelta(hours=1))
    return _("%d minutes") % round(time / timedelta(minutes=1))
