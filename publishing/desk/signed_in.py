"""A request at the desk, for the type checker: by then somebody is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.models import User


class DeskRequest(HttpRequest):
    user: User
    csp_nonce: Any
    POST: Any
    # Set when the database refused a save at the last moment: the form shows it.
    refused: str
