"""The demonstration's site details: numbers that are the same for every force, and nobody's accounts."""

from __future__ import annotations

from accounts.models import User
from pages import details
from pages.details import Phase, SiteDetails
from pages.first_pages.site import CONTACT

FOOTER = (
    "Facts and figures about the force come from published reports. The sentences are our own. "
    "To find your local police, go to www.police.uk."
)
# Reserved for examples (RFC 2606): leads to nobody.
SOCIAL = "Example network https://social.example.org/exampleton\nExample videos https://videos.example.org/exampleton"


def load(by: User) -> None:
    """Once: what somebody changed since is kept."""
    if SiteDetails.objects.exists():
        return
    shown = SiteDetails(
        phase=Phase.BETA,
        phase_message="This is a demonstration. Exampleton, Sampleford and Testbury are invented.",
        online_url=f"/{CONTACT.slug}/",
        security_contact="mailto:security@demo.invalid",
        social=SOCIAL,
        footer_text=FOOTER,
    )
    details.keep(shown, by=by, seen=0)
