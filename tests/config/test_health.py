"""What probes are told: whether the process is alive, and whether it can do its work."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests.config.test_errors import no_database
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
ALL_IS_WELL = {"database": "ok", "storage": "ok", "migrations": "ok", "clock": "ok"}


def test_alive_asks_nothing_of_the_database(visitor: Visitor) -> None:
    with no_database():
        response = visitor.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"].startswith("text/plain")
    assert response["Cache-Control"] == "no-store"
    assert visitor.statements == []


def test_ready_says_a_word_for_everything_it_needs(visitor: Visitor) -> None:
    response = visitor.get("/readyz")

    assert (response.status_code, response.json()) == (200, ALL_IS_WELL)
    assert response["Cache-Control"] == "no-store"
    assert visitor.post("/readyz").status_code in (403, 405)


def test_not_ready_without_a_database(visitor: Visitor) -> None:
    with no_database():
        response = visitor.get("/readyz")

    assert response.status_code == 503
    assert response.json() == ALL_IS_WELL | {
        "database": "no answer",
        "migrations": "unknown",
        "clock": "unknown",
    }


def test_not_ready_with_a_migration_missing(visitor: Visitor) -> None:
    MigrationRecorder.Migration.objects.filter(app="home").delete()

    response = visitor.get("/readyz")

    assert (response.status_code, response.json()) == (503, ALL_IS_WELL | {"migrations": "missing"})


@pytest.mark.parametrize(("off", "word"), [(-3, "apart"), (3, "apart"), (1, "ok")])
def test_not_ready_with_a_clock_of_its_own(visitor: Visitor, off: int, word: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(seconds=off), tick=True):
        assert visitor.get("/readyz").json()["clock"] == word


def test_not_ready_where_no_picture_can_be_stored(
    visitor: Visitor, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert visitor.get("/readyz").json()["storage"] == "ok"
    # Whoever runs the tests may be root, who may write everywhere.
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)

    response = visitor.get("/readyz")

    assert (response.status_code, response.json()) == (503, ALL_IS_WELL | {"storage": "not writable"})


def test_nothing_is_told_of_how_it_is_made(visitor: Visitor, settings: Any) -> None:
    said = visitor.get("/readyz").content.decode() + visitor.get("/healthz").content.decode()

    assert len(said) < 120
    assert str(settings.MEDIA_ROOT) not in said
