"""Every page about inspections, found from the URL configuration, and every question of every cycle compared."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from peel import record
from peel.models import Cycle, Inspection, Judgement
from peel.record import Record
from peel.words import Grade, Graded
from publishing.clock import BEGINNING
from tests.factories import at
from tests.peel.test_pages import words
from tests.site.addresses import public_addresses
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
TODAY = datetime(2026, 11, 9, 12, tzinfo=UTC)
NAMES: Any = {"slug": "post", "kind": "appeal", "topic": "roads", "area": "town", "day": "2026-07-10"}
QUERIES, BYTES = 8, 50_000


@pytest.fixture
def today(reference: Any) -> Iterator[None]:
    with at(TODAY):
        yield


def test_every_address_about_inspections_keeps_to_its_budgets() -> None:
    """Also those that are added later: none asks the database more than eight times, no page is heavy."""
    visitor = Visitor().settle()
    asked = [one for one in public_addresses(**NAMES) if one.startswith(("/peel/", "/api/peel/"))]
    assert len(asked) > 20
    for address in asked:
        response = visitor.get(address)
        if len(visitor.statements) > QUERIES:
            response = visitor.settle().get(address)  # the frame may have been read anew: it is every second
        assert len(visitor.statements) <= QUERIES, (address, len(visitor.statements))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert len(gzip.compress(response.content, 9)) <= BYTES, address


def test_every_question_of_every_cycle_is_compared_with_all_its_forces_and_says_how_many() -> None:
    """peel.md, rules 1, 5 and 8: how many are known comes with every comparison, and nobody is left out."""
    visitor, grades = Visitor().settle(), {*map(str, Grade), "Not in our data"}
    forces = len(record.reference().forces)
    for cycle in Cycle.objects.exclude(pk="2025-27"):
        for question in cycle.questions.exclude(graded=Graded.NO):
            address = f"/peel/compare/?cycle={cycle.pk}&question={question.code}"
            html = visitor.get(address).content.decode()
            said, missing = words(html), forces - known(question.pk)
            assert f"of {forces} forces" in said, address
            assert len(set(re.findall(r'<th scope="row">[^/]*/peel/forces/([a-z-]+)/', html))) == forces, (
                address
            )
            assert ("Not in our data" in said) or not missing, address
            assert html.count("<caption") == html.count("<table"), address
            assert set(re.findall(r'class="grade grade--[a-z-]+">(?:<svg.*?</svg>)?([^<]+)<', html)) <= grades
            assert not re.search("[↑↓↗↘▲▼→]", said), address


def known(question: int) -> int:
    return Judgement.public.at(TODAY).filter(question=question).count()


def cells(known: Record) -> dict[tuple[int, int], set[int]]:
    """Every row that was ever told of, by its cell."""
    found = {cell: {one.pk} for cell, one in known.judgements.items()}
    for cell, rows in known.revisions.items():
        found.setdefault(cell, set()).update(one.pk for one in rows)
    return found


def dates(rows: dict[int, datetime | None], told: dict[tuple[int, int], set[int]]) -> list[datetime]:
    return [moment for ids in told.values() for pk in ids if (moment := rows[pk])]


def test_what_was_known_at_a_moment_never_holds_what_came_later() -> None:
    """At every moment at which a grade became known: all of before is still there, and nothing of after."""
    reference = record.reference()
    rows = dict(Judgement.desk.values_list("pk", "known_from"))
    shown = Inspection.desk.values_list("public_from", flat=True)
    moments = sorted({moment for moment in [*rows.values(), *shown] if moment})
    before: dict[tuple[int, int], set[int]] = {}
    for moment in moments:
        now = cells(record.read(moment, known=reference))
        earlier = cells(record.read(moment - timedelta(seconds=1), known=reference))
        assert all(ids <= now.get(cell, set()) for cell, ids in before.items()), moment
        assert all(ids <= now.get(cell, set()) for cell, ids in earlier.items()), moment
        assert max(dates(rows, now)) <= moment
        assert max(dates(rows, earlier), default=BEGINNING) < moment
        before = now
    assert sum(map(len, before.values())) == len(rows)
