"""The force's one colour, and all that is made of it: nine tints in two schemes, what they touch, and their stylesheet.

The names are a contract with frontend/css/tokens.css, which says what each is for. Everything here is a pure
function of the colour, so its sheet needs no database and an address never changes what it answers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.colours import contrast, hue_and_chroma, is_colour, luminance, shade

Tints = dict[str, str]
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11

# Ground and ink are everybody's; a test holds them to the public stylesheet.
EVERYBODYS: dict[str, Tints] = {
    "light": {
        "paper": "#ffffff",
        "sunk": "#f6f8fc",
        "ink": "#10182b",
        "ink-soft": "#475067",
        "heading": "#0c1d45",
        "focus": "#ffd400",
    },
    "dark": {
        "paper": "#0f1626",
        "sunk": "#151e33",
        "ink": "#e9edf6",
        "ink-soft": "#b3bdd1",
        "heading": "#f3f6fc",
        "focus": "#ffd400",
    },
}
# Whether the brand changes or not: links are blue where its hue would say "error", "warning" or nothing at all.
LINK_BLUE = 262.0
VISITED, VISITED_OTHERWISE = 300.0, 345.0


@dataclass(frozen=True)
class Pair:
    """One tint that stands on another, in one scheme, and the contrast that it needs."""

    scheme: str
    words: Any
    front: str
    ground: str
    least: float

    @property
    def ratio(self) -> float:
        """Cut, not rounded: 4.499 is not 4.5."""
        return int(contrast(self.front, self.ground) * 100) / 100

    @property
    def passes(self) -> bool:
        return contrast(self.front, self.ground) >= self.least

    @property
    def is_text(self) -> bool:
        return self.least == TEXT


TOUCHES = [
    (_("white words on the colour"), "on-dark", "brand", TEXT),
    (_("the colour on the page"), "brand", "paper", SHAPE),
    (_("the colour on a tinted surface"), "brand", "brand-soft", SHAPE),
    (_("the mark of the current section on the colour"), "on-dark-soft", "brand", SHAPE),
    (_("the keyboard’s yellow on the colour"), "focus", "brand", SHAPE),
    (_("white words on the header"), "on-dark", "brand-deep", TEXT),
    (_("quiet words on the header"), "on-dark-soft", "brand-deep", TEXT),
    (_("the keyboard’s yellow on the header"), "focus", "brand-deep", SHAPE),
    (_("text on a tinted surface"), "ink", "brand-soft", TEXT),
    (_("quiet text on a tinted surface"), "ink-soft", "brand-soft", TEXT),
    (_("a heading on a tinted surface"), "heading", "brand-soft", TEXT),
    *[
        (words, link, ground, TEXT)
        for link, grounds in {
            "link": {
                "paper": _("a link on the page"),
                "sunk": _("a link on a grey surface"),
                "brand-soft": _("a link on a tinted surface"),
            },
            "link-hover": {
                "paper": _("a link pointed at on the page"),
                "sunk": _("a link pointed at on a grey surface"),
                "brand-soft": _("a link pointed at on a tinted surface"),
            },
            "visited": {
                "paper": _("a visited link on the page"),
                "sunk": _("a visited link on a grey surface"),
                "brand-soft": _("a visited link on a tinted surface"),
            },
        }.items()
        for ground, words in grounds.items()
    ],
]


def pairs(colour: str) -> list[Pair]:
    """Every two tints that meet, in both schemes."""
    return [
        Pair(scheme, words, tints[front], tints[ground], least)
        for scheme in EVERYBODYS
        for tints in [EVERYBODYS[scheme] | tints_of(colour)[scheme]]
        for words, front, ground, least in TOUCHES
    ]


def colour_that_passes(text: str) -> str:
    """What was typed as a whole colour; refused with its worst pair if something would be hard to see."""
    colour = read_colour(text)
    if bad := failing(colour):
        worst = min(bad, key=lambda pair: pair.ratio / pair.least)
        raise ValidationError(
            gettext(
                "%(colour)s would be hard to see. Worst: %(words)s, %(ratio)s to 1 where %(least)s is needed. "
                "The nearest colour that passes is %(nearest)s. Every pair that fails is shown below."
            )
            % {
                "colour": colour,
                "words": worst.words,
                "ratio": worst.ratio,
                "least": worst.least,
                "nearest": nearest(colour),
            }
        )
    return colour


def read_colour(text: str) -> str:
    """ "#1D3", "1d3f8f": a whole colour in small letters."""
    digits = text.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if not is_colour(f"#{digits}"):
        raise ValidationError(
            gettext("Give the colour as # and six digits from 0 to 9 and a to f, as in #1d3f8f.")
        )
    return f"#{digits}"


def failing(colour: str) -> list[Pair]:
    return [pair for pair in pairs(colour) if not pair.passes]


@lru_cache(maxsize=64)
def nearest(colour: str) -> str:
    """`colour`, or the lightest shade of its hue that passes. Black always does."""
    if not failing(colour):
        return colour
    hue, chroma = hue_and_chroma(colour)
    found, low, high = "#000000", 0.0, luminance(colour)
    for _step in range(16):
        middle = (low + high) / 2
        tried = shade(hue, chroma, middle)
        if failing(tried):
            high = middle
        else:
            found, low = tried, middle
    return found


@lru_cache(maxsize=1024)
def tints_of(colour: str) -> dict[str, Tints]:
    """The nine custom properties, without their dashes, in both schemes."""
    hue, chroma = hue_and_chroma(colour)
    link = hue if chroma >= 0.04 and 140 <= hue <= 330 else LINK_BLUE
    visited = VISITED_OTHERWISE if link > 280 else VISITED
    return {
        "light": {
            "brand": colour,
            "brand-deep": shade(hue, min(chroma, 0.085), min(luminance(colour), 0.0135)),
            "brand-soft": shade(hue, min(chroma, 0.012), 0.885),
            "brand-line": shade(hue, min(chroma, 0.05), 0.57),
            "link": shade(link, 0.175, 0.095),
            "link-hover": shade(link, 0.12, 0.034),
            "visited": shade(visited, 0.15, 0.06),
            "on-dark": "#ffffff",
            "on-dark-soft": shade(hue, min(chroma, 0.045), 0.68),
        },
        "dark": {
            "brand": shade(hue, chroma, 0.166),
            "brand-deep": shade(hue, min(chroma, 0.045), 0.0065),
            "brand-soft": shade(hue, min(chroma, 0.045), 0.0166),
            "brand-line": shade(hue, min(chroma, 0.07), 0.074),
            "link": shade(link, 0.11, 0.51),
            "link-hover": shade(link, 0.05, 0.74),
            "visited": shade(visited, 0.1, 0.51),
            "on-dark": "#ffffff",
            "on-dark-soft": shade(hue, min(chroma, 0.045), 0.68),
        },
    }


@lru_cache(maxsize=64)
def sheet(colour: str) -> str:
    """What the browser loads behind site.css: the tints as literal colours, and nothing else."""
    light, dark = (_root(tints) for tints in tints_of(colour).values())
    return f"@layer tokens {{\n{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n}}\n"


def _root(tints: Tints) -> str:
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in tints.items()) + " }"


def digest(colour: str) -> str:
    return hashlib.sha256(sheet(colour).encode()).hexdigest()[:8]


def address(colour: str) -> str:
    """Where the sheet of `colour` is. One that passed once and does not today is darkened, not refused."""
    passing = nearest(colour)
    return reverse("brand:sheet", args=[passing[1:], digest(passing)])
