"""The public pages of inspections: what they say, and what they never say."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.html import strip_tags

from peel.comparison import CAVEATS
from peel.models import Comparability, Cycle, Force, ScalePoint
from peel.words import SHAPES
from publishing import places
from tests.factories import at
from tests.site.test_every_page import MISSING, Reader, invalid
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
TODAY = datetime(2026, 11, 9, 12, tzinfo=UTC)
CYCLES = ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"]
CHANGED_TEST = str(CAVEATS[Comparability.TEST_CHANGED])
NOT_COMPARABLE = str(CAVEATS[Comparability.NOT_COMPARABLE])


@pytest.fixture
def today(reference: Any) -> Iterator[None]:
    with at(TODAY):
        yield


def words(html: str) -> str:
    """What a reader hears of the page's main part, without tags and with single spaces."""
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return re.sub(r"\s+", " ", strip_tags(re.sub(r"<(?=/?(?:p|li|td|th|h\d|span|b)\b)", " <", main))).strip()


def read(address: str) -> str:
    response = Visitor().get(address)
    assert response.status_code == 200, address
    return words(response.content.decode())


def tally(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<b>(\d+)</b> <span>([^<]+)</span>", html)


def test_our_inspection_is_told_in_one_sentence_and_five_boxes() -> None:
    html = Visitor().get("/peel/").content.decode()
    said = words(html)

    assert (
        "In its 2023–25 inspection HMICFRS graded eight areas of our work: one Good, four Adequate and "
        "three Requires improvement. There is no overall grade." in said
    )
    counts = [count for count, _grade in tally(html)]
    assert counts == ["0", "1", "4", "3", "0"]
    assert "Report published 24 September 2024" in said
    assert "https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/staffordshire-2023-25/" in html
    assert "Scan since May 2024." in said
    assert "Engage from June 2022 to May 2024." in said
    assert CHANGED_TEST in said


def test_areas_stand_in_the_inspectorates_order_with_a_word_and_a_shape() -> None:
    html = Visitor().get("/peel/").content.decode()
    areas = html.partition('<ul class="areas">')[2].partition("</ul>")[0]
    names = re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", areas)
    grades = re.findall(r'grade--([a-z-]+)"><svg [^>]*aria-hidden="true">.*?</svg>([^<]+)<', areas)

    assert names[2:5] == ["Responding to the public", "Investigating crime", "Protecting vulnerable people"]
    assert len(names) == len(grades) == 8
    assert [word for _tone, word in grades].count("Requires improvement") == 3
    assert grades[1] == ("good", "Good")


@pytest.mark.parametrize(
    ("cycle", "expected"),
    [
        (
            "2021-22",
            "graded nine areas of our work: one Adequate, five Requires improvement and three Inadequate.",
        ),
        ("2018-19", "whole pillars of our work: Effectiveness Good, Efficiency Good and Legitimacy Good."),
        ("2014", "whole pillars of our work: Efficiency Outstanding."),
    ],
)
def test_every_inspection_of_ours_has_a_page(cycle: str, expected: str) -> None:
    assert expected in read(f"/peel/{cycle}/")


def test_shapes_are_those_of_the_scales() -> None:
    assert {point.grade: point.symbol for point in ScalePoint.objects.all()} == SHAPES


def test_a_force_without_an_inspection_has_an_empty_place(settings: Any) -> None:
    settings.FORCE_ID = "british-transport"
    said = read("/peel/")

    assert "No inspection of ours is in our data yet" in said
    assert Visitor().get("/peel/2023-25/").status_code == 404
    assert "No inspection of this force" in read("/peel/history/")
    assert "How inspectors graded us" not in read("/")


def test_history_has_two_tables_and_a_break_between_them() -> None:
    html = Visitor().get("/peel/history/").content.decode()
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    between = html.partition("</table>")[2].partition("<table")[0]

    assert len(tables) == 2
    assert [re.findall(r'<th scope="col">([^<]+)', one)[1:] for one in tables] == [
        ["2023–25", "2021/22"],
        ["2018/19", "2017", "2016", "2015", "2014"],
    ]
    assert "The scale changed here" in between
    assert NOT_COMPARABLE in between
    assert CHANGED_TEST in between
    for cell in re.findall(r"<t[dh].*?</t[dh]>", "".join(tables), re.DOTALL):
        assert strip_tags(cell).strip(), "A cell is never blank."
    for word in ("Not graded", "Not in our data", "Not asked"):
        assert word in "".join(tables)


def test_what_was_carried_over_and_what_was_revised_is_marked() -> None:
    city = Visitor().get("/peel/forces/city-of-london/").content.decode()
    row = re.search(r'<th scope="row">Preventing crime</th>.*?</td>', city.rpartition("<table")[2], re.DOTALL)
    assert row is not None
    assert "carried over" in row.group()
    assert "†" in row.group()

    northamptonshire = read("/peel/forces/northamptonshire/")
    assert "Adequate until 8 August 2024." in northamptonshire
    assert re.search(r"Requires improvement R ?revised 8 August 2024", northamptonshire)


def test_compare_says_first_how_many_forces_it_knows() -> None:
    html = Visitor().get("/peel/compare/?cycle=2023-25&question=responding").content.decode()
    said = words(html)

    assert said.index("14 of 43 forces have a grade") < said.index("How many forces got each grade")
    assert "published between October 2023 and 24 July 2025" in said
    assert [count for count, _grade in tally(html)] == ["0", "3", "3", "7", "1"]
    rows = re.findall(r'<th scope="row">.*?>([^<]+)</a>', html)
    assert len(rows) == 43
    short = Force.objects.inspected().order_by("short_name").values_list("official_name", flat=True)
    assert rows == list(short)
    assert len(re.findall(r'class="table__ours"', html)) == 1
    assert "Staffordshire Police (this force)" in said
    assert "Not in our data 29 of 43" in said


def test_compare_holds_for_a_whole_national_column() -> None:
    html = Visitor().get("/peel/compare/?cycle=2016&question=effectiveness").content.decode()

    assert [count for count, _grade in tally(html)] == ["1", "28", "13", "1"]
    assert "43 of 43 forces" in words(html)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("cycle=1999", "We do not know that inspection."),
        ("cycle=2016&question=zephyrine", "That area has no grades in 2016."),
        ("cycle=2023-25&question=victims", "That area has no grades in 2023–25."),
    ],
)
def test_odd_questions_are_answered_politely(query: str, sentence: str) -> None:
    said = read(f"/peel/compare/?{query}")

    assert sentence in said
    assert "zephyrine" not in said


def test_compare_is_a_form_without_script_and_can_be_bookmarked() -> None:
    html = Visitor().get("/peel/compare/?cycle=2021-22&question=investigating").content.decode()

    assert re.search(r'<form class="asks no-print" action="/peel/compare/">', html)
    assert '<option value="2021-22" selected>' in html
    assert '<option value="investigating" selected>' in html
    assert re.search(
        r'rel="canonical" href="[^"]+/peel/compare/\?cycle=2021-22&amp;question=investigating"', html
    )


def test_every_page_is_whole_with_data_too(settings: Any) -> None:
    templates: Any = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    settings.TEMPLATES = templates
    for address in (
        "/",
        "/peel/",
        "/peel/2017/",
        "/peel/history/",
        "/peel/compare/?cycle=x",
        "/peel/forces/northamptonshire/",
    ):
        html = Visitor().get(address).content.decode()
        page = Reader(html)
        assert not page.faults + invalid(html), address
        assert "!!MISSING" not in html, re.findall("!!MISSING.*?!!", html)
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), f"{address}: {levels}"
        assert ("script", {"type": "application/ld+json"}) in page.elements, address


def everywhere() -> list[str]:
    ours = [f"/peel/{cycle}/" for cycle in CYCLES]
    forces = [f"/peel/forces/{one}/" for one in Force.objects.inspected().values_list("pk", flat=True)]
    compared = [
        f"/peel/compare/?cycle={cycle.pk}&question={question.code}"
        for cycle in Cycle.objects.exclude(pk="2025-27")
        for question in list(cycle.questions.exclude(graded="no"))[:3]
    ]
    return ["/", "/peel/", "/peel/history/", "/peel/compare/", "/peel/grades/", *ours, *forces, *compared]


def test_the_rules_of_honesty_hold_on_every_page_and_no_page_asks_more_than_eight_times() -> None:
    """peel.md (b): no arrows, no sum or mean, both counts with the inspectorate's sentence, no overall grade."""
    visitor = Visitor().settle()
    for address in everywhere():
        response = visitor.get(address)
        html = response.content.decode()
        said = words(html)
        assert response.status_code == 200, address
        assert len(visitor.statements) <= 8, (address, len(visitor.statements))
        assert not re.search("[↑↓↗↘▲▼→]", said), address
        assert not re.search(r"\b(?:mean grade|average|net)\b|[+−]\d", said), address
        since_2021 = re.sub(r"(?:Effectiveness|Efficiency|Legitimacy) overall", "", said)
        overall = r"(?:rated|graded) overall|overall:? (?:outstanding|good|adequate|requires|inadequate)"
        assert not re.search(overall, since_2021, re.IGNORECASE), address
        assert "None" not in said, address
        for claim in re.finditer("the grade is higher in", said):
            assert "whose question stayed the same it is higher in" in said[claim.start() :], address
            assert CHANGED_TEST in said, address
            assert "Not counted:" in said, address


def test_nothing_is_said_to_have_changed_across_the_new_scale() -> None:
    said = read("/peel/2021-22/")

    assert NOT_COMPARABLE in said
    assert "higher in" not in said
    assert "2018/19:" not in said


def test_what_was_not_graded_is_never_change() -> None:
    said = read("/peel/")

    assert (
        "Of eight areas linked with 2021/22 the grade is higher in seven, the same in one and lower in none. "
        "Of the five whose question stayed the same it is higher in four, the same in one and lower in none."
    ) in said
    assert "Recording data about crime (2023–25, not graded this time)" in said


def test_a_page_of_the_past_is_told_with_what_was_known_then() -> None:
    with at(datetime(2024, 9, 23, tzinfo=UTC)):
        said = read("/peel/")
    assert "In its 2021/22 inspection" in said
    assert "Scan since May 2024." in said


def test_totals_are_said_to_be_totals() -> None:
    said = read("/peel/forces/durham/")

    assert "The counts are published totals" in said


def test_machines_are_told_of_a_report_and_of_data_and_never_of_a_rating() -> None:
    report = Visitor().get("/peel/").content.decode()
    data = Visitor().get("/peel/history/").content.decode()

    assert '"@type": "Report"' in report
    assert '"datePublished": "2024-09-24"' in report
    assert '"@type": "Dataset"' in data
    assert "Rating" not in report + data


def test_pages_may_be_kept_and_are_in_the_navigation() -> None:
    response = Visitor().get("/peel/")
    html = response.content.decode()

    assert "public" in response.headers["Cache-Control"]
    assert re.search(r'News</a></li>\s*<li>.*?href="/peel/" aria-current="true"', html, re.DOTALL)
    assert "How inspectors graded us, 2023–25" in read("/")


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        ("/peel/2023-25/", True),
        ("/peel/2025-27/", False),
        ("/peel/nothing/", False),
        ("/peel/forces/gwent/", True),
        ("/peel/forces/nowhere/", False),
    ],
)
def test_other_rooms_know_which_of_the_pages_are_there(path: str, is_there: bool) -> None:
    assert (places.at(path, TODAY) is not None) is is_there
    assert (Visitor().get(path).status_code == 200) is is_there


def test_a_force_whose_newest_inspection_is_missing_says_so_first() -> None:
    kent = Visitor().get("/peel/forces/kent/").content.decode().partition("<main")[2]
    missing = "Our data has no inspection of 2023–25 of this force."
    assert 0 < kent.index(missing) < kent.index("In its 2021/22 inspection")
    assert missing not in Visitor().get("/peel/forces/staffordshire/").content.decode()
