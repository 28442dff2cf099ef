"""Moments as residents read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from publishing.templatetags.london import london, when

MOMENTS = [
    ("2026-11-09T11:20:00", "9 November 2026, 11:20", "2026-11-09T11:20:00+00:00"),
    ("2026-07-09T23:30:00", "10 July 2026, 00:30", "2026-07-10T00:30:00+01:00"),
    ("2026-03-29T00:59:59", "29 March 2026, 00:59", "2026-03-29T00:59:59+00:00"),
    ("2026-03-29T01:00:00", "29 March 2026, 02:00", "2026-03-29T02:00:00+01:00"),
    ("2026-10-25T00:30:00", "25 October 2026, 01:30", "2026-10-25T01:30:00+01:00"),
    ("2026-10-25T01:30:00", "25 October 2026, 01:30", "2026-10-25T01:30:00+00:00"),
    ("2028-02-29T12:00:00.999999", "29 February 2028, 12:00", "2028-02-29T12:00:00+00:00"),
]


@pytest.mark.parametrize(("utc", "words", "machine"), MOMENTS)
def test_a_moment_is_londons_whatever_zone_is_active(utc: str, words: str, machine: str) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)

    with timezone.override("America/New_York"):
        assert london(moment) == words
        assert when(moment) == f'<time datetime="{machine}">{words}</time>'
