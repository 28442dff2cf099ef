"""What a press officer may say of a claim's subject, whichever way it went: true sentences, each with its caveat."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from peel import record as records
from peel import sentences
from peel.cited import without_mean
from peel.comparison import compare
from peel.models import Claim, ClaimKind, ClaimStatus
from peel.results import tally


def instead(claim: Claim) -> list[str]:
    """From the same data as the claim's result. Empty if there is nothing that the data bear."""
    cycles = [one for one in (claim.from_cycle_id, claim.to_cycle_id) if one]
    public = records.read(claim.as_of, forces=[claim.force_id], cycles=cycles)
    found = []
    if claim.status in (ClaimStatus.SUPPORTED, ClaimStatus.CAVEAT):
        found.append(_("The wording, with its caveat and the address of this claim."))
    elif claim.rank and claim.kind != ClaimKind.NONE_BELOW:
        found.append(_with_caveat(without_mean(claim), claim.result["caveat"]))
    counted = tally(public, claim.force_id, claim.to_cycle_id)
    if counted.graded:
        found.append(sentences.graded(counted, ours=claim.force_id == settings.FORCE_ID))
    if claim.from_cycle_id:
        compared = compare(public, claim.force_id, claim.from_cycle_id, claim.to_cycle_id)
        if compared.is_comparable and compared.all_links and compared.all_links.linked:
            found.append(_with_caveat(sentences.changed(compared), compared.caveat))
    return found


def _with_caveat(words: str, caveat: str) -> str:
    return f"{words} {caveat}"
