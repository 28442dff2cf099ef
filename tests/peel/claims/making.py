"""Claims for tests, on the reference data."""

from __future__ import annotations

from typing import Any

from peel import claiming
from peel.models import Claim, ClaimKind, Force, Measure
from tests.factories import make_author, make_editor
from tests.peel.test_results import NOW


def make_claim(*, chosen: tuple[str, ...] = (), by: Any = None, **fields: Any) -> Claim:
    row: dict[str, Any] = {
        "force_id": "staffordshire",
        "wording": "Staffordshire is the most improved force.",
        "kind": ClaimKind.MOST,
        "measure": Measure.MEAN_CHANGE,
        "from_cycle_id": "2021-22",
        "to_cycle_id": "2023-25",
        "as_of": NOW,
    }
    claim = Claim(**(row | fields))
    claiming.keep(claim, by=by or make_author(), chosen=chosen)
    claim.chosen.set(Force.objects.filter(pk__in=chosen))
    return claim


def make_approved(*, by: Any = None, **fields: Any) -> Claim:
    claim = make_claim(**fields)
    assert claiming.approve(claim, by=by or make_editor(), seen=claiming.seal(claim))
    return Claim.desk.get(pk=claim.pk)
