"""The lists: our own force first, what matters of each inspection, at a cost that does not grow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from peel.models import Inspection, MonitoringSpell
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import Desk
from tests.peel.desk.factories import LETTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
INSPECTIONS = reverse("admin:peel_inspection_changelist")
SPELLS = reverse("admin:peel_monitoringspell_add")


def test_our_own_inspections_come_first_and_all_43_forces_can_be_asked_for(people: People) -> None:
    desk = Desk(people.auditor)
    rows = desk.open(INSPECTIONS).all("tbody tr")

    assert all("Staffordshire" in row for row in rows)
    assert "2023–25" in rows[0]
    assert "8 of 8" in rows[0]
    assert "public since" in rows[0]
    everybody = desk.open(INSPECTIONS, force="all")
    assert "Avon and Somerset" in everybody.words
    assert "Staffordshire" in everybody.all("tbody tr")[0]
    bedfordshire = desk.open(INSPECTIONS, force="bedfordshire").all("tbody tr")
    assert bedfordshire
    assert all("Bedfordshire" in row for row in bedfordshire)


def test_what_is_under_embargo_is_found(people: People) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    Inspection.desk.filter(force="staffordshire", cycle="2023-25").update(public_from=soon)
    rows = Desk(people.author).open(INSPECTIONS, public="embargo").all("tbody tr")

    assert len(rows) == 1
    assert "under embargo until" in rows[0]


@pytest.mark.parametrize(
    "address",
    [
        f"{INSPECTIONS}?force=all",
        reverse("admin:peel_monitoringspell_changelist"),
        reverse("admin:peel_response_changelist"),
        reverse("admin:peel_question_changelist"),
        reverse("admin:peel_questionlink_changelist"),
    ],
)
def test_lists_take_few_statements(address: str, people: People, django_assert_max_num_queries: Any) -> None:
    desk = Desk(people.editor)
    desk.open(address)
    with django_assert_max_num_queries(12):
        desk.open(address)


def test_one_inspection_takes_few_statements(people: People, django_assert_max_num_queries: Any) -> None:
    inspection = Inspection.desk.get(force="staffordshire", cycle="2018-19")
    desk = Desk(people.editor)
    with django_assert_max_num_queries(20):
        page = desk.open(reverse("admin:peel_inspection_change", args=[inspection.pk]))
    assert len(page.all("table.areas tbody tr")) >= 13


def test_an_inspection_is_named_as_people_name_it(people: People, django_assert_max_num_queries: Any) -> None:
    inspection = Inspection.desk.get(force="staffordshire", cycle="2023-25")
    page = Desk(people.editor).open(reverse("admin:peel_inspection_change", args=[inspection.pk]))

    assert any("Staffordshire Police, 2023–25" in crumb for crumb in page.all(".breadcrumbs"))
    assert "staffordshire 2023-25" not in page.words
    with django_assert_max_num_queries(1):
        list(map(str, Inspection.desk.select_related("force", "cycle")))


def spell(desk: Desk, **typed: str) -> Any:
    source = {"source_title": "A letter", "source_url": LETTER}
    told = {"force": "staffordshire", "stage": "Engage", **source}
    return desk.press(desk.open(SPELLS), "_save", **(told | typed))


def test_a_spell_takes_dates_as_far_as_they_are_known_and_is_logged(people: People) -> None:
    page = spell(Desk(people.editor), entered="2025-05", left="2026")

    added = MonitoringSpell.desk.order_by("-pk").first()
    assert added is not None
    assert (str(added.entered), str(added.left)) == ("2025-05", "2026")
    assert page.said[0].startswith("Saved. The public sees it")
    said = Decision.objects.select_related("text").latest("position").text.spoken()["changed"]
    assert "Engage 2025-05–2026" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"entered": "2023"}, "It overlaps with Engage from 2022-06."),
        (
            {"entered": "2025-05", "left": "2024"},
            "The force left before it entered, as far as these dates tell.",
        ),
        ({"entered": ""}, "Say when the force entered the stage."),
        (
            {"entered": "2025-13"},
            "“2025-13” is not a date as it is written here: 2024-09-24, or 2024-09, or 2024.",
        ),
    ],
)
def test_a_spell_that_cannot_be_is_refused_with_a_sentence(
    typed: dict[str, str], sentence: str, people: People
) -> None:
    count = MonitoringSpell.desk.count()
    page = spell(Desk(people.editor), reason="Typed", **typed)

    assert any(sentence in one for one in page.errors)
    assert page.fields()["reason"] == "Typed"
    assert MonitoringSpell.desk.count() == count


def test_a_spell_that_ends_says_what_it_was(people: People) -> None:
    desk, one = Desk(people.editor), MonitoringSpell.desk.filter(left=None).first()
    assert one is not None
    change = reverse("admin:peel_monitoringspell_change", args=[one.pk])
    desk.press(desk.open(change), "_save", left="2026-11-20")

    said = Decision.objects.select_related("text").latest("position").text.spoken()["changed"]
    assert said == "Left: “–” became “2026-11-20”."
    history = reverse("admin:peel_monitoringspell_history", args=[one.pk])
    assert "became “2026-11-20”" in desk.open(history).words
