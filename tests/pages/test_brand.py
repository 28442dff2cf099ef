"""The force's colour: what passes the check is readable everywhere on the sheet that is served."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given
from hypothesis import settings as run
from hypothesis import strategies as some

from pages import brand
from pages.colours import contrast, hue_and_chroma, luminance, shade
from tests.site.visitor import Visitor

TOKENS = Path(settings.BASE_DIR) / "frontend" / "css" / "tokens.css"
NAMES = {
    *("brand", "brand-deep", "brand-soft", "brand-line", "link", "link-hover", "visited"),
    *("on-dark", "on-dark-soft"),
}
# What the public stylesheet says of each tint (the head of frontend/css/tokens.css), written down once more.
NEEDED = {
    ("on-dark", "brand"): 4.5,
    ("brand", "paper"): 3,
    ("on-dark", "brand-deep"): 4.5,
    ("on-dark-soft", "brand-deep"): 4.5,
    **{(front, "brand-soft"): 4.5 for front in ("ink", "ink-soft", "heading", "link", "visited")},
    **{(a, b): 4.5 for a in ("link", "link-hover", "visited") for b in ("paper", "sunk", "brand-soft")},
}
colours = some.integers(0, 0xFFFFFF).map("#{:06x}".format)


def served(colour: str) -> dict[str, dict[str, str]]:
    """The tints that a browser reads from the sheet of `colour`, by scheme."""
    response = Visitor().get(brand.address(colour))
    assert response.status_code == 200
    rule = r":root \{ ((?:--[a-z-]+: #[0-9a-f]{6}; ?)+)\}"
    whole = rf"@layer tokens \{{\n{rule}\n@media screen and \(prefers-color-scheme: dark\) \{{\n{rule}\n\}}\n\}}\n"
    found = re.fullmatch(whole, response.content.decode())
    assert found, response.content
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in found.groups())
    return {"light": light, "dark": dark}


def everybodys(scheme: str) -> dict[str, str]:
    """Ground and ink as the public stylesheet has them."""
    rules = re.sub(r"/\*.*?\*/", "", TOKENS.read_text(), flags=re.DOTALL)
    light, dark = rules.split("@media screen and (prefers-color-scheme: dark)")
    found: dict[str, str] = {}
    for part in (light,) if scheme == "light" else (light, dark):
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", part))
    short = {
        name: "#" + "".join(2 * digit for digit in value[1:])
        for name, value in found.items()
        if len(value) == 4
    }
    return found | short


@run(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(colour=colours)
@example(colour="#000000")
@example(colour="#ffffff")
@example(colour="#ffcc00")
@example(colour="#c8102e")
@example(colour="#767676")
@example(colour="#1d3f8f")
def test_whatever_passes_is_readable_on_the_sheet_that_is_served(colour: str) -> None:
    passing = brand.nearest(colour)
    assert not brand.failing(passing)

    for scheme, tints in served(passing).items():
        assert set(tints) == NAMES
        seen = everybodys(scheme) | tints
        for (front, ground), least in NEEDED.items():
            ratio = contrast(seen[front], seen[ground])
            assert ratio >= least, f"{passing}, {scheme}: {front} on {ground} has {ratio:.2f}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_knows_ground_and_ink_as_the_stylesheet_has_them(scheme: str) -> None:
    theirs = everybodys(scheme)

    assert brand.EVERYBODYS[scheme] == {name: theirs[name] for name in brand.EVERYBODYS[scheme]}


def test_every_pair_that_the_stylesheet_asks_for_is_checked_at_the_desk() -> None:
    checked = {(front, ground): least for _words, front, ground, least in brand.TOUCHES}

    assert {pair: checked.get(pair) for pair in NEEDED} == NEEDED
    assert all(front in NAMES or ground in NAMES for front, ground in checked)


@pytest.mark.parametrize(
    ("typed", "colour"), [("#1D3F8F", "#1d3f8f"), (" 1d3f8f ", "#1d3f8f"), ("#036", "#003366")]
)
def test_a_colour_is_read_however_it_is_written(typed: str, colour: str) -> None:
    assert brand.colour_that_passes(typed) == colour


@pytest.mark.parametrize(
    "typed",
    ["", "blue", "#12345", "#1234567", "#12345g", "#1d3f8f;}", "rgb(0,0,0)", "#１２３456", "1d3f8f\n:root"],
)
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="six digits"):
        brand.colour_that_passes(typed)


def test_a_colour_that_fails_is_refused_with_its_worst_pair_and_the_nearest_that_passes() -> None:
    with pytest.raises(ValidationError) as refusal:
        brand.colour_that_passes("#ff69b4")

    assert "white words on the colour, 2.64 to 1 where 4.5 is needed" in refusal.value.messages[0]
    assert brand.nearest("#ff69b4") in refusal.value.messages[0]


@pytest.mark.parametrize("colour", ["#ff69b4", "#00a0e0", "#ffcc00", "#12ff00"])
def test_the_nearest_keeps_the_hue_and_is_only_just_dark_enough(colour: str) -> None:
    nearest = brand.nearest(colour)

    assert abs(hue_and_chroma(nearest)[0] - hue_and_chroma(colour)[0]) < 3
    assert luminance(colour) > luminance(nearest) > 0.16


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") < 4.5


@given(hue=some.floats(0, 360), chroma=some.floats(0, 0.37), bright=some.floats(0.02, 0.95))
@run(max_examples=60, deadline=None)
def test_a_shade_is_as_bright_as_was_asked(hue: float, chroma: float, bright: float) -> None:
    assert luminance(shade(hue, chroma, bright)) == pytest.approx(bright, abs=0.02)


def test_a_sheet_may_be_kept_for_a_year_and_asks_no_database() -> None:
    """Without the mark for a database, any query fails this test."""
    response = Visitor().get(brand.address("#1d3f8f"))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_digest_of_before_an_upgrade_is_answered_and_kept_briefly() -> None:
    now = Visitor().get(brand.address("#1d3f8f"))
    old = Visitor().get("/brand/1d3f8f-00000000.css")

    assert (old.status_code, old.content) == (200, now.content)
    assert old["Cache-Control"] == "public, max-age=0, s-maxage=5"


def test_another_sheet_has_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    before = brand.digest("#1d3f8f")
    monkeypatch.setattr(brand, "sheet", lambda colour: "@layer tokens { }")

    assert brand.digest("#1d3f8f") != before


def test_a_stored_colour_that_passes_no_more_still_has_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert served("#ff69b4")["light"]["brand"] == brand.nearest("#ff69b4")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "ff69b4-00000000",
        "1D3F8F-00000000",
        "1d3f8f-0000000",
        "1d3f8f",
        "1d3f8f%7D-00000000",
        "1d3f8f-00000000.css/",
    ],
)
def test_nothing_else_is_a_sheet(name: str) -> None:
    assert Visitor().get(f"/brand/{name}.css").status_code == 404


@pytest.mark.django_db
def test_every_page_links_the_sheet_behind_the_public_stylesheet() -> None:
    page = Visitor().get("/news/").content.decode()
    linked: list[Any] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)

    assert linked[-1] == brand.address("#1d3f8f")
    assert linked[0].endswith("site.css")
