"""Which force this site belongs to: its name as the inspectorate writes it, from the reference list."""

from __future__ import annotations

import csv
from pathlib import Path

from config.env import EnvironmentRefused

FORCES = Path(__file__).resolve().parent.parent / "peel" / "reference" / "forces.csv"


def force_names(path: Path = FORCES) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["force_id"]: row["official_name"] for row in csv.DictReader(file)}


def force_name(force_id: str) -> str:
    names = force_names()
    if force_id not in names:
        raise EnvironmentRefused(
            f"FORCE_ID is {force_id!r}, which is no force. Use one of: {', '.join(names)}."
        )
    return names[force_id]
