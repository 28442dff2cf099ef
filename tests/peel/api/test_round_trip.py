"""What a site exports makes another site that exports the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction

from peel import loading
from peel.exporting import FILES
from peel.models import Force, Source
from tests.peel.api.files import exported, fill, rows

pytestmark = pytest.mark.django_db


def test_what_was_exported_is_loaded_into_an_empty_site_and_exported_again_as_the_same_bytes(
    tmp_path: Path,
) -> None:
    with transaction.atomic():
        assert loading.load_folder(loading.REFERENCE).is_applied
        fill()
        first = exported(tmp_path / "first")
        transaction.set_rollback(True)
    assert all(rows(content) for content in first.values()), "A file without rows proves nothing."
    assert not Force.objects.exists()
    assert not Source.objects.exists()

    report = loading.load_folder(tmp_path / "first")
    assert not report.refused
    assert report.is_applied
    assert exported(tmp_path / "second") == first


def test_an_empty_site_exports_headers(tmp_path: Path) -> None:
    found = exported(tmp_path)

    assert [rows(content) for content in found.values()] == [[]] * len(FILES)
    assert not loading.load_folder(tmp_path).refused
