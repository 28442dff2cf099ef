"""The reference data, loaded once for each module of tests: every test then undoes what it did on top of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from peel import loading


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[loading.Report]:
    with django_db_blocker.unblock():
        around: Any = transaction.atomic()
        around._from_testcase = True  # as Django's own TestCase marks the transactions that it keeps open
        with around:
            yield loading.load_folder(loading.REFERENCE)
            transaction.set_rollback(True)
