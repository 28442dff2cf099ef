"""Asking open data as a program does."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tests.site.visitor import Visitor

API = "/api/peel/v1/"


def ask(question: str, status: int = 200) -> Any:
    """The whole answer of a JSON question."""
    response = Visitor().get(API + question)
    assert response.status_code == status, response.content.decode()[:500]
    return json.loads(response.content)


def data(question: str) -> list[dict[str, Any]]:
    return ask(question)["data"]


def csv_rows(question: str) -> list[dict[str, str]]:
    response = Visitor().get(API + question)
    assert response.status_code == 200, response.content.decode()[:500]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


def mistakes(question: str) -> dict[str, str]:
    """What was wrong with each parameter of a question that is refused."""
    return {one["parameter"]: one["why"] for one in ask(question, 400)["mistakes"]}
