"""What has pages of its own is listed; and each content has one canonical address."""

from __future__ import annotations

import re

import pytest

from tests.peel.public.test_areas import CODES
from tests.peel.test_pages import read
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("work")]


def canonical(address: str) -> str:
    html = Visitor().get(address).content.decode()
    (found,) = re.findall(r'rel="canonical" href="http://localhost([^"]+)"', html)
    return str(found)


def test_the_newest_inspection_has_one_canonical_address() -> None:
    assert canonical("/peel/") == canonical("/peel/2023-25/") == "/peel/2023-25/"
    assert canonical("/peel/2021-22/") == "/peel/2021-22/"


def test_every_area_with_a_page_is_listed_with_our_newest_grade() -> None:
    html, said = Visitor().get("/peel/areas/").content.decode(), read("/peel/areas/")

    linked = re.findall(r'<h3><a href="/peel/areas/([a-z-]+)/">', html)
    assert set(CODES) <= set(linked)
    assert len(linked) == len(set(linked))
    assert all(Visitor().get(f"/peel/areas/{code}/").status_code == 200 for code in linked)
    assert "Responding to the public Requires improvement" in said
    assert said.index("Inspected in 2023–25") < said.index("Last inspected in 2021/22")


def test_every_force_is_listed_once_in_its_region() -> None:
    html, said = Visitor().get("/peel/forces/").content.decode(), read("/peel/forces/")

    linked = re.findall(r'<li><a href="/peel/forces/([a-z-]+)/">', html)
    assert len(linked) == len(set(linked)) == 43
    assert "Staffordshire Police (this force)" in said
    regions = re.findall(r'<h2 id="region-\d+">([^<]+)</h2>', html)
    assert regions[-1] == "Wales"
    assert regions[:-1] == sorted(regions[:-1])


@pytest.mark.parametrize(
    ("address", "listed_in"),
    [("/peel/areas/responding/", "/peel/areas/"), ("/peel/forces/kent/", "/peel/forces/")],
)
def test_a_page_leads_to_the_list_that_it_stands_in(address: str, listed_in: str) -> None:
    assert f'<li><a href="{listed_in}">' in Visitor().get(address).content.decode()


def test_lists_take_few_statements() -> None:
    visitor = Visitor().settle()
    for address in ("/peel/areas/", "/peel/forces/"):
        visitor.get(address)
        assert len(visitor.statements) <= 8, (address, len(visitor.statements))
