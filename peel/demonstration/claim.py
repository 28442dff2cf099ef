"""The demonstration's claims: what the force said of its own grades, tested on real data, with the honest answers.

“Staffordshire Police emerge as one of the most improved forces in the country” stands in the force's own news of
September 2024. The other two are tested to show what the data do not bear; they say that nobody said them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import transaction

from accounts.models import User
from peel import claiming
from peel.models import Claim, ClaimKind, Inspection, Measure

FORCE = "staffordshire"
CYCLES = ("2021-22", "2023-25")
# Reports of these inspections were published until July 2025.
AS_OF = datetime(2025, 12, 31, 12, tzinfo=UTC)


class Said(NamedTuple):
    wording: str
    kind: ClaimKind
    measure: Measure
    places: int | None = None


SAID = (
    Said(
        "Demonstration: Staffordshire Police is the most improved force in the country. (Nobody said this.)",
        ClaimKind.MOST,
        Measure.NET_STEPS_SAME,
    ),
    Said(
        "Demonstration: By steps on linked areas, Staffordshire Police is one of the most improved forces in the "
        "country. (Nobody said this.)",
        ClaimKind.AMONG_MOST,
        Measure.NET_STEPS,
        3,
    ),
    Said(
        "Staffordshire Police emerge as one of the most improved forces in the country",
        ClaimKind.AMONG_MOST,
        Measure.MEAN_CHANGE,
        3,
    ),
)


@transaction.atomic
def load(writer: User, approver: User) -> int:
    """Once: where our force has any claim, nothing is added. Returns how many are new."""
    held = set(Inspection.desk.filter(force=FORCE).values_list("cycle", flat=True))
    if Claim.desk.filter(force=FORCE).exists() or not held >= set(CYCLES):
        return 0
    for said in SAID:
        claim = Claim(**_terms(said))
        claiming.keep(claim, by=writer)
        claiming.approve(claim, by=approver, seen=claiming.seal(claim))
    return len(SAID)


def _terms(said: Said) -> dict[str, Any]:
    earlier, later = CYCLES
    cycles = {"from_cycle_id": earlier, "to_cycle_id": later}
    return {"force_id": FORCE, **said._asdict(), **cycles, "as_of": AS_OF}
