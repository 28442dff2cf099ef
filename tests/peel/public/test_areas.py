"""One area of our work through all inspections: never a grade that was not given, and the breaks where they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags

from peel import areas, figures, record
from peel.comparison import CAVEATS
from peel.models import Comparability, MetricPoint, MetricSeries, Source
from publishing import clock, places
from tests.factories import at
from tests.peel.files import METRICS, SOURCE, load
from tests.peel.public.conftest import THEN
from tests.peel.test_pages import read
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("work")]
CHANGED_TEST = str(CAVEATS[Comparability.TEST_CHANGED])
NOT_COMPARABLE = str(CAVEATS[Comparability.NOT_COMPARABLE])
CODES = [
    *("victims", "crime-recording", "police-powers", "preventing-crime", "responding", "investigating"),
    *("protecting-vulnerable", "managing-offenders", "workforce", "leadership", "serious-organised-crime"),
]


def rows(html: str) -> list[list[str]]:
    found = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)
    return [
        [
            re.sub(r"\s+", " ", strip_tags(cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in found
    ]


def test_an_area_says_its_question_its_grade_and_what_it_was_before() -> None:
    html = Visitor().get("/peel/areas/managing-offenders/").content.decode()
    said = read("/peel/areas/managing-offenders/")

    assert "Managing offenders and suspects 2023–25: Adequate Shows some of what inspectors expect" in said
    assert "Report published 24 September 2024" in said
    assert rows(html)[:3] == [
        ["2023–25", "Adequate"],
        ["2021/22", "Inadequate"],
        [
            "2018/19",
            "Not in our data How effective is the force at investigating crime and reducing re-offending?",
        ],
    ]


def test_the_breaks_stand_with_the_inspectorates_words_and_nothing_is_called_higher() -> None:
    for code in CODES:
        said = read(f"/peel/areas/{code}/")
        assert CHANGED_TEST in said, code
        assert said.index("The scale changed here") < said.index(NOT_COMPARABLE), code
        assert not re.search("[↑↓↗↘▲▼→]|higher in|lower in|overall grade", said), code


def test_an_area_of_its_own_since_2021_has_nothing_below_the_break() -> None:
    said = read("/peel/areas/responding/")

    assert "Our data links no earlier question with this area." in said
    assert "2018/19 Not" not in said


def test_a_question_under_another_name_leads_to_the_area_as_it_is_asked_now() -> None:
    html = Visitor().get("/peel/areas/resources/").content.decode()

    assert "<h1>Leadership and force management</h1>" in html
    assert re.search(r'rel="canonical" href="[^"]+/peel/areas/leadership/"', html)
    then = "Strategic planning, organisational management and value for money"
    assert rows(html)[1] == ["2021/22", f"Requires improvement {then}"]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("victims", ["2023–25", "Not graded"]),
        ("serious-organised-crime", ["2023–25", "Not asked"]),
    ],
)
def test_not_graded_and_not_asked_are_two_things(code: str, line: list[str]) -> None:
    assert rows(Visitor().get(f"/peel/areas/{code}/").content.decode())[0] == line


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        ("/peel/areas/responding/", True),
        ("/peel/areas/treatment-of-public/", True),
        ("/peel/areas/effectiveness-1/", False),
        ("/peel/areas/zephyrine/", False),
    ],
)
def test_other_rooms_know_which_areas_are_there(path: str, is_there: bool) -> None:
    assert (places.at(path, THEN) is not None) is is_there
    assert (Visitor().get(path).status_code == 200) is is_there


def test_as_of_a_day_an_area_is_told_as_it_was_known() -> None:
    then = read("/peel/areas/police-powers/?as_of=2023-01-01")

    assert "fairness and respect 2021/22: Requires improvement" in then
    assert "2023–25" not in then
    assert "This inspection was not public on that day" in read("/peel/areas/responding/?as_of=2019-01-01")


def test_every_area_of_the_newest_inspection_links_to_its_page() -> None:
    html = Visitor().get("/peel/").content.decode()
    linked = re.findall(r'<h3><a href="/peel/areas/([a-z-]+)/">', html)

    assert linked == CODES[2:10]
    assert all(Visitor().get(f"/peel/areas/{code}/").status_code == 200 for code in linked)
    assert "/peel/areas/" not in Visitor().get("/peel/2017/").content.decode()
    assert re.search(
        r'Demonstration: <a href="/peel/areas/responding/#findings">What we are doing: 3 actions not complete yet<',
        html,
    )
    # They answer findings of this inspection, and say nothing of what was done about an earlier one.
    assert "What we are doing" not in Visitor().get("/peel/2021-22/").content.decode()


def test_an_area_shows_its_own_findings_and_no_others_what_is_open_first() -> None:
    said = read("/peel/areas/responding/")

    assert said.index("DEMO-A-1") < said.index("DEMO-C-1") < said.index("DEMO-R-1")
    assert "DEMO-A-2" not in said
    assert "Promising practice: Preventing crime" in read("/peel/areas/preventing-crime/")
    assert "The report may have some." in read("/peel/areas/workforce/")


def test_codes_of_pages_are_of_the_newest_scale_alone() -> None:
    public = record.read(THEN, forces=["staffordshire"])

    assert set(areas.codes(public.reference, ["2023-25"]).values()) >= set(CODES)
    assert areas.codes(public.reference, ["2018-19"]) == {}
    assert areas.codes(public.reference, []) == {}


def months(*shares: tuple[int, int]) -> list[str]:
    return [
        f"999-under-10-seconds,staffordshire,2025-{month:02}-01,2025-{month:02}-28,{some},{of},{SOURCE}"
        for month, (some, of) in enumerate(shares, start=1)
    ]


def test_figures_are_a_table_first_and_then_the_same_as_a_picture() -> None:
    assert 'svg class="chart"' not in Visitor().get("/peel/areas/responding/").content.decode()
    assert load("metrics.csv", METRICS, *months((700, 1000), (455, 500), (9, 10))).is_applied
    clock.public_changed()
    html = Visitor().get("/peel/areas/responding/").content.decode()
    table, chart = (
        html.index("999 calls answered in under 10 seconds, 1 January 2025 to 28 March 2025"),
        html.index('class="chart"'),
    )

    assert table < chart
    assert ["February 2025", "91%", "455", "500"] in rows(html)
    assert "The national standard is 90%: the dashed line" in html
    assert "70% in the first period shown, 90% in the last; the lowest is 70%." in html
    bars = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="85.3" height="([\d.]+)"/>', html)
    assert bars == [("10.7", "42.0", "98.0"), ("117.3", "12.6", "127.4"), ("224.0", "14.0", "126.0")]
    assert 'class="chart"' not in Visitor().get("/peel/areas/investigating/").content.decode()


def test_figures_of_another_force_or_of_a_period_to_come_are_not_shown() -> None:
    point = {"series": MetricSeries.objects.get(pk="101-own"), "numerator": 1, "denominator": 2}
    point["source"] = Source.objects.all()[0]
    for force, first, last in (
        ("kent", "2025-01-01", "2025-01-31"),
        ("staffordshire", "2026-02-01", "2026-02-28"),
    ):
        MetricPoint.objects.create(force_id=force, period_from=first, period_to=last, **point)

    assert figures.read(THEN, "staffordshire", "responding") == []
    with at(datetime(2026, 3, 2, tzinfo=UTC)) as later:
        assert [one.series.pk for one in figures.read(later, "staffordshire", "responding")] == ["101-own"]
        assert "no national set of figures" in read("/peel/areas/responding/")


def test_no_more_than_two_years_of_months_are_drawn() -> None:
    series, source = MetricSeries.objects.get(pk="999-under-10-seconds"), Source.objects.all()[0]
    for number in range(30):
        day = f"20{20 + number // 12}-{number % 12 + 1:02}-01"
        MetricPoint.objects.create(
            series=series, force_id="staffordshire", period_from=day, period_to=day, source=source,
            numerator=number, denominator=100,
        )  # fmt: skip
    (found,) = figures.read(THEN, "staffordshire", "responding")

    assert len(found.points) == len(found.bars) == figures.SHOWN
    assert found.points[-1].numerator == 29
