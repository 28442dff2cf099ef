"""Comparing forces: some of them, on a day, as a table and as a picture."""

from __future__ import annotations

import re

import pytest

from peel import columns, pictured, record, regions
from peel.words import SHAPES
from tests.peel.test_results import NOW, question
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
RESPONDING = "/peel/compare/?cycle=2023-25&question=responding"


def read(address: str) -> str:
    response = Visitor().get(address)
    assert response.status_code == 200
    return response.content.decode()


def rows(html: str) -> list[str]:
    return re.findall(r'<th scope="row">.*?>([^<]+)</a>', html)


@pytest.mark.parametrize(("region", "forces"), [("Wales", 4), ("England", 39), ("West Midlands", 4)])
def test_some_forces_are_shown_and_what_is_known_of_all_is_said_first(region: str, forces: int) -> None:
    html = read(f"{RESPONDING}&region={region}")

    assert len(rows(html)) == forces
    assert html.index("14 of 43 forces have a grade") < html.index(f"Shown are {forces} forces")
    assert f'<option value="{region}" selected>{region} ({forces})</option>' in html
    assert ("this force" in html.partition("<table")[2].partition("</table>")[0]) == (region != "Wales")


def test_every_force_is_of_one_region() -> None:
    known = record.reference()
    names = [name for name, _words in regions.offered(known) if name not in ("England", "Wales")]
    members = [force for name in names for force in regions.members(known, name)]

    assert sorted([*members, *regions.members(known, "Wales")]) == sorted(known.forces)


def test_an_odd_region_is_answered_politely() -> None:
    html = read(f"{RESPONDING}&region=zephyrine")

    assert "We do not know that region. These are all forces." in html
    assert "zephyrine" not in html
    assert len(rows(html)) == 43


def test_the_comparison_is_shown_as_of_a_day() -> None:
    html = read(f"{RESPONDING}&region=Wales&as_of=2024-06-01")

    assert "This is what was known on 1 June 2024." in html
    assert "14 of 43" not in html
    assert '<input type="hidden" name="as_of" value="2024-06-01">' in html
    assert '<input type="hidden" name="region" value="Wales">' in html
    assert "/api/peel/v1/judgements.csv?cycle=2023-25&amp;question=responding&amp;as_of=2024-06-01" in html


def test_before_anything_was_known_that_is_said() -> None:
    html = read("/peel/compare/?as_of=2014-11-27")

    assert "2014" in html
    assert "Nothing is known of that date" in read("/peel/compare/?as_of=2014-11-26")


def test_how_far_apart_the_reports_are_is_said() -> None:
    assert "The reports span 21 months, so the forces were not inspected at one time." in read(RESPONDING)


@pytest.mark.parametrize(("cycle", "code"), [("2023-25", "responding"), ("2016", "effectiveness")])
def test_the_picture_says_what_the_table_says(cycle: str, code: str) -> None:
    column = columns.column(record.read(NOW), question(cycle, code))
    drawn = pictured.picture(column, "staffordshire", "Title")
    dots = {row.words: [dot.force for dot in row.dots] for row in drawn.rows}

    for grade, cells in column.by_grade.items():
        assert dots[f"{grade}: {len(cells)}"] == [one.force.short_name for one in cells]
    assert sum(len(row.dots) for row in drawn.rows) == 43
    assert [dot.force for row in drawn.rows for dot in row.dots if dot.is_ours] == ["Staffordshire"]
    assert "The outlined shape is Staffordshire Police" in drawn.in_words
    places = [(dot.x, dot.y) for row in drawn.rows for dot in row.dots]
    assert len(set(places)) == 43
    assert all(0 <= x <= drawn.width - 16 and 0 <= y <= drawn.height - 16 for x, y in places)


def test_the_picture_comes_after_the_table_with_a_title_and_without_style() -> None:
    html = read(RESPONDING)
    svg = html.partition('<svg class="chart')[2].partition("</svg>")[0]

    assert html.index("</table>") < html.index('<svg class="chart')
    assert '<title id="picture-says">Compare forces: Responding to the public, 2023–25</title>' in svg
    assert "Requires improvement: 7 forces" in svg.partition("<desc")[2].partition("</desc>")[0]
    assert "style=" not in svg
    assert "<script" not in svg
    assert svg.count("<use ") == 43
    assert len(SHAPES) == svg.count('<path id="shape-')


def test_a_corrected_grade_stands_beside_the_day_of_its_report_and_so_does_one_that_was_not_given() -> None:
    row = read(RESPONDING).partition("Northamptonshire Police</a>")[2].partition("</tr>")[0]
    assert "February 2024" in row
    assert "August 2024" not in row

    row = read("/peel/compare/?cycle=2023-25&question=crime-recording").partition("Staffordshire Police</a>")[
        2
    ]
    assert "Not graded" in row.partition("</tr>")[0]
    assert "24 September 2024" in row.partition("</tr>")[0]
