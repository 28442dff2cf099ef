"""What the audit found, in sentences for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consent.auditing.judging import Fault, Finding
from consent.auditing.seen import State
from consent.in_force import Version

HEADINGS = {
    Fault.WITHOUT_CONSENT: gettext_lazy("Stored or fetched without consent"),
    Fault.LEFT_BEHIND: gettext_lazy("Left behind when consent was taken back"),
    Fault.UNKNOWN: gettext_lazy("Not in the register"),
    Fault.ELSEWHERE: gettext_lazy("Fetched from elsewhere"),
    Fault.TOO_LONG: gettext_lazy("Kept for longer than stated"),
}


def lines(found: list[Finding], *, pages: int, states: list[State], version: Version | None) -> Iterator[str]:
    yield _against(version)
    counted = ngettext("%d page", "%d pages", pages) % pages
    yield _("%(pages)s in %(states)d states of consent.") % {"pages": counted, "states": len(states)}
    for fault, heading in HEADINGS.items():
        of_it = [one for one in found if one.fault == fault]
        if of_it:
            yield ""
            yield f"{heading}:"
            yield from _grouped(of_it)
    yield ""
    yield _("Nothing was found.") if not found else _("%d findings.") % len(found)


def _grouped(found: list[Finding]) -> Iterator[str]:
    """The same sentence once, with every state in which it holds."""
    for sentence in dict.fromkeys(one.sentence for one in found):
        same = [one for one in found if one.sentence == sentence]
        where = "; ".join(f"{one.seen.state.words}: {one.seen.page}" for one in same)
        yield f"- {sentence}"
        yield f"  {where}"
        yield f"  {same[0].advice}"


def _against(version: Version | None) -> str:
    if version is None:
        return _("This site has no cookie policy: nothing may be stored.")
    told = {"number": version.number, "hash": version.edition.content_hash}
    return _("Against version %(number)d of the cookie policy (%(hash)s).") % told


def as_json(
    found: Iterable[Finding], *, pages: list[str], states: list[State], version: Version | None
) -> dict[str, Any]:
    return {
        "version": version.number if version else None,
        "content_hash": version.edition.content_hash if version else None,
        "pages": pages,
        "states": [state.words for state in states],
        "findings": [
            {
                "fault": one.fault.value,
                "sentence": one.sentence,
                "advice": one.advice,
                "kind": one.seen.kind,
                "name": one.seen.name,
                "domain": one.seen.domain,
                "page": one.seen.page,
                "state": one.seen.state.words,
            }
            for one in found
        ],
    }
