"""`python -m config.reachable`: one sentence and exit code 1 if the settings or the database stand in the way."""

from __future__ import annotations

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection


def obstacle() -> str:
    """What stands in the way, as a sentence; empty if nothing does."""
    try:
        django.setup()
        connection.ensure_connection()
    except ImproperlyConfigured as refusal:
        return str(refusal)
    except DatabaseError as error:
        first = str(error).strip().partition("\n")[0].rstrip(".")
        return f"The database cannot be reached ({first}). Start it, or correct DATABASE_URL."
    return ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sentence := obstacle():
        sys.exit(f"Blue Lamp cannot start. {sentence}")
