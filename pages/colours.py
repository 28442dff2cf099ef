"""Arithmetic of colours: WCAG's contrast, and shades of a hue in OKLCH, where equal steps look equal.

A colour is "#rrggbb". OKLCH's numbers are Björn Ottosson's (2020), as in CSS Color 4.
"""

from __future__ import annotations

import math
import re

Triple = tuple[float, float, float]


def is_colour(text: str) -> bool:
    return re.fullmatch(r"#[0-9a-f]{6}", text) is not None


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def hue_and_chroma(colour: str) -> tuple[float, float]:
    """Hue in degrees and how colourful it is: 0 is grey, 0.1 quiet, 0.3 as loud as a screen can."""
    _light, a, b = _oklab(_linear(colour))
    return math.degrees(math.atan2(b, a)) % 360, math.hypot(a, b)


def shade(hue: float, chroma: float, bright: float) -> str:
    """The colour of this hue with luminance `bright`, as colourful as asked or as a screen can."""
    low, high = 0.0, 1.0
    for _step in range(24):
        middle = (low + high) / 2
        if luminance(_nearest_in_gamut(middle, chroma, hue)) < bright:
            low = middle
        else:
            high = middle
    return _nearest_in_gamut(high, chroma, hue)


def _nearest_in_gamut(light: float, chroma: float, hue: float) -> str:
    """With less chroma where a screen cannot show so much."""
    low, high = 0.0, chroma
    rgb = _rgb(light, chroma, hue)
    if not _shows(rgb):
        for _step in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if _shows(_rgb(light, middle, hue)) else (low, middle)
        rgb = _rgb(light, low, hue)
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02x}" for part in rgb)


def _shows(rgb: Triple) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in rgb)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _oklab(rgb: Triple) -> Triple:
    red, green, blue = rgb
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _rgb(light: float, chroma: float, hue: float) -> Triple:
    """Linear parts, outside 0 to 1 where a screen cannot follow."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
