"""What a colour looks like, for the desk: a small page in either scheme, and every pair with its contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages import brand
from pages.brand import Pair
from pages.logo import contrast_on
from pages.site import ShownLogo

# A crest of many colours has 3 to 1 in few of its parts. Below this it is gone for most people.
LEAST_CONTRAST = 1.8


@dataclass(frozen=True)
class Scheme:
    """`tints` have underscores where their custom properties have dashes, for templates."""

    key: str
    words: str
    tints: dict[str, str]
    pairs: list[Pair]


@dataclass(frozen=True)
class Look:
    colour: str
    nearest: str
    schemes: list[Scheme]
    logo: ShownLogo | None
    is_faint: bool

    @property
    def logo_width(self) -> int:
        """In the small page, where a logo is 36 high and 108 wide at most."""
        return min(108, round(36 * self.logo.width / self.logo.height)) if self.logo else 0

    @property
    def name_at(self) -> int:
        return 20 + self.logo_width + (12 if self.logo else 0)

    @property
    def failing(self) -> list[Pair]:
        return [pair for scheme in self.schemes for pair in scheme.pairs if not pair.passes]


def look_of(typed: str, logo: Any, otherwise: str) -> Look:
    """Of what was typed, if it is a colour at all."""
    try:
        colour = brand.read_colour(typed)
    except ValidationError:
        colour = otherwise
    schemes = [_scheme(colour, "light", _("In light")), _scheme(colour, "dark", _("In dark"))]
    shown = logo and ShownLogo(logo.get_absolute_url(), logo.width, logo.height)
    return Look(colour, brand.nearest(colour), schemes, shown, bool(logo) and _is_faint(logo, schemes))


def _is_faint(logo: Any, schemes: list[Scheme]) -> bool:
    """Whether it can hardly be seen somewhere on the header, which goes from one tint to the other."""
    grounds = {scheme.tints[tint] for scheme in schemes for tint in ("brand", "brand_deep")}
    return any(contrast_on(bytes(logo.png), ground) < LEAST_CONTRAST for ground in grounds)


def _scheme(colour: str, name: str, words: str) -> Scheme:
    tints = brand.EVERYBODYS[name] | brand.tints_of(colour)[name]
    pairs = [pair for pair in brand.pairs(colour) if pair.scheme == name]
    return Scheme(name, words, {tint.replace("-", "_"): value for tint, value in tints.items()}, pairs)
