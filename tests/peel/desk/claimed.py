"""Claims and wordings, written and approved, for tests that need no real data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from peel.models import Claim, Inspection, Wording
from tests.factories import make_editor


def claims_and_wordings(inspection: Inspection) -> dict[str, Any]:
    """Written, and approved."""
    told: dict[str, Any] = {
        "force": inspection.force,
        "to_cycle": inspection.cycle,
        "kind": "none below",
        "measure": "lowest grade",
    }
    worked_out = {
        "status": "supported",
        "result": {"rule": "", "answer": "", "caveat": "", "places": [], "left_out": []},
    }
    told |= {"floor": "Good", "as_of": datetime(2026, 1, 1, tzinfo=UTC), **worked_out}
    approved = {"approved_by": make_editor(), "approved_at": datetime(2026, 1, 2, tzinfo=UTC)}
    return {
        "claim": Claim.desk.create(wording="It is so.", **told),
        "approved claim": Claim.desk.create(wording="It was so.", **told, **approved),
        "wording": Wording.desk.create(text="Like this."),
        "approved wording": Wording.desk.create(text="Or like this.", **approved),
    }
