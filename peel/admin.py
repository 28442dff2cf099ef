"""Django looks here for what the desk shows; the screens are in peel/desk/, one file for each part of the work."""

# They register themselves with the desk.
from peel.desk import (  # noqa: F401
    actions,
    claims,
    evidence,
    findings,
    inspections,
    monitoring,
    notes,
    reading,
    responses,
    summaries,
    upload,
    waiting,
    wordings,
    work_waiting,
)
