"""What every page says about the force whose site it is: the frame's part "details"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from pages import brand
from pages.contact import dialled, read_links

if TYPE_CHECKING:
    from pages.details import SiteDetails

# The national relay's emergency line. The same for every force, so nobody can mistype it.
TEXTPHONE_EMERGENCY = "18000"


@dataclass(frozen=True)
class ShownLogo:
    """The picture beside the name. Decorative: its alt is empty."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Site:
    """For templates, error pages and files for machines. Holds no row, and asks nothing of the database."""

    name: str
    short_name: str
    url: str
    demonstration: bool
    logo: ShownLogo | None
    brand_css: str
    emergency: str
    non_emergency: str
    online_url: str
    textphone_emergency: str
    textphone: str
    social: tuple[tuple[str, str], ...]
    phase: str
    phase_message: str
    takes_feedback: bool
    footer_text: str
    security_contact: str

    @property
    def non_emergency_tel(self) -> str:
        """The number as a tel: link has it."""
        return dialled(self.non_emergency)

    @property
    def textphone_tel(self) -> str:
        return dialled(self.textphone)


def as_shown(details: SiteDetails) -> Site:
    """What the row says, or an unsaved one with its defaults."""
    logo = details.logo
    return Site(
        name=details.name,
        short_name=details.short_name or details.name,
        url=settings.SITE_URL,
        demonstration=settings.DEMONSTRATION,
        logo=ShownLogo(logo.get_absolute_url(), logo.width, logo.height) if logo else None,
        brand_css=brand.address(details.colour),
        emergency=details.emergency,
        non_emergency=details.non_emergency,
        online_url=details.online_url,
        textphone_emergency=TEXTPHONE_EMERGENCY,
        textphone=details.textphone,
        social=tuple(read_links(details.social)),
        phase=details.phase,
        phase_message=details.phase_message,
        takes_feedback=details.takes_feedback,
        footer_text=details.footer_text,
        security_contact=details.security_contact,
    )
