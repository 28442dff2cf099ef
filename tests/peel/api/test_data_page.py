"""The page about open data."""

from __future__ import annotations

import json
import re

import pytest

from peel.api.declared import RESOURCES
from tests.peel.test_pages import words
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "today")]


def page() -> str:
    return Visitor().get("/peel/data/").content.decode()


def test_it_says_first_how_much_is_missing() -> None:
    said = words(page())
    table = re.search(r"<table.*?</table>", page(), re.DOTALL)

    assert table is not None
    assert re.findall(r"<th scope=\"row\">([^<]+)</th><td>([^<]+)", table.group())[4] == ("2016", "43 of 43")
    assert said.index("How much of it is here") < said.index("What there is")
    assert "It is never zero, and never a bad grade." in said


def test_every_file_is_one_click_away() -> None:
    html = page()
    for name in RESOURCES:
        assert f'href="/api/peel/v1/{name}.csv"' in html
        assert f'href="/api/peel/v1/{name}.json"' in html
    for link in set(re.findall(r'href="(/api/[^"]+)"', html)):
        assert Visitor().get(link).status_code == 200, link


def test_its_example_is_a_real_answer() -> None:
    html = page()
    answer = re.search(r"<pre[^>]*><code>(.*?)</code>", html, re.DOTALL)
    address = re.search(r'href="http://localhost(/api/peel/v1/judgements\?[^"]+)"', html)

    assert answer is not None
    assert address is not None
    real = json.loads(Visitor().get(address.group(1).replace("&amp;", "&")).content)
    assert json.loads(answer.group(1).replace("&quot;", '"').replace("&#x27;", "'")) == real["data"][0]


def test_it_says_the_licence_whom_to_name_how_current_it_is_and_whom_to_tell() -> None:
    said, html = words(page()), page()

    assert "Open Government Licence v3.0" in said
    assert "Contains public sector information from His Majesty" in said
    assert "Grades last changed here on" in said
    assert 'href="/feedback/?from=/peel/data/"' in html
    assert "cannot be compared directly" in said


def test_machines_are_told_of_a_dataset_with_its_downloads() -> None:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(), re.DOTALL)
    assert block is not None
    told = json.loads(block.group(1))

    assert told["@type"] == "Dataset"
    assert told["temporalCoverage"].startswith("2014-11-27/")
    kinds = {one["encodingFormat"] for one in told["distribution"]}
    assert kinds == {"application/zip", "text/csv"}
    assert len(told["distribution"]) == len(RESOURCES) + 1
    assert "Rating" not in block.group(1)


def test_an_empty_site_has_the_page_too(settings: object) -> None:
    settings.FORCE_ID = "british-transport"  # type: ignore[attr-defined]
    assert "For programs" in words(page())
