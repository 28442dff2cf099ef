"""Django looks here for what the desk shows; the screens are in peel/desk/, one file for each part of the work."""

# They register themselves with the desk.
from peel.desk import (  # noqa: F401
    inspections,
    monitoring,
    reading,
    responses,
    summaries,
    waiting,
)
