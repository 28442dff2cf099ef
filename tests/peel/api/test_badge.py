"""The badge that other sites show: counts in words, whose they are and of when. Never an overall grade."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils.html import strip_tags

from peel.badge import LETTERS, Badge
from peel.models import Inspection
from publishing import clock, frame
from tests.factories import at
from tests.peel.files import GRADINGS, grading, load
from tests.peel.test_loading import correct
from tests.peel.test_pages import words
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]
SVG = "/peel/badge/staffordshire.svg"
HTML = "/peel/badge/staffordshire.html"
COUNTS = "1 Good, 4 Adequate, 3 Requires improvement"
REPORT = "https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/staffordshire-2023-25/"
IN_SVG = "{http://www.w3.org/2000/svg}"


def picture() -> Any:
    frame.forget()
    return ET.fromstring(Visitor().get(SVG).content)  # noqa: S314 - our own


def said(root: Any) -> str:
    return " ".join(one.text or "" for one in root.iter(f"{IN_SVG}text"))


def test_the_picture_says_in_real_text_what_hmicfrs_gave_and_when() -> None:
    root = picture()

    assert COUNTS in said(root)
    assert "HMICFRS" in said(root)
    assert "Staffordshire Police, inspection 2023–25" in said(root)
    assert "Report published 24 September 2024. As of 9 November 2026." in said(root)
    assert root.findtext(f"{IN_SVG}title") == (
        "Police inspection by HMICFRS: Staffordshire Police, inspection 2023–25"
    )
    assert COUNTS in root.findtext(f"{IN_SVG}desc")
    assert [one.get("href") for one in root.iter(f"{IN_SVG}a")] == [REPORT]


def test_the_passage_says_the_same_and_is_no_page_of_its_own() -> None:
    html = Visitor().get(HTML).content.decode()

    assert "HMICFRS" in html
    assert COUNTS in html
    assert f'href="{REPORT}"' in html
    assert '<time datetime="2026-11-09">As of 9 November 2026.</time>' in html
    assert not re.search("<(?:html|iframe|script|style|link|img)", html)


def test_it_never_has_an_overall_grade_a_mean_or_a_colour_for_one() -> None:
    for address in (SVG, HTML):
        text = Visitor().get(address).content.decode().lower()
        assert not re.search(r"overall|average|mean\b|rating|star|score", text), address
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', Visitor().get(SVG).content.decode()))
    assert colours == {"#ffffff", "#3b4351", "#14171c", "#1d3f8f"}


def test_every_letter_stands_out_from_the_white_behind_it() -> None:
    root = picture()
    for one in root.iter(f"{IN_SVG}text"):
        assert contrast(one.get("fill")) >= 4.5, one.text
    assert root.find(f"{IN_SVG}rect").get("fill") == "#ffffff"


def contrast(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_nothing_in_it_needs_what_a_strict_policy_forbids() -> None:
    response = Visitor().get(SVG)
    text = response.content.decode()

    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<(?:script|style|image|foreignObject|use)|style=|\son\w+=", text)
    assert (picture().get("width"), picture().get("height")) == ("480", "200")


@pytest.mark.parametrize("address", [SVG, HTML])
def test_other_sites_may_show_it(address: str) -> None:
    headers = Visitor().get(address, headers={"Origin": "https://example.org"}).headers

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Cache-Control"].startswith("public, max-age=15, s-maxage=15, stale-while-revalidate=15")


def test_other_forces_have_none_here() -> None:
    for address in ("/peel/badge/kent.svg", "/peel/badge/kent.html", "/peel/badge/staffordshire.png"):
        assert Visitor().get(address).status_code == 404, address


def test_a_correction_shows_at_once_and_a_later_one_on_its_day() -> None:
    correct()
    clock.public_changed()
    assert "2 Good, 4 Adequate, 2 Requires improvement" in said(picture())

    correct(effective_from="2026-11-10", grade="Adequate")
    clock.public_changed()
    assert "2 Good, 4 Adequate" in said(picture())
    with at(datetime(2026, 11, 10, 0, 0, 50, tzinfo=UTC)):
        cached = Visitor().get(SVG).headers["Cache-Control"]
        assert cached.startswith("public, max-age=10, s-maxage=10, stale-while-revalidate=0")
    with at(datetime(2026, 11, 10, 0, 1, tzinfo=UTC)):
        assert "1 Good, 5 Adequate, 2 Requires improvement" in said(picture())


def test_a_new_inspection_is_not_in_it_before_its_second() -> None:
    ends = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
    row = grading(cycle="2025-27", question="leadership", published="2027-07-01")
    assert load("gradings.csv", GRADINGS, row).is_applied
    clock.public_changed()
    with at(ends - timedelta(seconds=1)):
        assert "2023–25" in said(picture())
    with at(ends):
        assert "inspection 2025–27" in said(picture())
        assert "1 area graded: 1 Good" in said(picture())


def test_what_is_withdrawn_leaves_a_neutral_notice() -> None:
    Inspection.desk.filter(force="staffordshire").update(public_from=None)
    clock.public_changed()
    root = picture()
    passage = strip_tags(Visitor().get(HTML).content.decode())

    assert "No inspection result of Staffordshire Police is shown here" in " ".join(said(root).split())
    for text in (said(root), passage):
        assert not re.search(r"Good|Adequate|Requires|Inadequate|2023", text)
    assert "No inspection result of Staffordshire Police is shown here" in passage


def test_the_day_that_it_names_ends_at_midnight_for_caches_too() -> None:
    with at(datetime(2026, 11, 9, 23, 59, 50, tzinfo=UTC)):
        assert "max-age=10, s-maxage=10" in Visitor().get(SVG).headers["Cache-Control"]


def test_long_names_and_many_grades_fit() -> None:
    counts = "1 Outstanding, 2 Good, 3 Adequate, 2 Requires improvement, 1 Inadequate"
    told = Badge(
        "A", "Hampshire and Isle of Wight Constabulary, inspection 2023–25", "I", counts, "", "", "", ""
    )

    assert [line.text for line in told.lines] == [
        *("Hampshire and Isle of Wight Constabulary,", "inspection 2023–25", "I"),
        *("1 Outstanding, 2 Good, 3 Adequate,", "2 Requires improvement, 1 Inadequate"),
    ]
    assert all(len(line.text) <= LETTERS for line in told.lines)
    assert told.lines[-1].y < told.height - 65


def test_the_page_to_copy_from_has_the_code_a_preview_and_what_it_never_shows() -> None:
    html = Visitor().get("/peel/badge/").content.decode()
    text = words(html)
    codes = re.findall(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", html, re.DOTALL)

    assert len(codes) == 2
    assert f"http://localhost{SVG}" in codes[0]
    assert "Requires improvement" not in codes[0], "A copied description would stay when the grades change."
    assert re.search(rf'<img src="{SVG}" width="480" height="200" alt="[^"]*{COUNTS}', html)
    assert "An overall grade, an average, stars or a traffic light: HMICFRS gives none." in text
    assert "This site has a badge for its own force alone." in text
    assert 'href="/peel/badge/"' in Visitor().get("/peel/data/").content.decode()
